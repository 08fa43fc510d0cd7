"""Laws over random expressions and models."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from backproof.calculus.arithmetic import FLOAT64, Arithmetic
from backproof.calculus.canonical import key, relabel
from backproof.calculus.differentiate import by_element, differential
from backproof.calculus.digits import PRECISE
from backproof.calculus.equal import compare
from backproof.calculus.evaluate import Evaluation, evaluate, evaluate_model
from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.outcome import Equal, Undecided
from backproof.calculus.resolve import expand, jacobian, jacobians
from backproof.calculus.simplify import simplify
from backproof.expr import Expression, Index, Model, Symbol, Tensor
from backproof.expr.build import add, mul, number
from tests.strategies import SYMBOLS, expressions, models, point, with_matrices

few = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
seeds = st.integers(0, 5)


def value(
    expression: Expression, seed: int, axes: tuple[Index, ...], arithmetic: Arithmetic = PRECISE
) -> tuple[Any, Any]:
    """The values at a point, and the largest magnitude on the way."""
    evaluation = Evaluation.at(point(seed), {}, arithmetic, seed)
    return evaluation.array(expression, axes), evaluation.largest


def letters(expression: Expression) -> tuple[Index, ...]:
    return tuple(sorted(expression.free, key=lambda index: index.name))


def assert_same_values(left: Expression, right: Expression, seed: int) -> None:
    axes = letters(left)
    (a, size), (b, other) = value(left, seed, axes), value(right, seed, axes)
    defined = np.vectorize(PRECISE.finite, otypes=[bool])(a)
    if defined.any() and max(size, other) < 1e20:
        assert np.all(abs(a[defined] - b[defined]) <= 1e-20 * max(1, size, other)), (left, right)


@few
@given(st.one_of(expressions(), with_matrices()), seeds)
def test_simplifying_keeps_the_value(expression: Expression, seed: int) -> None:
    simpler = simplify(expression)
    assert simpler.free <= expression.free
    assert_same_values(expression, simpler, seed)


@few
@given(st.one_of(expressions(), with_matrices()))
def test_simplifying_twice_is_simplifying_once(expression: Expression) -> None:
    simpler = simplify(expression)
    assert simplify(simpler) == simpler


@few
@given(st.one_of(expressions(), with_matrices()), seeds)
def test_relabelling_bound_letters_keeps_the_value_and_the_key(expression: Expression, seed: int) -> None:
    assert key(relabel(expression)) == key(expression)
    assert_same_values(expression, relabel(expression), seed)


@few
@given(st.one_of(expressions(), with_matrices()), seeds)
def test_float64_agrees_with_fifty_digits(expression: Expression, seed: int) -> None:
    (quick, size), (true, _) = (
        value(expression, seed, letters(expression), FLOAT64),
        value(expression, seed, letters(expression)),
    )
    defined = np.isfinite(quick) & np.vectorize(PRECISE.finite, otypes=[bool])(true)
    assume(size < 1e6)
    # Division by what cancels may lose every digit; the law is for the rest.
    gap = abs(quick[defined] - true[defined].astype(float))
    assert np.all(gap <= 1e-8 * max(1.0, size))


@few
@given(models(), seeds)
def test_forward_agrees_with_reverse(model: Model, seed: int) -> None:
    loss = Symbol("L")
    for symbol in SYMBOLS:
        backward, forward = gradient(model, Tensor(loss), [symbol]), jacobians(model, symbol)
        both = Model((*model.definitions, *backward.definitions))
        left, size = model_value(both, seed, adjoint(Tensor(loss), symbol))
        right, other = model_value(Model((*model.definitions, *forward.definitions)), seed, jacobian(loss, symbol))
        if right is None:
            assert not np.any(left != 0) or not np.isfinite(left.astype(float)).all()
        elif np.isfinite(left.astype(float)).all() and np.isfinite(right.astype(float)).all():
            assert np.all(abs(left - right) <= 1e-25 * max(1, size, other))


def model_value(model: Model, seed: int, symbol: Symbol) -> tuple[Any, Any]:
    evaluation = Evaluation.at(point(seed), {}, PRECISE, seed)
    evaluation.define(model)
    return evaluation.values.get(symbol), evaluation.largest


@few
@given(st.one_of(expressions(), with_matrices()), seeds)
def test_the_differential_is_linear_in_the_tangents(expression: Expression, seed: int) -> None:
    symbol, tangent = Symbol("s"), Tensor(Symbol("x"), ())
    one = differential(expression, by_element(symbol, ()))
    twice = differential(expression, {symbol: lambda slots: add(tangent, mul(number(2), tangent))})
    values = {**point(seed), Symbol("x"): 5}
    axes = letters(expression)
    with np.errstate(all="ignore"):
        left, right = (
            evaluate(twice, values, axes=axes, functions_seed=seed),
            15 * evaluate(one, values, axes=axes, functions_seed=seed),
        )
    defined = np.isfinite(left) & np.isfinite(right)
    assert np.allclose(left[defined], right[defined], rtol=1e-6, atol=1e-6)


@few
@given(expressions(leaves=5))
def test_an_expression_is_equal_to_its_simplified_form(expression: Expression) -> None:
    assert isinstance(compare(expression, simplify(expression)), Equal | Undecided)


@few
@given(models(), seeds)
def test_writing_definitions_out_keeps_the_value(model: Model, seed: int) -> None:
    loss = Tensor(Symbol("L"))
    with np.errstate(all="ignore"):
        whole = evaluate(expand(loss, model), point(seed), functions_seed=seed)
        stepwise = evaluate_model(model, point(seed), functions_seed=seed)[Symbol("L")]
    if np.isfinite(whole):
        assert np.allclose(whole, stepwise, rtol=1e-6)
