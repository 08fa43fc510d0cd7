r"""Ranges of which a line names all elements by number: ``a_1 x_1 + a_2 x_2`` beside ``K`` of them elsewhere.

An example with numbers has as many elements as its arrays, whatever letter the derivation before it gives their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import Use, number, uses
from backproof.read.terms.terms import Big, Num, Partial, Ref, Term

FEWEST = 2
"""Of one element every sum is left out as well."""


def counted(parts: Sequence[Term], book: Book) -> dict[str, int]:
    """How many elements ranges have, by name: those that end with a letter elsewhere and with a number here."""
    sizes: dict[str, int] = {}
    for part in parts:
        match part:
            case Big(upper=Num()):
                sizes |= _summed(part, book)
            case _:
                pass
    for name, numbers in numbered(parts, book).items():
        known = book.ranges.counts.get(name, frozenset())
        if known == {max(numbers)} and len(numbers) == max(numbers):
            sizes.setdefault(name, max(numbers))
    ends = {name: extent.last for name, extent in book.ranges.extents.items()}
    return {name: size for name, size in sizes.items() if isinstance(ends.get(name), str) and size >= FEWEST}


def numbered(parts: Iterable[Term], book: Book) -> dict[str, set[int]]:
    """The elements that are named by number, by the names of their ranges."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for part in parts:
        match part:
            case Ref() | Partial(by=Ref()):
                for use in uses(part, book.names):
                    if isinstance(use, Use) and isinstance(use.letter, int):
                        found[book.ranges.of(use.key, use.slot).name].add(use.letter)
            case _:
                pass
    return found


def _summed(big: Big, book: Book) -> dict[str, int]:
    """The ranges that a sum with a number for its end runs over, from their beginning."""
    first, last = number(big.lower), number(big.upper)
    found: dict[str, int] = {}
    for use in uses(big.body, book.names, (big,)):
        if isinstance(use, Use) and use.binder is big and last is not None:
            range_ = book.ranges.of(use.key, use.slot)
            if first in {None, range_.first}:
                found[range_.name] = last - range_.first + 1
    return found
