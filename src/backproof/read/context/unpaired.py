"""Brackets that nobody closed: they are taken to reach to the end of their row, which is a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backproof.read.grammar.nodes import subtrees
from backproof.read.lines import Line
from backproof.syntax.tree import Fence, Node

GUESSED = "a bracket that is not closed ends with its row"
UNSURE = "where a bracket of this line closes is not written"


def marked(lines: Iterable[Line], tree: Node) -> Iterator[Line]:
    """The lines of a formula; those with such a bracket are proved at best under that guess, and never refuted."""
    fences = (part for part in subtrees(tree) if isinstance(part, Fence) and not part.closing)
    places = [each.span.start for each in fences if each.opening in {"(", "["}]
    for line in lines:
        guessed = any(line.span.start <= start < line.span.end for start in places)
        yield (replace(line, assumes=(*line.assumes, GUESSED), limited=line.limited or UNSURE) if guessed else line)
