"""Updates that give their step in parentheses: ``w(t+1) = w(t) - ...``; layers by letters beside them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNIT = (r"y = w x + b", r"C = (y - d)^2")
LAYER = (r"Z^o = W^o A^h + B^o", r"A^o = \sigma(Z^o)", r"C = \|Y - A^o\|^2")
ERROR = r"\delta^o = -2 (Y - A^o) \circ \sigma'(Z^o)"


@pytest.mark.parametrize("letter", ["t", "k", "n"])
@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"- \eta \frac{\partial C}{\partial w}", "right"),
        (r"- 2 \eta (y - d) x", "right"),
        (r"+ 2 \eta (y - d) x", "wrong"),
        (r"- 2 \eta (y - d)", "wrong"),
    ],
)
def test_an_update_with_its_step_in_parentheses(letter: str, step: str, verdict: str) -> None:
    assert verdicts(displays(*UNIT, f"w({letter}+1) = w({letter}) {step}"))[-1] == verdict


def test_what_happens_at_a_time_is_no_update() -> None:
    found = judged(displays(r"h(t+1) = \tanh(u h(t) + x(t))"))
    assert found[0].verdict.value == "unchecked"


@pytest.mark.parametrize(
    ("update", "verdict"),
    [
        (r"W^o(t+1) = W^o(t) - \eta \frac{\partial C}{\partial W^o}", "right"),
        (r"W^o(t+1) = W^o(t) - \eta \delta^o (A^h)^T", "right"),
        (r"W^o(t+1) = W^o(t) - \eta \delta^o (A^o)^T", "wrong"),
        (r"B^o(t+1) = B^o(t) - \eta \delta^o", "right"),
    ],
)
def test_layers_by_letters_and_their_updates(update: str, verdict: str) -> None:
    slope = r"\frac{\partial C}{\partial B^o} = \delta^o"
    assert verdicts(displays(*LAYER, ERROR, slope, update)) == ["right"] * 5 + [verdict]


def test_the_loss_of_one_output_is_no_element_of_the_loss() -> None:
    parts = r"\frac{\partial C}{\partial b} = \sum_o \frac{\partial C_o}{\partial b}"
    found = judged(displays(r"C = \|y - a\|^2", r"\frac{\partial C}{\partial a} = -2 (y - a)", parts))
    assert [each.verdict.value for each in found] == ["right", "right", "unchecked"]


def test_an_error_of_which_nothing_is_said_refutes_nothing() -> None:
    lines = (r"z = w x", r"C = (z - y)^2", r"\delta^1 = v \delta^2", r"w(t+1) = w(t) - \eta \delta^1 x")
    assert verdicts(displays(*lines))[-1] == "unchecked"
