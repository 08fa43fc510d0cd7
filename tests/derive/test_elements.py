"""Definitions written out for one element."""

from __future__ import annotations

import pytest

from backproof.calculus.recognise import recognised
from backproof.derive.elements import at_place, counted, elements, settled, written_out
from backproof.expr import (
    Cases,
    CompareIndices,
    CompareValues,
    Definition,
    Delta,
    Expression,
    Index,
    Indicator,
    Model,
    Mul,
    Over,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, ZERO, add, apply, divide, mul, negative, number, power
from backproof.show import to_latex

A = Range("a")
I, K, M = Index("i", A), Index("k", A), Index("m", A)
X, Y = Symbol("x", (A,)), Symbol("y", (A,))
XI, XK, XM = Tensor(X, (I,)), Tensor(X, (K,)), Tensor(X, (M,))


def two(_: Range) -> int:
    return 2


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (Sum(I, mul(XI, XK)), "x_{1} x_{2} + x_{2} x_{2}"),
        (Sum(I, ONE), "2"),
        (Sum(I, mul(Delta(I, K), XI)), "x_{2}"),
        (Sum(I, mul(Indicator(CompareIndices("!=", I, K)), XI)), "x_{1}"),
        (Over("prod", I, XI), "x_{1} x_{2}"),
        (Over("max", I, XI), r"\max(x_{1}, x_{2})"),
        (Over("softmax", I, XI, K), r"\frac{\exp(x_{2})}{\exp(x_{1}) + \exp(x_{2})}"),
        (Cases(((CompareIndices("=", K, 1), ZERO), (CompareIndices("=", K, 2), XK)), ONE), "x_{2}"),
        (power(Sum(I, XI), MINUS_ONE), r"\frac{1}{x_{1} + x_{2}}"),
    ],
)  # fmt: skip
def test_every_sum_is_written_term_by_term_and_every_comparison_of_indices_is_decided(
    body: Expression, written: str
) -> None:
    definition = Definition(Y, (K,), body)
    assert to_latex(written_out(at_place(definition, (2,)), two)) == written


def test_conditions_on_values_stay_as_they_are() -> None:
    value = CompareValues(">", XK, ZERO)
    body = Cases(((CompareIndices("=", K, 1), ONE), (value, XK)), ZERO)
    written = written_out(at_place(Definition(Y, (K,), body), (2,)), two)
    assert isinstance(written, Cases)
    assert [to_latex(each) for _, each in written.branches] == ["x_{2}"]


def test_with_values_the_branch_that_is_taken_stands_for_the_cases() -> None:
    positive = CompareValues(">", XK, ZERO)
    body = mul(Indicator(positive), Cases(((positive, XK),), number(2)))
    assert settled(body, lambda _: True) == Mul((ONE, XK))
    assert to_latex(settled(Cases(((positive, XK),), number(2)), lambda _: False)) == "2"
    undefined = Cases(((positive, XK),))
    assert settled(undefined, lambda _: False) == undefined


def test_elements_are_counted_as_the_author_counts() -> None:
    assert list(elements([Range("a", first=0), Range("b", first=1)], two)) == [(0, 1), (0, 2), (1, 1), (1, 2)]


def test_the_number_of_samples_is_a_number_where_a_sum_only_counts() -> None:
    assert to_latex(counted(divide(Sum(I, XI), Sum(M, ONE)), two)) == r"\frac{\sum_{i} x_{i}}{2}"


def test_an_exponential_by_the_sum_of_the_exponentials_is_a_softmax() -> None:
    written = divide(apply("exp", XK), Sum(M, apply("exp", XM)))
    (definition,) = recognised(Model((Definition(Y, (K,), written),)))
    assert definition.body == Over("softmax", M, XM, K)


def logistic(of: Expression) -> Expression:
    return divide(ONE, add(ONE, apply("exp", negative(of))))


def test_one_by_one_plus_an_exponential_is_the_logistic_function() -> None:
    (definition,) = recognised(Model((Definition(Y, (K,), mul(number(3), logistic(mul(XK, XK)))),)))
    assert definition.body == mul(number(3), apply("sigmoid", mul(XK, XK)))


def test_where_a_quantity_is_called_sigma_the_logistic_function_stays_written_out() -> None:
    body = mul(Tensor(Symbol(r"\sigma")), logistic(XK))
    (definition,) = recognised(Model((Definition(Y, (K,), body),)))
    assert definition.body == body


@pytest.mark.parametrize(
    "body",
    [
        divide(number(2), add(ONE, apply("exp", XK))),
        divide(ONE, add(number(2), apply("exp", negative(XK)))),
        divide(apply("exp", XK), Sum(M, apply("exp", mul(number(2), XM)))),
        divide(apply("exp", XK), Sum(M, apply("tanh", XM))),
        divide(XK, Sum(M, apply("exp", XM))),
        mul(apply("exp", XK), power(Sum(M, apply("exp", XM)), number(-2))),
    ],
)
def test_what_only_looks_like_one_of_these_stays_as_it_is(body: Expression) -> None:
    (definition,) = recognised(Model((Definition(Y, (K,), body),)))
    assert definition.body == body
