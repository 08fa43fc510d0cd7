"""Products of factors that can each be taken in several ways: which of them are multiplied first."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.matrix.elementwise import choices
from backproof.matrix.jets import chained
from backproof.matrix.misfits import misfit
from backproof.matrix.products import ELEMENTWISE_SIGNS, HADAMARD, best, multiply
from backproof.matrix.values import Array, Jet, Option
from backproof.matrix.workshop import Workshop
from backproof.records import replace

STRAIGHT = 0.3
"""What it costs to read elementwise and matrix products from left to right."""
FEWEST = 2
"""Of so many factors there is one product, and so many derivatives may share a variable."""


def multiplied(factors: Sequence[Sequence[Option]], signs: Sequence[str], shop: Workshop) -> list[Option]:
    """A product: derivatives that share a variable first, then what stands between elementwise signs.

    Raises Misfit where the factors have no product, however they are taken.
    """
    found: list[Option] = []
    for chosen in choices(factors):
        linked, between = _linked(list(chosen), list(signs), shop)
        found.extend(_grouped(linked, between, shop))
    if not found:
        arrays = [options for options in factors if not is_number(options[0])]
        certain = shop.is_certain(arrays)
        raise misfit("the shapes of the factors do not fit", arrays, "shapes that have a product", certain=certain)
    return best(found)


def is_number(option: Option) -> bool:
    """Whether a part is a single number, taken so."""
    return isinstance(option.value, Array) and option.value.is_scalar


def _linked(parts: list[Option], signs: list[str], shop: Workshop) -> tuple[list[Option], list[str]]:
    """Derivatives contracted over the variable that they share, whatever stands between them."""
    if sum([isinstance(part.value, Jet) for part in parts]) < FEWEST:
        return parts, signs
    for at in range(len(parts)):
        for behind in range(at + 1, len(parts)):
            if signs[behind - 1] in {"odot", "circ"}:
                continue
            joined = chained(parts[at], parts[behind], shop)
            if joined is not None:
                rest = [*parts[:at], joined, *parts[at + 1 : behind], *parts[behind + 1 :]]
                return _linked(rest, [*signs[: behind - 1], *signs[behind:]], shop)
    return parts, signs


def _grouped(parts: list[Option], signs: list[str], shop: Workshop) -> list[Option]:
    """Matrix products bind closer than elementwise ones; read from left to right is the other way."""
    straight = _folded(parts, signs, shop)
    cuts = [at for at, sign in enumerate(signs) if sign in ELEMENTWISE_SIGNS]
    if not cuts and not straight:
        # In W^T f'(z) g the slopes go with g: what they are multiplied to by elements has a product with W^T.
        return [replace(each, cost=each.cost + STRAIGHT) for each in _folded_back(parts, signs, shop)]
    if not cuts and len(parts) > FEWEST and any(HADAMARD in each.notes for each in straight):
        return [*straight, *_folded_back(parts, signs, shop)]
    if not cuts or len(cuts) == len(signs):
        return straight
    groups: list[list[Option]] = []
    for start, end in zip([0, *(cut + 1 for cut in cuts)], [*(cut + 1 for cut in cuts), len(parts)], strict=True):
        groups.append(_folded(parts[start:end], signs[start : end - 1], shop))
    between = [signs[cut] for cut in cuts]
    close = [each for chosen in choices(groups) for each in _folded(list(chosen), between, shop)]
    return [*close, *(replace(each, cost=each.cost + STRAIGHT) for each in straight)]


def _folded(parts: Sequence[Option], signs: Sequence[str], shop: Workshop) -> list[Option]:
    """A product from left to right."""
    found = [parts[0]]
    for part, sign in zip(parts[1:], signs, strict=True):
        ways = ((left, each) for left in found for each in multiply(left, part, sign, shop))
        found = best(_late(each, left) if left is not parts[0] else each for left, each in ways)
    return found


def _folded_back(parts: Sequence[Option], signs: Sequence[str], shop: Workshop) -> list[Option]:
    """A product from right to left."""
    found = [parts[-1]]
    for part, sign in zip(parts[-2::-1], signs[::-1], strict=True):
        ways = ((right, each) for right in found for each in multiply(part, right, sign, shop))
        found = best(_late(each, right) if right is not parts[-1] else each for right, each in ways)
    return found


def _late(option: Option, product: Option) -> Option:
    """A matrix product that a matrix beside it is multiplied with element by element: that one goes with a factor."""
    late = HADAMARD in option.notes and HADAMARD not in product.notes
    return replace(option, cost=option.cost + STRAIGHT) if late else option
