r"""Numbers in front of letters that are part of a name: ``W_{1, ij}`` and ``W_{2, jk}`` are two matrices.

Where the first script of a name is a number or a capital in every place that has letters behind it, nothing runs over
it. One such name has to be defined and one to be a matrix: row by row, ``w_{1,i}`` may be the weights of a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Ref


def leads(subs: Sequence[str]) -> bool:
    """Whether scripts are a number or a capital with something behind it."""
    return len(subs) > 1 and (subs[0].isdigit() or (len(subs[0]) == 1 and subs[0].isupper()))


def led_by_scripts(lines: Iterable[Line], refs: Iterable[Ref]) -> frozenset[str]:
    """The bases whose first script is part of their names."""
    lines, refs = tuple(lines), tuple(refs)
    scripts: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for ref in refs:
        if any(not script.isdigit() for script in ref.subs[1:]) or (ref.subs and ref.subs[0].islower()):
            scripts[letters_of(ref.base)].append(ref.subs)
    parts = (part for line in lines for term in line.sides for part in walk(term))
    counted = {part.letter for part in parts if isinstance(part, Big)}
    found = {base for base, own in scripts.items() if all(leads(subs) and subs[0] not in counted for subs in own)}
    heads = {letters_of(line.head.base) for line in lines if isinstance(line.head, Ref) and len(line.head.subs) > 1}
    if found & heads and any(len(subs) > 2 for base in found for subs in scripts[base]):
        return frozenset(found)
    stepped = any(_steps_on(line, found) for line in lines)
    # The lines in matrix notation name the array: z_2 = W_2 h beside z_{2, i}.
    arrays = {ref.base for ref in refs if ref.subs}
    named = {base for base in found if all(f"{base}_{{{subs[0]}}}" in arrays for subs in scripts[base])}
    return frozenset(found if stepped else named)


def _steps_on(line: Line, led: Container[str]) -> bool:
    r"""Whether what has a number in front is summed to define the next one: ``z_{2, i} = \sum_j W_{ij} h_{1, j}``."""
    head = line.head
    if not isinstance(head, Ref) or line.side is None or letters_of(head.base) not in led or not leads(head.subs):
        return False
    number, *own = head.subs
    others = [ref.subs for ref in references(line.side) if letters_of(ref.base) in led and leads(ref.subs)]
    return number.isdigit() and any(subs[0].isdigit() and subs[0] != number and [*subs[1:]] != own for subs in others)
