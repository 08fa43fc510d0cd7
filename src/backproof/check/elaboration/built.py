"""Definitions as expressions, and those that symbols depend on, each behind those that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import final

from backproof.expr import Definition, Symbol
from backproof.read.terms.terms import About
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True)
class Built:
    """A definition as an expression, or why it is none.

    ``supplied``: indices that the author left out and the reading supplies. ``repaired``: how an ill-formed definition
    was mended before others were judged by it. ``loose``: names whose index inside of a sum is a guess.
    ``assumes``: what every line that rests on it assumes.
    """

    definition: Definition | None
    problem: str = ""
    unreadable: bool = False
    supplied: tuple[str, ...] = ()
    repaired: str = ""
    loose: frozenset[str] = frozenset()
    assumes: tuple[str, ...] = ()
    about: About | None = None
    """What the problem is about."""


@final
@dataclass(frozen=True, slots=True)
class Below:
    """What is found below some symbols, in topological order; ``definition_of`` is None for a free one."""

    definition_of: Callable[[Symbol], Built | None]
    order: list[tuple[Definition, Built]] = field(default_factory=list)
    _seen: set[Symbol] = field(default_factory=set)
    _path: set[Symbol] = field(default_factory=set)

    def take(self, symbols: Iterable[Symbol]) -> None:
        """Go on with some symbols, and with those below them."""
        for symbol in sorted(symbols, key=lambda each: each.name):
            if symbol not in self._seen:
                self._visit(symbol)

    def _visit(self, symbol: Symbol) -> None:
        self._seen.add(symbol)
        built = self.definition_of(symbol)
        if built is None or built.definition is None:
            return
        below = built.definition.body.symbols
        # A definition that closes a cycle is dropped: the symbol stays free.
        if below & (self._path | {symbol}):
            return
        self._path.add(symbol)
        self.take(below)
        self._path.discard(symbol)
        self.order.append((built.definition, built))
