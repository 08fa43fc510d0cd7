r"""Superscripts that a section leaves out: ``W`` for ``W^{(2)}`` where only the layer of one derivative is meant.

Which layer it is, the derivatives of the section say: beside ``\partial v_b / \partial W_{cd}``, with v defined by
``h W^{(2)}``, derivatives by a plain W or b are by the second ones. In the lines that write this derivative out, all
plain names are. In ``\partial J / \partial W^{(1)}_{cd} = ...`` they are those of the layer above: the gradient of a
layer's own parameters holds the weights that its outputs meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import with_refs
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Partial, Ref, Term

LEFT_OUT = "superscripts that the section leaves out are those of the layer that it differentiates by"
ABOVE = "names without a superscript are those of the layer above"
UNSAID = "which layer a name without a superscript is of is not written"


def settle(document: Document) -> Document:
    """The document with the superscripts that sections leave out written again."""
    sections = _Sections(document.lines)
    if not sections.layers:
        return document
    meant = {section: found for section in sections.numbers if (found := sections.layer(section)) is not None}
    lines = [
        _written(line, meant[line.section], sections, said=document.drops) if line.section in meant else line
        for line in document.lines
    ]
    above = _Sections(lines)
    return replace(document, lines=tuple(_from_above(line, above) for line in lines))


def _from_above(line: Line, sections: _Sections) -> Line:
    """A gradient by the parameters of a layer, with the plain names in it as those of the layer above."""
    layer = sections.differentiated(line)
    if layer is None or line.side is None:
        return line
    after = layer.replace(layer.strip("()[]"), str(int(layer.strip("()[]")) + 1))

    def named(ref: Ref) -> Ref:
        return replace(ref, sups=(after,)) if not ref.sups and after in sections.layers.get(ref.base, ()) else ref

    side = renamed(line.side, named)
    if side == line.side:
        return line
    return replace(line, side=side, assumes=(*line.assumes, ABOVE), limited=line.limited or UNSAID)


def _written(line: Line, layer: str, sections: _Sections, *, said: bool) -> Line:
    def named(ref: Ref) -> Ref:
        return replace(ref, sups=(layer,)) if not ref.sups and layer in sections.layers.get(ref.base, ()) else ref

    def derived(term: Term) -> Term:
        match term:
            case Partial(of, by):
                return replace(term, of=derived(of), by=named(by))
            case _:
                return rebuilt(term, derived)

    found = with_refs(line, named) if sections.writes_out(line) else line.changed(derived)
    if said or found == line:
        return found
    return replace(found, assumes=(*line.assumes, LEFT_OUT), limited=line.limited or UNSAID)


@final
@dataclass(frozen=True)
class _Sections:
    """The lines of a document, and what they say of the layers of its parameters."""

    lines: Sequence[Line]

    @cached_property
    def numbers(self) -> list[int]:
        """The sections with equations."""
        return sorted({line.section for line in self.lines})

    @cached_property
    def layers(self) -> dict[str, frozenset[str]]:
        """The superscripts of each parameter: of a name that no line defines, with or without one."""
        defined = {line.head.base for line in self.lines if isinstance(line.head, Ref) and line.relation in DEFINES}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for term in self._terms(self.lines):
            for ref in references(term):
                if len(ref.sups) == 1 and ref.sups[0].strip("()[]").isdigit() and ref.base not in defined:
                    found[ref.base].add(ref.sups[0])
        return {base: frozenset(sups) for base, sups in found.items()}

    def layer(self, section: int) -> str | None:
        """The one layer that derivatives by plain names are of; None where the section has none, or several."""
        own = [line for line in self.lines if line.section == section]
        partials = [part for term in self._terms(own) for part in occurrences(term, Partial)]
        found = [layers for part in partials if not part.by.sups and (layers := self._under(part))]
        return next(iter(found[0])) if found and len(frozenset().union(*found)) == 1 else None

    def writes_out(self, line: Line) -> bool:
        """Whether a line goes on from a derivative of what a parameter enters directly."""
        head = line.head or self._heads.get(line.chain)
        return isinstance(head, Partial) and bool(self._under(head))

    def differentiated(self, line: Line) -> str | None:
        """The layer by whose parameter a line gives the derivative of what it does not enter directly."""
        match line.head or self._heads.get(line.chain):
            case Partial(by=Ref(base, _, (layer,))) if layer in self.layers.get(base, ()) and not self.writes_out(line):
                return layer
            case _:
                return None

    @cached_property
    def _heads(self) -> dict[int | None, Term]:
        chains = ((line.chain, line.head) for line in self.lines if line.chain is not None)
        return {chain: head for chain, head in chains if head is not None}

    def _under(self, part: Partial) -> frozenset[str]:
        """The layers of what a derivative is by in the definitions of what it is of.

        There are none where the plain name is defined with a plain parameter, which is one of its own then.
        """
        if not isinstance(part.of, Ref) or part.by.base not in self.layers:
            return frozenset()
        bodies = [(head, body) for head, body in self._definitions if head.base == part.of.base]
        found = [(head, ref) for head, body in bodies for ref in references(body) if ref.base == part.by.base]
        if any(head.sups == part.of.sups and not ref.sups for head, ref in found):
            return frozenset()
        return frozenset(sup for _, ref in found for sup in ref.sups)

    @cached_property
    def _definitions(self) -> Sequence[tuple[Ref, Term]]:
        return [
            (line.head, line.side)
            for line in self.lines
            if isinstance(line.head, Ref) and line.relation in DEFINES and line.side is not None
        ]

    @staticmethod
    def _terms(lines: Sequence[Line]) -> Iterator[Term]:
        return (term for line in lines for term in line.sides)
