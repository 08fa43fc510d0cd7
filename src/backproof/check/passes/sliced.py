r"""Ranges that a row or a column of a matrix makes unsure: the ``w_j`` of one claim beside ``w_{jk}`` everywhere else.

Nothing says which of the two it is, so no clash of ranges refutes a line of such a document. Without the claims that
write it so, the document is judged once more; what clashes there, clashes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import defines
from backproof.check.doubts.finding import Kind
from backproof.check.interpretation.conventions import Court, Judged
from backproof.check.interpretation.parts import is_firm
from backproof.check.prepared import prepared
from backproof.check.verdicts.verdict import Verdict
from backproof.matrix.costs import Costs
from backproof.read.document import Document
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref

ROW, MATRIX = 1, 2


def refuted(document: Document, judged: Judged, bench: Bench, costs: Costs) -> Judged:
    """What is judged, with the clashes that are left without such claims; ``costs`` are those of its lines."""
    open_ = {at for at, each in enumerate(judged.outcomes) if each.finding.kind is Kind.LOOSE_RANGES}
    kept = _without(document.lines) if open_ and is_firm(judged.outcomes) else None
    if kept is None:
        return judged
    ready = prepared(replace(document, lines=tuple(document.lines[at] for at in kept)), costs=costs)
    court = Court.of(ready.document, bench, ready.assumed, ready.shapes, matrices=bool(ready.kinds))
    asked = {at: kept[origin] for at, origin in enumerate(ready.origins) if origin < len(kept)}
    again = court.of_lines([at for at, origin in asked.items() if origin in open_], judged.convention)
    outcomes = list(judged.outcomes)
    for at, outcome in again.items():
        if outcome.finding.verdict is Verdict.WRONG and asked[at] in open_:
            open_.remove(asked[at])
            outcomes[asked[at]] = replace(outcome, rewriting=ready.rewriting(at))
    return replace(judged, outcomes=outcomes)


def _without(lines: Sequence[Line]) -> list[int] | None:
    """The lines without rows and columns of matrices; None where there are no others, or one of the others defines."""
    letters: defaultdict[str, set[int]] = defaultdict(set)
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        letters[ref.base].add(_letters(ref))
    matrices = {base for base, counts in letters.items() if {ROW, MATRIX} <= counts}

    def slices(line: Line) -> bool:
        return any(ref.base in matrices and _letters(ref) == ROW for term in line.sides for ref in references(term))

    sliced = {at for at, line in enumerate(lines) if slices(line)}
    if not sliced or any(defines(lines[at]) for at in sliced):
        return None
    return [at for at in range(len(lines)) if at not in sliced]


def _letters(ref: Ref) -> int:
    return sum(sub in INDEX_LETTERS for sub in ref.subs)
