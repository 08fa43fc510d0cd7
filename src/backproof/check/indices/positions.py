r"""Letters of sums as numbers: the i of ``\sum_{i=1}^n i`` counts the elements up to its own."""

from __future__ import annotations

from collections.abc import Set

from backproof.check.indices.lettering import Around, Lettering
from backproof.expr import CompareIndices, Expression, Index, Indicator, Sum
from backproof.expr.build import add, number
from backproof.read.terms.rewriting import counts, occurrences, references
from backproof.read.terms.terms import Big, Ref, Term


def position(index: Index, letters: Lettering) -> Expression:
    """The number of an element: how many there are up to it, from the first one's number on."""
    counted = letters.fresh("n", index.range)
    up_to = Sum(counted, Indicator(CompareIndices("<=", counted, index)))
    return up_to if index.range.first == 1 else add(up_to, number(index.range.first - 1))


def named(ref: Ref, around: Around, letters: Lettering) -> Index | None:
    """The index whose number a name is: that of a sum around it, or a free one that is a number in a definition."""
    if ref.subs or ref.sups or ref.at:
        return None
    free = letters.free.get(ref.base) if ref.base in letters.reading.counting else None
    return around.bound.get(ref.base) or free


def unclear(term: Term, free: Set[str]) -> set[str]:
    """The letters that are numbers and indices in a term: a subscript may have been meant where a number stands."""
    found = {letter for letter in free if counts(letter, term)}
    for big in occurrences(term, Big):
        scripts = {script for ref in references(big.body) for script in (*ref.subs, *ref.sups)}
        if big.letter in scripts and counts(big.letter, big.body):
            found.add(big.letter)
    return found
