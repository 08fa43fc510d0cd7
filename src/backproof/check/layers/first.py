r"""The first layer beside all others: ``Z^l = W^l X + B^l`` where another line says ``Z^l = W^l A^{l-1} + B^l``.

The former holds for the first layer alone, and X is what the latter calls ``A^0``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, references, renamed
from backproof.read.terms.terms import Ref, Term

OWN, BELOW = ("l",), ("l-1",)


@final
@dataclass(frozen=True, slots=True)
class Inputs:
    """The lines that hold for the first layer alone, and the inputs that stand for activations without a layer."""

    lines: frozenset[int] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def put_in(self, line: Line) -> Line:
        """A line with the inputs where it has the activations below the first layer."""

        def named(ref: Ref) -> Ref:
            below = ref.sups == ("0",) and ref.base in self.names
            return replace(ref, base=self.names[ref.base], sups=()) if below else ref

        return with_refs(line, named) if self.names else line


def found(lines: Sequence[Line]) -> Inputs:
    """What the lines of a document say twice: of the layers, and of the first one."""
    every = [(at, line.head, line.side) for at, line in enumerate(lines) if line.problem is None]
    layers = [
        (at, head, side) for at, head, side in every if isinstance(head, Ref) and head.sups == OWN and side is not None
    ]
    own: set[int] = set()
    names: dict[str, str] = {}
    for _, head, side in layers:
        for below in {ref for ref in references(side) if ref.sups == BELOW}:
            for at, other, inside in layers:
                for inputs in {ref for ref in references(inside) if not ref.sups and ref.subs == below.subs}:
                    if bare(head) == bare(other) and bare(_with(side, below, inputs)) == bare(inside):
                        own.add(at)
                        names[below.base] = inputs.base
    return Inputs(frozenset(own), names)


def _with(side: Term, below: Ref, inputs: Ref) -> Term:
    """A side with the inputs in the place of the activations of the layer below."""
    return renamed(side, lambda ref: inputs if ref.key == below.key else ref)
