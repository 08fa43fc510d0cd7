"""Evaluation by named axes."""

from __future__ import annotations

import warnings
from fractions import Fraction

import numpy as np
import pytest

from backproof.calculus.digits import PRECISE
from backproof.calculus.evaluate import evaluate, evaluate_model
from backproof.calculus.named import TooLarge
from backproof.calculus.parts import NoValue
from backproof.expr import (
    Cases,
    CompareIndices,
    CompareValues,
    Constant,
    Definition,
    Delta,
    Derivative,
    Index,
    Indicator,
    Model,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, ZERO, add, apply, divide, mul, number, power, subtract

A, B, BIG = Range("a"), Range("b", first=0), Range("big", size=1000)
I, J, K = Index("i", A), Index("j", A), Index("k", B)
X, W, V = Symbol("x", (A,)), Symbol("w", (A, B)), Symbol("v", (A, A))
SIZES = {A: 2, B: 3}
VALUES = {X: [1, 2], W: [[1, 2, 3], [4, 5, 6]], V: [[1, 2], [3, 4]]}


def test_each_free_letter_is_an_axis_in_the_order_asked_for() -> None:
    product = mul(Tensor(W, (I, K)), Tensor(X, (I,)))
    assert evaluate(product, VALUES, SIZES).shape == (2, 3)
    assert evaluate(product, VALUES, SIZES, axes=(K, I)).tolist() == [[1, 8], [2, 10], [3, 12]]


def test_a_letter_that_is_not_free_may_be_an_axis() -> None:
    assert evaluate(Tensor(X, (I,)), VALUES, SIZES, axes=(I, K)).tolist() == [[1] * 3, [2] * 3]


def test_elements_are_numbered_as_the_author_counts() -> None:
    assert evaluate(Tensor(W, (1, 0)), VALUES, SIZES) == 1
    with pytest.raises(NoValue, match=r"w has no element 3(.|\n)*0 to 2"):
        evaluate(Tensor(W, (2, 3)), VALUES, SIZES)


def test_equal_letters_take_the_diagonal() -> None:
    for arithmetic in (PRECISE,):
        assert evaluate(Tensor(V, (I, I)), VALUES, SIZES, arithmetic=arithmetic).tolist() == [1, 4]
    assert evaluate(Tensor(V, (I, I)), VALUES, SIZES).tolist() == [1, 4]


def test_a_sum_of_a_constant_counts_the_elements() -> None:
    assert evaluate(Sum(K, number(5)), {}, SIZES) == 15


def test_a_bound_letter_shadows_only_inside_its_body() -> None:
    expression = mul(Tensor(X, (I,)), Sum(I, Tensor(X, (I,))))
    assert evaluate(expression, VALUES, SIZES).tolist() == [3, 6]


def test_conditions_on_letters_and_values_are_masks() -> None:
    assert evaluate(Delta(I, J), {}, SIZES).tolist() == [[1, 0], [0, 1]]
    assert evaluate(Delta(K, 2), {}, SIZES).tolist() == [0, 0, 1]
    assert evaluate(Indicator(CompareIndices("<", I, J)), {}, SIZES).tolist() == [[0, 1], [0, 0]]
    assert evaluate(Indicator(CompareValues(">=", Tensor(X, (I,)), number(2))), VALUES, SIZES).tolist() == [0, 1]


def test_the_first_branch_that_holds_counts_and_a_gap_is_nan() -> None:
    small, any_ = CompareValues("<", Tensor(X, (I,)), number(2)), CompareValues(">", Tensor(X, (I,)), ZERO)
    assert evaluate(Cases(((small, ONE), (any_, ZERO))), VALUES, SIZES).tolist() == [1, 0]
    assert np.isnan(evaluate(Cases(((small, ONE),)), VALUES, SIZES)).tolist() == [False, True]


def test_a_mask_removes_what_is_undefined() -> None:
    gap = subtract(Tensor(X, (I,)), Tensor(X, (J,)))
    others = Sum(J, mul(Indicator(CompareIndices("!=", I, J)), power(gap, MINUS_ONE)))
    for value in (evaluate(others, VALUES, SIZES), evaluate(others, VALUES, SIZES, arithmetic=PRECISE)):
        assert value.tolist() == [-1, 1]


def test_undefined_results_are_values_and_no_warning_escapes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        x = Tensor(Symbol("t"))
        assert np.isnan(evaluate(apply("log", x), {x.symbol: -1}))
        assert np.isinf(evaluate(divide(ONE, x), {x.symbol: 0}))
        assert np.isinf(evaluate(apply("exp", x), {x.symbol: 1e9}))
        for bad in (apply("log", x), Power(x, number("1/2"))):
            assert not PRECISE.finite(evaluate(bad, {x.symbol: -1}, arithmetic=PRECISE))


def test_fifty_digits_take_fractions_exactly() -> None:
    x = Symbol("t")
    third = evaluate(Tensor(x), {x: Fraction(1, 3)}, arithmetic=PRECISE).item()
    assert abs(3 * third - 1) < 1e-49
    assert (
        abs(
            evaluate(Constant("pi"), {}, arithmetic=PRECISE).item()
            - evaluate(mul(number(4), apply("arctan", ONE)), {}, arithmetic=PRECISE).item()
        )
        < 1e-49
    )


def test_an_exponential_tower_ends_in_fifty_digits_too() -> None:
    x = Tensor(Symbol("t"))
    tower = apply("exp", apply("exp", apply("exp", apply("exp", x))))
    assert not PRECISE.finite(evaluate(tower, {x.symbol: 9}, arithmetic=PRECISE))


def test_too_large_arrays_are_refused_before_they_are_made() -> None:
    letters = [Index(name, BIG) for name in "pqr"]
    u = Symbol("u", (BIG,))
    product = mul(*(Tensor(u, (letter,)) for letter in letters))
    with pytest.raises(TooLarge, match=r"1,000,000,000 elements \(p: 1000, q: 1000, r: 1000\)(.|\n)*at most 2,000,000"):
        evaluate(product, {u: np.ones(1000)})


def test_a_contraction_needs_no_array_of_the_product() -> None:
    p, q, r = (Index(name, BIG) for name in "pqr")
    m = Symbol("m", (BIG, BIG))
    data = np.random.default_rng(0).normal(size=(1000, 1000))
    product = Sum(q, mul(Tensor(m, (p, q)), Tensor(m, (q, r))))
    assert np.allclose(evaluate(product, {m: data}), data @ data)


def test_missing_values_and_sizes_are_named() -> None:
    with pytest.raises(NoValue, match="x has no value"):
        evaluate(Tensor(X, (I,)), {}, SIZES)
    with pytest.raises(NoValue, match="the range 'a' has no size"):
        evaluate(Tensor(X, (I,)), VALUES)
    with pytest.raises(NoValue, match=r"\(3,\)(.|\n)*\(2,\)"):
        evaluate(Tensor(X, (I,)), {X: [1, 2, 3]}, SIZES)
    with pytest.raises(NoValue, match="not in the table"):
        evaluate(Over("median", I, Tensor(X, (I,))), VALUES, SIZES)
    with pytest.raises(NoValue, match="resolve"):
        evaluate(Derivative(Tensor(X, (I,)), Tensor(X, (J,))), VALUES, SIZES)


def test_a_model_is_evaluated_in_order_and_a_given_value_is_kept() -> None:
    y, z = Symbol("y", (B,)), Symbol("z")
    model = Model(
        (
            Definition(y, (K,), Sum(I, mul(Tensor(X, (I,)), Tensor(W, (I, K))))),
            Definition(z, (), add(Tensor(y, (0,)), Tensor(y, (2,)))),
        )
    )
    assert evaluate_model(model, VALUES, SIZES)[z] == 24
    assert evaluate_model(model, {**VALUES, y: [1, 1, 1]}, SIZES)[z] == 2


def test_the_logarithm_of_a_number_beyond_every_float_has_a_value() -> None:
    """In 50 digits: log(1 + e^5000) is 5000, where e^5000 is infinite in float64."""
    body = apply("log", add(ONE, apply("exp", number(5000))))
    assert float(evaluate(body, {}, arithmetic=PRECISE).item()) == 5000.0
