"""A document from its text to its verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.check import classes, layers, samples, unnamed
from backproof.check.conventions import Court, Judged
from backproof.check.interpret import Outcome
from backproof.check.verdict import Checked, Judgement, Verdict
from backproof.check.worked import REFUTED
from backproof.matrix import document as matrices
from backproof.read.document import Document, read_document
from backproof.read.notebook import extract_notebook
from backproof.source import Source

SEVERITY = {Verdict.RIGHT: 0, Verdict.RIGHT_IF: 1, Verdict.UNCHECKED: 2, Verdict.FOLLOWS: 3, Verdict.WRONG: 4}


def check_source(source: Source, *, seed: int = 0) -> Checked:
    """Judge every equation of a document.

    >>> text = "$$L = (y - a)^2$$\\n\\n$$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$\\n"
    >>> [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    ['right', 'wrong']
    """
    document = read_document(source)
    judged = _judged(document, seed)
    return Checked(source, tuple(_judgements(source, document, judged.outcomes)), judged.notes)


def _judged(document: Document, seed: int) -> Judged:
    """Each line judged for all its layers, with the worst of their outcomes."""
    instances = layers.expand(unnamed.settle(classes.settle(document.lines)))
    lowered, read = matrices.lower([each.line for each in instances])
    written = [layers.Instance(each.line, instances[each.origin].origin) for each in lowered]
    alike = layers.alike(document.lines, written)
    settled = samples.settle([*(each.line for each in written), *alike])
    # Behind the lines of the document stand what the other layers may be, and copies of definitions: nobody wrote them.
    own, copied = len(written), len(written) + len(alike)
    lines, assumed = (*settled[:own], *settled[copied:]), settled[own:copied]
    judged = Court.of(replace(document, lines=lines), seed, assumed).judged()
    worst: dict[int, Outcome] = {}
    for each, outcome in zip(written, judged.outcomes, strict=False):
        known = worst.setdefault(each.origin, outcome)
        if SEVERITY[outcome.finding.verdict] > SEVERITY[known.finding.verdict]:
            worst[each.origin] = outcome
    layered = len(instances) > len(document.lines)
    said = (f"layers given by a letter are those of a network with {layers.DEPTH} layers",) if layered else ()
    worked = Court.of(document, seed).worked(judged.convention)
    outcomes = [_together(worst[at], worked.get(at)) for at in range(len(document.lines))]
    return Judged(outcomes, (*said, *read, *judged.notes))


def _together(proved: Outcome, worked: Outcome | None) -> Outcome:
    """What the numbers say of a line goes before what a proof for all values says, unless that proves it."""
    if worked is None or (worked.finding.verdict in REFUTED and proved.finding.verdict is Verdict.RIGHT):
        return proved
    return worked


def _judgements(source: Source, document: Document, outcomes: list[Outcome]) -> Iterator[Judgement]:
    cells = dict(extract_notebook(source)) if any(cell is not None for cell in document.cells) else {}
    for at, (line, cell, outcome) in enumerate(zip(document.lines, document.cells, outcomes, strict=True)):
        finding = outcome.completed()
        yield Judgement(
            id=at + 1,
            span=line.span,
            latex=(cells[cell] if cell is not None else source).slice(line.span),
            role=outcome.role,
            verdict=finding.verdict,
            reading=finding.reading,
            assumes=finding.assumes,
            reason=finding.reason,
            counterexample=finding.counterexample,
            cell=cell,
        )
