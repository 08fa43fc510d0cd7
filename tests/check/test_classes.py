"""Labels that are class numbers, the elements that they choose, and probabilities as names with arguments."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J}{\partial z_k} = p_k - 1\{y = k\}", "right"),
        (r"\frac{\partial J}{\partial z_k} = p_k - \mathbb{1}[y = k]", "right"),
        (r"\frac{\partial J}{\partial z_k} = p_k - 1 \cdot (y = k)", "right"),
        (r"\frac{\partial J}{\partial z_k} = 1\{y = k\} - p_k", "wrong"),
        (r"\frac{\partial J}{\partial z_k} = p_k (1\{y = k\} - 1)", "wrong"),
        (r"\frac{\partial J}{\partial z_k} = p_k", "wrong"),
    ],
)
def test_an_indicator_of_a_class_is_an_element_of_a_label(claim: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, r"J = -\sum_k 1\{y = k\} \log p_k", claim)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z_k} = p_k - \mathbb{1}(y = k)", "right"),
        (r"\frac{\partial L}{\partial z_k} = p_k + \mathbb{1}(y = k)", "wrong"),
        (r"\frac{\partial p_y}{\partial z_k} = p_y (\mathbb{1}(y = k) - p_k)", "right"),
        (r"\frac{\partial p_y}{\partial z_k} = p_y (\mathbb{1}(y = k) + p_k)", "wrong"),
    ],
)
def test_a_label_as_a_subscript_chooses_an_element(claim: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, r"L = -\log p_y", claim)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial s_{ik}} = p_{ik} - 1(y_i = k)", "right"),
        (r"\frac{\partial L}{\partial s_{ik}} = p_{ik} - 1(y_k = i)", "wrong"),
        (r"\frac{\partial L}{\partial s_{ik}} = 1(y_i = k) - p_{ik}", "wrong"),
    ],
)
def test_the_label_of_an_example_chooses_in_its_row(claim: str, verdict: str) -> None:
    rows = (r"p_{ik} = \frac{e^{s_{ik}}}{\sum_j e^{s_{ij}}}", r"L = -\sum_i \log p_{i y_i}")
    assert verdicts(displays(*rows, claim)) == ["right", "right", verdict]


@pytest.mark.parametrize("name", ["e_y", r"\mathbf{e}_y"])
@pytest.mark.parametrize(("sign", "verdict"), [("-", "right"), ("+", "wrong")])
def test_the_unit_vector_of_a_label_is_the_one_hot_label(name: str, sign: str, verdict: str) -> None:
    slope = rf"\frac{{\partial L}}{{\partial W}} = (p {sign} {name}) x^T"
    found = verdicts(displays(r"s = W x", SOFTMAX.replace("z", "s"), r"L = -\log p_y", slope))
    assert found == ["right", "right", "right", verdict]


def test_an_e_that_the_document_defines_is_no_unit_vector() -> None:
    page = (r"e_k = s_k - t_k", r"L = -\log e_y", r"\frac{\partial L}{\partial e_k} = -\frac{1(y = k)}{e_k}")
    assert verdicts(displays(*page)) == ["right", "right", "right"]


def test_of_two_classes_one_is_what_the_other_is_not() -> None:
    loss = r"\ell = 1(t=1) \log q + 1(t=0) \log (1-q)"
    slope = r"\frac{\partial \ell}{\partial q} = \frac{1(t=1)}{q} %s \frac{1 - 1(t=1)}{1-q}"
    assert verdicts(displays(loss, slope % "-", slope % "+")) == ["right", "right", "wrong"]


def test_whether_two_values_are_equal_is_not_left_to_chance() -> None:
    found = judged(displays(r"L = \mathbb{1}(a + 1 = b) c", r"\frac{\partial L}{\partial c} = 0"))
    assert found[1].verdict.value == "unchecked"
    assert "is left to chance" in found[1].reason


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"P(y=1|x) = \sigma(u)", "right"),
        (r"2 P(y=0|x) = 2 \sigma(u)", "wrong"),
        (r"P(y=0 \mid x) = \sigma(-u)", "right"),
        (r"\frac{P(y=1|x)}{P(y=0|x)} = e^u", "right"),
        (r"\frac{P(y=0|x)}{P(y=1|x)} = e^u", "wrong"),
        (r"\log \frac{P(y=1|x)}{P(y=0|x)} = \sum_j \theta_j x_j", "right"),
        (r"\frac{\partial P(y=1|x)}{\partial \theta_j} = P(y=1|x) P(y=0|x) x_j", "right"),
        (r"\frac{\partial P(y=1|x)}{\partial \theta_j} = P(y=1|x) x_j", "wrong"),
    ],
)
def test_a_probability_with_its_arguments_is_a_name(claim: str, verdict: str) -> None:
    model = (r"P(y=1|x) = \frac{e^u}{1 + e^u}", r"P(y=0|x) = 1 - P(y=1|x)", r"u = \sum_j \theta_j x_j")
    assert verdicts(displays(*model, claim))[3:] == [verdict]


def test_of_two_probabilities_one_is_the_rest_where_nothing_says_it() -> None:
    assert verdicts(displays(r"P(y=1|x) = \sigma(u)", r"\frac{P(y=1|x)}{P(y=0|x)} = e^u")) == ["right", "right"]
    assert verdicts(displays(r"P(y=1|x) = \sigma(u)", r"P(y=1|x) P(y=0|x) = e^u")) == ["right", "wrong"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial P(y=k|x)}{\partial z_i} = P(y=k|x) (\delta_{ik} - P(y=i|x))", "right"),
        (r"\frac{\partial P(y=k|x)}{\partial z_i} = P(y=k|x) (\delta_{ik} - P(y=k|x))", "wrong"),
        (r"\sum_k P(y=k|x) = 1", "right"),
    ],
)
def test_the_value_of_a_probability_is_an_index(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"P(y=k|x) = \frac{e^{z_k}}{\sum_j e^{z_j}}", claim)) == ["right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"\ell = \sum_{i=1}^m y^{(i)} \log p(y=1|x^{(i)}) + (1-y^{(i)}) \log (1 - p(y=1|x^{(i)}))",
            "right",
        ),
        (r"\frac{\partial \ell}{\partial \theta} = \sum_{i=1}^m (y^{(i)} - p(y=1|x^{(i)})) x^{(i)}", "right"),
        (r"\frac{\partial \ell}{\partial \theta} = \sum_{i=1}^m (y^{(i)} - p(y=0|x^{(i)})) x^{(i)}", "wrong"),
        (r"\frac{\partial \ell}{\partial \theta} = \sum_{i=1}^m (p(y=1|x^{(i)}) - y^{(i)}) x^{(i)}", "wrong"),
    ],
)
def test_a_likelihood_over_samples(claim: str, verdict: str) -> None:
    model = (
        r"p(y=1|x^{(i)}) = \sigma(\theta x^{(i)})",
        r"\ell(\theta) = \log \prod_{i=1}^m p(y=1|x^{(i)})^{y^{(i)}} p(y=0|x^{(i)})^{1-y^{(i)}}",
    )
    assert verdicts(displays(*model, claim)) == ["right", "right", verdict]


CHOSEN = (SOFTMAX, r"L = -\log p_y")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z_k} = p_k - \delta_{ky}", "right"),
        (r"\frac{\partial L}{\partial z_k} = p_k - 1[k = y]", "right"),
        (r"\frac{\partial L}{\partial z_k} = p_k - 1[k \neq y]", "wrong"),
        (r"\frac{\partial L}{\partial z_k} = p_k - 1", "unchecked"),
        (r"\frac{\partial L}{\partial z_k} = p_k - 2", "wrong"),
        (r"\frac{\partial L}{\partial z_k} = p_k, \quad k \neq y", "right"),
        (r"\frac{\partial L}{\partial z_k} = p_k - 1, \quad k \neq y", "wrong"),
        (r"\frac{\partial L}{\partial z_k} = p_k - 1 \quad \text{if } k = y", "right"),
        (r"\frac{\partial L}{\partial z_k} = p_k \quad \text{if } k = y", "wrong"),
        (r"\frac{\partial L}{\partial z_y} = p_y - 1", "right"),
        (r"\frac{\partial L}{\partial z_y} = p_y", "wrong"),
        (r"\frac{\partial L}{\partial z_k} = \begin{cases} p_k - 1 & k = y \\ p_k & k \neq y \end{cases}", "right"),
        (
            r"\frac{\partial L}{\partial z_k} = \begin{cases} p_k - 1 & k = y \\ p_k & \text{otherwise} \end{cases}",
            "right",
        ),
        (r"\frac{\partial L}{\partial z_k} = \begin{cases} p_k & k = y \\ p_k - 1 & k \neq y \end{cases}", "wrong"),
    ],
)
def test_the_class_of_a_label_without_an_indicator_anywhere_else(claim: str, verdict: str) -> None:
    assert verdicts(displays(*CHOSEN, claim)) == ["right", "right", verdict]


def test_the_words_before_a_formula_say_which_class_is_meant() -> None:
    text = displays(*CHOSEN) + "\n\nWhen $k \\neq y$, we have:\n\n$$\\frac{\\partial L}{\\partial z_k} = %s$$\n"
    assert [verdicts(text % side)[-1] for side in ("p_k", "p_k - 1")] == ["right", "wrong"]


VALUE = r"S(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial S(z)_j}{\partial z_j} = S(z)_j (1 - S(z)_j)", "right"),
        (r"\frac{\partial S(z)_j}{\partial z_i} = S(z)_j (\delta_{ij} - S(z)_i)", "right"),
        (r"\frac{\partial S(z)_j}{\partial z_i} = S(z)_j (\delta_{ij} - S(z)_j)", "wrong"),
        (r"\frac{\partial S(u)_j}{\partial u_i} = S(u)_j (\delta_{ij} - S(u)_i)", "right"),
        (r"\frac{\partial S(u)_j}{\partial u_i} = S(u)_j (\delta_{ij} + S(u)_i)", "wrong"),
    ],
)
def test_an_element_of_the_value_of_a_function_is_a_name_with_its_argument(claim: str, verdict: str) -> None:
    assert verdicts(displays(VALUE, claim)) == ["right", verdict]


def test_a_derivative_by_an_element_of_the_value_of_a_function() -> None:
    loss = r"C = -\sum_k y_k \log S(z)_k"
    slope = r"\frac{\partial C}{\partial S(z)_k} = %s\frac{y_k}{S(z)_k}"
    assert verdicts(displays(VALUE, loss, slope % "-", slope % "")) == ["right", "right", "right", "wrong"]


def test_the_exponents_of_a_likelihood_are_labels() -> None:
    loss = r"L = -\log \prod_k p_k^{t_k}"
    slope = r"\frac{\partial L}{\partial z_k} = p_k %s t_k"
    assert verdicts(displays(SOFTMAX, loss, slope % "-", slope % "+")) == ["right", "right", "right", "wrong"]


def test_a_name_in_the_middle_of_a_chain_is_defined_by_what_follows() -> None:
    chain = r"-\log \mathcal{L}(\theta | t, z) = \xi(t, z) = -\sum_k t_k \log p_k"
    slope = r"\frac{\partial \xi}{\partial z_k} = p_k %s t_k"
    found = verdicts(displays(SOFTMAX, chain, r"\xi(T, Y) = n", slope % "-", slope % "+"))
    assert (found[0], *found[2:3], *found[-2:]) == ("right", "right", "right", "wrong")


OBSERVED = (
    r"p_i = \frac{\exp(u_i^\top v)}{\sum_j \exp(u_j^\top v)}", r"J = -\log p_o",
    r"J_{neg} = -\log \sigma(u_o^\top v) - \sum_k \log \sigma(-u_k^\top v)",
)  # fmt: skip
"""The losses of an observed class o among all classes, and beside classes that were drawn."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J}{\partial v} = -u_o + \sum_j p_j u_j", "right"),
        (r"\frac{\partial J}{\partial u_o} = (p_o - 1) v", "right"),
        (r"\frac{\partial J}{\partial u_o} = p_o v", "wrong"),
        (r"\frac{\partial J}{\partial v} = u_o - \sum_j p_j u_j", "wrong"),
        (
            r"\frac{\partial J_{neg}}{\partial v} = (\sigma(u_o^\top v) - 1) u_o + \sum_k \sigma(u_k^\top v) u_k",
            "right",
        ),
        (r"\frac{\partial J_{neg}}{\partial v} = \sigma(u_o^\top v) u_o + \sum_k \sigma(u_k^\top v) u_k", "wrong"),
        (r"\frac{\partial J_{neg}}{\partial u_o} = (\sigma(u_o^\top v) - 1) v", "unchecked"),
    ],
)
def test_a_letter_that_only_a_loss_names_is_the_class_that_was_observed(claim: str, verdict: str) -> None:
    assert verdicts(displays(*OBSERVED, claim))[-1] == verdict


