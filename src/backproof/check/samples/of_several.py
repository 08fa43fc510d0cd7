"""Names that mean several things, told apart by their letters: without indices they would be one.

``lines`` are those of a document, ``single`` the same for one unit and one sample.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.losses.combinations import quantity
from backproof.check.names.sampling import refs_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, has, references
from backproof.read.terms.terms import Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

STYLED: Final = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec)\{(.*)\}")


def of_several(lines: Sequence[Line], single: Sequence[Line], indices: Container[str]) -> frozenset[str]:
    """Names that mean several things, told apart by their letters, or one array and single elements of it."""
    found = (_twins(lines), _families(lines, single), _shared(lines, indices))
    return frozenset(base for bases in found for base in bases)


def _twins(lines: Sequence[Line]) -> Iterator[str]:
    """Names that stand bold and plain, or large and small: the same thing, or all of its elements, or another one."""
    bases = {ref.base for line in lines for ref in refs_of(line)}
    for base in bases:
        styled = STYLED.fullmatch(base)
        twins = {base, *([styled[1]] if styled is not None else ()), base.lower()}
        if len(base) == 1 or styled is not None:
            yield from (each for each in twins if twins & bases - {base} and each in bases and base not in LOSS_LETTERS)


def _families(lines: Sequence[Line], single: Sequence[Line]) -> Iterator[str]:
    """Names that are defined under several letters in several ways, or by another element of their own."""
    known: defaultdict[str, list[tuple[Ref, Term]]] = defaultdict(list)
    opening: dict[int | None, Ref] = {}
    for line, each in zip(lines, single, strict=True):
        written, head = quantity(line.head), quantity(each.head)
        if written is not None and line.chain is not None:
            opening[line.chain] = written
        elif line.head is None and line.side is not None and (first := opening.get(line.chain)) is not None:
            # An error that is handed back, behind what it is the derivative of.
            names = [ref for ref in references(line.side) if ref.base == first.base]
            if names and first.key not in {ref.key for ref in names}:
                yield first.base
        if written is not None and head is not None and each.side and line.relation in DEFINES:
            if each.problem is not None:
                continue
            own = {ref.key for ref in references(each.side)}
            before = {ref.key for ref in references(line.side)} if line.side else set[str]()
            if head.key in own and written.key not in before:
                yield written.base
            known[head.key].append((written, each.side))
    for found in known.values():
        (head, side), *others = found
        for other, meant in others:
            if other.subs != head.subs and not alike(side, meant):
                yield head.base


def _shared(lines: Sequence[Line], indices: Container[str]) -> Iterator[str]:
    """Names that nothing defines and that the definitions of several others use with indices: weights of two layers."""
    defined = {line.head.base for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES}
    users: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in lines:
        if isinstance(line.head, Ref) and line.relation in DEFINES and line.side is not None:
            if has(line.side, Partial):
                continue
            for ref in references(line.side):
                if ref.base not in defined and any(sub in indices for sub in ref.subs):
                    users[ref.base][line.head.base] = ref.subs
    return (base for base, heads in users.items() if len(heads) > 1 and len(set(heads.values())) > 1)
