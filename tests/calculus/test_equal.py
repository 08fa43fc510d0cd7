"""Equality is decided at random points, and refuted in small numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from backproof.calculus.equal import compare, counterexample
from backproof.calculus.evaluate import evaluate
from backproof.calculus.outcome import Different, Equal, Undecided
from backproof.calculus.sample import different_sizes
from backproof.expr import (
    Apply,
    Assumptions,
    Cases,
    CompareIndices,
    CompareValues,
    Definition,
    Expression,
    Function,
    Index,
    Model,
    Over,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, ZERO, add, apply, divide, mul, negative, number, power, subtract

A, B = Range("a"), Range("b")
I, J, K = Index("i", A), Index("j", A), Index("k", B)
X, W, V = Symbol("x", (A,)), Symbol("w", (A, B)), Symbol("v", (A, A))
x, y = Tensor(Symbol("x")), Tensor(Symbol("y"))
two = number(2)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(add(x, y), two), add(power(x, two), mul(two, x, y), power(y, two))),
        (apply("tanh", x), subtract(mul(two, apply("sigmoid", mul(two, x))), ONE)),
        (apply("log", mul(x, y)), add(apply("log", x), apply("log", y))),
        (apply("relu", x), mul(x, apply("step", x))),
        (add(power(apply("sin", x), two), power(apply("cos", x), two)), ONE),
        (apply("log", subtract(ONE, x)), negative(apply("log", divide(ONE, subtract(ONE, x))))),
        (Sum(K, Over("softmax", K, Tensor(W, (I, K)), K)), ONE),
    ],
)
def test_identities_hold(left: Expression, right: Expression) -> None:
    assert isinstance(compare(left, right), Equal)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(add(x, y), two), add(power(x, two), power(y, two))),
        (Tensor(V, (I, J)), Tensor(V, (J, I))),
        (Sum(J, mul(Tensor(V, (I, J)), Tensor(X, (J,)))), Sum(J, mul(Tensor(V, (J, I)), Tensor(X, (J,))))),
        (apply("relu", x), x),
        (Sum(I, Tensor(X, (I,))), Tensor(X, (1,))),
        (Tensor(X, (I,)), Tensor(X, (J,))),
        (apply("abs", x), apply("relu", x)),
        (Apply(Function("f"), (x,)), Apply(Function("g"), (x,))),
        (Apply(Function("f"), (x,)), Apply(Function("f", 1, (1,)), (x,))),
    ],
)
def test_what_is_not_an_identity_is_refuted_at_a_point_that_shows_it(left: Expression, right: Expression) -> None:
    for outcome in (compare(left, right), counterexample(left, right)):
        assert isinstance(outcome, Different)
        axes = tuple(sorted(left.free | right.free, key=lambda index: index.name))
        place = tuple(outcome.element[axis.name] - axis.range.first for axis in axes)
        if not any(isinstance(each, Apply) and each.function.name in "fg" for each in (left, right)):
            for side, value in ((left, outcome.left), (right, outcome.right)):
                assert evaluate(side, outcome.values, outcome.sizes, axes=axes)[place] == pytest.approx(value)
        assert outcome.left != outcome.right


def test_a_relative_error_of_one_in_ten_to_the_eleven_is_seen() -> None:
    assert isinstance(compare(mul(add(ONE, number("1e-11")), x), x), Different)
    assert isinstance(
        compare(mul(add(ONE, number("1e-20")), apply("sin", x)), mul(ONE, apply("sin", x))), Equal | Different
    )


def test_what_cancels_to_zero_is_decided_in_fifty_digits() -> None:
    third = number("1/3")
    left = subtract(mul(add(x, third), subtract(x, third)), subtract(power(x, two), number("1/9")))
    outcome = compare(left, ZERO)
    assert isinstance(outcome, Equal)
    assert outcome.precise > 0


Z = Symbol("z")


@pytest.mark.parametrize("function", ["relu", "abs", "sigmoid", "tanh", "softplus"])
def test_a_line_must_hold_on_both_sides_of_a_kink_or_bend_far_away(function: str) -> None:
    far = Model((Definition(Z, (), add(x, number(-150))),))
    there = apply(function, Tensor(Z))
    limit = {"abs": subtract(number(150), x), "tanh": number(-1)}.get(function, ZERO)
    assert isinstance(compare(there, limit, far), Different)
    assert isinstance(compare(there, there, far), Equal)


def test_a_line_must_hold_where_one_of_two_numbers_is_much_larger_than_the_other() -> None:
    longest = apply("sqrt", add(*(power(Tensor(Symbol(name)), two) for name in "abcdefg")))
    assert isinstance(compare(apply("relu", subtract(x, longest)), ZERO), Different)


def test_a_kink_that_is_never_reached_refutes_nothing() -> None:
    assert isinstance(compare(apply("relu", power(x, two)), power(x, two)), Equal)
    assert isinstance(compare(apply("relu", negative(apply("exp", add(x, number(-150))))), ZERO), Equal)


@pytest.mark.parametrize("seed", [0, 70, 98, 138])
def test_a_line_must_hold_between_the_places_where_its_sides_switch(seed: int) -> None:
    def since(bound: Expression) -> Expression:
        return Cases(((CompareValues(">=", x, bound), ONE),), ZERO)

    part = mul(y, apply("sigmoid", Tensor(Z)))
    assert isinstance(compare(since(y), since(part), seed=seed), Different)
    assert isinstance(compare(since(part), since(mul(part, ONE)), seed=seed), Equal)


def test_a_cancellation_that_is_almost_zero_is_not_zero() -> None:
    assert isinstance(
        compare(add(subtract(mul(x, number("1/3")), divide(x, number(3))), number("1e-15")), ZERO), Different
    )


def test_a_letter_on_one_side_only_is_fine_where_it_changes_nothing() -> None:
    assert isinstance(compare(Over("softmax", K, number(1), K), divide(ONE, Sum(K, ONE))), Equal)
    assert isinstance(compare(mul(ZERO, x), ZERO), Equal)
    assert isinstance(compare(Tensor(X, (I,)), Tensor(Symbol("c"))), Different)


def test_sizes_are_different_so_that_no_sum_over_the_wrong_letter_agrees() -> None:
    assert isinstance(compare(Sum(I, ONE), Sum(K, ONE)), Different)


@pytest.mark.parametrize("count", range(1, 9))
def test_no_range_has_one_size_at_all_points(count: int) -> None:
    ranges = [Range(name) for name in "abcdefgh"[:count]]
    first, second = different_sizes(dict.fromkeys(ranges, 1), frozenset({3}))
    assert all(first[each] != second[each] for each in ranges)
    assert len({*first.values()}) == len({*second.values()}) == count


@pytest.mark.parametrize("count", [9, 17, 40])
def test_of_many_ranges_no_two_have_the_same_sizes_at_all_points_and_none_is_large(count: int) -> None:
    ranges = [Range(f"r{at:02}") for at in range(count)]
    first, second = different_sizes(dict.fromkeys(ranges, 1), frozenset({3}))
    assert all(first[each] != second[each] for each in ranges)
    assert len({(first[each], second[each]) for each in ranges}) == count
    assert max(first.values()) < 12
    assert max(second.values()) < 16


def test_a_sum_over_the_wrong_one_of_many_letters_is_refuted() -> None:
    letters = [Index(f"i{at:02}", Range(f"r{at:02}")) for at in range(20)]
    every = add(*(Sum(letter, ONE) for letter in letters))
    for at, letter in enumerate(letters[1:], 1):
        wrong = add(*(Sum(each, ONE) for each in letters if each is not letter), Sum(letters[at - 1], ONE))
        assert isinstance(compare(every, wrong), Different)
    assert isinstance(compare(every, add(*(Sum(letter, ONE) for letter in reversed(letters)))), Equal)


def test_declared_sizes_and_numbered_elements_are_kept() -> None:
    three = Range("three", first=0, size=3)
    m = Index("m", three)
    assert isinstance(compare(Sum(m, ONE), number(3)), Equal)
    fourth = Tensor(X, (4,))
    outcome = compare(fourth, Tensor(X, (1,)))
    assert isinstance(outcome, Different)
    assert outcome.sizes[A] >= 4


def test_assumptions_make_labels_sum_to_one() -> None:
    label = Symbol("l", (A, B))
    total = Sum(K, Tensor(label, (I, K)))
    assert isinstance(compare(total, ONE), Different)
    for assumptions in (Assumptions(simplex=frozenset({label})), Assumptions(one_hot=frozenset({label}))):
        assert isinstance(compare(total, ONE, Model((), assumptions)), Equal)
    squared = power(Tensor(label, (I, K)), two)
    assert isinstance(
        compare(squared, Tensor(label, (I, K)), Model((), Assumptions(one_hot=frozenset({label})))), Equal
    )
    assert isinstance(
        compare(squared, Tensor(label, (I, K)), Model((), Assumptions(simplex=frozenset({label})))), Different
    )


def test_one_hot_labels_take_every_class() -> None:
    label = Symbol("l", (B,))
    other = Cases(((CompareIndices("=", K, 2), ZERO),), Tensor(label, (K,)))
    assert isinstance(
        compare(other, Tensor(label, (K,)), Model((), Assumptions(one_hot=frozenset({label})))), Different
    )


def test_positive_symbols_are_positive() -> None:
    assert isinstance(compare(apply("abs", x), x), Different)
    assert isinstance(compare(apply("abs", x), x, Model((), Assumptions(positive=frozenset({x.symbol})))), Equal)


def test_only_what_a_logarithm_needs_is_made_positive() -> None:
    weight = Tensor(Symbol("w"))
    left, right = add(apply("log", x), apply("relu", weight)), add(apply("log", x), weight)
    assert isinstance(compare(left, right), Different)


def test_what_has_no_value_anywhere_is_undecided_and_named() -> None:
    bad = apply("log", negative(power(x, two)))
    outcome = compare(bad, x)
    assert isinstance(outcome, Undecided)
    assert outcome.part == bad
    assert isinstance(compare(divide(ONE, subtract(x, x)), x), Undecided)
    assert counterexample(bad, x) is None


def test_a_division_by_zero_in_what_a_case_leaves_out_does_no_harm() -> None:
    left = Cases(
        ((CompareIndices("=", I, J), ONE),), divide(Tensor(X, (I,)), subtract(Tensor(X, (I,)), Tensor(X, (J,))))
    )
    assert isinstance(compare(left, left), Equal)


def test_too_large_is_undecided() -> None:
    big = Range("big", size=3000)
    a, b = Index("a", big), Index("b", big)
    u = Symbol("u", (big,))
    outcome = compare(mul(Tensor(u, (a,)), Tensor(u, (b,))), ZERO)
    assert isinstance(outcome, Undecided)
    assert "9,000,000" in outcome.reason


def test_the_same_seed_gives_the_same_point() -> None:
    one, other = (compare(mul(two, Tensor(X, (I,))), Tensor(X, (I,)), seed=7) for _ in range(2))
    assert isinstance(one, Different)
    assert isinstance(other, Different)
    assert np.array_equal(one.values[X], other.values[X])
    assert one.left == other.left
    another = compare(mul(two, Tensor(X, (I,))), Tensor(X, (I,)), seed=8)
    assert isinstance(another, Different)
    assert not np.array_equal(one.values[X], another.values[X])


def test_a_counterexample_has_small_numbers_and_few_elements() -> None:
    outcome = counterexample(Sum(I, mul(Tensor(X, (I,)), Tensor(X, (I,)))), Sum(I, Tensor(X, (I,))))
    assert outcome is not None
    assert all(value.denominator == 1 and abs(value) <= 3 for value in outcome.values[X].flat)
    assert isinstance(outcome.values[X].flat[0], Fraction)
    assert outcome.sizes[A] <= 2


def test_where_arrays_are_declared_large_a_counterexample_has_many_zeros() -> None:
    large = Range("large", size=12)
    p = Index("p", large)
    total = Sum(p, Tensor(Symbol("u", (large,)), (p,)))
    found = counterexample(total, mul(two, total))
    assert found is not None
    [values] = found.values.values()
    assert set(np.abs(np.asarray(values, dtype=float)).tolist()) == {0.0, 1.0}


def test_there_is_no_counterexample_to_what_is_true() -> None:
    assert counterexample(add(x, x), mul(two, x)) is None


RAMP = subtract(apply("relu", subtract(x, y)), apply("relu", subtract(y, x)))


@pytest.mark.parametrize("seed", range(20))
def test_no_counterexample_stands_at_a_kink(seed: int) -> None:
    """At x = y, where the step jumps, a reader may take either value."""
    found = counterexample(mul(two, apply("step", RAMP)), apply("step", RAMP), seed=seed)
    assert found is not None
    assert found.values[x.symbol] > found.values[y.symbol]


@pytest.mark.parametrize("seed", range(20))
def test_no_counterexample_stands_at_a_tie(seed: int) -> None:
    place = Over("argmax", J, Tensor(X, (J,)), I)
    found = counterexample(mul(two, place), place, seed=seed, sizes={A: 3})
    assert found is not None
    values = sorted(found.values[X].tolist())
    assert values[-1] > values[-2]
