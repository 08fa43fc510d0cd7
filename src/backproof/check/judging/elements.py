r"""Elements in small letters: beside ``z = W x``, the ``w_{jk}`` of ``z_j = \sum_k w_{jk} x_k`` are those of W.

Most texts write so and some mean something else by the one or the other: it proves, and refutes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from backproof.calculus.resolve import letters_for
from backproof.check.verdicts.sides import Sides
from backproof.expr import Definition, Symbol, Tensor


def of_capitals(sides: Sides) -> tuple[Sides, tuple[str, ...]] | None:
    """The sides with the elements of matrices by the small letters that run over the same ranges; what this assumes."""
    symbols = {symbol for side in sides.resting for body in side for symbol in body.symbols}
    symbols |= {each.by.symbol for each in sides.derivatives()}
    by_name = {symbol.name: symbol for symbol in symbols if symbol.rank and sides.model.get(symbol) is None}
    pairs = [(large, small) for large in by_name.values() if (small := by_name.get(large.name.lower())) is not None]
    found = [_elements(large, small) for large, small in pairs if large != small and large.ranges == small.ranges]
    if not found:
        return None
    said = tuple(f"{each.symbol.name} has the elements {each.symbol.name.lower()}" for each in found)
    return replace(sides, model=replace(sides.model, definitions=(*found, *sides.model.definitions))), said


def _elements(large: Symbol, small: Symbol) -> Definition:
    letters = letters_for(large)
    return Definition(large, letters, Tensor(small, letters))
