"""Two sides in matrix notation on common axes: the pairs of terms that the line says are equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from operator import attrgetter
from typing import final

from backproof.matrix.names import is_letter
from backproof.matrix.products import TURNED, describe
from backproof.matrix.values import Array, Axis, Block, Jet, Misfit, Option, Ties, Value, relettered
from backproof.matrix.workshop import Workshop
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Num, Partial, Ref, Term
from backproof.records import dataclass, replace

ELEMENT = "the element of the right side is meant"
OWN_WEIGHTS = "the derivative of a layer by its weights is that of each unit by its own"


@final
@dataclass(frozen=True, slots=True)
class Match:
    """The pairs that are equal, element by element, the axes of the left side, and what that takes.

    A matrix that is entered entry by entry makes a pair for each entry. ``letters`` are those that the right sides take
    from the left ones: most ways are only asked what they cost.
    """

    sides: tuple[tuple[Term, Term], ...]
    axes: tuple[Axis, ...]
    cost: float
    ties: Ties
    notes: tuple[str, ...]
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def pairs(self) -> tuple[tuple[Term, Term], ...]:
        """The terms that are equal, in common letters."""
        return tuple((one, relettered(other, self.letters)) for one, other in self.sides)


def matched(left: list[Option], right: list[Option], shop: Workshop) -> list[Match]:
    """The ways in which both sides have one shape, the usual ones first; raises Misfit where there is none."""
    found = [each for one in left for other in right for each in _matches(one, other, shop)]
    if not found:
        written, true = describe(right[0].value), describe(left[0].value)
        certain = shop.is_certain((left, right))
        raise Misfit("the two sides have different shapes", written, true, certain=certain)
    return sorted(found, key=attrgetter("cost"))


def _matches(left: Option, right: Option, shop: Workshop) -> Iterator[Match]:
    match left.value, right.value:
        case Jet() as one, Jet() as other if one.by == other.by and len(one.above.axes) == len(other.above.axes):
            # Derivatives of more than two axes, or in any layout: the same variables above and below.
            here, there = (*one.above.axes, *one.below.axes), (*other.above.axes, *other.below.axes)
            yield from _paired(left.joined(right, one), (one.body, here), (other.body, there), shop)
        case Jet() as one, Array() as other if len(one.above.axes) == 1 < len(one.below.axes) and other.is_vector:
            yield from _of_units(left.joined(right, other), one, other, shop)
        case _:
            pass
    for one_option in shop.laid_out(left):
        for other_option in shop.laid_out(right):
            both = one_option.joined(other_option, one_option.value)
            yield from _laid(both, one_option.value, other_option.value, shop)


def _of_units(both: Option, jet: Jet, other: Array, shop: Workshop) -> Iterator[Match]:
    r"""What a unit computes by its own weights, ``\\partial Z/\\partial W = A``: elsewhere the derivative is zero."""
    (unit,), own = jet.above.axes, jet.below.axes
    for weight, inputs in (own, own[::-1]):
        body = relettered(jet.body, {unit.letter: "1", weight.letter: "1"})
        meant = replace(both, cost=both.cost + 1.0, notes=(*both.notes, OWN_WEIGHTS))
        ties = _tied([(unit, weight)], shop)
        if ties is not None:
            yield from _paired(meant.tied(ties), (body, (inputs,)), (other.body, other.axes), shop)


def _laid(both: Option, left: Value, right: Value, shop: Workshop) -> Iterator[Match]:
    match left, right:
        case Array() as one, Array() as other:
            if bool(one.rows) == bool(other.rows) and bool(one.columns) == bool(other.columns):
                yield from _paired(both, (one.body, one.axes), (other.body, other.axes), shop)
            elif one.is_vector and other.is_vector:
                turned = replace(both, cost=both.cost + 1.0, notes=(*both.notes, TURNED))
                yield from _paired(turned, (one.body, one.axes), (other.body, other.axes), shop)
            elif other.is_scalar and isinstance(other.body, Num):
                yield _match(replace(both, cost=both.cost + 0.5), ((one.body, other.body),), one.axes)
            elif one.is_scalar and len(letters := _written(one.body, other)) == len(other.axes):
                meant = replace(both, cost=both.cost + 2.2, notes=(*both.notes, ELEMENT))
                yield _match(meant, ((one.body, relettered(other.body, letters)),), ())
        case Array() as one, Block(rows) if one.axes:
            yield from _entries(both, one, rows, shop)
        case Block(rows), Array() as other if other.axes:
            for found in _entries(both, other, rows, shop):
                yield replace(found, sides=tuple((entry, element) for element, entry in found.sides))
        case Block(rows), Block(others) if len(rows) == len(others) and len(rows[0]) == len(others[0]):
            pairs = (pair for row, more in zip(rows, others, strict=True) for pair in zip(row, more, strict=True))
            yield _match(both, tuple(pairs), ())
        case _:
            return


def _written(one: Term, whole: Array) -> dict[str, str]:
    """The letters of an element for the axes of a whole array that names none of them: ``dL/dx_k = W^T d``."""
    match one:
        case Ref(subs=subs) | Partial(by=Ref(subs=subs)):
            letters = [script for script in subs if is_letter(script)]
        case _:
            letters = []
    own = {script for ref in references(whole.body) for script in ref.subs}
    if own & {*letters}:
        return {}
    return {axis.letter: letter for axis, letter in zip(whole.axes, letters, strict=False)}


def _paired(
    both: Option, one: tuple[Term, tuple[Axis, ...]], other: tuple[Term, tuple[Axis, ...]], shop: Workshop
) -> Iterator[Match]:
    (here, axes), (there, others) = one, other
    ties = _tied(zip(axes, others, strict=False), shop) if len(axes) == len(others) else None
    if ties is not None:
        letters = {more.letter: axis.letter for axis, more in zip(axes, others, strict=True)}
        yield Match(((here, there),), axes, both.cost, both.ties + ties, both.notes, letters)


def _entries(both: Option, array: Array, rows: tuple[tuple[Term, ...], ...], shop: Workshop) -> Iterator[Match]:
    """An array whose elements are written out: one pair for each."""
    turned = array.is_vector and (array.rows is None) != (len(rows) == 1) and 1 in {len(rows), len(rows[0])}
    if turned:
        rows = tuple(zip(*rows, strict=True))
    sizes = ((array.rows, len(rows)), (array.columns, len(rows[0])))
    if any(axis is None and size != 1 for axis, size in sizes):
        return
    ties = _tied(((axis, Axis("", f"={size}")) for axis, size in sizes if axis is not None), shop)
    if ties is None:
        return
    pairs = []
    for at, row in enumerate(rows, start=1):
        for behind, entry in enumerate(row, start=1):
            numbers = {axis.letter: str(number) for axis, number in ((array.rows, at), (array.columns, behind)) if axis}
            pairs.append((relettered(array.body, numbers), entry))
    yield _match(replace(both, cost=both.cost + 0.3 * turned, ties=both.ties + ties), tuple(pairs), ())


def _tied(axes: Iterable[tuple[Axis, Axis]], shop: Workshop) -> Ties | None:
    """What has to be tied for axes to be equally long; None where they can't be."""
    try:
        return tuple(tie for one, other in axes for tie in shop.tie(one.dim, other.dim))
    except Misfit:
        return None


def _match(both: Option, pairs: tuple[tuple[Term, Term], ...], axes: tuple[Axis, ...]) -> Match:
    return Match(pairs, axes, both.cost, both.ties, both.notes)
