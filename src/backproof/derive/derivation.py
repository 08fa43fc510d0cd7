"""What a derivation consists of: chains of steps, each with the rule and the reason; no notation and no face."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, final

from backproof.expr import Definition, Expression, Index, Model, Symbol, Tensor

Words: TypeAlias = "tuple[str | Expression, ...]"
"""Running text with expressions in it."""
EVERY: Final = "every "
"""Stands before a quantity of which several elements are meant."""

Change: TypeAlias = "Callable[[Expression], Expression]"
CARRIED_OUT: Final = "carry out"
"""The rule of a step that nothing simplifies: people leave it out."""


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One more side of a chain: it is equal to the side before by ``rule``, and ``reason`` says so in words."""

    side: Expression
    rule: str
    reason: Words

    def changed(self, change: Change) -> Step:
        """The step with its expressions changed."""
        reason = tuple(word if isinstance(word, str) else change(word) for word in self.reason)
        return Step(change(self.side), self.rule, reason)


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

    def changed(self, change: Change) -> Chain:
        """The chain with its expressions changed."""
        return Chain(change(self.head), tuple(step.changed(change) for step in self.steps))

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

    def changed(self, change: Change) -> Path:
        """The path with its expressions changed; tensors stay tensors."""
        through = _tensor(change(self.through))
        letters = dict(zip(self.through.slots, through.slots, strict=True))
        over = tuple(letter for index in self.over if isinstance(letter := letters[index], Index))
        return Path(through, over, self.local.changed(change), self.held)


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

    def changed(self, change: Change) -> Part:
        """The part with its expressions changed; tensors stay tensors."""
        by = _tensor(change(self.by))
        at = tuple(slot for slot in by.slots if isinstance(slot, Index))
        error = None if self.error is None else _tensor(change(self.error))
        paths = tuple(path.changed(change) for path in self.paths)
        return Part(by.symbol, at, paths, self.chain.changed(change), error)


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

    def axes(self, part: Part) -> tuple[Index, ...]:
        """The letters of a derivative: those of what is differentiated before those that it is differentiated by."""
        return (*self.of.indices, *part.at)

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


def _tensor(node: Expression) -> Tensor:
    assert isinstance(node, Tensor), "a change of names or letters keeps a tensor"
    return node
