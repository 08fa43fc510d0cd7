"""Which extents the letters of a line make equal: in ``\\sum_j W_{ij} x_j`` those of the columns of W and of x."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import final

from backproof.matrix.names import is_letter
from backproof.read.terms.rewriting import children, references
from backproof.read.terms.terms import AXES, Big, Compare, Partial, Ref, Term

Elements = Mapping[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[str, ...]]
"""The extents of an array, by its base, its words and its superscripts."""


def diagonals(terms: Iterable[Term]) -> Elements:
    """Extents for the slots of numbers of which a diagonal stands somewhere: beside ``s_{ii}``, those of ``s_{ij}``."""
    found = (ref for term in terms for ref in references(term))
    return {
        (ref.base, (), ref.sups): (f"{ref.key}.rows", f"{ref.key}.columns")
        for ref in found
        if len(ref.subs) == AXES and ref.subs[0] == ref.subs[1] and is_letter(ref.subs[0])
    }


@final
class Letters:
    """Collects, for each letter that stands for itself or is bound by one sum, the extents of the slots it fills."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self.found: dict[tuple[str, int], list[str]] = {}

    def read(self, term: Term, binders: Mapping[str, int] | None = None) -> None:
        """Take in a term, inside of the sums that bind the letters of ``binders``."""
        binders = binders or {}
        match term:
            case Ref():
                self._fill(term, binders)
            case Big(letter=letter):
                inner = {**binders, letter: id(term)}
                for part in (*term.conditions, term.body):
                    self.read(part, inner)
            case Partial(of, by):
                self.read(of, binders)
                self._fill(by, binders)
            case Compare():
                pass
            case _:
                for part in children(term):
                    self.read(part, binders)

    def _fill(self, ref: Ref, binders: Mapping[str, int]) -> None:
        for letter, extent in self._slots(ref):
            self.found.setdefault((letter, binders.get(letter, 0)), []).append(extent)

    def _slots(self, ref: Ref) -> Iterator[tuple[str, str]]:
        for count in (1, 2):
            extents = self._elements.get((ref.base, ref.subs[:-count], ref.sups), ())
            if len(extents) == count <= len(ref.subs):
                pairs = zip(ref.subs[-count:], extents, strict=True)
                yield from (pair for pair in pairs if is_letter(pair[0]) or pair[0].startswith("\\"))

    def ties(self) -> Iterator[tuple[str, str, str]]:
        """Each letter with two extents that it makes equal."""
        for (letter, _), extents in self.found.items():
            first, *others = dict.fromkeys(extents)
            yield from ((letter, first, other) for other in others)
