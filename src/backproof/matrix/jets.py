"""Derivatives of arrays by arrays in products: chained with each other, and behind a vector of errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from backproof.matrix.values import Array, Jet, Option, Ties, relettered
from backproof.matrix.workshop import Workshop, times


def chained(left: Option, right: Option, shop: Workshop) -> Option | None:
    """Two derivatives that share a variable, contracted over it; None where they share none."""
    for first, second in ((left, right), (right, left)):
        match first.value, second.value:
            case Jet() as outer, Jet() as inner if outer.by == inner.of:
                return _contracted(first, second, outer, inner, shop)
            case _:
                pass
    return None


def _contracted(first: Option, second: Option, outer: Jet, inner: Jet, shop: Workshop) -> Option | None:
    if len(outer.below.axes) != len(inner.above.axes):
        return None
    letters: dict[str, str] = {}
    ties: Ties = ()
    for here, there in zip(outer.below.axes, inner.above.axes, strict=True):
        tied = shop.tied(here, there)
        if tied is None:
            return None
        ties += tied
        letters[there.letter] = here.letter
    body = times(outer.body, relettered(inner.body, letters))
    for axis in outer.below.axes:
        body = shop.summed(axis, body)
    whole = first.joined(second, Jet(outer.of, outer.above, inner.by, inner.below, body))
    return whole.tied(ties)


def through(left: Option, right: Option, shop: Workshop) -> Iterator[Option]:
    """A vector of errors times the derivative of what they belong to: ``\\delta \\, \\partial z / \\partial W``."""
    for first, second in ((left, right), (right, left)):
        match first.value, second.value:
            case Array() as error, Jet() as jet if error.axes and len(error.axes) == len(jet.above.axes):
                letters: dict[str, str] = {}
                ties: Ties = ()
                for here, there in zip(error.axes, jet.above.axes, strict=True):
                    tied = shop.tied(here, there)
                    if tied is None:
                        return
                    ties += tied
                    letters[there.letter] = here.letter
                body = times(error.body, relettered(jet.body, letters))
                for axis in error.axes:
                    body = shop.summed(axis, body)
                scalar = Array(None, None, body)
                whole = first.joined(second, Jet(None, scalar, jet.by, jet.below, body), 0.3)
                yield whole.tied(ties)
            case _:
                pass


def along(slopes: Sequence[Option], directions: Sequence[Option], shop: Workshop) -> Iterator[Option]:
    """The change of an array along a direction: its derivative by an array, times any array of the same shape."""
    for first, second in product(slopes, directions):
        match first.value, second.value:
            case Jet(above=above, below=below, body=body), Array() as direction if len(below.axes) == len(
                direction.axes
            ):
                tied = [shop.tied(*axes) for axes in zip(below.axes, direction.axes, strict=True)]
                if None in tied:
                    continue
                pairs = zip(below.axes, direction.axes, strict=True)
                moved = relettered(direction.body, {there.letter: here.letter for here, there in pairs})
                whole = times(body, moved)
                for axis in below.axes:
                    whole = shop.summed(axis, whole)
                ties = tuple(tie for each in tied if each is not None for tie in each)
                yield first.joined(second, above.holding(whole)).tied(ties)
            case _:
                pass
