"""Lines that the declared shapes of their arrays contradict: ``W x`` for ``W \\in R^{3 \\times 4}``, ``x \\in R^3``.

A vector in R^n may be a row or a column, so that a line is contradicted where it fits in neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import final

from backproof.matrix import said
from backproof.matrix.extents import Extents
from backproof.matrix.kinds import KINDS
from backproof.matrix.lowering import Lowering
from backproof.matrix.names import is_letter
from backproof.matrix.page import Page
from backproof.matrix.products import ELEMENTWISE_SIGNS
from backproof.matrix.values import Misfit
from backproof.read.lines import Mismatch
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Num, Ref, Term, Times, Unreadable

MOST_VECTORS = 5
"""Of more vectors not every way to take them is tried."""
VECTORS = ("column", "row")

Lowerings = Callable[[Mapping[str, str], Extents, bool], Lowering]
"""Makes a lowering of kinds, of extents, and of whether a row of a matrix may stand as a row."""


@final
@dataclass(frozen=True, slots=True)
class _Space:
    """An array with its declared space."""

    key: str
    stem: str
    kind: str
    sizes: tuple[Term, ...]

    def __str__(self) -> str:
        sizes = [_spelt(each) for each in said.extents_of(self.sizes)]
        return f"{self.key} is {' x '.join(sizes if len(sizes) > 1 else [*sizes, '1'])}"

    def extents(self) -> list[str]:
        """The names or numbers of its extents."""
        return [_spelt(each) for each in said.extents_of(self.sizes)]


def clash(page: Page, at: int, kinds: Mapping[str, str], lowering: Lowerings) -> Mismatch | None:
    """Why the side of a line can't be formed, where the shapes of all of its arrays are declared; else None."""
    side = page.equations[at][1]
    spaces = list(_spaces(page, side))
    if not spaces or not _is_plain(side) or not _tells_extents_apart(spaces):
        return None
    vectors = sorted({each.stem for each in spaces if each.kind in VECTORS})
    # Of the matrices of several layers, one may have a single row.
    if len(vectors) > MOST_VECTORS or not all(kinds[stem] in VECTORS for stem in vectors):
        return None
    for taken, flat in product(product(VECTORS, repeat=len(vectors)), (False, True)):
        own = {**kinds, **dict(zip(vectors, taken, strict=True))}
        if not _misfits(side, lowering(own, _declared(spaces, own), flat)):
            return None
    shapes = dict.fromkeys(map(str, spaces))
    return Mismatch("the declared shapes do not fit", ", ".join(shapes), "shapes that have a product or a sum", True)


def _spaces(page: Page, side: Term) -> Iterator[_Space]:
    """The declared spaces of the names of a side; nothing where one has none, several, or is written by elements.

    A row or a column of a matrix has the space of the matrix.
    """
    told = Counter(page.spelling.parts(space[0]).key for line in page.lines if (space := said.declares(line)))
    found = []
    for ref in occurrences(side, Ref):
        parts = page.spelling.parts(ref)
        if parts.key not in page.spaces.declared or told[parts.key] > 1:
            return
        own = _Space(parts.key, *page.spaces.declared[parts.key])
        if len(parts.slots) >= len(own.extents()) or (parts.slots and not is_letter(parts.slots[0])):
            return
        found.append(own)
    yield from found


def _is_plain(side: Term) -> bool:
    """Whether there are products and sums only: between elementwise signs, arrays are stretched."""
    signs = {sign for part in occurrences(side, Times) for sign in part.signs}
    return not signs & ELEMENTWISE_SIGNS


def _tells_extents_apart(spaces: Sequence[_Space]) -> bool:
    """Whether extents with different names are different: numbers, or letters one of which two arrays share."""
    names = {name for each in spaces for name in each.extents()}
    if all(name.isdigit() for name in names):
        return True
    alike = len({name.casefold() for name in names}) < len(names)
    arrays = {each.key: set(each.extents()) for each in spaces}.values()
    shared = Counter(name for extents in arrays for name in extents)
    return "" not in names and not alike and any(count > 1 for count in shared.values())


def _declared(spaces: Sequence[_Space], kinds: Mapping[str, str]) -> Extents:
    extents = Extents(strict=True)
    for space in spaces:
        axes = [name for name, there in zip(("rows", "columns"), KINDS[kinds[space.stem]], strict=True) if there]
        for axis, size in zip(axes, said.extents_of(space.sizes), strict=False):
            extents.declare(f"{space.key}.{axis}", size)
    return extents


def _misfits(side: Term, lowering: Lowering) -> bool:
    try:
        lowering.options(side)
    except Misfit as misfit:
        return misfit.certain
    except Unreadable:
        return False
    return False


def _spelt(size: Term) -> str:
    match size:
        case Num(value) if value.denominator == 1:
            return str(value)
        case Ref():
            return size.key
        case _:
            return ""
