"""Names -> tensors: elements of symbols, deltas, extents and constants."""

from __future__ import annotations

import re
from typing import final

from backproof.check.indices import positions
from backproof.check.indices.lettering import Around, Lettering
from backproof.check.indices.letters import is_kronecker
from backproof.check.indices.places import Places, is_place
from backproof.check.names.names import Name
from backproof.expr import Constant, Delta, Expression, Sum, Symbol, Tensor
from backproof.expr.build import ONE, subtract
from backproof.read.terms.terms import About, Ref, Term, Unreadable
from backproof.records import dataclass
from backproof.source import Span

MATRIX_LETTERS = frozenset("ABDHKPQRSUVWXYZ")
"""Capital letters that are matrices where they stand without indices; C, E, F, G, J, L and O are often quantities."""
WHOLE = "without indices is matrix notation, which is not read yet"
SINGLE = "is a single number"
ELEMENT = re.compile(r"_\{\d,?\d\}$")
"""A number for each axis of a matrix: ``H_{11}`` is one of its elements."""


@final
@dataclass(frozen=True, slots=True)
class Tensors:
    """Reads names under the lettering of one line."""

    letters: Lettering

    def reference(self, ref: Ref, around: Around) -> Expression:
        """The expression that a name stands for."""
        name = self.letters.names.resolve(ref)
        if is_kronecker(name, self.letters.names) and any(map(is_place, name.slots)):
            return Places(self.letters).delta(name, around)
        if is_kronecker(name, self.letters.names):
            return Delta(self.letters.slot(name.slots[0], around), self.letters.slot(name.slots[1], around))
        if name.updated or name.change:
            raise Unreadable(f"{ref.base} as an updated value is read only on the left of an update", ref.span)
        if (counted := positions.named(ref, around, self.letters)) is not None:
            return positions.position(counted, self.letters)
        if not name.slots and not self.letters.ranges.arity(name.key):
            extent = self.extent(name.key)
            if extent is not None:
                return extent
            if name.key == "e" and "e" not in self.letters.reading.scalars:
                return Constant("e")
            if name.key in self.letters.reading.constants:
                return Constant("pi")
        found = self.tensor(name, ref.span, around)
        return Places(self.letters).element(found, name, around) if any(map(is_place, name.slots)) else found

    def extent(self, key: str) -> Expression | None:
        r"""``m`` in ``\frac1m \sum_{i=1}^m`` counts the elements of a range: a sum of ones over it, less that of 0."""
        ranges = self.letters.ranges
        ends = {(1, key), (0, f"{key}-1")}
        # Where elements from 0 on are numbers, too, so is the last one.
        ends |= {(0, key)} if self.letters.reading.counting else set()
        for name, extent in ranges.extents.items():
            if isinstance(extent.last, str) and (extent.first, extent.last) in ends:
                range_ = next((each for each in ranges.slots.values() if each.name == name), None)
                if range_ is not None:
                    counted = Sum(self.letters.fresh("n", range_), ONE)
                    return subtract(counted, ONE) if (extent.first, extent.last) == (0, key) else counted
        return None

    def tensor(self, name: Name, span: Span, around: Around) -> Tensor:
        """One element of a symbol; slots that the author left out take the letter of their range."""
        name = self.unaliased(name)
        ranges = self.letters.ranges
        per_unit = self.letters.reading.per_unit.get(name.key)
        if per_unit is not None and not name.slots:
            range_ = ranges.of(*per_unit.slot)
            return Tensor(Symbol(name.key, (range_,)), (self.letters.of_unit(per_unit.letter, range_, around),))
        # A place such as i + k - 1 fills no slot of its own.
        arity = len(name.slots) if any(map(is_place, name.slots)) else ranges.arity(name.key) or len(name.slots)
        if not arity and name.key not in self.letters.reading.scalars:
            self.single(name.key, span)
        symbol = ranges.symbol(name.key, arity)
        over = symbol.ranges[len(symbol.ranges) - arity :]
        if name.slots:
            slots = tuple(
                self.letters.fresh("s", range_) if is_place(slot) else self.letters.slot(slot, around, range_)
                for slot, range_ in zip(name.slots, over, strict=True)
            )
        else:
            slots = tuple(self.letters.suppressed(name.key, range_, around) for range_ in over)
        for slot, range_ in zip(slots, over, strict=True):
            self.letters.check(name.key, slot, range_)
        if name.sample is None:
            return Tensor(symbol, slots)
        if not symbol.ranges:
            raise Unreadable(f"{name.key} has no samples", span)
        return Tensor(symbol, (self.letters.sample(name, symbol.ranges[0], around), *slots))

    def unaliased(self, name: Name) -> Name:
        """``w_{0j}`` is the bias of unit j where the document says so by its own definitions."""
        first = name.slots[0] if name.slots else None
        bias = self.letters.reading.aliases.get((name.key, first)) if isinstance(first, int) else None
        if bias is None:
            return name
        self.letters.notes.add(f"{name.key} with index {first} is the bias {bias}")
        return Name(bias, name.slots[1:])

    def single(self, key: str, span: Span) -> None:
        """Raise where a name without indices is a matrix by its look, but where such names are taken for numbers."""
        plain = key.split("_", maxsplit=1)[0].split("^", maxsplit=1)[0]
        if (plain in MATRIX_LETTERS or plain.startswith(("\\mathbf", "\\vec"))) and not ELEMENT.search(key):
            if plain in self.letters.names.quantities:
                return
            if not self.letters.reading.single:
                raise Unreadable(f"{key} {WHOLE}", span, About.WHOLE_ARRAYS)
            self.letters.notes.add(f"{key} {SINGLE}")

    def bare_array(self, term: Term) -> str | None:
        """The key of a whole vector that a term names without its index, or None."""
        if not isinstance(term, Ref):
            return None
        name = self.letters.names.resolve(term)
        return name.key if not name.slots and self.letters.ranges.arity(name.key) == 1 else None
