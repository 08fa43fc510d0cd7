r"""Samples side by side, ``A = (a^{(1)}, \dots, a^{(m)})``: what they are together, no list of elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.names.sampling import sample_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ranged

UNSAID = "whether the samples of this list are its rows or its columns is not written"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such lists as nothing that a difference refutes, where they say it of what is known."""
    return tuple(
        replace(line, limited=line.limited or UNSAID) if line.head is None and _is_stacked(line) else line
        for line in lines
    )


def _is_stacked(line: Line) -> bool:
    """Whether the side of a line is a list with dots of names that carry the number of their sample."""
    match line.side:
        case Ranged(body, rows, columns):
            letters = {run.letter for run in (rows, columns) if run is not None}
            return any(sample_of(ref) in letters for ref in references(body))
        case _:
            return False
