r"""Functions that a chain gives another name: ``p = \mathrm{softmax}(z) = \psi(z)`` says what psi is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, renamed
from backproof.read.terms.terms import Call, Ref
from backproof.read.vocabulary import FUNCTION_WORDS

KNOWN = FUNCTION_WORDS.keys() | {"sigma"}
"""Names that the field gives a meaning."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the usual names of functions that nothing else defines."""
    named = _named(lines)
    if not named:
        return tuple(lines)

    def change(ref: Ref) -> Ref:
        return replace(ref, base=named[ref.base]) if ref.base in named and not ref.subs and not ref.sups else ref

    return tuple(line.changed(partial(renamed, change=change)) for line in lines)


def _named(lines: Sequence[Line]) -> Mapping[str, str]:
    """The usual name of each function that stands beside one in a chain, applied to the same names."""
    pairs = {pair for before, line in pairwise(lines) for pair in _pairs(before, line)}
    others = [other for other, _ in pairs]
    heads = {line.head.name.base for line in lines if isinstance(line.head, Call) and not line.head.primes}
    bare = {part.base for line in lines for term in line.sides for part in occurrences(term, Ref)}
    return {other: known for other, known in pairs if others.count(other) == 1 and other not in heads | bare}


def _pairs(before: Line, line: Line) -> Iterator[tuple[str, str]]:
    if line.head is not None or line.chain is None or line.chain != before.chain or line.relation not in DEFINES:
        return
    match before.side, line.side:
        case Call(Ref(known, (), ()), 0, own), Call(Ref(other, (), ()), 0, same) if len(own) == len(same):
            plain = all(isinstance(each, Ref) for each in own)
            if plain and all(map(alike, own, same)) and known in FUNCTION_WORDS and other not in KNOWN:
                yield other, known
        case _:
            return