def test_what_is_said_of_the_classes_that_were_not_observed_holds_for_these() -> None:
    document = displays(*OBSERVED[:2])
    right = r"for all others $w \neq o$: $\frac{\partial J}{\partial u_w} = p_w v$"
    assert verdicts(f"{document}\n\n{right}")[-1] == "right"
    assert verdicts(f"{document}\n\n{right.replace('p_w v', '-p_w v')}")[-1] == "wrong"


def test_a_factor_with_two_indices_is_no_function() -> None:
    found = verdicts(
        displays(
            r"G = \sum_i \sum_j f_{ij} (a_i + b_j)^2",
            r"\frac{\partial G}{\partial a_i} = 2 \sum_j f_{ij} (a_i + b_j)",
            r"e_{ij} = f_{ij} b_j",
            r"\frac{\partial G}{\partial b_j} = 2 \sum_j f_{ij} (a_i + b_j)",
        )
    )
    assert found == ["right"] * 3 + ["wrong"]


def test_a_label_chooses_no_element_of_a_loss() -> None:
    text = displays(
        r"E = -\sum_i \sum_k 1\{z^{(i)} = k\} \log p_k^{(i)}",
        r"\frac{\partial L_z}{\partial w} = \frac{\partial L_z}{\partial u} \frac{\partial u}{\partial w}",
        r"L_2 = (y - a)^2",
        r"\frac{\partial L_2}{\partial a} = 2 (a - y)",
    )
    assert verdicts(text)[1:] == ["right", "right", "right"]


