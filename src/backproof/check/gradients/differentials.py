"""Differentials in the way that others write gradients: ``dO = dP V + P dV`` for ``O = P V``.

As gradients of a loss, the one of O would be made of those of what O is computed from; the chain rule goes the other
way. Such a line is a product rule, which refutes nothing and is refuted by nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Nabla, Ref, Term

UNSAID = "whether d{0} is a differential or a gradient is not written"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, of which none is refuted that makes the d of a name of those of what it is computed from."""
    heads = {at: name for at, line in enumerate(lines) if (name := _of_one(line.head))}
    if not heads:
        return tuple(lines)
    made_of: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        match line.head, line.side:
            case Ref(base), side if side is not None:
                made_of[base].update(ref.base for ref in references(side))
            case _:
                pass
    return tuple(
        replace(line, limited=line.limited or UNSAID.format(heads[at]))
        if at in heads and any(_is_before(name, heads[at], made_of) for name in _differentiated(line))
        else line
        for at, line in enumerate(lines)
    )


def _is_before(name: str, other: str, made_of: Mapping[str, Set[str]]) -> bool:
    """Whether the other is computed from a name, which is not computed from it, as states of two times are."""
    return name != other and name in made_of.get(other, ()) and other not in made_of.get(name, ())


def _of_one(term: Term | None) -> str:
    """The name X of ``dX``; empty for anything else."""
    match term:
        case Nabla(of=Ref(base), each=True):
            return base
        case _:
            return ""


def _differentiated(line: Line) -> Iterator[str]:
    """The names X of every ``dX`` on the right of a line."""
    parts = () if line.side is None else walk(line.side)
    return (name for part in parts if (name := _of_one(part)))
