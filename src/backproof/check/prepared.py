"""A document as it is judged: steps, layers, arrays and samples written out, its signs with one meaning throughout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, final

from backproof.check.definitions import (
    abstract,
    activations,
    also_named,
    arguments,
    at_index,
    between,
    by_index,
    changes,
    computed,
    errors,
    exchanged,
    hats,
    in_place,
    inlined,
    kronecker,
    layered_letters,
    output_gradients,
    overbars,
    passing,
    renamed,
    renewed,
    restated,
    squares,
    valued,
)
from backproof.check.indices import unnamed
from backproof.check.layers import (
    counts,
    dropped,
    estimates,
    exemplary,
    fixed,
    layers,
    named,
    shared,
    spelt,
    steps,
    usual,
)
from backproof.check.names import (
    by_unit,
    circles,
    classes,
    elements_above,
    ells,
    gates,
    labelled,
    named_after,
    sampling,
    shorthand,
    trailing,
    unapplied,
)
from backproof.check.samples import class_sets, losses_of_one, own_loss, persample, samples, side_by_side, stacks
from backproof.check.verdicts.rewritten import Rewriting
from backproof.matrix.costs import Costs
from backproof.matrix.document import LoweredDocument, Rewriter
from backproof.matrix.habits import leaves_out_transposes
from backproof.matrix.values import NO_SHAPES, Shapes
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import put_in, walk
from backproof.read.terms.terms import At, Unreadable

NOTHING: Final[Mapping[str, str]] = {}


def settled(document: Document) -> Document:
    """A document whose signs mean one thing throughout."""
    document = kronecker.settle(dropped.settle(exchanged.settle(named.settle(document))))
    spellings = (
        in_place, also_named, class_sets, circles, restated, overbars, losses_of_one, by_index, inlined, computed,
        at_index, abstract, by_unit, elements_above, gates, labelled, named_after, layered_letters, output_gradients,
        persample, trailing, ells, counts, between, side_by_side, hats, squares, fixed, changes, unapplied, renamed,
    )  # fmt: skip
    for spelling in spellings:
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
        return (
            None
            if side is None
            else Rewriting(at, side, partial(self.rewriter.lowered, place), partial(self.rewriter.spelt, place))
        )


def prepared(
    document: Document, within: Prepared | None = None, labelled: Mapping[tuple[str, ...], str] | None = None,
    *, rewriter: Rewriter | None = None, numbers: bool = False,
) -> Prepared:  # fmt: skip
    """Write steps, layers, arrays and samples out.

    ``within`` is the document of which this is a part, ``labelled`` what its activations with labels mean;
    ``rewriter`` has the kinds and the layout of its arrays, where they are known; ``numbers`` says that it has none.
    """
    near, costs = (within.kinds, within.costs) if within is not None else (NOTHING, Costs())
    sigmas = activations.meanings(document.lines) if labelled is None else labelled
    document = replace(document, lines=tuple(sampling.with_times(document.lines)))
    document = replace(document, lines=renewed.settle(activations.settle(document.lines, sigmas)))
    document = replace(document, lines=own_loss.settle(document.lines))
    unsaid = len(document.lines)
    document = replace(document, lines=estimates.settle(usual.settle(document.lines)))
    document = replace(
        document, lines=arguments.settle(exemplary.settle(spelt.settle(shorthand.settle(document.lines))))
    )
    stepped = steps.expand(valued.settle(document.lines), document.depth or steps.DEPTH)
    written_out = len(stepped) > len(document.lines)
    document = replace(document, lines=shared.settle([each.line for each in stepped]))
    depth = document.depth or layers.DEPTH
    instances = layers.expand(unnamed.settle(classes.settle(document.lines)), depth)
    plain = [each.line for each in instances]
    manner = document.manner if within is None else within.document.manner
    lowered = LoweredDocument.of(plain) if numbers else stacks.lower(plain, near, costs, rewriter, manner)
    if within is None and not (manner.transposes or leaves_out_transposes(each.line for each in lowered.lines)):
        manner = replace(manner, transposes=True)
        lowered = stacks.lower(plain, near, costs, rewriter, manner)
    document = replace(document, manner=manner)
    summed = unnamed.over_samples([each.line for each in lowered.lines])
    every = [
        layers.Instance(line, instances[each.origin].origin) for line, each in zip(summed, lowered.lines, strict=True)
    ]
    written = [each for each in every if not (each.line.assumes and stepped[each.origin].origin >= unsaid)]
    usually = [each.line for each in every if each.line.assumes and stepped[each.origin].origin >= unsaid]
    said_in_passing = passing.find([each.line for each in written])
    meant = errors.meanings([each.line for each in written]).values()
    # What the document says of the errors of one layer holds for those of the others.
    firm = [line for line in meant if errors.is_said(line, [each.line for each in written])]
    alike = [*firm, *(line for line in meant if line not in firm)]
    alike += layers.alike(document.lines, written, depth) + layers.outermost(document.lines, depth)
    alike += passing.definitions([each.line for each in written], said_in_passing)
    alike += passing.slopes([each.line for each in written]) + usually
    settled = samples.settle([*passing.marked([each.line for each in written], said_in_passing), *alike])
    # Behind the lines of the document stand what the other layers may be, and copies of definitions: nobody wrote them.
    own, copied = len(written), len(written) + len(alike)
    defined = own + len(firm)
    lines = (*settled[:own], *settled[copied:], *settled[own:defined])
    layered = len(instances) > len(document.lines)
    said = (f"layers given by a letter are those of a network with {depth} layers",) if layered else ()
    counted = (f"steps given by a letter are written out for {steps.DEPTH} of them",) if written_out else ()
    origins = tuple(stepped[each.origin].origin for each in written)
    notes = (*counted, *said, *lowered.notes)
    kinds = lowered.kinds or near
    assumed, places = tuple(settled[defined:copied]), tuple(each.origin for each in lowered.lines)
    known, handed = replace(document, lines=lines), len(meant) - len(firm)
    return Prepared(known, assumed, origins, notes, kinds, lowered.shapes, costs, handed, lowered.rewriter, places)


def at_point(line: Line) -> Line:
    """A line with the values of its terms at points."""
    terms = list(line.sides)
    if not any(isinstance(part, At) for term in terms for part in walk(term)):
        return line
    try:
        head, side = (None if term is None else put_in(term) for term in (line.head, line.side))
    except Unreadable as problem:
        return replace(line, problem=problem.with_traceback(None))
    return replace(line, head=head, side=side)
