"""Whether a term of some kind is in a term, and where: what is remembered says the same as walking through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.read.terms.rewriting import CHILDREN, children, has, occurrences, rebuilt, walk
from backproof.read.terms.terms import Big, Nabla, Partial, Ref, Term
from tests.read.spelt import read

FORMULAS = (
    "a",
    "3",
    r"\sum_i w_i x_i + b",
    r"\frac{\partial L}{\partial w_{ij}}",
    r"\nabla_W L \odot \sigma'(z)",
    r"W^T x - \log(1 + e^{-z})",
)


@given(st.sampled_from(FORMULAS).map(read), st.sets(st.sampled_from([*CHILDREN]), max_size=3))
def test_what_a_term_has_is_what_a_walk_through_it_meets(term: Term, kinds: set[type]) -> None:
    assert has(term, *kinds) == any(isinstance(part, tuple(kinds)) for part in walk(term))


@given(st.sampled_from(FORMULAS).map(read), st.sampled_from([*CHILDREN]))
def test_occurrences_are_those_of_a_walk_in_the_order_of_the_text(term: Term, kind: type) -> None:
    assert [*occurrences(term, kind)] == [part for part in walk(term) if isinstance(part, kind)]


@pytest.mark.parametrize(
    ("latex", "derivative"), [(r"\frac{\partial L}{\partial w}", True), (r"\nabla_w L", True), (r"\frac{L}{w}", False)]
)
def test_a_quotient_is_no_derivative(latex: str, *, derivative: bool) -> None:
    assert has(read(latex), Partial, Nabla) is derivative


def test_a_changed_term_does_not_remember_what_it_was_made_of() -> None:
    term = read(r"\sum_i w_i + b")
    assert has(term, Big)
    (changed,) = {rebuilt(term, lambda part: next(occurrences(part, Ref)))}
    assert [type(part) for part in children(changed)] == [Ref, Ref]
    assert not has(changed, Big)
