"""A document from its text to its verdicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check import (
    activations,
    arguments,
    changes,
    classes,
    computed,
    dropped,
    ells,
    errors,
    exemplary,
    fixed,
    handed,
    hats,
    kronecker,
    labelled,
    layers,
    maps,
    passing,
    persample,
    renewed,
    samples,
    sampling,
    shared,
    shorthand,
    spelt,
    squares,
    steps,
    trailing,
    unapplied,
    unnamed,
    valued,
)
from backproof.check.conventions import Convention, Court, Judged
from backproof.check.exercises import Exercise, exercises
from backproof.check.interpret import Outcome
from backproof.check.judge import Finding
from backproof.check.judgements import Anew, judgements
from backproof.check.numbers import is_constant
from backproof.check.parts import NUMBERS, better, defines, is_firm, open_lines, parts, reads_well, redefined, reopened
from backproof.check.rewritten import Rewriting
from backproof.check.severed import Paths
from backproof.check.verdict import Checked, Verdict
from backproof.check.worked import REFUTED
from backproof.matrix import document as matrices
from backproof.matrix.costs import Costs
from backproof.matrix.document import Rewriter
from backproof.matrix.values import NO_SHAPES, Shapes
from backproof.read.document import Document, read_document
from backproof.read.lines import Line
from backproof.read.rewriting import put_in, walk
from backproof.read.terms import At, Unreadable
from backproof.source import Source

NOTHING: Final[Mapping[str, str]] = {}
SEVERITY = {Verdict.RIGHT: 0, Verdict.RIGHT_IF: 1, Verdict.UNCHECKED: 2, Verdict.FOLLOWS: 3, Verdict.WRONG: 4}


def check_source(source: Source, *, seed: int = 0, repairs: bool = False) -> Checked:
    """Judge every equation of a document; ``repairs``: say what would make the refuted ones true.

    >>> text = "$$L = (y - a)^2$$\\n\\n$$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$\\n"
    >>> [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    ['right', 'wrong']
    """
    document = settled(read_document(source))
    return check_document(source, document, Bench(seed), repairs=repairs)


def check_document(
    source: Source, document: Document, bench: Bench, given: int = 0, *, repairs: bool = False
) -> Checked:
    """Judge the lines of a document, whose signs mean one thing throughout.

    The first ones, ``given`` by another document, are taken as they are.
    """
    judged = _judged(document, bench)
    anew = Anew(partial(_recast, document), partial(_renumbered, document, judged, bench)) if repairs else None
    return Checked(source, tuple(judgements(source, document, judged.outcomes, given, anew)), judged.notes)


def settled(document: Document) -> Document:
    """A document whose signs mean one thing throughout."""
    document = kronecker.settle(dropped.settle(document))
    for spelling in (computed, labelled, persample, trailing, ells, hats, squares, fixed, changes, unapplied):
        document = replace(document, lines=spelling.settle(document.lines))
    return document


@final
@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it is judged: its lines for all their layers, in index form, and the line that each one is of.

    Behind the lines of the document stand copies of definitions, which nobody wrote and ``origins`` leaves out.
    ``assumed`` are definitions that other layers may have.
    """

    document: Document
    assumed: tuple[Line, ...]
    origins: tuple[int, ...]
    notes: tuple[str, ...]
    kinds: Mapping[str, str]
    shapes: Shapes = NO_SHAPES
    costs: Costs = field(default_factory=Costs, repr=False)
    """What its lines cost under kinds of their names."""
    handed: int = 0
    """The first of ``assumed`` say what the errors mean that layers hand back."""
    rewriter: Rewriter | None = field(default=None, repr=False)
    places: tuple[int, ...] = ()
    """The number by which the rewriter knows each line."""

    def rewriting(self, at: int) -> Rewriting | None:
        """How a line is lowered with another side, where it is in matrix notation."""
        if self.rewriter is None or at >= len(self.places):
            return None
        place = self.places[at]
        side = self.rewriter.side(place)
        return None if side is None else Rewriting(at, side, partial(self.rewriter.lowered, place))


def prepared(
    document: Document, within: Prepared | None = None, labelled: Mapping[tuple[str, ...], str] | None = None
) -> Prepared:
    """Write steps, layers, arrays and samples out.

    ``within`` is the document of which this is a part, ``labelled`` what its activations with labels mean.
    """
    near, costs = (within.kinds, within.costs) if within is not None else (NOTHING, Costs())
    sigmas = activations.meanings(document.lines) if labelled is None else labelled
    document = replace(document, lines=tuple(sampling.with_times(document.lines)))
    document = replace(document, lines=renewed.settle(activations.settle(document.lines, sigmas)))
    document = replace(
        document, lines=arguments.settle(exemplary.settle(spelt.settle(shorthand.settle(document.lines))))
    )
    stepped = steps.expand(valued.settle(document.lines))
    written_out = len(stepped) > len(document.lines)
    document = replace(document, lines=shared.settle([each.line for each in stepped]))
    instances = layers.expand(unnamed.settle(classes.settle(document.lines)))
    lowered = matrices.lower([each.line for each in instances], near, costs)
    summed = unnamed.over_samples([each.line for each in lowered.lines])
    written = [
        layers.Instance(line, instances[each.origin].origin) for line, each in zip(summed, lowered.lines, strict=True)
    ]
    said_in_passing = passing.find([each.line for each in written])
    meant = errors.meanings([each.line for each in written]).values()
    # What the document says of the errors of one layer holds for those of the others.
    firm = [line for line in meant if errors.is_said(line, [each.line for each in written])]
    alike = [*firm, *(line for line in meant if line not in firm)]
    alike += layers.alike(document.lines, written) + layers.outermost(document.lines)
    alike += passing.definitions([each.line for each in written], said_in_passing)
    alike += passing.slopes([each.line for each in written])
    settled = samples.settle([*passing.marked([each.line for each in written], said_in_passing), *alike])
    # Behind the lines of the document stand what the other layers may be, and copies of definitions: nobody wrote them.
    own, copied = len(written), len(written) + len(alike)
    defined = own + len(firm)
    lines = (*settled[:own], *settled[copied:], *settled[own:defined])
    layered = len(instances) > len(document.lines)
    said = (f"layers given by a letter are those of a network with {layers.DEPTH} layers",) if layered else ()
    counted = (f"steps given by a letter are written out for {steps.DEPTH} of them",) if written_out else ()
    origins = tuple(stepped[each.origin].origin for each in written)
    notes = (*counted, *said, *lowered.notes)
    kinds = lowered.kinds or near
    assumed, places = tuple(settled[defined:copied]), tuple(each.origin for each in lowered.lines)
    known, handed = replace(document, lines=lines), len(meant) - len(firm)
    return Prepared(known, assumed, origins, notes, kinds, lowered.shapes, costs, handed, lowered.rewriter, places)


def _judged(document: Document, bench: Bench) -> Judged:
    """The document judged as a whole, or exercise by exercise where it is a sheet of them."""
    written, document = document, replace(document, lines=tuple(map(_at_point, document.lines)))
    sheet = exercises(document.lines)
    judged = _exercises(document, sheet, bench) if sheet else _with_parts(document, _taken, bench)
    return replace(judged, outcomes=maps.settled(written.lines, judged.outcomes, bench))


def _exercises(document: Document, sheet: Sequence[Exercise], bench: Bench) -> Judged:
    """Each exercise judged with its own definitions; its numbers go on from those of the others."""
    outcomes: list[Outcome] = []
    notes: list[str] = []
    conventions: Counter[Convention] = Counter()
    cuts = tuple(parts(document.lines))
    for exercise in sheet:
        alone = replace(document, lines=tuple(document.lines[at] for at in exercise.lines))
        judged = _with_parts(alone, _proved, bench, exercise.parts(cuts))
        outcomes += judged.outcomes[len(exercise.taken) :]
        notes += judged.notes
        conventions[judged.convention] += len(exercise.own)
    usual, _ = conventions.most_common(1)[0]
    return _numbered(document, Judged(outcomes, tuple(dict.fromkeys(notes)), usual), bench)


def _with_parts(
    document: Document,
    judge: Callable[[Document, Prepared, Bench], Judged],
    bench: Bench,
    cuts: Sequence[tuple[int, ...]] | None = None,
) -> Judged:
    """A document judged as a whole, and those of its parts that prove more alone."""
    labelled = activations.meanings(document.lines)
    ready = prepared(document, labelled=labelled)
    judged = judge(document, ready, bench)
    outcomes = list(judged.outcomes)
    misfits = _misfits(document, ready)
    paths = Paths(document.lines)
    refuted: set[int] = set()  # by a part that defines their names anew
    for part in parts(document.lines, misfits) if cuts is None else cuts:
        whole = [outcomes[at] for at in part]
        alone = replace(document, lines=tuple(document.lines[at] for at in part))
        if reads_well(whole, alone.lines) and misfits.isdisjoint(part):
            continue
        left_open = open_lines(whole, alone.lines)
        proved = _proved_more(alone, prepared(alone, ready, labelled), bench, left_open) if left_open else None
        if proved is None:
            continue
        # Numbers go on from part to part: what they say of a line is said for the whole document.
        # A path that leaves the part is missing in it: what is proved without it is not.
        severed = paths.severed(part)
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


def _misfits(document: Document, ready: Prepared) -> frozenset[int]:
    """The definitions whose shapes do not fit those that the names have elsewhere in the document."""
    misfits = (at for at, line in zip(ready.origins, ready.document.lines, strict=False) if line.misfit is not None)
    return frozenset(at for at in misfits if at < len(document.lines) and defines(document.lines[at]))


def _at_point(line: Line) -> Line:
    """A line with the values of its terms at points."""
    terms = list(line.sides)
    if not any(isinstance(part, At) for term in terms for part in walk(term)):
        return line
    try:
        head, side = (None if term is None else put_in(term) for term in (line.head, line.side))
    except Unreadable as problem:
        return replace(line, problem=problem)
    return replace(line, head=head, side=side)


def _taken(document: Document, ready: Prepared, bench: Bench) -> Judged:
    """Each line judged by proof and by the numbers of the document."""
    return _numbered(document, _proved(document, ready, bench), bench)


def _numbered(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is proved, with what the numbers of the document say."""
    plain = replace(document, lines=tuple(map(steps.refused, document.lines)))
    worked = Court.of(plain, bench).worked(judged.convention, _refuted(document, judged.outcomes))
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
    """The same where any of the lines that are left open is proved; else None."""
    judged = _court(ready, bench).judged_for({at for at, origin in enumerate(ready.origins) if origin in left_open})
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


def _recast(document: Document, at: int, line: Line) -> list[Line]:
    """A line put in the place of another one, as it is judged: for each of its layers, in indices."""
    changed = replace(document, lines=(*document.lines[:at], line, *document.lines[at + 1 :]))
    ready = prepared(replace(changed, lines=tuple(map(_at_point, settled(changed).lines))))
    return [each for each, origin in zip(ready.document.lines, ready.origins, strict=False) if origin == at]


def _refuted(document: Document, outcomes: Sequence[Outcome]) -> dict[int, Verdict]:
    """The formulas that are refuted: a number that comes from one follows."""
    wrong = (at for at, outcome in enumerate(outcomes) if outcome.finding.verdict is Verdict.WRONG)
    sides = ((at, document.lines[at].side) for at in wrong)
    return {at: Verdict.FOLLOWS for at, side in sides if side is not None and not is_constant(side)}


def _together(proved: Outcome, worked: Outcome | None) -> Outcome:
    """What the numbers say of a line goes before what a proof for all values says, unless that proves it."""
    if worked is None or (worked.finding.verdict in REFUTED and proved.finding.verdict is Verdict.RIGHT):
        return proved
    return worked


def _renumbered(document: Document, judged: Judged, bench: Bench, at: int, line: Line) -> Finding | None:
    """What the numbers of the document say of a line in the place of another one."""
    lines = map(steps.refused, map(_at_point, (*document.lines[:at], line, *document.lines[at + 1 :])))
    court = Court.of(replace(document, lines=tuple(lines)), bench)
    found = court.worked(judged.convention, _refuted(document, judged.outcomes)).get(at)
    return None if found is None else found.finding