@pytest.mark.parametrize("label", ["t = e_c", r"t = \mathbf{e}_c", "t = d"])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("p - t", "right"), ("t - p", "wrong"), ("p", "wrong")],
)
def test_a_label_that_is_said_to_be_another_name_sums_to_one_as_that(label: str, claim: str, verdict: str) -> None:
    network = (r"z = W x + b, \quad p = \mathrm{softmax}(z)", label, r"L = -\sum_k t_k \log p_k")
    assert verdicts(displays(*network, rf"\frac{{\partial L}}{{\partial W}} = ({claim}) x^T"))[-1] == verdict
    named = claim.replace("t", label.removeprefix("t = "))
    assert verdicts(displays(*network, rf"\frac{{\partial L}}{{\partial W}} = ({named}) x^T"))[-1] == verdict


@pytest.mark.parametrize(("claim", "verdict"), [("p_k - t_k", "right"), ("p_k - p_k t_k", "wrong")])
def test_a_label_that_is_defined_by_its_class_sums_to_one(claim: str, verdict: str) -> None:
    network = r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", r"t_k = \mathbb{1}[k = c]", r"L = -\sum_k t_k \log p_k"
    assert verdicts(displays(*network, r"\frac{\partial L}{\partial z_k} = " + claim))[-1] == verdict


