"""From what became of each line of a document to the judgements that its readers get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import final

from backproof.check.repairs.diagnosis import Clinic, Recast, Renumbered
from backproof.check.repairs.truths import Truths
from backproof.check.review.outcome import Outcome
from backproof.check.review.roots import roots
from backproof.check.review.undone import undone
from backproof.check.verdicts.verdict import REFUTED, Judgement
from backproof.read.document import Document
from backproof.read.extract.notebook import extract_notebook
from backproof.source import Source

Texts = Mapping[int | None, Source]
"""The cells of a notebook by their numbers, or a document."""


@final
@dataclass(frozen=True, slots=True)
class Anew:
    """How a line is judged that is put in the place of another one: as formula, and by the numbers of the document."""

    formula: Recast
    numbers: Renumbered


def judgements(
    source: Source, document: Document, outcomes: Sequence[Outcome], given: int, anew: Anew | None
) -> Iterator[Judgement]:
    """The judgements of all lines but the first ones, which were ``given`` by another document.

    Refuted lines are told what would make them true, where it is said how that is judged ``anew``.
    """
    in_cells = any(cell is not None for cell in document.cells)
    texts: Texts = dict(extract_notebook(source)) if in_cells else {None: source}
    clinics = {} if anew is None else dict(_clinics(texts, document, outcomes, anew))
    carried, cancelled = roots(document.lines, outcomes), undone(document.lines, outcomes)
    undoing = {second: first for first, second in cancelled.items()}
    everything = enumerate(zip(document.lines, document.cells, outcomes, strict=True))
    for at, (line, cell, outcome) in islice(everything, given, None):
        finding, text = outcome.completed(), texts[cell]
        clinic = clinics.get(cell) if finding.verdict in REFUTED and at not in document.decoded else None
        repair = None
        if clinic is not None:
            repair, finding = clinic.repaired(at, outcome), clinic.held_against(at, outcome) or finding
        if carried.get(at, -1) >= given:
            place = _line(carried[at], document, texts)
            finding = replace(finding, reason=f"{finding.reason}, in {place}")
        if at in cancelled:
            place = _line(cancelled[at], document, texts)
            finding = replace(
                finding, reason=f"{finding.reason}; {place} is right by a second error, which undoes this one"
            )
        if undoing.get(at, -1) >= given:
            place = _line(undoing[at], document, texts)
            finding = replace(finding, reason=f"it does not follow from {place}, which is wrong: two errors cancel")
        yield Judgement(
            id=at - given + 1,
            span=line.span,
            latex=document.decoded.get(at) or text.slice(line.span),
            role=outcome.role,
            verdict=finding.verdict,
            reading=finding.reading,
            assumes=finding.assumes,
            reason=finding.reason,
            repair=repair,
            counterexample=finding.counterexample,
            cell=cell,
        )


def _line(at: int, document: Document, texts: Texts) -> str:
    """Where a line stands, in words."""
    cell = document.cells[at]
    source, span = texts[cell].origin(document.lines[at].span)
    number = source.position(span.start).line
    return f"line {number}" if cell is None else f"line {number} of cell {cell}"


def _clinics(
    texts: Texts, document: Document, outcomes: Sequence[Outcome], anew: Anew
) -> Iterator[tuple[int | None, Clinic]]:
    if document.reader is not None:
        truths = Truths(outcomes)
        for cell, text in texts.items():
            known = anew.formula, anew.numbers, truths
            yield cell, Clinic(text.text, document.lines, document.reader, cell or 0, *known)
