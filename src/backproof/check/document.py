"""A document from its text to its verdicts."""

from __future__ import annotations

from collections import ChainMap, Counter, defaultdict
from collections.abc import Callable, Container, Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import groupby

from backproof.calculus.bench import Bench
from backproof.check import maps
from backproof.check.definitions import activations, families, squares
from backproof.check.definitions.definitions import goes_back
from backproof.check.interpretation import chain_rules, one_unit, sliced, termwise, unit_layers
from backproof.check.interpretation.conventions import Convention, Court, Judged
from backproof.check.interpretation.exercises import Exercise, exercises
from backproof.check.interpretation.outcome import Outcome, assuming
from backproof.check.interpretation.parts import (
    NUMBERS,
    better,
    defines,
    is_firm,
    open_lines,
    parts,
    reads_well,
    redefined,
    refuted_slopes,
    reopened,
    restated,
    stands_alone,
    turns_on_others,
)
from backproof.check.interpretation.recast import Whole, recast
from backproof.check.interpretation.recount import Recount
from backproof.check.interpretation.severed import Paths
from backproof.check.judgements import Anew, judgements
from backproof.check.judging import handed
from backproof.check.judging.finding import Kind
from backproof.check.layers import fixed, steps
from backproof.check.numbers import is_constant
from backproof.check.prepared import Prepared, at_point, prepared, settled
from backproof.check.usual import fitting, outputs
from backproof.check.usual.concerned import concerned
from backproof.check.usual.page import Name, Page
from backproof.check.verdicts.verdict import PROVED, REFUTED, Checked, Role, Verdict
from backproof.collecting import uncollected
from backproof.read.document import Document, read_document
from backproof.source import Source

SEVERITY = {Verdict.RIGHT: 0, Verdict.RIGHT_IF: 1, Verdict.UNCHECKED: 2, Verdict.FOLLOWS: 3, Verdict.WRONG: 4}


@uncollected()
def check_source(source: Source, *, seed: int = 0, repairs: bool = False) -> Checked:
    """Judge every equation of a document; ``repairs``: say what would make the refuted ones true.

    >>> text = "$$L = (y - a)^2$$\\n\\n$$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$\\n"
    >>> [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    ['right', 'wrong']
    """
    document = settled(read_document(source))
    return check_document(source, document, Bench(seed), repairs=repairs)


@uncollected()
def check_document(
    source: Source, document: Document, bench: Bench, given: int = 0, *, repairs: bool = False
) -> Checked:
    """Judge the lines of a document, whose signs mean one thing throughout.

    The first ones, ``given`` by another document, are taken as they are.
    """
    judged, wholes = _judged(document, bench)
    anew = Anew(partial(recast, wholes), _recounted(document, judged, bench).finding) if repairs else None
    return Checked(source, tuple(judgements(source, document, judged.outcomes, given, anew)), judged.notes)


def _judged(document: Document, bench: Bench) -> tuple[Judged, Sequence[Whole]]:
    """The document judged as a whole, or exercise by exercise where it is a sheet of them; and what was judged so."""
    written, document = document, replace(document, lines=tuple(map(at_point, document.lines)))
    sheet = exercises(document.lines)
    if sheet:
        judged, wholes = _exercises(document, sheet, bench)
    else:
        ready = prepared(document, labelled=activations.meanings(document.lines))
        judged = sliced.refuted(document, _with_parts(document, ready, _taken, bench), bench)
        judged = one_unit.refuted(document, _as_usual(document, judged, bench, ready), bench)
        judged = _chained(document, unit_layers.refuted(document, judged, bench))
        every = range(len(document.lines))
        wholes = (Whole(document, every, every, ready.rewriter),)
    return replace(judged, outcomes=maps.settled(written.lines, judged.outcomes, bench)), wholes


