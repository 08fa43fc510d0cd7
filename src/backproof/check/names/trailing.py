r"""Numbers behind letters that are part of a name: ``h_{i,1} = \sum_j W_{ij} h_{j,0}`` goes from one layer to the next.

Where every subscript of a name ends with a number behind letters, nothing runs over that number. The names are then
read as if it stood in front, as in ``h_{1,i}``: as one array, its letters would run over one range in all layers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with numbers of layers in front of the letters of their names."""
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        if len(ref.subs) > 1:
            scripts[ref.base].add(ref.subs)
    ended = {base for base, found in scripts.items() if all(map(_ends, found))}
    layered = {line.head.base for line in lines if isinstance(line.head, Ref) and _steps_on(line.head, line)} & ended
    if not layered:
        return tuple(lines)

    def turned(ref: Ref) -> Ref:
        return replace(ref, subs=(ref.subs[-1], *ref.subs[:-1])) if ref.base in layered and len(ref.subs) > 1 else ref

    return tuple(with_refs(line, turned) for line in lines)


def _ends(subs: tuple[str, ...]) -> bool:
    """Whether a number stands behind letters that count; the h and o of ``out_{h1}`` are those of its layer."""
    return subs[-1].isdigit() and all(sub in INDEX_LETTERS for sub in subs[:-1])


def _steps_on(head: Ref, line: Line) -> bool:
    """Whether an element of one layer is computed from elements of another one, which have other letters."""
    if len(head.subs) < 2 or line.side is None:
        return False
    others = (ref.subs for ref in references(line.side) if ref.base == head.base and len(ref.subs) == len(head.subs))
    return any(subs[-1] != head.subs[-1] and subs[:-1] != head.subs[:-1] for subs in others)
