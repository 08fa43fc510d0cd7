r"""Lists of which the first entry has a letter for its number: ``w_i, w_2, \\dots, w_n``, as a 1 that was misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Ranged, Run
from backproof.records import replace


def marked(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; those with such a list are proved at best under the guess that the entry is the first one."""
    for line in lines:
        runs = [run for term in line.sides for part in occurrences(term, Ranged) for run in _runs(part)]
        said = (f"the entry with {run.begun} for its number is the first one" for run in runs if run.begun)
        yield replace(line, assumes=(*line.assumes, *dict.fromkeys(said)))


def _runs(part: Ranged) -> Iterator[Run]:
    return (run for run in (part.rows, part.columns) if run is not None)
