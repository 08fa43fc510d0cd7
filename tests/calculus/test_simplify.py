"""The forms that people write."""

from __future__ import annotations

import pytest

from backproof.calculus.canonical import same
from backproof.calculus.simplify import simplify
from backproof.expr import (
    AllOf,
    Assumptions,
    Cases,
    CompareIndices,
    Delta,
    Expression,
    Index,
    Indicator,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, ZERO, add, apply, divide, mul, negative, number, power, subtract

A, C = Range("a"), Range("c", first=1, size=3)
I, J, K, M = Index("i", A), Index("j", A), Index("k", C), Index("m", C)
X, Y, Z, S, T = Symbol("x", (A,)), Symbol("y", (A,)), Symbol("z", (C,)), Symbol("s", (C,)), Symbol("t", (C,))
a, b = Tensor(Symbol("a")), Tensor(Symbol("b"))
xi, xj, yi = Tensor(X, (I,)), Tensor(X, (J,)), Tensor(Y, (I,))
APART = CompareIndices("!=", I, J)
softmax = Over("softmax", M, Tensor(Z, (M,)), K)


@pytest.mark.parametrize(
    ("written", "simple"),
    [
        (add(a, a, b), add(mul(number(2), a), b)),
        (subtract(mul(a, b), mul(b, a)), ZERO),
        (add(number("1/2"), number("1/3")), number("5/6")),
        (mul(number("1/2"), number(2), a), a),
        (mul(a, power(a, number(2))), power(a, number(3))),
        (divide(mul(a, b), b), a),
        (divide(a, mul(a, b)), power(b, MINUS_ONE)),
        (negative(subtract(a, b)), subtract(b, a)),
        (add(negative(a), b), subtract(b, a)),
        (Power(Power(a, number(3)), number(2)), power(a, number(6))),
        (power(apply("sqrt", a), number(2)), a),
        (apply("log", apply("exp", a)), a),
        (apply("exp", ZERO), ONE),
        (Sum(I, mul(Delta(I, J), xi)), xj),
        (Sum(I, mul(Delta(2, I), xi)), Tensor(X, (2,))),
        (Sum(K, mul(Delta(7, K), Tensor(Z, (K,)))), ZERO),
        (Sum(I, Sum(J, mul(xi, Delta(I, J), xj))), Sum(I, power(xi, number(2)))),
        (Sum(I, mul(a, xi, number(3))), mul(number(3), a, Sum(I, xi))),
        (Sum(K, a), mul(number(3), a)),
        (Sum(I, subtract(mul(Delta(I, J), xi), mul(a, xi))), subtract(xj, mul(a, Sum(I, xi)))),
        (Sum(K, softmax), ONE),
        (add(Sum(I, xi), Sum(J, xj)), mul(number(2), Sum(I, xi))),
        (Delta(I, I), ONE),
        (Delta(1, 2), ZERO),
        (power(Delta(I, J), number(2)), Delta(I, J)),
        (Indicator(CompareIndices("=", I, J)), Delta(I, J)),
        (Indicator(AllOf((CompareIndices("<", 1, 2), CompareIndices("=", I, J)))), Delta(I, J)),
        (Cases(((CompareIndices("=", 1, 2), a), (APART, b)), ZERO), Cases(((APART, b),), ZERO)),
        (Cases(((CompareIndices("=", I, J), a),), a), a),
    ],
)  # fmt: skip
def test_each_form_becomes_the_simple_one(written: Expression, simple: Expression) -> None:
    assert same(simplify(written), simple)


def test_sigma_times_one_minus_sigma_is_kept() -> None:
    sigma = apply("sigmoid", a)
    assert simplify(mul(sigma, subtract(ONE, sigma))) == mul(sigma, subtract(ONE, sigma))


def test_labels_sum_to_one_only_where_that_is_assumed() -> None:
    gradient = negative(Sum(K, mul(Tensor(T, (K,)), subtract(Delta(K, M), Tensor(S, (M,))))))
    assert same(simplify(gradient, Assumptions(simplex=frozenset({T}))), subtract(Tensor(S, (M,)), Tensor(T, (M,))))
    assert same(simplify(gradient, Assumptions(one_hot=frozenset({T}))), subtract(Tensor(S, (M,)), Tensor(T, (M,))))
    kept = simplify(gradient)
    assert same(kept, subtract(mul(Tensor(S, (M,)), Sum(K, Tensor(T, (K,)))), Tensor(T, (M,))))


def test_the_sum_of_deviations_is_kept() -> None:
    deviations = Sum(I, subtract(xi, a))
    assert simplify(deviations) == deviations


def test_primes_that_making_way_has_left_go_again() -> None:
    prime = Index("i'", A)
    assert simplify(Sum(prime, Tensor(X, (prime,)))) == Sum(I, xi)
    assert simplify(mul(xi, Sum(prime, Tensor(X, (prime,))))) == mul(xi, Sum(prime, Tensor(X, (prime,))))


def test_a_large_power_of_numbers_is_not_computed() -> None:
    tower = power(number(10), number(10**9))
    assert simplify(tower) == tower
