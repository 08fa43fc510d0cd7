"""What the words around a formula say of its lines, gathered in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.read.context import activations, anew, called_functions, entropies
from backproof.read.context.behind import is_special
from backproof.read.context.for_values import goes_on
from backproof.read.context.layers_in_words import named_layer
from backproof.read.context.so_far import SoFar
from backproof.read.context.supposing import (
    NAMED,
    in_a_case,
    is_condition,
    is_limited,
    is_subject,
    is_supposed,
    side_of_kink,
    speaks_of_pairs,
)
from backproof.read.context.unit_vectors import calls_unit
from backproof.read.extract.pieces import Piece, Prose
from backproof.read.lines import Line
from backproof.read.said import Said
from backproof.records import replace
from backproof.syntax.tree import Node


def heard(lines: Sequence[Line], pieces: Sequence[Piece], at: int, tree: Node, so_far: SoFar) -> Iterator[Line]:
    """The lines of a formula with what the words say of each; what stands before it is about the first one."""
    before = _before(pieces, at)
    activation = activations.named(pieces, at) or so_far.activation
    limited, special = is_limited(pieces, at), is_special(pieces, at)
    in_case, of_pairs = in_a_case(pieces, at), speaks_of_pairs(pieces, at)
    function = called_functions.called(before, tree) if lines else ""
    supposed: set[int] = set()
    for number, line in enumerate(lines):
        # What holds in a case for the head of a chain holds there for its members.
        is_so = is_supposed(line, pieces, at) or (line.head is None and line.chain in supposed)
        supposed |= {line.chain} if is_so and line.chain is not None else set()
        first, last = number == 0, number == len(lines) - 1
        said = Said(
            hedged=line.said.hedged or (first and limited) or (last and special) or is_so,
            posed=is_condition(line, pieces, at),
            single=so_far.single,
            unit=first and calls_unit(before, tree),
            within=first and goes_on(pieces, at),
            stepped=so_far.stepped,
            otherwise=so_far.otherwise,
            passes=so_far.passes,
            anew=first and anew.begins(line, pieces, at),
            of_layer=named_layer(line, pieces, at) if first else "",
            activation=activation,
            side=side_of_kink(pieces, at) if is_so else "",
            in_case=in_case,
            of_pairs=of_pairs,
            entropy=entropies.is_named(line.head) or (first and entropies.calls_entropy(before, tree)),
            function=function if line.chain == lines[0].chain else "",
        )
        subject = first and is_subject(line, pieces, at)
        yield replace(line, said=said, limited=line.limited or (NAMED if subject else ""))


def _before(pieces: Sequence[Piece], at: int) -> str:
    """The words directly before a formula."""
    piece = pieces[at - 1] if at else None
    return piece.text if isinstance(piece, Prose) else ""
