r"""The time that a t means beside targets t_k: ``\frac{dE}{dt} = \frac{\partial E}{\partial w_k} \dot w_k``.

Nobody differentiates by a target; with an index that was left out, such a line was refuted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Partial, Ref

TIME = "time"
DOTTED = "\\dot{"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name of its own for a t that only derivatives are by, where a t has an index elsewhere."""
    moments = [slope for slope in _slopes(lines) if slope.by.key == "t"]
    return tuple(with_refs(line, _named) for line in lines) if moments and _tells(lines, moments) else tuple(lines)


def _tells(lines: Sequence[Line], moments: Sequence[Partial]) -> bool:
    """Whether something moves with that t, and no other line has it without an index."""
    refs = [ref for line in lines for term in line.sides for ref in references(term)]
    variables = {slope.by.base for slope in _slopes(lines)}
    moves = any(isinstance(slope.of, Ref) and slope.of.base in variables for slope in moments)
    indexed = any(ref.base == "t" and ref.subs for ref in refs)
    alone = sum(ref.key == "t" for ref in refs) == len(moments)
    return indexed and alone and (moves or any(ref.base.startswith(DOTTED) for ref in refs))


def _slopes(lines: Sequence[Line]) -> Iterator[Partial]:
    parts = (part for line in lines for term in line.sides for part in walk(term))
    return (part for part in parts if isinstance(part, Partial))


def _named(ref: Ref) -> Ref:
    return replace(ref, base=TIME) if ref.key == "t" else ref