def _exercises(document: Document, sheet: Sequence[Exercise], bench: Bench) -> tuple[Judged, Sequence[Whole]]:
    """Each exercise judged with its own definitions; its numbers go on from those of the others."""
    outcomes: list[Outcome] = []
    notes: list[str] = []
    wholes: list[Whole] = []
    conventions: Counter[Convention] = Counter()
    cuts = tuple(parts(document.lines))
    for exercise in sheet:
        alone = replace(document, lines=fixed.settle([document.lines[at] for at in exercise.lines]))
        ready = prepared(alone, labelled=activations.meanings(alone.lines))
        words = "\n".join(document.spoken.get(item, "") for item in {document.lines[at].item for at in exercise.own})
        alone = replace(alone, words=words)
        judged = _with_parts(alone, ready, _proved, bench, exercise.parts(cuts))
        judged = _as_named(alone, judged, bench, ready, frozenset())
        own = replace(judged, outcomes=judged.outcomes[len(exercise.taken) :])
        inside = replace(document, lines=tuple(document.lines[at] for at in exercise.own))
        outcomes += _chained(inside, one_unit.refuted_in_items(inside, own, bench)).outcomes
        wholes.append(Whole(alone, exercise.lines, exercise.own, ready.rewriter))
        notes += judged.notes
        conventions[judged.convention] += len(exercise.own)
    usual, _ = conventions.most_common(1)[0]
    return _numbered(document, Judged(outcomes, tuple(dict.fromkeys(notes)), usual), bench), wholes


def _with_parts(
    document: Document,
    ready: Prepared,
    judge: Callable[[Document, Prepared, Bench], Judged],
    bench: Bench,
    cuts: Sequence[tuple[int, ...]] | None = None,
) -> Judged:
    """A document judged as a whole, and those of its parts that prove more alone."""
    labelled = activations.meanings(document.lines)
    judged = judge(document, ready, bench)
    outcomes = list(judged.outcomes)
    misfits = _misfits(document, ready)
    paths = Paths(document.lines)
    refuted: set[int] = set()  # by a part that defines their names anew
    slopes = refuted_slopes(document.lines, outcomes)
    if cuts is None:
        cuts = tuple(parts(document.lines, misfits | slopes, restated(document.lines, outcomes)))
    for part in cuts:
        whole = [outcomes[at] for at in part]
        alone = replace(document, lines=tuple(document.lines[at] for at in part))
        if reads_well(whole, alone.lines) and misfits.isdisjoint(part) and not turns_on_others(whole):
            continue
        left_open = open_lines(whole, alone.lines)
        proved = _proved_more(alone, prepared(alone, ready, labelled), bench, left_open) if left_open else None
        arrays = any(whole[at].finding.kind is Kind.WHOLE_ARRAYS for at in left_open)
        if proved is None and (arrays or (not slopes.isdisjoint(part) and stands_alone(document.lines, part))):
            # What is a number elsewhere, as x and y in an example, says nothing of the arrays of this part; nor do the
            # rows of another section of vectors that nothing else defines.
            proved = _proved_more(alone, prepared(alone, None, labelled), bench, left_open)
        if proved is None:
            continue
        # Numbers go on from part to part: what they say of a line is said for the whole document.
        # A path that leaves the part is missing in it: what is proved without it is not. Errors go back through layers,
        # which a part that defines none of them can't contradict.
        severed = paths.severed(part) | {
            at for at in part if goes_back(document.lines[at].head, document.lines[at].side)
        }
        both = zip(part, whole, proved.outcomes, strict=True)
        own = [one if one.role in NUMBERS or at in severed else other for at, one, other in both]
        chosen = better(whole, own)
        for at, outcome in zip(part, chosen or (), strict=False):
            outcomes[at] = outcome
        if chosen is not None and is_firm(own):
            again = redefined(document.lines, part)
            refuted.update(
                at for at, each in zip(part, own, strict=True) if at in again and each.finding.verdict is Verdict.WRONG
            )
    for at in refuted:
        outcomes[at] = reopened(outcomes[at])
    return replace(judged, outcomes=outcomes)


