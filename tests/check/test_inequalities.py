"""Inequalities: shown for all values, refuted for all values, set by the document, or left alone."""

from __future__ import annotations

import pytest

from backproof.calculus.bounds import bounds
from backproof.check.verdicts.verdict import Role
from backproof.expr import Symbol, Tensor
from backproof.expr.build import add, apply, mul, number, power
from tests.check.judging import displays, judged, verdicts

X = Tensor(Symbol("x"))


@pytest.mark.parametrize(
    ("inequality", "verdict"),
    [
        (r"\sigma'(x) > 0", "right"),
        (r"\sigma(x) < 1", "right"),
        (r"0 \leq x^2", "right"),
        (r"\max(0, x) \geq 0", "right"),
        (r"\max(0, x) < 0", "wrong"),
        (r"1 - \tanh(x)^2 > 0", "right"),
        (r"\sum_i e^{z_i} > 0", "right"),
        (r"\sigma'(x) < 0", "wrong"),
        (r"\sigma(x) >= 1", "wrong"),
        (r"-x^2 > 0", "wrong"),
    ],
)
def test_an_inequality_is_judged_where_it_is_shown_for_all_values_or_for_none(inequality: str, verdict: str) -> None:
    assert verdicts(displays(inequality)) == [verdict]


@pytest.mark.parametrize("inequality", [r"\sigma(x) > 0.5", r"\sigma'(x) \leq 0.2", r"x^2 + x + 1 > 0"])
def test_what_holds_for_some_values_or_is_not_shown_is_unchecked(inequality: str) -> None:
    assert verdicts(displays(inequality)) == ["unchecked"]


@pytest.mark.parametrize("text", [r"$\alpha > 0$", r"$0 < \eta < 1$", r"$i \neq k$", r"$n \leq N$"])
def test_ranges_that_a_document_sets_are_given(text: str) -> None:
    found = judged(rf"With {text} let $$y_i = \alpha \eta x_i + N n$$ and $$z_k = 2 y_k$$")
    assert {(each.role.value, each.verdict.value) for each in found[:-2]} == {("given", "right")}


LEAKY = displays(r"u(x) = \max(\alpha x, x)", r"u'(x) = \begin{cases} 1 & x > 0 \\ \alpha & x < 0 \end{cases}")
OTHER = displays(r"u(x) = \max(\alpha x, x)", r"u'(x) = \begin{cases} \alpha & x > 0 \\ 1 & x < 0 \end{cases}")


@pytest.mark.parametrize("said", [r"$0 < \alpha < 1$", r"$\alpha < 1$", r"$1 > \alpha$", r"$0.1 \le \alpha \le 0.3$"])
def test_outside_of_the_range_that_a_document_sets_nothing_is_refuted(said: str) -> None:
    assert verdicts(LEAKY)[-1] == "wrong"
    assert verdicts(f"With {said}:\n\n{LEAKY}")[-1] == "unchecked"


@pytest.mark.parametrize("said", [r"$0 < \alpha < 1$", r"$\alpha < 1$", r"$\beta > 1$"])
def test_what_is_refuted_within_the_range_too_is_wrong(said: str) -> None:
    assert verdicts(f"With {said}:\n\n{OTHER}")[-1] == "wrong"


def test_a_condition_on_a_quantity_of_the_document_is_no_claim() -> None:
    _, condition = judged(r"$$z = 2 x$$ Where $z > 0$ holds.")
    assert (condition.role, condition.verdict.value) == (Role.GIVEN, "right")
    assert verdicts(r"$$z = 2 x$$ Then $z > 0$ holds.") == ["right", "unchecked"]


def test_behind_an_inequality_an_equality_is_about_its_right_side() -> None:
    assert verdicts(displays(r"0 < \sigma(x)^2 = \frac{1}{(1 + e^{-x})^2}")) == ["right", "right"]
    assert verdicts(displays(r"0 < \sigma(x)^2 = \frac{1}{1 + e^{-x}}")) == ["right", "wrong"]


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        (mul(apply("sigmoid", X), apply("exp", X)), 0, float("inf")),
        (power(apply("tanh", X), number(2)), 0, 1),
        (add(apply("sigmoid", X), number(-2)), -2, -1),
        (mul(number(-3), apply("tanh", X)), -3, 3),
        (power(add(apply("sigmoid", X), number(1)), number(-1)), 0, float("inf")),
        (X, float("-inf"), float("inf")),
    ],
)
def test_bounds_follow_from_structure(expression: object, low: float, high: float) -> None:
    found = bounds(expression)  # type: ignore[arg-type] # parametrize forgets the types
    assert (found.low, found.high) == (low, high)


def test_a_closed_end_is_reached_and_an_open_one_is_not() -> None:
    square = bounds(power(X, number(2)))
    assert square.is_nonnegative
    assert not square.is_positive
    assert bounds(apply("exp", X)).is_positive


@pytest.mark.parametrize(("side", "verdict"), [("2 x (w x - y)", "right"), ("3 x (w x - y)", "wrong")])
@pytest.mark.parametrize("between", [" ", "$$\n\n$$"])
def test_behind_a_proportion_a_chain_goes_on_with_the_side_and_not_with_the_head(
    side: str, verdict: str, between: str
) -> None:
    claim = rf"\frac{{\partial L}}{{\partial w}} \propto 2 (z - y) x{between}= {side}"
    assert verdicts(displays("z = w x", r"L = \frac12 (z - y)^2", claim))[-1] == verdict
