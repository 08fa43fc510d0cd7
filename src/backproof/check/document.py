"""A document from its text to its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from backproof.calculus.bench import Bench
from backproof.check import maps
from backproof.check.functions import activations
from backproof.check.interpretation.conventions import Convention, Judged
from backproof.check.interpretation.exercises import Exercise, exercises
from backproof.check.interpretation.parts import parts, score
from backproof.check.interpretation.recast import Whole, recast
from backproof.check.judgements import Anew, judgements
from backproof.check.layers import fixed
from backproof.check.numbers.derivatives import BY_DEFINITIONS
from backproof.check.passes import (
    any_loss,
    at_points,
    averages,
    behind_open,
    broken_chains,
    chain_rules,
    homogeneous,
    idle_sums,
    loose_layouts,
    lost_letters,
    newton,
    one_unit,
    reversed_links,
    sliced,
    stacked,
    stationary,
    termwise,
    too_many,
    turned,
    unfit,
    unit_layers,
    unmoved,
)
from backproof.check.passes.as_usual import as_named, as_usual
from backproof.check.passes.in_numbers import numbered, recounted, taken
from backproof.check.passes.in_parts import with_parts
from backproof.check.passes.proving import proved
from backproof.check.prepared import Prepared, at_point, prepared
from backproof.check.review.outcome import Outcome
from backproof.check.spellings import settled
from backproof.check.verdicts.verdict import PROVED, Checked, Role, Verdict
from backproof.collecting import uncollected
from backproof.read.context.numbered import headed, named
from backproof.read.document import Document, read_document
from backproof.source import Source


@uncollected()
def check_source(source: Source, *, seed: int = 0, repairs: bool = False) -> Checked:
    """Judge every equation of a document; ``repairs``: say what would make the refuted ones true.

    >>> text = "$$L = (y - a)^2$$\\n\\n$$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$\\n"
    >>> [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    ['right', 'wrong']
    """
    document = read_document(source)
    checked = check_document(source, settled(document), Bench(seed), repairs=repairs)
    by_rows = partial(_by_rows, source, document, seed, repairs=repairs)
    return stacked.settled(document, checked, by_rows)


def _by_rows(source: Source, document: Document, seed: int, *, repairs: bool) -> Checked:
    """The same where vectors of the entries of matrices stack rows."""
    return check_document(source, settled(document, rows=True), Bench(seed), repairs=repairs)


@uncollected()
def check_document(
    source: Source, document: Document, bench: Bench, given: int = 0, *, repairs: bool = False
) -> Checked:
    """Judge the lines of a document, whose signs mean one thing throughout.

    The first ones, ``given`` by another document, are taken as they are.
    """
    judged, wholes = _judged(document, bench)
    anew = Anew(partial(recast, wholes), recounted(document, judged, bench).finding) if repairs else None
    return Checked(source, tuple(judgements(source, document, judged.outcomes, given, anew)), judged.notes)


def _judged(document: Document, bench: Bench) -> tuple[Judged, Sequence[Whole]]:
    """The document judged as a whole, or exercise by exercise where it is a sheet of them; and what was judged so."""
    written, document = document, replace(document, lines=tuple(map(at_point, document.lines)))
    sheet = exercises(document.lines, named(document.spoken), headed(document.spoken))
    if sheet:
        judged, wholes = _exercises(document, sheet, bench)
    else:
        ready = prepared(document, labelled=activations.meanings(document.lines))
        judged = turned.disputed(document, with_parts(document, ready, taken, bench), bench)
        judged = loose_layouts.settled(document, judged, bench)
        judged = sliced.refuted(document, judged, bench, ready.costs)
        judged = one_unit.refuted(document, as_usual(document, judged, bench, ready), bench)
        judged = any_loss.refuted(document, _chained(document, unit_layers.refuted(document, judged, bench)), bench)
        judged = _mended(document, judged, bench, ready)
        every = range(len(document.lines))
        wholes = (Whole(document, every, every, ready.rewriter),)
    solved = newton.settled(written, stationary.settled(written, judged.outcomes))
    outcomes = maps.settled(written.lines, solved, bench)
    outcomes = at_points.settled(written, outcomes, judged.convention, bench)
    outcomes = averages.settled(written, behind_open.settled(written.lines, outcomes))
    outcomes = unmoved.settled(written.lines, outcomes)
    return replace(judged, outcomes=outcomes), wholes


def _exercises(document: Document, sheet: Sequence[Exercise], bench: Bench) -> tuple[Judged, Sequence[Whole]]:
    """Each exercise judged with its own definitions; its numbers go on from those of the others."""
    owned: list[Judged] = []
    notes: list[str] = []
    wholes: list[Whole] = []
    conventions: Counter[Convention] = Counter()
    cuts = tuple(parts(document.lines))
    for exercise in sheet:
        judged, whole = _exercise(document, exercise, cuts, bench)
        owned.append(judged)
        wholes.append(whole)
        notes += judged.notes
        conventions[judged.convention] += len(exercise.own)
    usual, _ = conventions.most_common(1)[0]
    outcomes = [each for judged in owned for each in judged.outcomes]
    together = numbered(document, Judged(outcomes, tuple(dict.fromkeys(notes)), usual), bench)
    return _with_own_numbers(document, sheet, together, owned, bench), wholes


def _with_own_numbers(
    document: Document, sheet: Sequence[Exercise], judged: Judged, owned: Sequence[Judged], bench: Bench
) -> Judged:
    """Numbers that are left open beside those of the other exercises, or rest on definitions, by their own exercise."""
    outcomes = list(judged.outcomes)
    for exercise, own in zip(sheet, owned, strict=True):
        if not any(_is_of_exercise(outcomes[at]) for at in exercise.own):
            continue
        inside = replace(document, lines=tuple(document.lines[at] for at in exercise.own))
        for at, alone in zip(exercise.own, numbered(inside, own, bench).outcomes, strict=True):
            number = alone.role is Role.NUMBER and alone.finding.verdict is not Verdict.UNCHECKED
            if number and (_is_of_exercise(outcomes[at]) or alone.finding.verdict is Verdict.FOLLOWS):
                outcomes[at] = alone
    return replace(judged, outcomes=outcomes)


def _is_of_exercise(outcome: Outcome) -> bool:
    """Whether a number is open, or is judged by definitions, of which each exercise has its own."""
    finding = outcome.finding
    open_ = finding.verdict is Verdict.UNCHECKED or finding.reason.startswith(BY_DEFINITIONS)
    return outcome.role is Role.NUMBER and open_


def _exercise(
    document: Document, exercise: Exercise, cuts: Sequence[tuple[int, ...]], bench: Bench
) -> tuple[Judged, Whole]:
    """The lines of an exercise; one that computes its own outputs takes over only what proves more of them."""
    if exercise.is_complete and exercise.taken:
        by_itself = _exercise(document, exercise.by_itself, cuts, bench)
        if all(each.finding.verdict in PROVED for each in by_itself[0].outcomes):
            return by_itself
        joined = _exercise(document, replace(exercise, is_complete=False), cuts, bench)
        return max(by_itself, joined, key=lambda found: score(found[0].outcomes))
    alone = replace(document, lines=fixed.settle([document.lines[at] for at in exercise.lines]))
    ready = prepared(alone, labelled=activations.meanings(alone.lines))
    words = "\n".join(document.spoken.get(item, "") for item in {document.lines[at].item for at in exercise.own})
    alone = replace(alone, words=words)
    judged = with_parts(alone, ready, proved, bench, exercise.parts(cuts))
    judged = _mended(alone, as_named(alone, judged, bench, ready, frozenset()), bench, ready)
    own = replace(judged, outcomes=judged.outcomes[len(exercise.taken) :])
    inside = replace(document, lines=tuple(document.lines[at] for at in exercise.own))
    own = _chained(inside, one_unit.refuted_in_items(inside, own, bench))
    whole = Whole(alone, exercise.lines, exercise.own, ready.rewriter)
    return any_loss.refuted(inside, own, bench), whole


def _mended(document: Document, judged: Judged, bench: Bench, ready: Prepared) -> Judged:
    """What is judged, with the open lines refuted that are right when one thing in them is another."""
    judged = idle_sums.refuted(document, too_many.refuted(document, judged, bench), bench)
    judged = reversed_links.refuted(document, lost_letters.refuted(document, judged, bench), bench)
    return unfit.refuted(document, judged, bench, ready)


def _chained(document: Document, judged: Judged) -> Judged:
    """What is judged, with the derivatives of sums, and the open chain rules that no line contradicts, or a sign."""
    outcomes = termwise.settled(document.lines, judged.outcomes)
    said = document.words, document.declared
    outcomes = chain_rules.settled(document.lines, outcomes, *said)
    outcomes = broken_chains.refuted(document.lines, outcomes, *said)
    return replace(judged, outcomes=homogeneous.refuted(document.lines, outcomes, document.words))
