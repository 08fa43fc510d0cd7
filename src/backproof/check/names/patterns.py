r"""Terms that differ by a number only: ``w_{11} x_1`` and ``w_{12} x_2`` are ``w_{1j} x_j`` for two j."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import final

from backproof.read.terms.rewriting import alike, references, renamed
from backproof.read.terms.terms import Ref, Term

Array = tuple[str, tuple[str, ...]]
"""A name, whatever its indices."""
Slot = tuple[Array, int]


@final
@dataclass(frozen=True, slots=True)
class Pattern:
    """A term with a letter for a number."""

    term: Term
    letter: str

    def at(self, number: int) -> Term:
        """The term with a number for the letter."""
        return renamed(self.term, partial(_put, old=self.letter, new=str(number)))

    def slots(self) -> Iterator[Slot]:
        """The slots in which the letter stands."""
        for ref in references(self.term):
            yield from ((array_of(ref), at) for at, sub in enumerate(ref.subs) if sub == self.letter)


def common(terms: Mapping[int, Term], letter: str) -> Pattern | None:
    """What terms have in common that differ by their numbers only."""
    (first, one), (second, other) = list(terms.items())[:2]
    meant: dict[tuple[object, str], Ref] = {}
    for left, right in zip(references(one), references(other), strict=False):
        pairs = zip(left.subs, right.subs, strict=False)
        subs = tuple(letter if pair == (str(first), str(second)) else pair[0] for pair in pairs)
        meant[left.span, left.key] = replace(left, subs=subs)
    found = Pattern(renamed(one, lambda ref: meant.get((ref.span, ref.key), ref)), letter)
    fits = all(alike(found.at(number), term) for number, term in terms.items())
    return found if fits and letter and any(True for _ in found.slots()) else None


def _put(ref: Ref, old: str, new: str) -> Ref:
    return replace(ref, subs=tuple(new if sub == old else sub for sub in ref.subs))


def array_of(ref: Ref) -> Array:
    """The array of an element."""
    return ref.base, ref.sups
