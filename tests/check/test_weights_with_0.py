r"""Weights with the number 0, ``w_{01}`` beside ``z_j = \sigma(w_j^T x)``: biases, and the number of the unit."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNITS = (r"\hat y = v^T z", r"z_j = \sigma(w_j^T x)")
SUM = r"w_{11} x_1 + w_{21} x_2 + w_{31} x_3"


def slope(weight: str, side: str) -> str:
    return rf"\frac{{\partial L}}{{\partial w_{{{weight}}}}} = \frac{{\partial L}}{{\partial \hat y}} {side}"


BIASES = (slope("01", "v_1 z_1 (1 - z_1)"), slope("02", "v_2 z_2 (1 - z_2)"))


def test_biases_show_which_number_is_that_of_the_unit() -> None:
    assert verdicts(displays(*UNITS, *BIASES))[-2:] == ["right-if", "right-if"]


@pytest.mark.parametrize("slip", [slope("01", "v_1 z_1 (1 - z_1) x_1"), slope("12", "v_2 z_2 (1 - z_2)")])
def test_a_slip_in_one_line_turns_no_other_line_round(slip: str) -> None:
    assert verdicts(displays(*UNITS, *BIASES, slip))[-3:] == ["right-if", "right-if", "wrong"]


def test_where_the_lines_disagree_no_number_is_that_of_the_unit() -> None:
    across = (slope("12", "v_1 z_1 (1 - z_1) x_2"), slope("21", "v_1 z_1 (1 - z_1) x_2"))
    assert "wrong" not in verdicts(displays(*UNITS, *across))


def test_a_sum_that_leaves_the_biases_out_is_open() -> None:
    written = slope("11", rf"v_1 \sigma'({SUM}) x_1")
    found = judged(displays(*UNITS, *BIASES, written))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", "it holds where biases are left out")
    assert verdicts(displays(*UNITS, *BIASES, slope("11", rf"v_1 \sigma'({SUM}) x_2")))[-1] == "wrong"


@pytest.mark.parametrize(("side", "verdict"), [("v_1 z_1 (1 - z_1)", "right-if"), ("v_1 z_1 (1 + z_1)", "unchecked")])
def test_an_array_begins_with_its_element_0_whatever_a_sum_of_another_line_begins_with(side: str, verdict: str) -> None:
    written = r"\frac{\partial \hat y}{\partial v_1} = \sigma(w_{11} + w_{11} x_1 + \dots + w_{31} x_3)"
    page = displays(*UNITS, written, slope("21", "v_1 z_1 (1 - z_1) x_2"), BIASES[1], slope("01", side))
    assert verdicts(page)[-1] == verdict


def test_an_element_0_that_a_definition_differentiates_by_stays() -> None:
    """The first values of hidden units were put in for what errors are derivatives by."""
    neuron = (
        "# One neuron\n\n"
        + displays(r"v = \sum_{i=0}^m w_i x_i", "x_0 = 1", r"y = \varphi(v)")
        + "\n\n# Two layers\n\n"
    )
    lines = (
        r"v_j = \sum_i w_{ji} x_i", r"y_j = \varphi(v_j)", r"v_k = \sum_j w_{kj} y_j", r"y_k = \varphi(v_k)",
        r"E = \frac12 \sum_k (d_k - y_k)^2", r"\delta_k = -\frac{\partial E}{\partial v_k}",
        r"\Delta w_{kj} = \eta \delta_k y_j", r"\delta_j = -\frac{\partial E}{\partial v_j}",
        r"\delta_j = \varphi'(v_j) \sum_k \delta_k w_{kj}",
    )  # fmt: skip
    assert "wrong" not in verdicts(neuron + displays(*lines))
