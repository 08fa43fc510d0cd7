"""Lines judged in the parts of a document that prove more alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import defines, goes_back
from backproof.check.doubts.finding import Kind
from backproof.check.functions import activations
from backproof.check.interpretation.conventions import Judged
from backproof.check.interpretation.examples import general, may_shape
from backproof.check.interpretation.parts import (
    better,
    is_by_numbers,
    is_firm,
    of_another,
    of_slopes,
    open_lines,
    parts,
    reads_well,
    redefined,
    refuted_slopes,
    reopened,
    restated,
    score,
    stands_alone,
    turns_on_others,
)
from backproof.check.interpretation.severed import Paths
from backproof.check.passes.proving import proved, proved_more
from backproof.check.prepared import Prepared, prepared
from backproof.check.review.outcome import Outcome
from backproof.check.steps.rateless import rateless
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.document import Document
from backproof.read.lines import Line


def with_parts(
    document: Document,
    ready: Prepared,
    judge: Callable[[Document, Prepared, Bench], Judged],
    bench: Bench,
    cuts: Sequence[tuple[int, ...]] | None = None,
) -> Judged:
    """A document judged as a whole, and those of its parts that prove more alone.

    ``cuts`` are the parts of an exercise, which has arrays of its own already.
    """
    labelled = activations.meanings(document.lines)
    judged = judge(document, ready, bench)
    outcomes = list(judged.outcomes)
    misfits = _misfits(document, ready)
    paths = Paths(document.lines)
    beyond: set[int] = set()  # an example that another part gives
    refuted: set[int] = set()  # by a part that defines their names anew
    slopes = refuted_slopes(document.lines, outcomes)
    is_exercise = cuts is not None
    if cuts is None:
        cuts = tuple(parts(document.lines, misfits | slopes, restated(document.lines, outcomes)))
    for part in cuts:
        whole = [outcomes[at] for at in part]
        alone = replace(document, lines=tuple(document.lines[at] for at in part))
        by_itself = cache(partial(prepared, alone, None, labelled, costs=ready.costs))
        read_once = [judged.outcomes[at] for at in part]
        if beyond.isdisjoint(part) and may_shape(document.lines, part, read_once):
            anew = by_itself().is_read_otherwise(ready)
            told = general(read_once, proved(alone, by_itself(), bench).outcomes) if anew else None
            if told is not None:
                for at, outcome in zip(part, told, strict=True):
                    outcomes[at] = outcome
                beyond.update(part)
                continue
        fits = misfits.isdisjoint(part) and not turns_on_others(whole)
        if beyond.issuperset(part) or (fits and reads_well(whole, alone.lines)):
            continue
        left_open = open_lines(whole, alone.lines)
        near = prepared(alone, ready, labelled) if left_open else None
        found = proved_more(alone, near, bench, left_open) if near else None
        # Without arrays a part reads by itself as it does in the document: what proves nothing there proves nothing.
        reads_anew = near is not None and not is_exercise and (near.names_arrays or found is not None)
        if near and reads_anew and _may_be_anew(document.lines, part, found, [whole[at] for at in left_open]):
            # What is a number elsewhere, as x and y in an example, says nothing of the arrays of this part; nor do the
            # rows of another section of vectors that go by the same letters.
            fresh = proved_more(alone, by_itself(), bench, left_open) if by_itself().kinds != near.kinds else None
            found = max(filter(None, (found, fresh)), key=lambda each: score(each.outcomes), default=None)
        if found is None:
            continue
        # Numbers go on from part to part: what they say of a line is said for the whole document.
        # A path that leaves the part is missing in it: what is proved without it is not. Errors go back through layers,
        # which a part that defines none of them can't contradict; steps have the rate of their section.
        severed = (
            paths.severed(part)
            | of_slopes(document.lines, part)
            | rateless(document.lines, part)
            | {at for at in part if goes_back(document.lines[at].head, document.lines[at].side)}
        )
        both = zip(part, whole, found.outcomes, strict=True)
        own = [one if is_by_numbers(one) or at in severed else other for at, one, other in both]
        of_others = _of_others(paths, part, severed, found.outcomes)
        if near and not is_exercise and (misshapen := _misshapen(document.lines, paths, part, own)):
            fresh = proved_more(alone, by_itself(), bench, misshapen) if by_itself().kinds != near.kinds else None
            shown = () if fresh is None else fresh.outcomes
            of_others |= {part[at] for at in misshapen if shown and shown[at].finding.verdict in PROVED}
        chosen = better(alone.lines, whole, own)
        for at, outcome in zip(part, chosen or (), strict=False):
            outcomes[at] = outcomes[at] if at in beyond else outcome
        outcomes = [of_another(each) if at in of_others else each for at, each in enumerate(outcomes)]
        if chosen is not None and is_firm(own):
            again = redefined(document.lines, part)
            refuted.update(
                at for at, each in zip(part, own, strict=True) if at in again and each.finding.verdict is Verdict.WRONG
            )
    for at in refuted:
        outcomes[at] = reopened(outcomes[at])
    return replace(judged, outcomes=outcomes)


def _may_be_anew(
    lines: Sequence[Line], part: Sequence[int], found: Judged | None, left_open: Iterable[Outcome]
) -> bool:
    """Whether the letters of a part may be other arrays than elsewhere: it is one section, or whole arrays are open.

    Where it proves something with those of the document (``found``), it has to define all it speaks of.
    """
    if found is not None:
        unproved = any(found.outcomes[at].finding.verdict not in PROVED for at in range(len(part)))
        return unproved and stands_alone(lines, part)
    one = len({lines[at].section for at in part}) == 1
    return one or any(each.finding.kind is Kind.WHOLE_ARRAYS for each in left_open)


def _of_others(paths: Paths, part: Sequence[int], severed: frozenset[int], alone: Sequence[Outcome]) -> set[int]:
    """The lines that a part proves, past what another chapter says of its names: there they may be other quantities."""
    if not severed or not is_firm(alone):
        return set()
    shown = (at for at, each in zip(part, alone, strict=True) if at in severed and each.finding.verdict in PROVED)
    return {at for at in shown if paths.is_of_another(at, part)}


def _misshapen(lines: Sequence[Line], paths: Paths, part: Sequence[int], own: Sequence[Outcome]) -> frozenset[int]:
    """The lines of a chapter that shapes refute, and which it says all of itself: another one may have other arrays."""
    findings = (each.finding for each in own)
    refuted = [at for at, each in enumerate(findings) if each.verdict is Verdict.WRONG and each.sides is None]
    chapter = lines[part[0]].chapter
    if not refuted or [at for at, line in enumerate(lines) if line.chapter == chapter] != list(part):
        return frozenset()
    return frozenset(at for at in refuted if paths.leads(part[at], part))


def _misfits(document: Document, ready: Prepared) -> frozenset[int]:
    """The definitions whose shapes do not fit those that the names have elsewhere in the document."""
    misfits = (at for at, line in zip(ready.origins, ready.document.lines, strict=False) if line.misfit is not None)
    return frozenset(at for at in misfits if at < len(document.lines) and defines(document.lines[at]))
