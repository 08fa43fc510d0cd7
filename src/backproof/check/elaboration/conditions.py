"""Conditions: comparisons of indices, of values, and of an index with the place of an extreme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from backproof.check.indices.lettering import Around, Lettering
from backproof.check.indices.letters import Use, is_letter, uses
from backproof.check.verdicts.reading import IllTyped
from backproof.expr import (
    CompareIndices,
    CompareValues,
    Condition,
    Expression,
    Index,
    Over,
    Slot,
)
from backproof.expr.build import ZERO
from backproof.read.grammar.places import PLACES
from backproof.read.terms.terms import (
    Call,
    Compare,
    Num,
    Ref,
    Term,
    Unreadable,
)


@final
@dataclass(frozen=True, slots=True)
class Conditions:
    """Comparisons in a line with these letters; ``expression`` is what its terms are."""

    letters: Lettering
    expression: Callable[[Term, Around], Expression]

    def condition(self, compare: Compare, around: Around) -> Condition:
        """A comparison of indices where both sides are such, else of values."""
        left, right = self.index_side(compare.left, around), self.index_side(compare.right, around)
        if compare.relation == "=" and (place := self.place(compare, around)) is not None:
            return CompareValues(">", place, ZERO)
        if left is not None and right is not None and not (isinstance(left, int) and isinstance(right, int)):
            if isinstance(left, Index) and isinstance(right, Index) and left.range != right.range:
                one, other = (f"{each.name} over {self.letters.ranges.describe(each.range)}" for each in (left, right))
                raise IllTyped(f"{left.name} and {right.name} are compared but run over different ranges", one, other)
            return CompareIndices(compare.relation, left, right)
        if compare.relation == "=" and _same_array(compare):
            self.letters.notes.add("the condition compares values where indices are meant")
        sides = self.expression(compare.left, around), self.expression(compare.right, around)
        return CompareValues(compare.relation, *sides)

    def place(self, compare: Compare, around: Around) -> Expression | None:
        r"""``j = \arg\max_m z_m``: element j of the one-hot vector of the place; None for any other comparison."""
        match compare.left, compare.right:
            case (Ref() | Num() as term, Call(Ref(word, (letter,)), 0, (argument,))) if word in PLACES:
                at = self.index_side(term, around)
            case _:
                return None
        if at is None:
            raise Unreadable("what is compared with a place is no index here", term.span)
        used = (each for each in uses(argument, self.letters.names) if isinstance(each, Use) and each.letter == letter)
        found = {self.letters.ranges.of(each.key, each.slot) for each in used}
        if len(found) != 1:
            raise Unreadable("over what this place is taken is not clear", compare.right.span)
        index = self.letters.fresh(letter, found.pop())
        return Over(word, index, self.expression(argument, around.binding(letter, index)), at)

    def index_side(self, term: Term, around: Around) -> Slot | None:
        """The index or the number of an element that a side of a condition names, or None."""
        match term:
            case Ref() if is_letter(term):
                return self.letters.find(term.base, around)
            case Num(value) if value.denominator == 1:
                return int(value)
            case _:
                return None


def _same_array(compare: Compare) -> bool:
    """``x_i = x_k``: two elements of one array."""
    match compare.left, compare.right:
        case Ref(base, subs), Ref(other, other_subs):
            return base == other and subs != other_subs
        case _:
            return False
