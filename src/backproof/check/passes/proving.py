"""Lines judged by proof, for all layers of the network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import replace

from backproof.calculus.bench import Bench
from backproof.check.interpretation.conventions import Convention, Court, Judged
from backproof.check.judging import handed
from backproof.check.prepared import Prepared
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Verdict
from backproof.read.document import Document

SEVERITY = {Verdict.RIGHT: 0, Verdict.RIGHT_IF: 1, Verdict.UNCHECKED: 2, Verdict.FOLLOWS: 3, Verdict.WRONG: 4}


def proved(document: Document, ready: Prepared, bench: Bench) -> Judged:
    """Each line judged for all its layers, with the worst of their outcomes."""
    court = _court(ready, bench)
    usual = court.interpreter(Convention())
    firm = handed.firm(ready.assumed[: ready.handed], court.document.lines, usual.judge)
    if firm:
        known = replace(ready.document, lines=(*ready.document.lines, *firm))
        assumed = tuple(each for each in ready.assumed if each not in firm)
        return _worst(document, ready, _court(replace(ready, document=known, assumed=assumed), bench).judged())
    return _worst(document, ready, court.judged(usual))


def proved_more(document: Document, ready: Prepared, bench: Bench, left_open: Container[int]) -> Judged | None:
    """The same where any of the lines that are left open is proved for all its layers; else None."""
    layers: defaultdict[int, list[int]] = defaultdict(list)
    for at, origin in enumerate(ready.origins):
        if origin in left_open:
            layers[origin].append(at)
    judged = _court(ready, bench).judged_for(layers.values())
    return None if judged is None else _worst(document, ready, judged)


def _court(ready: Prepared, bench: Bench) -> Court:
    return Court.of(ready.document, bench, ready.assumed, ready.shapes, matrices=bool(ready.kinds))


def _worst(document: Document, ready: Prepared, judged: Judged) -> Judged:
    instances: defaultdict[int, list[Outcome]] = defaultdict(list)
    for at, (origin, outcome) in enumerate(zip(ready.origins, judged.outcomes, strict=False)):
        wrong = outcome.finding.verdict is Verdict.WRONG
        instances[origin].append(replace(outcome, rewriting=ready.rewriting(at)) if wrong else outcome)
    outcomes = []
    for at in range(len(document.lines)):
        worst = max(instances[at], key=lambda each: SEVERITY[each.finding.verdict])
        several = worst.finding.verdict is Verdict.WRONG and len(instances[at]) > 1
        outcomes.append(replace(worst, instances=tuple(instances[at])) if several else worst)
    return Judged(outcomes, (*ready.notes, *judged.notes), judged.convention)
