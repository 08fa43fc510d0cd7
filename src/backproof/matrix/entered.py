r"""Matrices that are entered by elements of another letter: ``W = \begin{pmatrix} w_{11} & w_{12} \\ ...``.

What is said of ``w_{12}`` is then said of an element of W, and ``w_{ij}`` is its element by letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, renamed
from backproof.read.terms.terms import Entries, Ref
from backproof.records import replace

STATES = {"=", ":=", "equiv", "coloneqq"}
AXES = 2
FIRST = (0, 1)
"""Where rows and columns begin."""

Turned = bool
"""Whether an element has its column before its row."""


def merged(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with one letter for each such matrix and its elements.

    Not where lines say what single elements are, where their letter stands for a whole, too, or where that of the
    matrix has elements of its own.
    """
    found: defaultdict[str, set[tuple[str, Turned]]] = defaultdict(set)
    for line in lines:
        for small, large, turned in _entered(line):
            found[small].add((large, turned))
    if not found:
        return lines
    refs = [ref for line in lines for term in line.sides for ref in references(term)]
    whole = {ref.base for ref in refs if len(_places(ref)) != AXES}
    apart = {ref.base for ref in refs if ref.subs or ref.at}
    given = {line.head.base for line in lines if isinstance(line.head, Ref) and line.head.subs}
    names = {
        small: next(iter(matrices))
        for small, matrices in found.items()
        if len(matrices) == 1 and small not in whole | given and not {large for large, _ in matrices} & apart
    }
    if len({large for large, _ in names.values()}) < len(names):
        return lines
    return [line.changed(partial(renamed, change=partial(_element, names=names))) for line in lines] if names else lines


def _entered(line: Line) -> Iterator[tuple[str, str, Turned]]:
    """The letter of the elements and that of the matrix, where a line enters one by its elements, each at its place."""
    match line:
        case Line(head=Ref(subs=(), at=()) as head, side=Entries(rows)) if line.relation in STATES and len(rows) > 1:
            pass
        case _:
            return
    grid = [[entry for entry in row if isinstance(entry, Ref)] for row in rows]
    bases = {entry.base for row in grid for entry in row}
    square = len({len(row) for row in rows}) == 1 < len(rows[0]) and [*map(len, grid)] == [*map(len, rows)]
    if not square or len(bases) != 1 or any(entry.sups != head.sups for row in grid for entry in row):
        return
    for first in FIRST:
        for turned in (False, True):
            places = [[_at(row, column, turned=turned) for column, _ in enumerate(each, first)]
                      for row, each in enumerate(grid, first)]  # fmt: skip
            if places == [[_places(entry) for entry in each] for each in grid] and bases != {head.base}:
                yield bases.pop(), head.base, turned


def _at(row: int, column: int, *, turned: Turned) -> tuple[str, ...]:
    return (str(column), str(row)) if turned else (str(row), str(column))


def _places(ref: Ref) -> tuple[str, ...]:
    """The row and the column of an element, whose two digits may stand as one number."""
    match ref.subs:
        case (word,) if len(word) == AXES and word.isdigit():
            return tuple(word)
        case subs:
            return subs


def _element(ref: Ref, names: Mapping[str, tuple[str, Turned]]) -> Ref:
    if ref.base not in names:
        return ref
    base, turned = names[ref.base]
    places = _places(ref)
    return replace(ref, base=base, subs=places[::-1] if turned else places)
