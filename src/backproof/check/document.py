"""A document from its text to its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    unnamed,
    valued,
)
from backproof.check.conventions import Convention, Court, Judged
from backproof.check.exercises import Exercise, exercises
from backproof.check.interpret import Outcome
from backproof.check.numbers import is_constant
from backproof.check.parts import NUMBERS, better, defines, is_firm, open_lines, parts, reads_well, redefined, reopened
from backproof.check.verdict import Checked, Judgement, Verdict
from backproof.check.worked import REFUTED
from backproof.matrix import document as matrices
from backproof.matrix.costs import Costs
from backproof.matrix.values import NO_SHAPES, Shapes
from backproof.read.document import Document, read_document
from backproof.read.lines import Line
from backproof.read.notebook import extract_notebook
from backproof.read.rewriting import put_in, walk
from backproof.read.terms import At, Unreadable
from backproof.source import Source

NOTHING: Final[Mapping[str, str]] = {}
SEVERITY = {Verdict.RIGHT: 0, Verdict.RIGHT_IF: 1, Verdict.UNCHECKED: 2, Verdict.FOLLOWS: 3, Verdict.WRONG: 4}


def check_source(source: Source, *, seed: int = 0) -> Checked:
    """Judge every equation of a document.

    >>> text = "$$L = (y - a)^2$$\\n\\n$$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$\\n"
    >>> [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    ['right', 'wrong']
    """
    document = settled(read_document(source))
    judged = _judged(document, Bench(seed))
    return Checked(source, tuple(_judgements(source, document, judged.outcomes)), judged.notes)


def settled(document: Document) -> Document:
    """A document whose signs mean one thing throughout."""
    document = kronecker.settle(dropped.settle(document))
    for spelling in (computed, labelled, persample, ells, hats, squares, fixed, changes):
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


def prepared(
    document: Document, within: Prepared | None = None, labelled: Mapping[tuple[str, ...], str] | None = None
) -> Prepared:
    """Write steps, layers, arrays and samples out.

    ``within`` is the document of which this is a part, ``labelled`` what its activations with labels mean.
    """
    near, costs = (within.kinds, within.costs) if within is not None else (NOTHING, Costs())
    meant = activations.meanings(document.lines) if labelled is None else labelled
    document = replace(document, lines=tuple(sampling.with_times(document.lines)))
    document = replace(document, lines=renewed.settle(activations.settle(document.lines, meant)))
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
    handed = errors.meanings([each.line for each in written]).values()
    # What the document says of the errors of one layer holds for those of the others.
    firm = [line for line in handed if errors.is_said(line, [each.line for each in written])]
    alike = [*firm, *(line for line in handed if line not in firm)]
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
    return Prepared(
        replace(document, lines=lines), tuple(settled[defined:copied]), origins, notes, kinds, lowered.shapes, costs
    )


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
        own = [one if one.role in NUMBERS else other for one, other in zip(whole, proved.outcomes, strict=True)]
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
    return _worst(document, ready, _court(ready, bench).judged())


def _proved_more(document: Document, ready: Prepared, bench: Bench, left_open: Container[int]) -> Judged | None:
    """The same where any of the lines that are left open is proved; else None."""
    judged = _court(ready, bench).judged_for({at for at, origin in enumerate(ready.origins) if origin in left_open})
    return None if judged is None else _worst(document, ready, judged)


def _court(ready: Prepared, bench: Bench) -> Court:
    return Court.of(ready.document, bench, ready.assumed, ready.shapes, matrices=bool(ready.kinds))


def _worst(document: Document, ready: Prepared, judged: Judged) -> Judged:
    worst: dict[int, Outcome] = {}
    for origin, outcome in zip(ready.origins, judged.outcomes, strict=False):
        known = worst.setdefault(origin, outcome)
        if SEVERITY[outcome.finding.verdict] > SEVERITY[known.finding.verdict]:
            worst[origin] = outcome
    outcomes = [worst[at] for at in range(len(document.lines))]
    return Judged(outcomes, (*ready.notes, *judged.notes), judged.convention)


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


def _judgements(source: Source, document: Document, outcomes: list[Outcome]) -> Iterator[Judgement]:
    cells = dict(extract_notebook(source)) if any(cell is not None for cell in document.cells) else {}
    for at, (line, cell, outcome) in enumerate(zip(document.lines, document.cells, outcomes, strict=True)):
        finding = outcome.completed()
        yield Judgement(
            id=at + 1,
            span=line.span,
            latex=document.decoded.get(at) or (cells[cell] if cell is not None else source).slice(line.span),
            role=outcome.role,
            verdict=finding.verdict,
            reading=finding.reading,
            assumes=finding.assumes,
            reason=finding.reason,
            counterexample=finding.counterexample,
            cell=cell,
        )
