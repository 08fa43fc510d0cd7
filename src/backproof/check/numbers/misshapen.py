"""Formulas of numbers whose shapes do not fit, with each other or with what is printed for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from backproof.check.definitions.shape import is_constant
from backproof.check.numbers.compare import PLAIN, comparable
from backproof.check.numbers.entrywise import Entrywise
from backproof.check.numbers.products import Array
from backproof.check.numbers.rounding import Result
from backproof.check.numbers.summands import said
from backproof.check.verdicts.verdict import Counterexample
from backproof.read.terms.rewriting import children, has, rebuilt, walk
from backproof.read.terms.terms import Call, Entries, Listed, Plus, Term, Times

FITTING = "shapes that fit"
CONVOLVED = frozenset({"*", "ast", "star"})


def unfitting(result: Result, terms: Iterable[Term]) -> Counterexample | None:
    """The shapes that refute a result as the value of formulas of numbers; None where one of them may give it.

    A row may stand for a column, a product of the two for any of their products, and a number for an entry like it.
    """
    numeric = [term for term in terms if is_constant(term)]
    if any(_may_be_convolved(part, result.rounding.entrywise) for term in numeric for part in walk(term)):
        return None
    computed = (term for term in numeric if has(term, Times, Plus, Call))
    found = [_against(result, term) for term in computed]
    return next(iter(found), None) if all(found) else None


def _against(result: Result, term: Term) -> Counterexample | None:
    """The shapes in a formula that do not fit, or those of the formula and of the result."""
    ways, loose = (result.rounding.arrays(each) for each in (term, _unturned(term)))
    if any(comparable(written, value) is not None for written in result.ways for value in loose):
        return None
    if not ways:
        return clash(term, result.rounding.entrywise)
    if any(_may_be(written, value) for written in result.ways for value in (*ways, *loose)):
        return None
    return Counterexample({}, said(result.ways[0].shape), said(ways[0].shape))


def _may_be(written: Array, value: Array) -> bool:
    """Whether arrays have one size, or one of them is a number that is like an entry of the other one."""
    if written.size == value.size:
        return True
    return 1 in {written.size, value.size} and bool(np.isclose(written, value, rtol=PLAIN).any())


def clash(term: Term, entrywise: Entrywise) -> Counterexample | None:
    """The shapes of the parts of a product or a sum that do not fit; None where it lacks its value for another reason.

    >>> from fractions import Fraction
    >>> from backproof.read.terms.terms import NOWHERE, Num
    >>> column = lambda *numbers: Entries(tuple((Num(Fraction(n), 0, NOWHERE),) for n in numbers), NOWHERE)
    >>> clash(Times((column(1, 2, 3), column(1, 2)), NOWHERE), Entrywise())
    Counterexample(point={}, written='3 x 1, 2 x 1', true='shapes that fit')
    """
    inner = next((found for part in children(term) if (found := clash(part, entrywise)) is not None), None)
    if inner is not None or not isinstance(term, Times | Plus):
        return inner
    ways = [entrywise.ways(part) for part in children(term)]
    if not all(ways) or entrywise.ways(term):
        return None
    if _may_be_convolved(term, entrywise):
        return None
    shapes = (each[0].shape for each in ways)
    return Counterexample({}, ", ".join(said(shape) for shape in shapes if shape), FITTING)


def _may_be_convolved(term: Term, entrywise: Entrywise) -> bool:
    """Whether a star stands between arrays: it may be the sign of their convolution."""
    match term:
        case Times(factors, signs=signs) if CONVOLVED & set(signs):
            sizes = (min((way.size for way in entrywise.ways(part)), default=0) for part in factors)
            return sum(size > 1 for size in sizes) > 1
        case _:
            return False


def _unturned(term: Term) -> Term:
    """A formula with lists, which have no orientation, for its rows and columns, and with any products of them."""
    term = rebuilt(term, _unturned)
    match term:
        case Entries(rows, span) if 1 in {len(rows), len(rows[0])}:
            return Listed(None, tuple(each for row in rows for each in row), span)
        case Times(factors):
            return replace(term, signs=("*",) * (len(factors) - 1))
        case _:
            return term