def _as_usual(document: Document, judged: Judged, bench: Bench, ready: Prepared) -> Judged:
    """What is open with what the field defines and the document leaves out, each in the way that proves most.

    Nothing is refuted by it. An item that names what it speaks of is read so by itself, too.
    """
    judged = _as_named(document, judged, bench, ready)
    every = Page.of(document.lines).defined if len(document.spoken) > 1 else frozenset()
    outcomes = list(judged.outcomes)
    for _, group in groupby(range(len(document.lines)), key=lambda at: document.lines[at].item):
        own = [*group]
        words = document.spoken.get(document.lines[own[0]].item, "")
        if not words or len(own) == len(outcomes) or not fitting.spoken(words):
            continue
        alone = replace(document, lines=tuple(document.lines[at] for at in own), words=words)
        part = replace(judged, outcomes=[outcomes[at] for at in own])
        for at, outcome in zip(own, _as_named(alone, part, bench, ready, every).outcomes, strict=True):
            outcomes[at] = outcome
    return replace(judged, outcomes=outcomes)


def _as_named(
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
        proved = _proved_more(document, ready, bench, touched)
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


def _chained(document: Document, judged: Judged) -> Judged:
    """What is judged, with the derivatives of sums and the chain rules that are open and that no line contradicts."""
    outcomes = termwise.settled(document.lines, judged.outcomes)
    return replace(judged, outcomes=chain_rules.settled(document.lines, outcomes, document.words, document.declared))


def _misfits(document: Document, ready: Prepared) -> frozenset[int]:
    """The definitions whose shapes do not fit those that the names have elsewhere in the document."""
    misfits = (at for at, line in zip(ready.origins, ready.document.lines, strict=False) if line.misfit is not None)
    return frozenset(at for at in misfits if at < len(document.lines) and defines(document.lines[at]))


def _taken(document: Document, ready: Prepared, bench: Bench) -> Judged:
    """Each line judged by proof and by the numbers of the document."""
    return _numbered(document, _proved(document, ready, bench), bench)


def _numbered(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is proved, with what the numbers of the document say."""
    plain = replace(document, lines=tuple(map(steps.refused, document.lines)))
    worked = Court.of(plain, bench).worked(judged.convention, _refuted(document, judged.outcomes)).outcomes()
    outcomes = [_together(outcome, worked.get(at)) for at, outcome in enumerate(judged.outcomes)]
    return replace(judged, outcomes=outcomes)


def _proved(document: Document, ready: Prepared, bench: Bench) -> Judged:
    """Each line judged for all its layers, with the worst of their outcomes."""
    court = _court(ready, bench)
    usual = court.interpreter(Convention())
    firm = handed.firm(ready.assumed[: ready.handed], court.document.lines, usual.judge)
    if firm:
        known = replace(ready.document, lines=(*ready.document.lines, *firm))
        assumed = tuple(each for each in ready.assumed if each not in firm)
        return _worst(document, ready, _court(replace(ready, document=known, assumed=assumed), bench).judged())
    return _worst(document, ready, court.judged(usual))


def _proved_more(document: Document, ready: Prepared, bench: Bench, left_open: Container[int]) -> Judged | None:
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


def _refuted(document: Document, outcomes: Sequence[Outcome]) -> dict[int, Verdict]:
    """The formulas that are refuted: a number that comes from one follows."""
    wrong = (at for at, outcome in enumerate(outcomes) if outcome.finding.verdict is Verdict.WRONG)
    sides = ((at, document.lines[at].side) for at in wrong)
    return {at: Verdict.FOLLOWS for at, side in sides if side is not None and not is_constant(side)}


def _together(proved: Outcome, worked: Outcome | None) -> Outcome:
    """What the numbers say of a line goes before what a proof for all values says, unless that proves it."""
    if worked is None:
        return proved
    # A definition is right where nothing speaks against it: that its value has another shape does.
    shown = worked.finding.counterexample
    shaped = proved.role is Role.DEFINITION and shown is not None and isinstance(shown.written, str)
    refuted = worked.finding.verdict in REFUTED and not shaped
    return proved if refuted and proved.finding.verdict is Verdict.RIGHT else worked


def _recounted(document: Document, judged: Judged, bench: Bench) -> Recount:
    """What says of a line in the place of another one what the numbers of the document say of it."""
    plain = replace(document, lines=tuple(map(steps.refused, map(at_point, document.lines))))
    court = Court.of(plain, bench)
    begun = partial(court.worked, judged.convention, _refuted(document, judged.outcomes))
    return Recount(begun, lambda line: families.lettered((steps.refused(at_point(line)),), court.names)[0])
