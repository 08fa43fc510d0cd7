r"""Weights named after what they make: beside ``f = \sigma(W_f x + U_f h + b_f)`` the f of ``W_f`` is no index.

A letter is the name of a gate where a line defines it by names that have it as their only script, and no sum runs over
these. It stays an index of other names: the i of ``x_i`` beside a gate i.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from backproof.check.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.rewriting import references, walk
from backproof.read.spelling import letters_of
from backproof.read.terms import Big, Ref

SEVERAL = 2
"""Names of one gate, or gates of one name, that make a pattern."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the letters of gates as parts of the names of their weights."""
    gates = _gates(lines)
    if not gates:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        match ref.subs:
            case (letter,) if ref.base in gates.get(letter, ()) and not ref.at:
                return replace(ref, base=f"{letters_of(ref.base)}_{{{letters_of(letter)}}}", subs=())
            case _:
                return ref

    return tuple(with_refs(line, named) for line in lines)


def _gates(lines: Sequence[Line]) -> Mapping[str, Set[str]]:
    """The letters of gates, each with the names that have it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        match line.head:
            case Ref(base, (), ()) if line.side is not None:
                found[base].update(ref.base for ref in references(line.side) if ref.subs == (base,) and not ref.at)
            case _:
                pass
    summed = set(_summed(lines))
    of = {letter: {base for base in bases if (base, letter) not in summed} for letter, bases in found.items()}
    gates: defaultdict[str, set[str]] = defaultdict(set)
    for letter, bases in of.items():
        for base in bases:
            gates[base].add(letter)
    return {
        letter: bases
        for letter, bases in of.items()
        if len(bases) >= SEVERAL or any(len(gates[base]) >= SEVERAL for base in bases)
    }


def _summed(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Names with the letter of a sum around them."""
    sums = (part for line in lines for term in line.sides for part in walk(term) if isinstance(part, Big))
    return ((ref.base, each.letter) for each in sums for ref in references(each.body) if each.letter in ref.subs)
