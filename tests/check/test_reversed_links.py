"""A derivative by what comes from it is a slip where the line is right with another variable."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


SUM = r"\sum_j e^{x_j}"
SCORES = (rf"s_i = \frac{{e^{{x_i}}}}{{{SUM}}}",)
LOGARITHM = rf"\log {SUM}"
UNIT = ("z = w x + b", r"a = \sigma(z)", "L = (a - t)^2")


def normaliser(variable: str) -> str:
    return rf"{d(LOGARITHM, 'x_k')} = \frac{{1}}{{{SUM}}} {d(SUM, variable)}"


def chain(variable: str) -> str:
    return f"{d('L', 'w')} = {d('L', 'a')} {d('a', 'z')} {d('z', variable)}"


@pytest.mark.parametrize(
    ("known", "right", "slip"),
    [(SCORES, normaliser("x_k"), normaliser("s_k")), (UNIT, chain("w"), chain("a"))],
    ids=["of a formula", "of a name"],
)
def test_what_comes_from_a_quantity_is_not_what_it_varies_with(known: tuple[str, ...], right: str, slip: str) -> None:
    assert verdicts(displays(*known, right))[-1] == "right"
    found = judged(displays(*known, slip))[-1]
    assert found.verdict.value == "wrong"
    assert found.reason.startswith(("what is differentiated by ", "its sides have different units"))
    assert found.counterexample is not None


@pytest.mark.parametrize(
    "line",
    [
        rf"{d('z', 'a')} = \frac{{1}}{{a (1 - a)}}",
        f"{d('L', 'z')} {d('z', 'a')} = {d('L', 'a')}",
        f"{d('L', 'a')} = {d('L', 'z')} {d('z', 'a')}",
        rf"{d('L', 'w')} = {d('L', 'a')} \Big({d('z', 'a')}\Big)^{{-1}} {d('z', 'w')}",
    ],
)
def test_a_derivative_of_the_inverse_refutes_nothing(line: str) -> None:
    assert verdicts(displays(*UNIT, line))[-1] != "wrong"


def test_a_state_comes_from_itself() -> None:
    line = f"{d('L', 'h_{t-1}')} = {d('L', 'h_t')} {d('h_t', 'h_{t-1}')}"
    assert verdicts(displays(r"h_t = \tanh(w h_{t-1} + u x_t)", line))[-1] == "right"
