"""Names with numbers that are elements of an array which the document names as a whole: ``V_1`` beside ``V^T z``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from backproof.read.terms.rewriting import occurrences, walk
from backproof.read.terms.terms import Ref, Term, Times, Transposed

PAIR = 2
"""The digits of ``w_{12}``."""


def elements(terms: Sequence[Term]) -> frozenset[str]:
    """Bases of vectors in inner products whose names with numbers are never arrays themselves.

    Beside ``\\hat y = V^T z`` the name ``V_1`` is an element; in ``w_1^T x_1`` and in ``W_1 x`` numbers tell arrays
    apart, and so they do of what is multiplied by such an array.
    """
    whole = {column.base for _, column in inner_products(terms)} | {
        row.base for row, _ in inner_products(terms) if not row.subs
    }
    products = list(_products(terms))
    arrays = {ref.base for ref in _transposed(terms) if _is_numbered(ref)}
    for factors in products:
        if any(isinstance(each, Transposed) or _is_bare(each, whole) for each in factors):
            arrays.update(_numbered(factors))
    groups = [frozenset(_numbered(factors)) for factors in products]
    while wider := {base for group in groups if group & arrays for base in group} - arrays:
        arrays |= wider
    return frozenset(whole - arrays)


def families(terms: Sequence[Term]) -> frozenset[str]:
    """Bases of a vector for each unit, ``w`` in ``w_j^T x``: ``w_{12}`` is an element of one of them."""
    return frozenset(ref.base for ref in _transposed(terms) if len(ref.subs) == 1 and ref.subs[0].isalpha())


def is_pair(script: str) -> bool:
    """Whether a script is two indices without a comma."""
    return len(script) == PAIR and script.isdigit()


def is_mixed(ref: Ref) -> bool:
    """Whether a name has two different indices without a comma."""
    return len(ref.subs) == 1 and is_pair(ref.subs[0]) and ref.subs[0][0] != ref.subs[0][1]


def _products(terms: Iterable[Term]) -> Iterator[tuple[Term, ...]]:
    return (part.factors for term in terms for part in occurrences(term, Times))


def inner_products(terms: Iterable[Term]) -> Iterator[tuple[Ref, Ref]]:
    """``V`` and ``z`` of each product ``V^T z``."""
    for row, column in (pair for factors in _products(terms) for pair in pairwise(factors)):
        match row, column:
            case Transposed(Ref() as first), Ref(subs=()) as second:
                yield first, second
            case _:
                pass


def _transposed(terms: Iterable[Term]) -> Iterator[Ref]:
    parts = (part for term in terms for part in walk(term))
    return (part.base for part in parts if isinstance(part, Transposed) and isinstance(part.base, Ref))


def _is_bare(term: Term, whole: set[str]) -> bool:
    return isinstance(term, Ref) and not term.subs and term.base in whole


def _is_numbered(term: Term) -> bool:
    return isinstance(term, Ref) and len(term.subs) == 1 and term.subs[0].isdigit()


def _numbered(factors: Iterable[Term]) -> Iterator[str]:
    return (each.base for each in factors if isinstance(each, Ref) and _is_numbered(each))
