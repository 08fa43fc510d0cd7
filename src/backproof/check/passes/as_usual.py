"""Lines judged with what the field defines and the document leaves out."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby

from backproof.calculus.bench import Bench
from backproof.check.definitions import squares
from backproof.check.functions import activations
from backproof.check.interpretation.conventions import Judged
from backproof.check.passes.proving import proved_more
from backproof.check.prepared import Prepared, prepared
from backproof.check.review.outcome import Outcome, assuming
from backproof.check.usual import fitting, outputs
from backproof.check.usual.concerned import concerned
from backproof.check.usual.page import Name, Page
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.document import Document


def as_usual(document: Document, judged: Judged, bench: Bench, ready: Prepared) -> Judged:
    """What is open with what the field defines and the document leaves out, each in the way that proves most.

    Nothing is refuted by it. An item that names what it speaks of is read so by itself, too.
    """
    judged = as_named(document, judged, bench, ready)
    every = Page.of(document.lines).defined if len(document.spoken) > 1 else frozenset()
    outcomes = list(judged.outcomes)
    for _, group in groupby(range(len(document.lines)), key=lambda at: document.lines[at].item):
        own = [*group]
        words = document.spoken.get(document.lines[own[0]].item, "")
        if not words or len(own) == len(outcomes) or not fitting.spoken(words):
            continue
        alone = replace(document, lines=tuple(document.lines[at] for at in own), words=words)
        part = replace(judged, outcomes=[outcomes[at] for at in own])
        for at, outcome in zip(own, as_named(alone, part, bench, ready, every).outcomes, strict=True):
            outcomes[at] = outcome
    return replace(judged, outcomes=outcomes)


def as_named(
    document: Document, judged: Judged, bench: Bench, within: Prepared, elsewhere: Set[Name] | None = None
) -> Judged:
    """What the words of a document, or of an item, prove; names that are defined ``elsewhere`` mean what they do there.

    In an item only what is open is read anew. ``within`` is the document, or that of which it is an item.
    """
    again = PROVED if elsewhere is None else frozenset(Verdict) - {Verdict.UNCHECKED}
    both = enumerate(zip(judged.outcomes, document.lines, strict=True))
    left_open = {at for at, (each, line) in both if each.finding.verdict not in again and line.problem is None}
    ways: defaultdict[fitting.Subject, list[dict[int, Outcome]]] = defaultdict(list)
    if left_open and fitting.spoken(document.words):
        document = replace(document, lines=outputs.settle(document.lines))
    asked = [document.lines[at] for at in sorted(left_open)]
    for each in fitting.meant(document, asked, elsewhere or frozenset()) if asked else ():
        touched = concerned(document.lines, left_open, each.lines)
        if not touched:
            continue
        behind = replace(document, lines=squares.settle((*document.lines, *each.lines)))
        ready = prepared(behind, within, activations.meanings(behind.lines))
        proved = proved_more(document, ready, bench, touched)
        found = {at: proved.outcomes[at] for at in left_open} if proved is not None else {}
        found = {at: one for at, one in found.items() if one.finding.verdict in PROVED}
        found = {at: assuming(one, (each.said,)) for at, one in found.items() if each.allows(one.finding.assumes)}
        ways[each.subject].append(found)
    known = ChainMap(*map(_agreed, ways.values()))
    outcomes = [known.get(at, outcome) for at, outcome in enumerate(judged.outcomes)]
    return replace(judged, outcomes=outcomes)


def _agreed(ways: Sequence[dict[int, Outcome]]) -> dict[int, Outcome]:
    """What the way that proves most does; what all do of several that prove as many lines: a line of one is a slip."""
    most = max(map(len, ways))
    first, *others = (each for each in ways if len(each) == most)
    return {at: outcome for at, outcome in first.items() if all(at in each for each in others)}
