r"""Vectors of a fixed choice: the o and c of ``J = -\log \sigma(u_o^T v_c)`` name one vector each and run over nothing.

A letter in an inner product of a number that no sum binds, and that no definition has on its left, is part of a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from backproof.check.definitions.definitions import DEFINES
from backproof.check.layers.recurrence import refs_of
from backproof.check.names.sampling import with_refs
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Divide, Ref, Term, Times, Transposed


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters as parts of names."""
    chosen = {letter for line in lines for letter in _chosen(line)}
    if not chosen:
        return tuple(lines)
    parts = (part for line in lines for term in line.sides for part in walk(term))
    chosen -= {part.letter for part in parts if isinstance(part, Big)}
    chosen -= {sub for line in lines if isinstance(line.head, Ref) for sub in (*line.head.subs, *line.head.sups)}
    chosen -= {ref.base for line in lines for ref in refs_of(line)}
    chosen -= {sub for line in lines for ref in refs_of(line) if len(ref.subs) > 1 for sub in ref.subs}
    chosen -= {letter for line in lines for term in line.sides for letter in _shared_out(term)}
    chosen -= _of_classes(lines)

    def named(ref: Ref) -> Ref:
        if len(ref.subs) != 1 or ref.subs[0] not in chosen:
            return ref
        return replace(ref, base=f"{letters_of(ref.base)}_{{{ref.subs[0]}}}", subs=())

    return tuple(with_refs(line, named) for line in lines)


def _of_classes(lines: Sequence[Line]) -> frozenset[str]:
    r"""The letters of elements of what a line defines for every letter: o in ``-\log p_o``, beside ``p_i = \dots``."""
    defining = (line.head for line in lines if line.relation in DEFINES and isinstance(line.head, Ref))
    every = {head.base for head in defining if len(head.subs) == 1 and head.subs[0] in INDEX_LETTERS}
    return frozenset(sub for line in lines for ref in refs_of(line) if ref.base in every for sub in ref.subs)


def _shared_out(term: Term) -> Iterator[str]:
    r"""The letters of what a fraction divides by the sum over all of its kind: o in ``e^{u_o} / \\sum_w e^{u_w}``."""
    for part in walk(term):
        match part:
            case Divide(above, below):
                sums = list(occurrences(below, Big))
                summed = {ref.base for big in sums for ref in references(big.body) if big.letter in ref.subs}
                yield from (sub for ref in references(above) if ref.base in summed for sub in ref.subs)
            case _:
                pass


def _chosen(line: Line) -> Iterator[str]:
    """The letters of the two vectors of an inner product in what defines a number."""
    head = line.head
    # A word below a number is no index: J_neg.
    if (
        isinstance(head, Ref)
        and line.relation in DEFINES
        and line.side is not None
        and all(sub[1:] and sub.isalpha() for sub in head.subs)
    ):
        for part in walk(line.side):
            match part:
                case Times(factors):
                    yield from (letter for one, other in pairwise(factors) for letter in _letters(one, other))
                case _:
                    pass


def _letters(one: Term, other: Term) -> Iterator[str]:
    match one, other:
        case Transposed(Ref(subs=left)), Ref(subs=right) if len(left) <= 1 >= len(right):
            yield from (letter for letter in (*left, *right) if len(letter) == 1 and letter.islower())
        case _:
            pass
