"""Results that are right though the numbers before them are not: two values were printed in each other's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from backproof.check.definitions.shape import is_constant
from backproof.check.numbers.compare import Match
from backproof.check.numbers.known import Known
from backproof.check.numbers.numeric import Member
from backproof.check.numbers.rounding import Result
from backproof.read.terms.rewriting import occurrences, rebuilt
from backproof.read.terms.terms import Num, Term

UNDONE: Final = "the line before it goes on with wrong numbers, and it is what the right ones give"
SINGLE: Final = "[]"
"""What the key of a number ends with, which is no element of an array."""


def undone(result: Result, before: Sequence[Member], known: Known, section: int, at: int) -> bool:
    """Whether a result is what a refuted member gives with the right numbers in the place of wrong ones."""
    wrong = {value: key for value, key in known.book.mistaken.items() if key is not None}
    members = [each.term for each in before if each.refuted and is_constant(each.term)]
    numbers = {part for term in members for part in occurrences(term, Num) if part.value in wrong}
    values = {key: value for key, value in known.book.values.items() if key not in wrong.values()}
    meant: dict[Num, Term] = {}
    for number in numbers:
        defined = known.catalogue.candidates(wrong[number.value].removesuffix(SINGLE), section, at)
        body = known.filled(defined[0].body, section, values, at) if defined else None
        if body is None or not is_constant(body):
            return False
        meant[number] = body
    return bool(meant) and any(isinstance(result.against(_with(meant, term)), Match) for term in members)


def _with(meant: Mapping[Num, Term], term: Term) -> Term:
    """A term with other numbers in the place of some."""
    return meant.get(term, term) if isinstance(term, Num) else rebuilt(term, lambda part: _with(meant, part))
