"""Parts of one shape put together element by element."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backproof.matrix.misfits import misfit
from backproof.matrix.products import KEPT, best
from backproof.matrix.values import Array, Block, Option, Ties
from backproof.matrix.workshop import Workshop
from backproof.read.terms.terms import Term

Build = Callable[[tuple[Term, ...]], Term]


def together(parts: Sequence[Sequence[Option]], build: Build, shop: Workshop) -> list[Option]:
    """Parts of one shape, or numbers among them, with the term that their elements make."""
    laid = [[each for option in options for each in shop.laid_out(option)] for options in parts]
    found = [each for chosen in choices(laid) if (each := _built(chosen, build, shop)) is not None]
    if not found:
        raise misfit("the shapes of these parts do not fit", parts, "equal shapes, but for single numbers")
    return best(found)


def _built(chosen: Sequence[Option], build: Build, shop: Workshop) -> Option | None:
    match [option.value for option in chosen]:
        case [Block(rows)]:
            entries = tuple(tuple(build((entry,)) for entry in row) for row in rows)
            return chosen[0].taken(Block(entries))
        case values:
            arrays = [value for value in values if isinstance(value, Array)]
    common = _common(arrays, shop) if len(arrays) == len(chosen) else None
    if common is None:
        return None
    shape, bodies, ties = common
    whole = chosen[0]
    for option in chosen[1:]:
        whole = whole.joined(option, option.value)
    return whole.taken(shape.holding(build(tuple(bodies)))).tied(ties)


def _common(arrays: Sequence[Array], shop: Workshop) -> tuple[Array, list[Term], Ties] | None:
    """Arrays on the axes of the widest of them, numbers among them as they are; None where they do not fit."""
    shape = max(arrays, key=lambda array: len(array.axes))
    bodies: list[Term] = []
    ties: Ties = ()
    for array in arrays:
        if array is shape or array.is_scalar:
            bodies.append(array.body)
            continue
        both = shop.aligned(shape, array) if len(array.axes) == len(shape.axes) else None
        if both is None:
            return None
        bodies.append(both[2])
        ties += both[3]
    return shape, bodies, ties


def choices(options: Sequence[Sequence[Option]]) -> list[tuple[Option, ...]]:
    """Combinations of one way for each part, the usual ones first, not too many.

    What begins with none of the cheapest beginnings is none of the cheapest: no more of these are gone on with.
    """
    if all(len(each) == 1 for each in options):
        return [tuple([each[0] for each in options])]
    found: list[tuple[Option, ...]] = [()]
    for ways in options:
        found = [(*chosen, way) for chosen in found for way in ways[:4]]
        costs = [sum([option.cost for option in chosen]) for chosen in found]
        cheapest = sorted(range(len(found)), key=costs.__getitem__)[: 2 * KEPT]
        found = [found[at] for at in sorted(cheapest)]
    return sorted(found, key=lambda chosen: sum([option.cost for option in chosen]))
