"""What the letters of a line say of its extents, beside its shapes: they fill slots that are equally long then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

from backproof.matrix.extents import Extents
from backproof.matrix.indices import Elements, Letters
from backproof.matrix.matching import Match
from backproof.matrix.values import Misfit, Ties
from backproof.read.terms.terms import Term


@final
@dataclass(frozen=True)
class Lettering:
    """The letters of the lines of a page; ``elements`` are the extents of its arrays."""

    elements: Elements

    def tied(self, found: Match, extents: Extents) -> Ties:
        """The extents that a line makes equal by its shapes and its letters; raises Misfit where they can't be."""
        trial = extents.copy()
        for one, other in found.ties:
            # What fits tie by tie may make two declared extents equal together.
            trial.tie(trial.fit(one, other), settle=False)
        every = list(found.ties)
        for pair in found.pairs:
            every.extend(self.equal(pair, trial))
        return tuple(every)

    def equal(self, bodies: Iterable[Term], trial: Extents) -> Iterator[tuple[str, str]]:
        """The extents that terms make equal by their letters, which are tied; raises Misfit where they can't be."""
        for _, one, other in self._letters(bodies).ties():
            try:
                ties = trial.fit(one, other)
            except Misfit as misfit:
                reason = "two axes of different extents have one index"
                raise Misfit(reason, trial.said(other), trial.said(one), certain=True) from misfit
            trial.tie(ties, settle=False)
            yield from ties

    def used(self, found: Match) -> frozenset[str]:
        """The extents of the slots that letters fill."""
        letters = self._letters(body for pair in found.pairs for body in pair)
        return frozenset(extent for extents in letters.found.values() for extent in extents)

    def _letters(self, bodies: Iterable[Term]) -> Letters:
        letters = Letters(self.elements)
        for body in bodies:
            letters.read(body)
        return letters
