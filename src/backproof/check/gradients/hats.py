r"""Gradients by a target that mean those by the output: ``\nabla y`` where only ``\hat y`` has a path to the loss.

Nobody needs the gradient by a label. A document that computes ``\hat y``, takes the gradient by it, and says nothing
else of that by y, has lost the hat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, walk
from backproof.read.terms.terms import Nabla, Partial, Ref, Term

STYLES = re.compile(r"\\(?:math|bold)[a-z]*\{([^{}]*)\}")
HATTED = re.compile(r"\\hat\{(.*)\}")
MEANS = "is written for"
"""How the sentence goes on that a line is proved with."""
FEWEST = 2
"""So many lines that are proved with the hat show that the document leaves it out."""
UNSAID = "whether a gradient by the target or by the output is meant is not clear"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the hat on such gradients."""
    meant = _meant(lines)
    if not meant:
        return tuple(lines)

    def change(term: Term) -> Term:
        match term:
            case Nabla(Ref(base=base) as of) if base in meant:
                return replace(term, of=replace(of, base=meant[base]))
            case Partial(of, by):
                return replace(term, of=change(of), by=by)
            case _:
                return rebuilt(term, change)

    def settled(line: Line) -> Line:
        names = sorted({base for base in _gradients(line) if base in meant})
        if not names:
            return line
        said = tuple(rf"\nabla {base} {MEANS} \nabla {meant[base]}" for base in names)
        return replace(line.changed(change), assumes=(*line.assumes, *said), limited=line.limited or UNSAID)

    return tuple(settled(line) for line in lines)


def is_usual(proved: Sequence[tuple[str, ...]]) -> bool:
    """Whether a document leaves the hat out, by what its proved lines are read with: the others mean it, too."""
    return sum(any(MEANS in each for each in assumes) for assumes in proved) >= FEWEST


def _meant(lines: Sequence[Line]) -> dict[str, str]:
    """The hatted base of each target by which gradients are written."""
    gradients = {base for line in lines for base in _gradients(line)}
    parts = (part for line in lines for term in line.sides for part in walk(term))
    below = {part.by.base for part in parts if isinstance(part, Partial)}
    computed = {line.head.base for line in lines if isinstance(line.head, Ref) and _computes(line)}
    told = {line.head.of.base for line in lines if isinstance(line.head, Nabla) and isinstance(line.head.of, Ref)}
    outputs = {_plain(found[1]): base for base in computed if (found := HATTED.fullmatch(base)) is not None}
    wanted = {_plain(found[1]) for base in gradients | below if (found := HATTED.fullmatch(base)) is not None}
    targets = gradients - below - computed - told
    named = {base: outputs.get(_plain(base)) for base in targets if _plain(base) in wanted}
    return {base: output for base, output in named.items() if output is not None}


def _plain(base: str) -> str:
    """A letter without its style."""
    return STYLES.sub(r"\1", base)


def _gradients(line: Line) -> Iterator[str]:
    """The bases of the names by which a line takes gradients."""
    parts = (part for term in line.sides for part in walk(term))
    return (part.of.base for part in parts if isinstance(part, Nabla) and isinstance(part.of, Ref))


def _computes(line: Line) -> bool:
    """Whether a line says by other names what its head is."""
    return line.relation in DEFINES and line.side is not None and any(True for _ in references(line.side))
