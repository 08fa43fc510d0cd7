r"""Superscripts that the indices tell: ``w_{kj}`` for ``w^{(2)}_{kj}`` beside ``w^{(1)}_{ji}`` in the first layer.

A section that writes the numbers of its layers may leave them out where the letters of the indices, which it keeps
for each layer, say the same. So may the next one, of names that it writes with no number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref

SAID = "a name without the number of its layer is of the layer whose indices it has"
LAYERS = 2

Told = Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]]
"""The superscripts of names with their subscripts."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the superscripts that their sections leave out written again."""
    sections: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        sections[line.section].append(line)
    told: dict[int, Told] = {}
    before: Told = {}
    for section, own in sections.items():
        before = told[section] = _told(own) or _unsaid(before, own)
    return tuple(_written(line, told[line.section]) if told[line.section] else line for line in lines)


def _unsaid(before: Told, lines: Sequence[Line]) -> Told:
    """What the section before tells of the names to which another one gives neither a number nor a meaning."""
    refs = (ref for line in lines for term in line.sides for ref in references(term))
    heads = (line.head for line in lines if isinstance(line.head, Ref))
    own = {ref.base for ref in refs if ref.sups} | {head.base for head in heads}
    return {name: sups for name, sups in before.items() if name[0] not in own}


def _told(lines: Sequence[Line]) -> Told:
    """What the subscripts of a section tell: each name has its own ones in each of its layers."""
    found: defaultdict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
    layers: defaultdict[str, set[str]] = defaultdict(set)
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        if ref.subs and len(ref.sups) == 1 and ref.sups[0].strip("()[]").isdigit():
            found[ref.base, ref.subs].add(ref.sups)
            layers[ref.base].update(ref.sups)
    apart = {base for base, _ in found if all(len(sups) == 1 for (name, _), sups in found.items() if name == base)}
    return {
        (base, subs): next(iter(sups))
        for (base, subs), sups in found.items()
        if base in apart and len(layers[base]) >= LAYERS
    }


def _written(line: Line, told: Told) -> Line:
    def named(ref: Ref) -> Ref:
        return replace(ref, sups=told.get((ref.base, ref.subs), ())) if not ref.sups else ref

    found = with_refs(line, named)
    return line if found == line else replace(found, assumes=(*line.assumes, SAID))
