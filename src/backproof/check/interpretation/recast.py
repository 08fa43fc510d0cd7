"""Lines put in the place of others, as they are judged: for each of their layers, in indices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.check.prepared import at_point, prepared
from backproof.check.spellings import settled
from backproof.matrix.document import Rewriter
from backproof.read.document import Document
from backproof.read.lines import Line


@final
@dataclass(frozen=True, slots=True)
class Whole:
    """Lines that are judged together, their numbers in the document, and the kinds and the layout of their arrays."""

    document: Document
    numbers: Sequence[int]
    own: Sequence[int]
    """Those of the numbers that are judged here; others are only taken over."""
    rewriter: Rewriter | None

    def recast(self, at: int, line: Line) -> list[Line]:
        """A line in the place of another one, in the arrays that the document has."""
        place = self.numbers.index(at)
        changed = replace(self.document, lines=(*self.document.lines[:place], line, *self.document.lines[place + 1 :]))
        pointed = replace(changed, lines=tuple(map(at_point, settled(changed).lines)))
        ready = prepared(pointed, rewriter=self.rewriter)
        return [each for each, origin in zip(ready.document.lines, ready.origins, strict=False) if origin == place]


def recast(wholes: Sequence[Whole], at: int, line: Line) -> list[Line]:
    """A line in the place of another one, where that was judged."""
    return next((whole.recast(at, line) for whole in wholes if at in whole.own), [])
