"""Names in matrix notation: whole arrays, rows and columns of matrices, samples of a batch, and single elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import final

from backproof.matrix import identities
from backproof.matrix.kinds import KINDS
from backproof.matrix.names import Parts, Spelling, element, is_letter
from backproof.matrix.values import Array, Axis, Misfit, Option
from backproof.matrix.workshop import Workshop
from backproof.read.grammar.scripts import WHOLE
from backproof.read.terms.terms import AXES, Ref
from backproof.records import dataclass, replace


@final
@dataclass(frozen=True, slots=True)
class References:
    """Every way to take a name when the kinds of all names are known."""

    spelling: Spelling
    kinds: Mapping[str, str]
    """Those of stems."""
    shop: Workshop
    identities: frozenset[str]
    """The letters of identity matrices."""
    places: Mapping[str, int]
    """Which slot one index alone fills, of matrices of which the letters do not say it."""
    flat: bool
    """Whether a row of a matrix may stand as a row."""

    def options(self, ref: Ref) -> Iterator[Option]:
        """A name: an array, a row or column of a matrix, or one element."""
        if ref.base in self.identities:
            yield from identities.options(ref, self.shop)
            return
        parts = self.spelling.parts(ref)
        rows, columns = KINDS[self.kinds.get(parts.stem, "scalar")]
        if parts.sample and rows and columns and not parts.slots and is_letter(parts.sample):
            yield self._sample(parts)
            return
        missing = rows + columns - len(parts.slots)
        if WHOLE in parts.slots:
            yield from self._line_of(parts)
        elif missing <= 0 or not (rows or columns):
            yield Option(Array(None, None, element(parts, parts.slots)))
        elif missing == rows + columns:
            first = Axis(self.shop.fresh(), f"{parts.key}.rows") if rows else None
            second = Axis(self.shop.fresh(), f"{parts.key}.columns") if columns else None
            letters = tuple(axis.letter for axis in (first, second) if axis is not None)
            yield Option(Array(first, second, element(parts, letters)))
        else:
            yield from self._slices(parts)

    def _sample(self, parts: Parts) -> Option:
        """``Z^{(i)}``: the sample i of a batch, a column where vectors are columns."""
        ref = replace(parts.ref, sups=tuple(script for script in parts.ref.sups if script != f"({parts.sample})"))
        own = replace(parts, ref=ref)
        if self.shop.rows_first:
            axis = Axis(self.shop.fresh(), f"{parts.key}.columns")
            return Option(Array(None, axis, element(own, (parts.sample, axis.letter))))
        axis = Axis(self.shop.fresh(), f"{parts.key}.rows")
        return Option(Array(axis, None, element(own, (axis.letter, parts.sample))))

    def is_whole(self, ref: Ref) -> bool:
        """Whether a name stands for a whole array."""
        parts = self.spelling.parts(ref)
        return not parts.slots and self.kinds.get(parts.stem, "scalar") != "scalar"

    def _slices(self, parts: Parts) -> Iterator[Option]:
        """``W_k``: column k of a matrix, or row k as a vector."""
        slot, place = parts.slots[0], self.spelling.places.get(parts.stem, self.places.get(parts.stem))
        rows, columns = Axis(self.shop.fresh(), f"{parts.key}.rows"), Axis(self.shop.fresh(), f"{parts.key}.columns")
        if place != 1:
            row = element(parts, (slot, columns.letter))
            yield Option(Array(columns, None, row), 0.1)
            if self.flat:
                yield Option(Array(None, columns, row), 0.1)
        if place != 0:
            yield Option(Array(rows, None, element(parts, (rows.letter, slot))))

    def _line_of(self, parts: Parts) -> Iterator[Option]:
        """``W_{i,:}``: row i of a matrix, as a row or as a vector; ``W_{:,j}``: column j."""
        if self.kinds.get(parts.stem) != "matrix" or len(parts.slots) != AXES:
            kind = self.kinds.get(parts.stem, "name of no known shape")
            raise Misfit("only a matrix has rows and columns", f"{parts.key}, a {kind}", "a matrix")
        first, last = parts.slots
        if first == WHOLE:
            rows = Axis(self.shop.fresh(), f"{parts.key}.rows")
            yield Option(Array(rows, None, element(parts, (rows.letter, last))))
            return
        columns = Axis(self.shop.fresh(), f"{parts.key}.columns")
        row = element(parts, (first, columns.letter))
        if parts.ref.base not in self.spelling.upright:
            yield Option(Array(None, columns, row))
        yield Option(Array(columns, None, row), 0.1)

    def is_entry(self, ref: Ref) -> bool:
        """``W_{ij}``, one entry of a matrix: with the sign of a transpose, one of the transposed matrix."""
        parts = self.spelling.parts(ref)
        pair = len(parts.slots) == len(KINDS["matrix"]) and WHOLE not in parts.slots
        return pair and self.kinds.get(parts.stem) == "matrix"
