"""Definitions that are slips: errors that are not the derivative that their uses need, sums without their letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNIT = (r"z = w x + b", r"a = \sigma(z)", r"C = \frac12 (a - y)^2")
USES = (r"\frac{\partial C}{\partial w} = \delta x", r"\frac{\partial C}{\partial b} = \delta")


@pytest.mark.parametrize("slip", ["a - y", "(a - y) a (1 + a)", "(a - y) a"])
def test_the_definition_of_an_error_is_wrong_where_its_uses_hold_without_it(slip: str) -> None:
    assert verdicts(displays(*UNIT, rf"\delta = {slip}", *USES)) == ["right"] * 3 + ["wrong", "right", "right"]


def test_a_right_definition_and_a_wrong_use() -> None:
    right = r"\delta = (a - y) a (1 - a)"
    assert verdicts(displays(*UNIT, right, *USES)) == ["right"] * 6
    assert verdicts(displays(*UNIT, right, USES[0].replace("x", "w"), USES[1]))[3:] == ["right", "wrong", "right"]


@pytest.mark.parametrize("error", ["a - y", "(y - a) a (1 - a)"])
def test_an_error_by_another_convention_is_no_slip_for_one_use(error: str) -> None:
    assert verdicts(displays(*UNIT, rf"\delta = {error}", USES[1]))[3:] == ["right", "wrong"]


def test_an_error_with_the_other_sign_is_right_as_it_is_used() -> None:
    uses = (each.replace(r"\delta", r"-\delta") for each in USES)
    assert verdicts(displays(*UNIT, r"\delta = (y - a) a (1 - a)", *uses)) == ["right"] * 6


def test_a_sum_without_its_letter_is_not_right_by_definition() -> None:
    lost, kept = (rf"p_i = \frac{{e^{{z_i}}}}{{\sum_j e^{{z_{letter}}}}}" for letter in "ij")
    found = judged(displays(lost, kept.replace("p", "q")))[0]
    assert (found.verdict.value, found.reason) == (
        "unchecked",
        "what the sum over j adds has no j in it, and is what is divided by it",
    )
    assert verdicts(displays(kept)) == ["right"]
    assert verdicts(displays(kept, r"m_i = \sum_j z_i z_j")) == ["right"] * 2


def test_nor_is_it_in_a_chain_that_defines_a_function() -> None:
    lost, kept = (rf"a_i = f(z_i) = {each}\frac{{e^{{z_i}}}}{{\sum_j e^{{z_j}}}}" for each in (r"\sum_j ", ""))
    assert "right" not in verdicts(displays(lost))
    assert verdicts(displays(kept)) == ["right"] * 2


UNNAMED = displays(r"h = f(W x + b), \quad \hat y = V h + c, \quad L = \frac12 \| \hat y - y \|^2")
LATER = displays(
    r"\frac{\partial L}{\partial W} = \delta x^T",
    r"\frac{\partial L}{\partial b} = \delta",
    r"\frac{\partial L}{\partial x} = W^T \delta",
)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (r"V^T (\hat y - y) \odot f'(W x + b)", "right"),
        (r"V^T (\hat y - y) \odot f'(W x)", "wrong"),
        (r"V^T (\hat y - y) \odot f(W x + b)", "wrong"),
        (r"V^T (\hat y - y)", "wrong"),
    ],
)
def test_what_no_line_names_is_meant_by_the_uses_that_hold_together(error: str, verdict: str) -> None:
    found = verdicts(f"{UNNAMED}\n\n$$\\delta = {error}$$\n\n{LATER}")
    assert found == ["right", "right", "right", verdict, "right", "right", "right"]


def test_a_use_that_fails_alone_is_the_slip() -> None:
    error = r"$$\delta = V^T (\hat y - y) \odot f'(W x + b)$$"
    found = verdicts(f"{UNNAMED}\n\n{error}\n\n{LATER}\n\n" + displays(r"\frac{\partial L}{\partial x} = \delta"))
    assert found[3:] == ["right"] * 4 + ["wrong"]


HANDED = (
    r"z = W x + b, \quad h = \sigma(z), \quad o = V h + c, \quad L = \frac12 \|o - t\|^2",
    r"\delta_2 = o - t",
)
BACK = (
    r"\frac{\partial L}{\partial V} = \delta_2 h^T",
    r"\frac{\partial L}{\partial b} = \delta_1",
    r"\frac{\partial L}{\partial W} = \delta_1 x^T",
)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (r"V^T \delta_2 \odot h \odot (1 - h)", "right"),
        (r"V^T \delta_2 \odot h", "wrong"),
        (r"V^T \delta_2 \odot z \odot (1 - z)", "wrong"),
    ],
)
def test_an_error_that_is_handed_back_without_its_slope_is_wrong_and_not_its_uses(error: str, verdict: str) -> None:
    found = verdicts(displays(*HANDED, rf"\delta_1 = {error}", *BACK))
    assert found == ["right"] * 5 + [verdict] + ["right"] * 3


@pytest.mark.parametrize(("slope", "verdict"), [("1 - z_j^2", "right-if"), ("(1 - z_j)^2", "wrong")])
def test_an_error_with_weights_that_lost_the_number_of_their_layer(slope: str, verdict: str) -> None:
    text = displays(
        r"a_j = \sum_i w_{ji}^{(1)} x_i",
        r"z_j = \tanh(a_j)",
        r"y_k = \sum_j w_{kj}^{(2)} z_j",
        r"E = \frac12 \sum_k (y_k - t_k)^2",
        r"\delta_k = y_k - t_k",
        rf"\delta_j = ({slope}) \sum_k w_{{kj}} \delta_k",
        r"\frac{\partial E}{\partial w_{ji}^{(1)}} = \delta_j x_i",
        r"\frac{\partial E}{\partial w_{kj}^{(2)}} = \delta_k z_j",
    )
    assert verdicts(text) == ["right"] * 5 + [verdict, "right", "right"]
