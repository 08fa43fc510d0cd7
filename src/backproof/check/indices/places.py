r"""Elements whose place is computed: ``x_{i+m-1}`` is the sum over s of ``x_s`` where s is i + m - 1.

Beyond the ends of x there is nothing, so that such an element is zero there, as in a convolution with zero padding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import final

from backproof.check.indices.lettering import Around, Lettering
from backproof.check.names.names import Name
from backproof.expr import CompareIndices, CompareValues, Condition, Expression, Index, Indicator, Sum, Tensor
from backproof.expr.build import add, mul, negative, number
from backproof.read.grammar.scripts import PLACE
from backproof.read.terms.terms import NOWHERE, Unreadable

PART = re.compile(r"([+-]?)([a-z]'*|\d+)")


def is_place(slot: str | int) -> bool:
    """Whether a slot is computed from several letters."""
    return isinstance(slot, str) and len(slot) > 1 and PLACE.fullmatch(slot) is not None


@final
@dataclass(frozen=True, slots=True)
class Places:
    """Computed places under the lettering of one line."""

    letters: Lettering

    def element(self, found: Tensor, name: Name, around: Around) -> Expression:
        """The element of a tensor at the places of a name; ``found`` has a letter of its own for each of them."""
        element: Expression = found
        for index, slot in zip(found.slots[-len(name.slots) :], name.slots, strict=True):
            if is_place(slot) and isinstance(index, Index):
                element = Sum(index, mul(Indicator(self.equal(index, str(slot), around)), element))
        return element

    def delta(self, name: Name, around: Around) -> Expression:
        r"""``\delta_{i+k-1,s}``: one where s is the place."""
        places = [slot for slot in name.slots if is_place(slot)]
        letters = [slot for slot in name.slots if isinstance(slot, str) and not is_place(slot)]
        if len(places) != 1 or len(letters) != 1:
            raise Unreadable("a Kronecker delta of two computed places is not read yet", NOWHERE)
        return Indicator(self.equal(self.letter(letters[0], around), str(places[0]), around))

    def equal(self, index: Index, place: str, around: Around) -> Condition:
        """That a letter has the number of a place."""
        parts = []
        for sign, part in PART.findall(place):
            value = number(part) if part.isdigit() else self.position(self.letter(part, around))
            parts.append(negative(value) if sign == "-" else value)
        return CompareValues("=", self.position(index), add(*parts))

    def letter(self, letter: str, around: Around) -> Index:
        """The index of a letter that something else in the line says the range of."""
        index = self.letters.find(letter, around)
        if index is None:
            raise Unreadable(f"nothing says what the index {letter} runs over", NOWHERE)
        return index

    def position(self, index: Index) -> Expression:
        """The number of an element: how many there are up to it, counted from the first one's."""
        before = self.letters.fresh("u", index.range)
        return add(Sum(before, Indicator(CompareIndices("<=", before, index))), number(index.range.first - 1))