HINGE = r"L_i = \sum_{j \neq y_i} \max(0, w_j^T x_i - w_{y_i}^T x_i + \Delta)"


def test_a_slope_by_a_class_beside_a_sum_around_the_true_one_is_of_another_class() -> None:
    active = r"\mathbb{1}(w_j^T x_i - w_{y_i}^T x_i + \Delta > 0) x_i"
    assert verdicts(displays(HINGE, r"\nabla_{w_j} L_i = " + active))[-1] == "right-if"
    assert verdicts(displays(HINGE, r"\nabla_{w_j} L_i = -" + active))[-1] == "wrong"
    assert verdicts(displays(HINGE, r"\nabla_{w_j} L_i = 2 " + active))[-1] == "wrong"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z_d} = -t_d (1 - p_d) + \sum_{c \neq d} t_c p_d", "right"),
        (r"\frac{\partial L}{\partial z_d} = -t_d (1 - p_d) - \sum_{c \neq d} t_c p_d", "wrong"),
        (r"\frac{\partial L}{\partial z_d} = p_d - t_d", "right"),
        (r"\frac{\partial L}{\partial z_d} = p_d", "wrong"),
    ],
)
def test_a_letter_that_a_sum_binds_is_no_label_where_it_is_compared(claim: str, verdict: str) -> None:
    text = displays(
        r"p_c = \frac{e^{z_c}}{\sum_{j} e^{z_j}}, \quad L = -\sum_{c=1}^C t_c \ln p_c, \quad \sum_c t_c = 1",
        r"\frac{\partial p_c}{\partial z_d} = \begin{cases} p_c (1 - p_c) & c = d \\ -p_c p_d & c \neq d \end{cases}",
        r"\frac{\partial L}{\partial z_d} = -\sum_c t_c \frac{1}{p_c} \frac{\partial p_c}{\partial z_d}",
    )
    assert verdicts(f"{text}\n\n{displays(claim)}")[-3:] == ["right", "right", verdict]
