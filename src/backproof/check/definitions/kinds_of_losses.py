"""Losses of another kind under one letter: a squared error, and a cross-entropy behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.check.indices.suppressed import Defined
from backproof.read.terms.rewriting import occurrences, walk
from backproof.read.terms.terms import Call, Num, Raise, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

SQUARE = 2


def told_apart(found: Sequence[Defined]) -> list[Defined]:
    """The definitions, those of a loss as examples where some of a section take logarithms and some do not.

    No slip makes a cross-entropy of a squared error: one is meant after the other.
    """
    kinds: defaultdict[tuple[str, int], set[bool]] = defaultdict(set)
    for each in found:
        if isinstance(each.head, Ref) and each.head.base in LOSS_LETTERS:
            kinds[each.key, each.section].add(takes_logarithms(each.body))
    several = {place for place, own in kinds.items() if len(own) > 1}
    return [replace(each, example=True) if (each.key, each.section) in several else each for each in found]


def takes_logarithms(body: Term) -> bool:
    """Whether a loss is one of logarithms."""
    return any(isinstance(part, Call) and part.name.base in {"log", "ln"} for part in walk(body))


def takes_squares(body: Term) -> bool:
    """Whether a loss is one of squares."""
    powers = (part.exponent for part in occurrences(body, Raise))
    return any(isinstance(exponent, Num) and exponent.value == SQUARE for exponent in powers)
