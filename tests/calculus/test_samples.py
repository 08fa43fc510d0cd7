"""One sample's definitions as those of many."""

from __future__ import annotations

import pytest

from backproof.calculus.samples import over_samples
from backproof.expr import Assumptions, Definition, Derivative, IllFormed, Index, Model, Range, Symbol, Tensor

N, K = Index("n", Range("samples")), Index("k", Range("classes"))
M = Index("m", Range("words"))
VECTOR, MATRIX, SHARED = Symbol("y", (K.range,)), Symbol("Y", (K.range, M.range)), Symbol("p", (K.range,))
OUTPUT = Symbol("L")
MANY = {symbol: Symbol(symbol.name, (N.range, *symbol.ranges)) for symbol in (VECTOR, MATRIX, OUTPUT)}


def assumed(**known: frozenset[Symbol]) -> Assumptions:
    model = Model((Definition(OUTPUT, (), Tensor(VECTOR, (1,))),), Assumptions(**known))
    return over_samples(model, N, MANY).assumptions


def test_labels_that_sum_to_one_do_so_in_each_sample() -> None:
    found = assumed(simplex=frozenset({VECTOR}))
    assert (found.simplex, found.upright) == (frozenset({MANY[VECTOR]}), frozenset())


def test_the_only_slot_of_labels_is_the_last_one_beside_that_of_the_samples() -> None:
    """Along their first slot they would sum to one over the samples, which nobody assumed."""
    found = assumed(simplex=frozenset({VECTOR}), upright=frozenset({VECTOR}))
    assert (found.simplex, found.upright) == (frozenset({MANY[VECTOR]}), frozenset())


def test_columns_that_sum_to_one_have_no_slot_that_says_so_in_a_batch() -> None:
    both = frozenset({MATRIX})
    for found in (assumed(simplex=both, upright=both), assumed(one_hot=both, upright=both)):
        assert not found.simplex | found.one_hot | found.upright


def test_what_all_samples_share_keeps_what_is_assumed_of_it() -> None:
    both = frozenset({SHARED})
    found = assumed(simplex=both, upright=both, positive=both)
    assert (found.simplex, found.upright, found.positive) == (both, both, both)


def test_a_derivative_that_is_not_carried_out_is_refused() -> None:
    slope = Definition(Symbol("g"), (), Derivative(Tensor(OUTPUT), Tensor(VECTOR, (1,))))
    with pytest.raises(IllFormed, match="carried out before it is one of a batch"):
        over_samples(Model((slope,)), N, MANY)
