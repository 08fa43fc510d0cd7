"""A document as it is judged: its steps, layers, arrays and samples written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import Final, final

from backproof.check.definitions import errors, nodes, passing
from backproof.check.functions import (
    activations,
    applied_elements,
    applied_to_numbers,
    arguments,
    array_values,
    named_arguments,
    unnamed_values,
    valued,
)
from backproof.check.gradients import total_differentials
from backproof.check.indices import own_sums, unnamed
from backproof.check.layers import (
    by_element,
    estimates,
    exemplary,
    layers,
    shared,
    spelt,
    steps,
    usual,
)
from backproof.check.layers.layers import Instance
from backproof.check.names import (
    classes,
    sampling,
    shorthand,
)
from backproof.check.samples import (
    above,
    own_loss,
    samples,
    stacks,
    subscripts,
)
from backproof.check.spellings import through
from backproof.check.steps import renewed
from backproof.check.verdicts.rewritten import Rewriting
from backproof.matrix.costs import Costs
from backproof.matrix.document import LoweredDocument, Rewriter
from backproof.matrix.habits import leaves_out_transposes
from backproof.matrix.values import NO_SHAPES, Shapes
from backproof.read.context.manner import Manner
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, put_in
from backproof.read.terms.terms import At, Unreadable
from backproof.records import dataclass, replace

NOTHING: Final[Mapping[str, str]] = {}


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

    @property
    def names_arrays(self) -> bool:
        """Whether its lines are in matrix notation."""
        return self.rewriter is not None

    def is_read_otherwise(self, document: Prepared) -> bool:
        """Whether a name of this part is of another kind than in the document."""
        return any(document.kinds.get(stem) != kind for stem, kind in self.kinds.items())

    def rewriting(self, at: int) -> Rewriting | None:
        """How a line is lowered with another side, where it is in matrix notation."""
        if self.rewriter is None or at >= len(self.places):
            return None
        place = self.places[at]
        side = self.rewriter.side(place)
        return (
            None
            if side is None
            else Rewriting(at, side, partial(self.rewriter.lowered, place), partial(self.rewriter.spelt, place))
        )


def prepared(
    document: Document, within: Prepared | None = None, labelled: Mapping[tuple[str, ...], str] | None = None,
    *, rewriter: Rewriter | None = None, numbers: bool = False, costs: Costs | None = None,
) -> Prepared:  # fmt: skip
    """Write steps, layers, arrays and samples out.

    ``within`` is the document of which this is a part, or which definitions of the field complete; ``labelled`` is what
    its activations with labels mean; ``rewriter`` has the kinds and the layout of its arrays, where they are known;
    ``numbers`` says that it has none; ``costs`` are those of a document that shares lines with it.
    """
    sigmas = activations.meanings(document.lines) if labelled is None else labelled
    called = partial(activations.settle, meant=sigmas)
    said = through(
        document.lines, nodes.settle, applied_to_numbers.settle, sampling.with_times, above.settle, subscripts.settle,
        called, renewed.settle, own_loss.settle, own_sums.settle,
    )  # fmt: skip
    # What the field supplies stands behind what is said.
    spelt_out = through(
        usual.settle(said, document.wiring), applied_elements.settle, estimates.settle, shorthand.settle, spelt.settle,
        by_element.settle, exemplary.settle, arguments.settle, array_values.settle, valued.settle,
        unnamed_values.settle,
    )  # fmt: skip
    stepped = steps.expand(spelt_out, document.depth or steps.DEPTH)
    single = shared.settle([each.line for each in stepped])
    depth = document.depth or layers.DEPTH
    instances = layers.expand(through(single, classes.settle, unnamed.settle), depth)

    arrays = _in_index_form([each.line for each in instances], document, within, rewriter, costs, numbers=numbers)
    lowered = arrays.lowered.lines
    summed = total_differentials.totals(unnamed.over_samples([each.line for each in lowered]))
    every = [Instance(line, instances[each.origin].origin) for line, each in zip(summed, lowered, strict=True)]

    by_field = [bool(each.line.assumes) and stepped[each.origin].origin >= len(said) for each in every]
    supplied = [each.line for each, is_supplied in zip(every, by_field, strict=True) if is_supplied]
    written = [each for each, is_supplied in zip(every, by_field, strict=True) if not is_supplied]
    told = named_arguments.settle([each.line for each in written])
    written = [replace(each, line=line) for each, line in zip(written, told, strict=True)]
    meant = _Meant.of(single, written, depth)
    lines, assumed = _with_samples(meant.lines, meant.firm, [*meant.handed, *meant.others, *supplied])

    stepping = len(stepped) > len(spelt_out)
    notes = _written_out(stepping=stepping, layers=depth if len(instances) > len(single) else 0)
    return Prepared(
        replace(document, lines=lines, manner=arrays.manner),
        assumed,
        tuple(stepped[each.origin].origin for each in written),
        (*notes, *arrays.lowered.notes),
        arrays.lowered.kinds or arrays.near,
        arrays.lowered.shapes,
        arrays.costs,
        len(meant.handed),
        arrays.lowered.rewriter,
        tuple(each.origin for each in lowered),
    )


@final
@dataclass(frozen=True, slots=True)
class _Arrays:
    """Lines in index form, how the document writes arrays, and the kinds and costs of its names known before."""

    lowered: LoweredDocument
    manner: Manner
    near: Mapping[str, str]
    costs: Costs


def _in_index_form(
    lines: Sequence[Line],
    document: Document,
    within: Prepared | None,
    rewriter: Rewriter | None,
    costs: Costs | None,
    *,
    numbers: bool,
) -> _Arrays:
    """Lines with an index for each axis of their arrays; the habits of a part are those of the whole document."""
    near = NOTHING if within is None else within.kinds
    if costs is None:
        costs = Costs() if within is None else within.costs
    manner = document.manner if within is None else within.document.manner
    lowered = LoweredDocument.of(lines) if numbers else stacks.lower(lines, near, costs, rewriter, manner)
    if within is None and not (manner.transposes or leaves_out_transposes(each.line for each in lowered.lines)):
        manner = replace(manner, transposes=True)
        lowered = stacks.lower(lines, near, costs, rewriter, manner)
    return _Arrays(lowered, manner, near, costs)


@final
@dataclass(frozen=True, slots=True)
class _Meant:
    """The lines of a document, and what nobody wrote and they show: what other layers mean, and what names are.

    ``firm`` are the meanings of errors that it says of another layer, ``handed`` those of others that layers hand back.
    """

    lines: Sequence[Line]
    firm: Sequence[Line]
    handed: Sequence[Line]
    others: Sequence[Line]

    @staticmethod
    def of(known: Sequence[Line], written: Sequence[Instance], depth: int) -> _Meant:
        """What lines show that are ``written`` out for their layers; each is of one of those that are ``known``."""
        lines = [each.line for each in written]
        meant = errors.meanings(lines).values()
        firm = [line for line in meant if errors.is_said(line, lines)]
        handed = [line for line in meant if line not in firm]
        implied = passing.find(lines)
        layered = [*layers.alike(known, written, depth), *layers.outermost(known, depth)]
        others = [*layered, *passing.definitions(lines, implied), *passing.slopes(lines)]
        return _Meant(passing.marked(lines, implied), firm, handed, others)


def _with_samples(
    lines: Sequence[Line], firm: Sequence[Line], assumed: Sequence[Line]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """All lines with samples as slots: behind those of the document what is firm, and copies of definitions for each
    sample; apart from them what is assumed."""
    settled = samples.settle([*lines, *firm, *assumed])
    own, open_, copies = len(lines), len(lines) + len(firm), len(lines) + len(firm) + len(assumed)
    return (*settled[:own], *settled[copies:], *settled[own:open_]), tuple(settled[open_:copies])


def _written_out(*, stepping: bool, layers: int) -> Iterator[str]:
    """What is said of lines that stand for several ones."""
    if stepping:
        yield f"steps given by a letter are written out for {steps.DEPTH} of them"
    if layers:
        yield f"layers given by a letter are those of a network with {layers} layers"


def at_point(line: Line) -> Line:
    """A line with the values of its terms at points."""
    terms = list(line.sides)
    if not any(has(term, At) for term in terms):
        return line
    try:
        return line.changed(put_in)
    except Unreadable as problem:
        return replace(line, problem=problem.with_traceback(None))
