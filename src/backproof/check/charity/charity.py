"""What excuses a refuted line: all that its sides may be meant as, in the document in which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import final

from backproof.calculus.resolve import in_order
from backproof.check.charity import (
    biases,
    corners,
    counts,
    defined_later,
    excuses,
    nilpotent,
    normalised,
    pairwise,
    stated,
    supposed_values,
)
from backproof.check.definitions.open import smooth
from backproof.check.doubts import through
from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.elaboration.scope import Book
from backproof.check.verdicts.sides import Claim, Sides


@final
@dataclass(frozen=True, slots=True)
class Charity:
    """The excuses that one document leaves to its lines."""

    book: Book
    stated: tuple[stated.Stated, ...] = ()
    """The ranges that the document sets."""
    free_labels: bool = False
    """Whether its words deny that labels sum to one."""
    cases: corners.Corners = field(default_factory=corners.Corners)
    """The derivatives of which it says the cases of equal and of different letters apart."""
    supposed: supposed_values.Supposed = field(default_factory=dict)
    """The numbers that its sentences suppose."""
    with_0: frozenset[str] = frozenset()
    """The names of which it writes the element 0."""
    units: frozenset[str] = frozenset()
    """Those of which it says that this element is 1."""
    vanishing: nilpotent.Powers = field(default_factory=dict)
    """The names of which it says that a power is zero."""
    normalised: tuple[normalised.Normalised, ...] = ()
    """The names of which it says that they have mean zero, or length one."""
    hidden: bool = False
    """Whether its words name hidden units."""

    def excuses(self, claim: Claim, sides: Sides) -> Iterator[Excuse]:
        """What the sides of a claim may be meant as, the likeliest first."""
        usual = excuses.excuses(claim, sides, self.book.generic)
        yield from (each for each in usual if not (self.free_labels and each.kind is Kind.SUM_TO_ONE))
        yield from self._without_others(claim, sides)
        yield from stated.excuses(sides, self.stated)
        yield from corners.excuses(sides, self.cases)
        normal = normalised.excuses(claim.line, sides, self.normalised)
        for each in chain(normal, supposed_values.excuses(claim, sides, self.supposed, self.book)):
            yield each
            yield from (replace(each, sides=counted.sides) for counted in counts.with_counts(each.sides))
        yield from biases.excuses(sides, self.with_0)
        yield from defined_later.excuses(claim, sides, self.book)
        yield from pairwise.excuses(sides)

    def _without_others(self, claim: Claim, sides: Sides) -> Iterator[Excuse]:
        """The sides where an open loss depends on nothing but what its chain rule goes through."""
        found = through.beside(claim, self.book)
        if found is None:
            return
        loss, keys, apart = found
        inputs = [self.book.whole(key) for key in sorted(keys)]
        definitions = tuple(
            replace(each, body=smooth(each.symbol, (), inputs)) if each.symbol.name == loss else each
            for each in sides.model
        )
        said = f"it holds where {', '.join(sorted(apart))} is of another network"
        yield Excuse(said, replace(sides, model=replace(sides.model, definitions=in_order(definitions))))
