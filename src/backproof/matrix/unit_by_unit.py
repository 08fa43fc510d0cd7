r"""Extents that definitions unit by unit make equal: ``a_j = w_j^T x, z_j = \sigma(a_j), y_k = \sum_j v_{kj} z_j``.

Numbers that always stand with an index are no arrays, and a sample above a name hides that it is one; their letters
lead from the rows of w to the columns of v all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import final

from backproof.matrix.indices import Letters
from backproof.matrix.kinds import KINDS
from backproof.matrix.names import Spelling
from backproof.matrix.values import Ties
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Partial, Ref, Term


@final
@dataclass(frozen=True, slots=True)
class UnitByUnit:
    """The definitions of a page as pairs of terms, with the kinds of its names."""

    spelling: Spelling
    definitions: Sequence[tuple[Term, Term]]
    kinds: Mapping[str, str]
    _classes: dict[str, str] = field(default_factory=dict, init=False)

    def ties(self) -> Iterator[Ties]:
        """What the letters of all definitions make equal together; nothing for two axes of one array."""
        several = self._of_several_layers()
        arrays: dict[str, tuple[str, ...]] = {}
        for pair in self.definitions:
            letters = Letters(dict(self._named(pair, several, arrays)))
            for body in pair:
                letters.read(body)
            for _, one, other in letters.ties():
                self._classes[self._find(other)] = self._find(one)
        classes: defaultdict[str, list[str]] = defaultdict(list)
        for extent in dict.fromkeys(each for extents in arrays.values() for each in extents):
            classes[self._find(extent)].append(extent)
        for found in classes.values():
            if len({extent.rpartition(".")[0] for extent in found}) == len(found):
                yield tuple(pairwise(found))

    def _find(self, extent: str) -> str:
        while (above := self._classes.get(extent, extent)) != extent:
            extent = above
        return extent

    def _named(
        self, pair: Iterable[Term], several: frozenset[str], arrays: dict[str, tuple[str, ...]]
    ) -> Iterator[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[str, ...]]]:
        """The extents of the names of a definition, those of numbers with an index and of samples among them."""
        for ref in (ref for term in pair for ref in _names(term)):
            parts = self.spelling.parts(ref)
            count = len(parts.slots)
            axes = zip(("rows", "columns"), KINDS[self.kinds.get(parts.stem, "scalar")], strict=True)
            extents = tuple(f"{parts.key}.{axis}" for axis, there in axes if there)
            if extents:
                arrays[parts.key] = extents
            elif self.spelling.counts.get(parts.stem, {}).keys() == {count}:
                extents = tuple(f"{parts.key}[{at}]" for at in range(count))
            if len(extents) == count > 0 and parts.stem not in several:
                yield (ref.base, ref.subs[: len(ref.subs) - count], ref.sups), extents

    def _of_several_layers(self) -> frozenset[str]:
        r"""The names that are defined under several letters: ``\delta_k`` of the outputs, ``\delta_j`` of others."""
        heads: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for head, _ in self.definitions:
            if isinstance(head, Ref):
                parts = self.spelling.parts(head)
                heads[parts.stem].add(parts.slots)
        return frozenset(stem for stem, slots in heads.items() if len(slots) > 1)


def _names(term: Term) -> Iterator[Ref]:
    yield from references(term)
    yield from (part.by for part in occurrences(term, Partial))
