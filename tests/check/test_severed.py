"""A part of a document proves nothing by a path that another part defines."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

BEFORE = "# One\n\n$$h_j = \\sigma(z_j)$$\n\n# Two\n\n"
NETWORK = r"""
$$z_j = \sum_i w_{ij} x_i + b_j$$

$$u_k = \sum_j v_{jk} h_j + c_k$$

$$L = \frac12 \sum_k (u_k - y_k)^2 + \frac12 \sum_j z_j^2$$

"""
BY_H = r"\sum_k (u_k - y_k) v_{jk} h_j (1 - h_j)"


@pytest.mark.parametrize("claim", ["0", "z_j", r"2 \frac{\partial L}{\partial z_j} \frac{\partial z_j}{\partial b_j}"])
def test_a_path_through_another_section_is_not_missing(claim: str) -> None:
    assert verdicts(rf"{BEFORE}{NETWORK}$$\frac{{\partial L}}{{\partial b_j}} = {claim}$$")[-1] == "wrong"


@pytest.mark.parametrize(
    "claim", [f"{BY_H} + z_j", r"\frac{\partial L}{\partial z_j} \frac{\partial z_j}{\partial b_j}"]
)
def test_what_is_right_by_the_whole_document_stays_right(claim: str) -> None:
    assert verdicts(rf"{BEFORE}{NETWORK}$$\frac{{\partial L}}{{\partial b_j}} = {claim}$$")[-1] == "right"


def test_a_section_that_defines_a_name_again_is_judged_by_that() -> None:
    again = rf"{BEFORE}{NETWORK}$$h_j = \tanh(z_j)$$ $$\frac{{\partial h_j}}{{\partial z_j}} = 1 - h_j^2$$"
    assert verdicts(again)[-1] == "right"


def test_a_number_of_numbered_elements_is_no_element_of_a_vector() -> None:
    page = (
        "1. " + displays(r"y = w_0 + w_1 x_1 + w_2 x_2")
        + "\n2. Hidden layer\n\n"
        + displays(
            r"\hat{y}_j = \sum_{h=1}^{H} v_{jh} z_h",
            r"z_h = \sigma \left( \sum_{d=1}^{D} w_{hd} x_d \right)",
            r"E = \frac{1}{2} \sum_{j} (y_j - \hat{y}_j)^2",
            r"\frac{\partial E}{\partial v_{jh}} = -(y_j - \hat{y}_j) z_h",
            r"\frac{\partial E}{\partial w_{hd}} = -\sum_j (y_j - \hat{y}_j) v_{jh} z_h (1 - z_h) x_d",
        )
    )  # fmt: skip
    assert verdicts(page) == ["right-if"] + ["right"] * 5
    assert verdicts(page.replace("(1 - z_h)", "(1 + z_h)"))[-1] == "wrong"


GRAPH = "# One\n\n" + displays("a = w_0 x_0", "b = w_1 x_1", r"f = \sigma(a + b)") + "\n\n# Two\n\n"
REGRESSION = displays(r"\hat{y}^{(n)} = w^T x^{(n)} + b", r"J = \frac{1}{N} \sum_{n=1}^{N} (\hat{y}^{(n)} - y^{(n)})^2")
BY_W = r"\frac{\partial J}{\partial w} = \frac{2}{N} \sum_{n=1}^{N} (\hat{y}^{(n)} - y^{(n)}) x^{(n)}"


def test_numbered_elements_of_another_section_are_none_of_an_array_of_samples() -> None:
    assert verdicts(f"{GRAPH}{REGRESSION}\n\n{displays(BY_W)}")[-1] == "right"


@pytest.mark.parametrize("slip", [BY_W.replace("{2}{N}", "{1}{N}"), BY_W.replace("x^{(n)}", "")])
def test_they_excuse_no_slip(slip: str) -> None:
    assert verdicts(f"{GRAPH}{REGRESSION}\n\n{displays(slip)}")[-1] == "wrong"


def test_where_their_section_is_the_only_path_it_is_not_missing() -> None:
    loss = displays(r"J = \frac{1}{N} \sum_{n=1}^{N} (b - x^{(n)})^2")
    assert verdicts(rf"{GRAPH}{loss}" + "\n\n" + displays(r"\frac{\partial J}{\partial w_1} = 0"))[-1] != "right"


TWO_LAYERS = displays(
    r"h = \sigma(W x), \quad \hat y = V h, \quad L = \frac12 \|\hat y - y\|^2",
    r"\frac{\partial L}{\partial V} = (\hat y - y) h^T",
    r"\frac{\partial L}{\partial h} = V^T (\hat y - y)",
)
LATER = displays(r"y = W x", r"\frac{\partial y_j}{\partial x_i} = W_{ji}", r"\frac{\partial y}{\partial x} = W")


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        (r"(V^T(\hat y - y) \odot h \odot (1 - h)) x^T", "right"),
        (r"(V^T(\hat y - y) \odot h \odot (1 + h)) x^T", "wrong"),
    ],
)
def test_what_a_later_chapter_defines_is_an_input_of_this_one(slope: str, verdict: str) -> None:
    line = displays(rf"\frac{{\partial L}}{{\partial W}} = {slope}")
    linear = displays(
        r"\hat y = X w, \quad L = \frac12 \|\hat y - y\|^2", r"\frac{\partial L}{\partial w} = X^T (X w - y)"
    )
    page = f"# One\n\n## Line\n\n{linear}\n\n## Network\n\n{TWO_LAYERS}\n\n{line}\n\n# Two\n\n{LATER}"
    assert [each.verdict.value for each in judged(page) if r"\partial W" in each.latex] == [verdict]


LOGISTIC = "# Units\n\n" + displays(
    r"y = \sigma(z)",
    r"\frac{\partial y}{\partial z} = y (1 - y)",
    r"\xi = -t \log y - (1 - t) \log (1 - y)",
    r"\frac{\partial \xi}{\partial z} = y - t",
)
CLASSES = displays(
    r"a_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
    r"L = -\sum_i y_i \log a_i",
    r"\frac{\partial L}{\partial a_i} = -\frac{y_i}{a_i}",
    r"\frac{\partial a_i}{\partial z_j} = a_i (\delta_{ij} - a_j)",
)


@pytest.mark.parametrize(("slope", "expected"), [("a_i - y_i", "unchecked"), ("y_i - a_i", "wrong")])
def test_an_output_of_another_chapter_with_a_loss_of_its_own_may_be_a_label_here(slope: str, expected: str) -> None:
    claim = rf"$$\frac{{\partial L}}{{\partial z_i}} = {slope}$$"
    assert verdicts(f"{LOGISTIC}\n\n# Homework\n\n## Classes\n\n{CLASSES}\n\n{claim}")[-1] == expected


@pytest.mark.parametrize("more", ["", r"$$\frac{\partial L}{\partial h} = \frac{\partial L}{\partial y}$$"])
def test_a_path_past_which_the_other_chapter_computes_no_loss_of_its_own_is_lost(more: str) -> None:
    before = rf"# Forward\n\n$$h = \sigma(z)$$\n\n$$\frac{{\partial h}}{{\partial z}} = h (1 - h)$$\n\n{more}"
    slopes = displays(r"\frac{\partial L}{\partial y} = y - t", r"\frac{\partial L}{\partial z} = y - t")
    here = displays(r"y = h + z", r"L = \frac12 (y - t)^2")
    assert verdicts(before.replace(r"\n", "\n") + f"\n\n# Loss\n\n{here}\n\n{slopes}")[-1] == "wrong"


RECURRENT = "# A recurrent network\n\n" + displays(
    r"h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t)",
    r"y_t = W_{hy} h_t + b",
    r"p_t = \mathrm{softmax}(y_t)",
    r"L = -\sum_t \log p_t[k_t]",
    r"\frac{\partial L}{\partial W_{xh}} = \sum_t \left(\frac{\partial L}{\partial h_t} \odot (1 - h_t^2)\right) x_t^T",
)
OF_ROWS = "# A classifier\n\n" + displays(
    r"L = \frac1N \sum_i \sum_{j \neq y_i} \max(0, f(x_i; W)_j - f(x_i; W)_{y_i} + 1) + \lambda \sum_k \sum_l W_{k,l}^2"
)


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        (r"\sum_t \frac{\partial L}{\partial y_t} h_t^T", "unchecked"),
        (r"\sum_t h_t^T \frac{\partial L}{\partial y_t}", "wrong"),
        (r"\sum_t \frac{\partial L}{\partial y_t} x_t^T", "wrong"),
    ],
)
def test_shapes_of_another_chapter_refute_nothing_that_holds_with_those_of_its_own(side: str, expected: str) -> None:
    claim = rf"$$\frac{{\partial L}}{{\partial W_{{hy}}}} = {side}$$"
    assert verdicts(f"{RECURRENT}\n\n{claim}\n\n{OF_ROWS}")[5] == expected
