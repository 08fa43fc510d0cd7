r"""Words inside a formula that limit its equation: ``\frac{\partial y}{\partial x} = 0 \text{ otherwise}``.

They say what the words of a sentence do. Those of a definition by cases belong to its rows, and are read there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.context import clauses, left_out
from backproof.read.context.supposing import STATE
from backproof.read.context.tongues import any_of
from backproof.read.grammar.nodes import is_kind, items
from backproof.read.lines import Line
from backproof.read.terms.terms import Call, Ref
from backproof.syntax.tree import Atom, Grid, Kind, Node

OTHERWISE: Final = re.compile(any_of(clauses.OTHERWISE), re.IGNORECASE)


def marked(found: Sequence[Line], tree: Node) -> list[Line]:
    """The lines of a formula, those as limited that words in it stand behind; what they define is what it is."""
    lines = list(found)
    for text in _texts(tree):
        stated = [at for at, line in enumerate(lines) if line.relation]
        at = next((at for at in reversed(stated) if lines[at].span.start < text.span.start), min(stated, default=-1))
        if at < 0 or isinstance(lines[at].head, Ref | Call):
            continue
        if OTHERWISE.search(text.text) or STATE.search(text.text):
            lines[at] = replace(lines[at], said=replace(lines[at].said, hedged=True))
        elif said := left_out.reason(text.text):
            lines[at] = replace(lines[at], limited=lines[at].limited or said)
    return lines


def _texts(tree: Node) -> Iterator[Atom]:
    """The words of a formula that stand between its equations."""
    for part in items(tree):
        match part:
            case Atom(text=text) if is_kind(part, Kind.TEXT) or OTHERWISE.fullmatch(text):
                yield part
            case Grid("aligned", rows):
                yield from (text for cells in rows for cell in cells for text in _texts(cell))
            case _:
                pass
