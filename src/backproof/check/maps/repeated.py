r"""Matrices that a line writes down once more: what differs in one entry only is about the same, and a slip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike
from backproof.read.terms.terms import Entries, Term, Times


def is_copied(before: Line, line: Line) -> bool:
    """Whether a line that stands alone has the product of matrices of the line before it, but for one entry."""
    if line.head is not None or line.section != before.section or line.item != before.item:
        return False
    match before.side, line.side:
        case Times(factors), Times(others) if before.relation and len(factors) == len(others) > 1:
            found = [list(_differing(*pair)) for pair in zip(factors, others, strict=True)]
            return all(each is not None for slips in found for each in slips) and sum(map(len, found)) == 1
        case _:
            return False


def _differing(one: Term, other: Term) -> Iterator[tuple[Term, Term] | None]:
    """The entries in which two matrices differ; None where they have different shapes, or are none."""
    match one, other:
        case Entries(rows), Entries(more) if [*map(len, rows)] == [*map(len, more)]:
            pairs = zip(chain.from_iterable(rows), chain.from_iterable(more), strict=True)
            yield from (pair for pair in pairs if not alike(*pair))
        case _:
            yield None
