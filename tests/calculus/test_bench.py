"""What a bench keeps changes no answer: a question is answered as on a bench of its own."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.calculus import bench as benches
from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal, Outcome, Undecided
from backproof.expr import Assumptions, Definition, Derivative, Expression, Index, Model, Range, Sum, Symbol, Tensor
from backproof.expr.build import add, apply, mul, number
from tests.calculus.test_laws import few
from tests.strategies import expressions, models

A = Range("a")
I = Index("i", A)
X, Y = Symbol("x", (A,)), Symbol("y", (A,))
L = Symbol("L")
HALVES = Model((Definition(Y, (I,), mul(number("1/2"), Tensor(X, (I,)))), Definition(L, (), Sum(I, Tensor(Y, (I,))))))


def said(outcome: Outcome) -> tuple[object, ...]:
    match outcome:
        case Equal():
            return astuple(outcome)
        case Undecided(reason, _):
            return (reason,)
        case Different(values, sizes, element, left, right):
            return ({key: each.tolist() for key, each in values.items()}, sizes, element, repr(left), repr(right))


@few
@given(models(), st.lists(st.tuples(expressions(), expressions()), min_size=2, max_size=3))
def test_questions_on_one_bench_are_answered_as_each_on_its_own(
    model: Model, asked: list[tuple[Expression, Expression]]
) -> None:
    shared = Bench(3)
    for left, right in [*asked, *asked]:
        assert said(compare(left, right, model, bench=shared)) == said(compare(left, right, model, seed=3))


def test_equal_names_with_other_definitions_below_them_are_other_quantities() -> None:
    shared = Bench()
    total = Tensor(L)
    assert isinstance(compare(total, mul(number("1/2"), Sum(I, Tensor(X, (I,)))), HALVES, bench=shared), Equal)
    whole = Model((Definition(Y, (I,), Tensor(X, (I,))), HALVES.definitions[1]))
    assert isinstance(compare(total, mul(number("1/2"), Sum(I, Tensor(X, (I,)))), whole, bench=shared), Different)
    assert isinstance(compare(total, Sum(I, Tensor(X, (I,))), whole, bench=shared), Equal)


def test_what_is_assumed_of_a_name_is_part_of_the_question() -> None:
    shared, label = Bench(), Symbol("y", (A,))
    total = Sum(I, Tensor(label, (I,)))
    assert isinstance(compare(total, number(1), bench=shared), Different)
    labels = Model((), Assumptions(simplex=frozenset({label})))
    assert isinstance(compare(total, number(1), labels, bench=shared), Equal)
    assert isinstance(compare(total, number(1), bench=shared), Different)


def test_a_bench_that_is_full_forgets_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benches, "MOST_ELEMENTS", 5)
    shared = Bench()
    left = apply("exp", add(Tensor(L), Tensor(X, (I,))))
    right = mul(apply("exp", Tensor(L)), apply("exp", Tensor(X, (I,))))
    assert said(compare(left, right, HALVES, bench=shared)) == said(compare(left, right, HALVES))


def test_derivatives_through_equal_names_with_other_definitions_are_other_derivatives() -> None:
    shared, slope = Bench(), Derivative(Tensor(L), Tensor(X, (I,)))
    whole = Model((Definition(Y, (I,), Tensor(X, (I,))), HALVES.definitions[1]))
    assert isinstance(compare(slope, number("1/2"), HALVES, bench=shared), Equal)
    assert isinstance(compare(slope, number("1/2"), whole, bench=shared), Different)
    assert isinstance(compare(slope, number(1), whole, bench=shared), Equal)
