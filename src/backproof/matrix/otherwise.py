"""What a line that does not fit may mean beyond what is read: then its shapes refute nothing."""

from __future__ import annotations

from typing import final

from backproof.matrix import handed_on, identities, lost_axes
from backproof.matrix.certainty import Certainty
from backproof.matrix.page import Page
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big, Element, Partial, Plus, Raise, Ref, Term
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True)
class Otherwise:
    """What the lines of a page may mean."""

    page: Page
    certainty: Certainty

    def is_meant(self, at: int, line: Line) -> bool:
        """Whether a line may be a definition, an identity, or about one element."""
        page, certainty = self.page, self.certainty
        return (
            page.defines(at)
            or certainty.drifts(at)
            or bool(identities.doubt(line, page.identities))
            or page.repeats(at)
            or self.sums_samples(line)
            or self.names_parameter(line)
            or certainty.fits_one_unit(at)
            or handed_on.speaks_of_one(page.equations[at], page.lines)
            or lost_axes.names_own_element(page, at)
            # \nabla^2 is the Laplacian in other fields, which is a number.
            or _is_second(page.heads[at])
            or self.raises(line)
            or self.lays_out(at)
        )

    def names_parameter(self, line: Line) -> bool:
        """Whether a line has a name that is the argument of functions and defined nowhere: another one may be meant."""
        parameters = self.page.parameters
        return any(ref.base in parameters for side in line.sides for ref in references(side) if not ref.subs)

    def sums_samples(self, line: Line) -> bool:
        r"""Whether a sum is over names that stand elsewhere as whole vectors: ``\hat y_n`` may be that of a sample."""
        kinds, parts = self.certainty.fit.kinds, self.page.spelling.parts
        for big in (part for side in line.sides for part in occurrences(side, Big)):
            inside = [parts(ref) for ref in references(big.body) if big.letter in ref.subs and not ref.at]
            declared = {stem for stem, _, _ in self.page.spaces.declared.values()}
            vectors = [each for each in inside if len(each.slots) == 1 and kinds.get(each.stem) in {"column", "row"}]
            if any(each.stem not in declared for each in vectors):
                return True
        return False

    def lays_out(self, at: int) -> bool:
        r"""Whether no line that fits shows the layout of ``(\partial z/\partial x)_{ji}`` in a line."""
        return self._has_entry(at) and not any(
            self._has_entry(other) and self.certainty.fit.holds(other) for other in self.page.equations if other != at
        )

    def _has_entry(self, at: int) -> bool:
        sides = (self.page.heads[at], self.page.lines[at].side)
        entries = (part for side in sides if side is not None for part in occurrences(side, Element))
        return any(isinstance(each.base, Partial) and len(each.at) > 1 for each in entries)

    def raises(self, line: Line) -> bool:
        """Whether a line has a power of a whole matrix, which may be meant as that of its norm: ``\\lambda W^2``."""
        powers = (part.base for side in line.sides for part in occurrences(side, Raise))
        named = (ref for base in powers if isinstance(base, Plus | Ref) for ref in references(base))
        names = map(self.page.spelling.parts, named)
        return any(self.certainty.fit.kinds.get(each.stem) == "matrix" and not each.slots for each in names)


def _is_second(head: Term | None) -> bool:
    """Whether a head is a second derivative by one name."""
    match head:
        case Partial(Partial(_, inner), outer):
            return inner.key == outer.key
        case _:
            return False
