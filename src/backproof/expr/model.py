"""Definitions, and models: ordered lists of definitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import final

from backproof.expr.indices import Index
from backproof.expr.known import IllFormed
from backproof.expr.nodes import Expression, Symbol, Tensor
from backproof.records import Hashed, dataclass


@final
@dataclass(frozen=True, slots=True)
class Definition(Hashed):
    """``symbol[indices] = body``: every index stands once on the left, and nothing else is free on the right."""

    symbol: Symbol
    indices: tuple[Index, ...]
    body: Expression

    def __post_init__(self) -> None:
        Tensor(self.symbol, self.indices)
        if len(set(self.indices)) != len(self.indices):
            raise IllFormed(f"{self.symbol.name} is defined with the same letter in two slots")
        unbound = self.body.free - frozenset(self.indices)
        if unbound:
            letters = ", ".join(sorted(index.name for index in unbound))
            raise IllFormed(f"the definition of {self.symbol.name} leaves {letters} unbound")

    @property
    def head(self) -> Tensor:
        """The left side."""
        return Tensor(self.symbol, self.indices)


@final
@dataclass(frozen=True, slots=True)
class Assumptions(Hashed):
    """What is known of undefined symbols.

    ``simplex``: non-negative along the last slot and summing to one. ``one_hot``: 1 at one element of the last
    slot and 0 elsewhere. ``upright``: those of both that are so along their first slot. ``positive``: every element
    above zero. ``symmetric``: square, and the same with their slots exchanged. ``signs``: every element is 1 or -1.
    ``bits``: every element is 0 or 1.
    """

    simplex: frozenset[Symbol] = frozenset()
    one_hot: frozenset[Symbol] = frozenset()
    upright: frozenset[Symbol] = frozenset()
    positive: frozenset[Symbol] = frozenset()
    symmetric: frozenset[Symbol] = frozenset()
    signs: frozenset[Symbol] = frozenset()
    bits: frozenset[Symbol] = frozenset()


@final
@dataclass(frozen=True, slots=True)
class Model:
    """Definitions in topological order: each body names only undefined symbols and symbols defined before it."""

    definitions: tuple[Definition, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)

    def __post_init__(self) -> None:
        names = [definition.symbol for definition in self.definitions]
        if len(set(names)) != len(names):
            raise IllFormed("a symbol is defined twice")

    def __iter__(self) -> Iterator[Definition]:
        return iter(self.definitions)

    def get(self, symbol: Symbol) -> Definition | None:
        """The definition of a symbol, or None for an input or a parameter."""
        return next((each for each in self.definitions if each.symbol == symbol), None)
