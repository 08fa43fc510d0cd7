"""Products of derivatives: what two of them share, and over which indices the product is summed therefore."""

from __future__ import annotations

from typing import final

from backproof.check.elaboration.tensors import Tensors
from backproof.check.indices.lettering import Around, Lettering
from backproof.check.indices.letters import SAMPLE, is_quantity
from backproof.check.names.names import DEPENDENT, Name
from backproof.expr import Index, Range
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Call, Partial, Ref, Term
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True)
class Contracted:
    """Finds the indices that no product of derivatives writes, under the lettering of one line."""

    letters: Lettering
    tensors: Tensors

    def arrays(self, factors: tuple[Term, ...], around: Around) -> dict[str, Index]:
        r"""The index over which a product of derivatives is summed, for each bare array between two of them.

        It is that of a sum around the product which nothing in it names: ``\sum_i \partial v^2/\partial v \, \partial
        v/\partial w``.
        """
        derivatives = [factor for factor in factors if isinstance(factor, Partial)]
        below = {self.tensors.bare_array(factor.by) for factor in derivatives}
        shared = (key for factor in derivatives if (key := self.tensors.bare_array(factor.of)) in below and key)
        found: dict[str, Index] = {}
        for key in shared:
            range_ = self.letters.ranges.of(key, 0)
            written = self._unnamed(factors, around, range_)
            found[key] = self.letters.fresh(self.letters.usual(range_), range_) if written is None else written
        return found

    def _unnamed(self, factors: tuple[Term, ...], around: Around, range_: Range) -> Index | None:
        """The index of a sum over a range that no factor names."""
        bound = {letter: index for letter, index in around.bound.items() if index.range == range_}
        named = (
            {sub for factor in factors for ref in references(factor) for sub in (*ref.subs, *ref.sups)} if bound else ()
        )
        found = [index for letter, index in bound.items() if letter not in named]
        if len(found) != 1:
            return None
        self.letters.notes.add(f"the sum over {found[0].name} is that of the product of derivatives")
        return found[0]

    def samples(self, factors: tuple[Term, ...]) -> dict[str, Index]:
        """The sample over which a product of derivatives is summed, for each quantity between two of them."""
        derivatives = [factor for factor in factors if isinstance(factor, Partial)]
        above = {name.key for factor in derivatives if (name := self.unnamed_sample(factor.of)) is not None}
        below = (self.unnamed_sample(factor.by) for factor in derivatives)
        keys = (name.key for name in below if name is not None and name.key in above)
        return {key: self.letters.fresh("s", self.letters.ranges.of(key, SAMPLE)) for key in keys}

    def unnamed_sample(self, term: Term) -> Name | None:
        """A name that varies from sample to sample, and that is written without one."""
        ref = term.name if isinstance(term, Call) and is_quantity(term, self.letters.names) else term
        return self.letters.names.resolve(ref) if isinstance(ref, Ref) and ref.sample == DEPENDENT else None
