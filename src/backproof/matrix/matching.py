"""Two sides in matrix notation on common axes: the pairs of terms that the line says are equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

from backproof.matrix.products import Workshop, describe, is_plain
from backproof.matrix.values import Array, Axis, Block, Jet, Misfit, Option, relettered
from backproof.read.terms import Num, Term

TURNED = "a row stands for a column"


@final
@dataclass(frozen=True, slots=True)
class Match:
    """The pairs that are equal, element by element, the axes of the left side, and what that takes.

    A matrix that is entered entry by entry makes a pair for each entry.
    """

    pairs: tuple[tuple[Term, Term], ...]
    axes: tuple[Axis, ...]
    cost: float
    ties: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def matched(left: list[Option], right: list[Option], shop: Workshop) -> Match:
    """The usual way in which both sides have one shape; raises Misfit where there is none."""
    found = [each for one in left for other in right for each in _matches(one, other, shop)]
    if not found:
        written, true = describe(right[0].value), describe(left[0].value)
        plain = all(is_plain(option) for options in (left, right) for option in options)
        raise Misfit("the two sides have different shapes", written, true, certain=plain)
    return min(found, key=lambda match: match.cost)


def _matches(left: Option, right: Option, shop: Workshop) -> Iterator[Match]:
    match left.value, right.value:
        case Jet() as one, Jet() as other:
            yield from _jets(left, right, one, other, shop)
        case _:
            pass
    for one_option in shop.laid_out(left):
        for other_option in shop.laid_out(right):
            yield from _laid(one_option, other_option, shop)


def _jets(left: Option, right: Option, one: Jet, other: Jet, shop: Workshop) -> Iterator[Match]:
    """Two derivatives of more than two axes, or in any layout: the same variables above and below."""
    if one.by != other.by or len(one.above.axes) != len(other.above.axes):
        return
    here, there = (*one.above.axes, *one.below.axes), (*other.above.axes, *other.below.axes)
    yield from _paired(left, right, (one.body, here), (other.body, there), shop, 0.0)


def _laid(left: Option, right: Option, shop: Workshop) -> Iterator[Match]:
    match left.value, right.value:
        case Array() as one, Array() as other:
            if bool(one.rows) == bool(other.rows) and bool(one.columns) == bool(other.columns):
                yield from _paired(left, right, (one.body, one.axes), (other.body, other.axes), shop, 0.0)
            elif one.is_vector and other.is_vector:
                yield from _paired(left, right, (one.body, one.axes), (other.body, other.axes), shop, 1.0, TURNED)
            elif other.is_scalar and isinstance(other.body, Num):
                yield _match(left, right, ((one.body, other.body),), one.axes, 0.5)
        case Array() as one, Block(rows) if one.axes:
            yield from _entries(left, right, one, rows, shop)
        case Block(rows), Array() as other if other.axes:
            yield from _entries(left, right, other, rows, shop, swapped=True)
        case Block(rows), Block(others) if len(rows) == len(others) and len(rows[0]) == len(others[0]):
            pairs = tuple(pair for row, more in zip(rows, others, strict=True) for pair in zip(row, more, strict=True))
            yield _match(left, right, pairs, (), 0.0)
        case _:
            return


def _paired(
    left: Option,
    right: Option,
    one: tuple[Term, tuple[Axis, ...]],
    other: tuple[Term, tuple[Axis, ...]],
    shop: Workshop,
    cost: float,
    *notes: str,
) -> Iterator[Match]:
    (here, axes), (there, others) = one, other
    if len(axes) != len(others):
        return
    ties: tuple[tuple[str, str], ...] = ()
    letters = {}
    for axis, more in zip(axes, others, strict=True):
        try:
            ties += shop.tie(axis.dim, more.dim)
        except Misfit:
            return
        letters[more.letter] = axis.letter
    found = _match(left, right, ((here, relettered(there, letters)),), axes, cost, *notes)
    yield replace(found, ties=found.ties + ties)


def _entries(
    left: Option,
    right: Option,
    array: Array,
    rows: tuple[tuple[Term, ...], ...],
    shop: Workshop,
    *,
    swapped: bool = False,
) -> Iterator[Match]:
    """An array whose elements are written out: one pair for each."""
    sizes = (len(rows), len(rows[0]))
    turned = array.is_vector and (array.rows is None) != (sizes[0] == 1) and 1 in sizes
    if turned:
        rows, sizes = tuple(zip(*rows, strict=True)), (sizes[1], sizes[0])
    ties: tuple[tuple[str, str], ...] = ()
    for axis, size in ((array.rows, sizes[0]), (array.columns, sizes[1])):
        if axis is None and size != 1:
            return
        if axis is not None:
            try:
                ties += shop.tie(axis.dim, f"={size}")
            except Misfit:
                return
    pairs = []
    for at, row in enumerate(rows, start=1):
        for behind, entry in enumerate(row, start=1):
            numbers = {axis.letter: str(number) for axis, number in ((array.rows, at), (array.columns, behind)) if axis}
            element = relettered(array.body, numbers)
            pairs.append((entry, element) if swapped else (element, entry))
    found = _match(left, right, tuple(pairs), (), 0.3 if turned else 0.0)
    yield replace(found, ties=found.ties + ties)


def _match(
    left: Option, right: Option, pairs: tuple[tuple[Term, Term], ...], axes: tuple[Axis, ...], cost: float, *notes: str
) -> Match:
    return Match(
        pairs, axes, left.cost + right.cost + cost, left.ties + right.ties, (*left.notes, *right.notes, *notes)
    )
