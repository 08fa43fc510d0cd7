"""What a derivation consists of: chains of steps, each with the rule and the reason; no notation and no face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, final

from backproof.expr import Definition, Expression, Index, Model, Symbol, Tensor

Words: TypeAlias = "tuple[str | Expression, ...]"
"""Running text with expressions in it."""
EVERY: Final = "every "
"""Stands before a quantity of which several elements are meant."""

CARRIED_OUT: Final = "carry out"
"""The rule of a step that nothing simplifies: people leave it out."""


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One more side of a chain: it is equal to the side before by ``rule``, and ``reason`` says so in words."""

    side: Expression
    rule: str
    reason: Words
    relation: str = "="


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """``head = side = side ...``: a statement, and how one gets from each side to the next."""

    head: Expression
    steps: tuple[Step, ...]

    @property
    def result(self) -> Expression:
        """The last side."""
        return self.steps[-1].side

    @property
    def brief(self) -> Chain:
        """The chain as people write it."""
        return Chain(self.head, tuple(step for step in self.steps if step.rule != CARRIED_OUT))


@final
@dataclass(frozen=True, slots=True)
class Path:
    """One quantity through which a symbol moves the loss, and its derivative by that symbol.

    ``over`` are the letters of ``through`` that are summed: elements of it that the symbol moves besides the one with
    the same letters. ``held`` says that another path leads from the symbol to the quantity, so that the derivative
    holds what else the quantity names; it is then no statement on its own.
    """

    through: Tensor
    over: tuple[Index, ...]
    local: Chain
    held: bool


@final
@dataclass(frozen=True, slots=True)
class Part:
    """The derivative of the loss by one symbol: the paths, and the chain that ends with the gradient.

    ``error`` is its name, where it has one.
    """

    symbol: Symbol
    at: tuple[Index, ...]
    paths: tuple[Path, ...]
    chain: Chain
    error: Tensor | None = None

    @property
    def by(self) -> Tensor:
        """What is differentiated by."""
        return Tensor(self.symbol, self.at)


@final
@dataclass(frozen=True, slots=True)
class Derivation:
    """The parts from the loss back to what was asked for; each names only the loss and quantities of parts before it.

    ``written`` holds the definitions as their author wrote them, ``model`` those that are differentiated: functions
    recognised, arguments named. ``trained`` are those of ``wrt`` that gradient descent changes. ``open`` are quantities
    of which only the inputs are known: their derivatives stay symbols. ``generic``: the names have a letter for the
    layer, and each part is said of every layer. ``notes`` say how the model was read.
    """

    written: Model
    model: Model
    of: Definition
    wrt: tuple[Symbol, ...]
    trained: tuple[Symbol, ...]
    open: Mapping[Symbol, tuple[Tensor, ...]]
    parts: tuple[Part, ...]
    generic: bool = False
    notes: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Part, ...]:
        """The parts of the symbols that were asked for, in their order."""
        return self._of(self.wrt)

    @property
    def updated(self) -> tuple[Part, ...]:
        """The parts of the weights and biases among them."""
        return self._of(self.trained)

    def _of(self, symbols: tuple[Symbol, ...]) -> tuple[Part, ...]:
        found = {part.symbol: part for part in self.parts}
        return tuple(found[symbol] for symbol in symbols)
