r"""Weights named after what they make: beside ``f = \sigma(W_f x + U_f h + b_f)`` the f of ``W_f`` is no index.

A letter is that of a gate where a line computes it, as a whole, from names that have it below them, and no sum runs
over it there. It stays an index of other names: the i of ``x_i`` beside a gate i.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from backproof.check.names.sampling import ACCENTS, with_refs
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Element, Num, Ref


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the letters of gates as parts of the names of their weights."""
    gates = _gates(lines)
    if not gates:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        if ref.at or not any(ref.base in gates.get(letter, ()) for letter in ref.subs):
            return ref
        joined = "".join(letters_of(letter) for letter in ref.subs)
        return replace(ref, base=f"{letters_of(ref.base)}_{{{joined}}}", subs=())

    return tuple(with_refs(line, named) for line in lines)


def _gates(lines: Sequence[Line]) -> Mapping[str, Set[str]]:
    """The letters of gates, each with the names that have it."""
    refs = [ref for line in lines for term in line.sides for ref in references(term)]
    whole = {plain_letter(ref.base) for ref in refs if not (ref.subs or ref.at)}
    # Beside a plain W, W_z is that of a gate z; beside a plain x, x_i may be its element.
    arrays = {base for base in whole if not base.isupper()}
    # W_{ij} has indices where its letters name nothing else.
    indexed = {ref.base for ref in refs if len(ref.subs) > 1 and not whole >= {*ref.subs}}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for letter, ref in _weights(lines):
        if whole >= {*ref.subs} and ref.base not in indexed and plain_letter(ref.base) not in arrays:
            found[letter].add(ref.base)
    counted, numbers = set(_counted(lines)), _numbers(lines)
    summed = {letter for base, letter in counted if base in found.get(letter, ())}
    return {letter: bases for letter, bases in found.items() if letter not in summed | numbers}


def _weights(lines: Sequence[Line]) -> Iterator[tuple[str, Ref]]:
    """The letters of quantities that are computed from names with their letter, and these."""
    for line in lines:
        match line:
            case Line(head=Ref(base=base, subs=(), at=()), side=side) if side is not None:
                letter = plain_letter(base)
                own = (ref for ref in references(side) if letter in ref.subs and not ref.at)
                yield from ((letter, ref) for ref in own if len(letter) == 1 and letter.isalpha())
            case _:
                pass


def _counted(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Names with a letter that a sum around them runs over, or that an element of them has."""
    for part in chain.from_iterable(walk(term) for line in lines for term in line.sides):
        match part:
            case Big(letter=letter, body=body):
                for ref in references(body):
                    yield from ((ref.base, sub) for sub in ref.subs if letter in {"", sub})
            case Element(base, at):
                yield from ((ref.base, sub) for ref in references(base) for sub in at)
            case _:
                pass


def _numbers(lines: Sequence[Line]) -> Set[str]:
    """Letters that are given a number."""
    return {line.head.base for line in lines if isinstance(line.head, Ref) and isinstance(line.side, Num)}


def plain_letter(base: str) -> str:
    r"""The letter of a name without accents and primes: h of ``\tilde{h}`` and of ``h'``."""
    found = ACCENTS.fullmatch(base)
    return plain_letter(found[1]) if found is not None else base.rstrip("'")
