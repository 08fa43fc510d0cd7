r"""Names without an index that other lines use with one: a bias ``w_{bias}`` of all units that is one of each.

A definition agrees with its other uses only where it is read as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from backproof.check.doubts.finding import Finding
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.verdicts.readings import PER_UNIT
from backproof.check.verdicts.verdict import PROVED
from backproof.read.terms.rewriting import references

FEWEST = 2
"""A convention needs so many lines that are proved with it."""


def read_with(findings: Sequence[Finding], book: Book) -> dict[int, str]:
    """The lines of definitions that hold names which other lines need one entry of for each unit, with these names."""
    counts = Counter(name for finding in findings for name in _names(finding, book))
    shared = {name for name, count in counts.items() if count >= FEWEST}
    found: dict[int, str] = {}
    for each in book.definitions if shared else ():
        names = shared & {resolved(book.names, ref).key for ref in references(each.body)}
        if names and any(isinstance(letter, str) for letter in each.letters):
            found[each.line] = ", ".join(sorted(names))
    return found


def _names(finding: Finding, book: Book) -> Iterator[str]:
    """The names that a line was proved with an entry of for each unit."""
    if finding.sides is None or finding.verdict not in PROVED or PER_UNIT not in finding.assumes:
        return
    sides = (finding.sides.left, finding.sides.right)
    every = {symbol for side in sides for symbol in side.symbols}
    yield from (symbol.name for symbol in every if symbol.ranges and not book.ranges.arity(symbol.name))
