"""Sums that nobody writes: over which letters a product is summed in Einstein notation, and where.

A letter that stands twice in a product is summed over the whole of it, brackets and all: in
``y_a (p_a d_{ab} - p_a p_b)`` the first term of the bracket has its a from outside, so nothing is summed in there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from backproof.check.indices.letters import Tied, Use, uses
from backproof.check.names.names import Names
from backproof.read.terms.rewriting import children
from backproof.read.terms.terms import Big, Partial, Term, Times

Letters = frozenset[str]


def free_letters(term: Term, names: Names) -> Letters:
    """The letters of a term that its own implied and written sums leave free."""
    match term:
        case Times(factors):
            return contracted([free_letters(factor, names) for factor in factors])
        case Big(letter=letter, body=body):
            return free_letters(body, names) - {letter}
        case Partial(of, by):
            return free_letters(of, names) | free_letters(by, names)
        case _ if inside := children(term):
            return frozenset().union(*(free_letters(part, names) for part in inside))
        case _:
            return _written(term, names)


def contracted(factors: Iterable[Letters]) -> Letters:
    """The letters that stand in one factor only."""
    counts = Counter(letter for each in factors for letter in each)
    return frozenset(letter for letter, count in counts.items() if count == 1)


def beside(parts: Sequence[Term], names: Names) -> list[Letters]:
    """For each of several parts, the letters that the others leave free."""
    free = [free_letters(part, names) for part in parts]
    return [frozenset().union(*free[:at], *free[at + 1 :]) for at in range(len(parts))]


def _written(term: Term, names: Names) -> Letters:
    found: set[str] = set()
    for use in uses(term, names):
        match use:
            case Use(str() as letter, _, _, None):
                found.add(letter)
            case Tied(left, None, right, None):
                found |= {left, right}
            case _:
                pass
    return frozenset(found)
