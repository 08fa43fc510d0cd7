r"""How many elements ranges have that end with a letter: 3 of ``\sum_{i=1}^N`` where a definition has ``\sum_{i=1}^3``.

A document that gives ``N = 3`` says so; otherwise it is what its definitions are read with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import final

from backproof.check.charity.at_given import Given
from backproof.check.elaboration.counted import counted
from backproof.check.elaboration.scope import Book
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Big, Num, Ref, Term


@final
@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of elements by the names of ranges, and what of them the document does not say."""

    ranges: Mapping[str, int]
    unsaid: tuple[str, ...]


def sizes(book: Book, given: Mapping[str, Given]) -> Sizes:
    """The ranges that end with a letter in most lines, and with one number in definitions or by what is given."""
    ends = {name: extent.last for name, extent in book.ranges.extents.items() if isinstance(extent.last, str)}
    written = counted(tuple(_bodies(book)), book)
    known = {name: int(given[end].value) for name, end in ends.items() if end in given and _counts(given[end])}
    unsaid = (f"{ends[name]} is {size} here" for name, size in written.items() if name not in known)
    return Sizes({**written, **known}, tuple(sorted(unsaid)))


def are_set(line: Line, book: Book) -> bool:
    r"""Whether a line says how many elements there are: ``m = n`` for the ends of two sums, ``n = \sum_i 1``."""
    ends = {extent.last for extent in book.ranges.extents.values()}
    match line.head, line.side:
        case Ref() as head, Ref() as side:
            return {head.key, side.key} <= ends
        case Ref() as head, Big(body=Num()):
            return not book.candidates(head.key, line.section)
        case _:
            return False


def _bodies(book: Book) -> Iterator[Term]:
    for each in book.definitions:
        yield from walk(each.body)


def _counts(given: Given) -> bool:
    return given.value.denominator == 1 and given.value > 1
