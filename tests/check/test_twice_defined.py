"""Quantities that a document defines as arrays and again element by element, and layers that a section leaves out."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

TWICE = displays(
    "h = \\sigma(W x + b)",
    r"E = \frac12 \sum_j (h_j - y_j)^2",
    r"a_j = \sum_i W_{ji} x_i + b_j, \quad h_j = \sigma(a_j)",
)
ELSEWHERE = displays(
    "h = \\sigma(W x + b)",
    r"E = \frac12 \sum_j (h_j - y_j)^2",
    r"a_j = \sum_i W_{ji} x_i, \quad h_j = \sigma(a_j)",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial a_j} = (h_j - y_j) h_j (1 - h_j)", "right"),
        (r"\frac{\partial E}{\partial a_j} = (h_j - y_j) h_j", "wrong"),
        (r"\frac{\partial E}{\partial W_{ji}} = (h_j - y_j) h_j (1 - h_j) x_i", "right"),
        (r"\frac{\partial E}{\partial W_{ji}} = (h_j - y_j) h_j (1 + h_j) x_i", "wrong"),
    ],
)
def test_a_derivative_goes_through_the_definition_that_names_its_variable(claim: str, verdict: str) -> None:
    assert verdicts(f"{TWICE}\n\n{displays(claim)}")[-1] == verdict


def test_a_second_definition_that_says_something_else_is_no_way_through() -> None:
    claim = displays(r"\frac{\partial E}{\partial a_j} = (h_j - y_j) h_j (1 - h_j)")
    assert verdicts(f"{ELSEWHERE}\n\n{claim}")[-1] == "unchecked"


TWO_LAYERS = (
    "# The model\n\n"
    + displays("t = x W^{(1)} + b^{(1)}", "h = \\tanh(t)", "v = h W^{(2)} + b^{(2)}", "q = v v^T")
    + "\n\n# The second layer\n\n"
)
SAID = "We drop the superscripts of W and b here.\n\n"


@pytest.mark.parametrize(
    ("words", "claim", "verdict"),
    [
        (SAID, r"\frac{\partial v_b}{\partial W_{cd}} = h_c \delta_{bd}", "right"),
        (SAID, r"\frac{\partial v_b}{\partial W_{cd}} = 2 h_c \delta_{bd}", "wrong"),
        (SAID, r"\frac{\partial v_b}{\partial W_{cd}} = x_c \delta_{bd}", "unchecked"),
        (SAID, r"\frac{\partial v_b}{\partial h_c} = W_{cb}", "unchecked"),
        ("", r"\frac{\partial v_b}{\partial W_{cd}} = h_c \delta_{bd}", "right-if"),
        ("", r"\frac{\partial v_b}{\partial W_{cd}} = 2 h_c \delta_{bd}", "unchecked"),
    ],
)
def test_superscripts_that_a_section_leaves_out(words: str, claim: str, verdict: str) -> None:
    assert verdicts(TWO_LAYERS + words + displays(claim))[-1] == verdict


def test_plain_names_in_the_gradient_of_the_loss_are_those_of_the_layer_above() -> None:
    claims = displays(
        r"\frac{\partial t_d}{\partial W_{fg}} = x_f \delta_{dg}",
        r"\frac{\partial q}{\partial W_{fg}} = 2 \sum_b v_b W_{gb} (1 - h_g^2) x_f",
        r"\frac{\partial q}{\partial W_{fg}} = 3 \sum_b v_b W_{gb} (1 - h_g^2) x_f",
        r"\frac{\partial q}{\partial W_{fg}} = 2 \sum_b v_b W_{gb}^{(2)} (1 - h_g^2) x_f",
        r"\frac{\partial q}{\partial W_{fg}} = 3 \sum_b v_b W_{gb}^{(2)} (1 - h_g^2) x_f",
        r"\frac{\partial q}{\partial b^{(1)}_g} = 2 \sum_b v_b W_{gb} (1 - h_g^2)",
    )
    found = judged(TWO_LAYERS + SAID + claims)[-6:]
    assert [each.verdict.value for each in found] == ["right", "right-if", "unchecked", "right", "wrong", "right-if"]
    assert found[1].assumes == ("names without a superscript are those of the layer above",)


@pytest.mark.parametrize(("claim", "verdict"), [("W e^T", "right"), ("2 W e^T", "wrong")])
def test_an_error_e_is_transposed_and_no_power(claim: str, verdict: str) -> None:
    assert verdicts(displays("e = y - a", f"z = W (y - a)^T = {claim}"))[-1] == verdict


def test_an_exponential_stays_one_beside_errors() -> None:
    assert verdicts(displays("e_i = y_i - a_i", "f = e^t", r"\frac{df}{dt} = e^t"))[-1] == "right"
