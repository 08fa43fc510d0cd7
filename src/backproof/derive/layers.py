"""Layered networks as models of definitions: pre-activations, activations and the loss of one sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Final, final

from backproof.expr import Definition, Expression, Index, Model, Range, Sum, Symbol, Tensor
from backproof.expr.build import add, mul
from backproof.records import dataclass

LETTERS: Final = "ijklmnpqrs"
LOSS: Final = Symbol("L")
Activation = Callable[[Tensor], Expression]
"""What a layer does to its pre-activation at one unit."""
Loss = Callable[[Tensor, Tensor], Expression]
"""The loss of a sample, from the output and the label at the units that their letters run over."""


@final
@dataclass(frozen=True, slots=True)
class Layered:
    """A layered network. ``outputs`` has what each layer gives, and ``masks`` by what its units are multiplied."""

    model: Model
    input: Symbol
    label: Symbol
    weights: tuple[Symbol, ...]
    biases: tuple[Symbol, ...]
    outputs: tuple[Symbol, ...]
    masks: tuple[Symbol, ...] = ()

    @property
    def parameters(self) -> tuple[Symbol, ...]:
        """Weights and biases, in the order of the layers."""
        return tuple(symbol for pair in zip(self.weights, self.biases, strict=True) for symbol in pair)


def layered(
    sizes: Sequence[int | None],
    activations: Sequence[Activation | None],
    loss: Loss,
    masked: frozenset[int] = frozenset(),
) -> Layered:
    """The network with these numbers of units from input to output; an activation of None is the identity.

    A size of None stands for any but 1: a layer of a single unit has no index. Layers in ``masked``, counted from 1,
    are multiplied by an input r of their own, as dropout does.

    >>> from backproof.expr.build import apply, subtract, power, TWO
    >>> network = layered([2, 3, 1], [lambda z: apply("tanh", z), None], lambda o, y: power(subtract(o, y), TWO))
    >>> [symbol.name for symbol in network.parameters]
    ['w^{(1)}', 'b^{(1)}', 'w^{(2)}', 'b^{(2)}']
    """
    below = first = _unit("x", sizes[0], 0)
    definitions: list[Definition] = []
    weights, biases, outputs, masks = [], [], [], []
    for layer, (size, activation) in enumerate(zip(sizes[1:], activations, strict=True), 1):
        z = _unit(f"z^{{({layer})}}", size, layer)
        weight = Tensor(Symbol(f"w^{{({layer})}}", below.symbol.ranges + z.symbol.ranges), below.slots + z.slots)
        bias = Tensor(Symbol(f"b^{{({layer})}}", z.symbol.ranges), z.slots)
        definitions.append(defined(z, add(summed(mul(weight, below), below), bias)))
        below = z
        if activation is not None:
            below = _unit(f"a^{{({layer})}}", size, layer)
            definitions.append(defined(below, activation(z)))
        if layer in masked:
            mask, kept = _unit(f"r^{{({layer})}}", size, layer), _unit(rf"\tilde{{a}}^{{({layer})}}", size, layer)
            definitions.append(defined(kept, mul(mask, below)))
            masks.append(mask.symbol)
            below = kept
        weights.append(weight.symbol)
        biases.append(bias.symbol)
        outputs.append(below.symbol)
    label = Tensor(Symbol("y", below.symbol.ranges), below.slots)
    definitions.append(Definition(LOSS, (), loss(below, label)))
    return Layered(
        Model(tuple(definitions)),
        first.symbol,
        label.symbol,
        tuple(weights),
        tuple(biases),
        tuple(outputs),
        tuple(masks),
    )


def summed(body: Expression, over: Tensor) -> Expression:
    """The sum of an expression over the letters of a tensor."""
    return reduce(lambda total, letter: Sum(letter, total), letters(over), body)


def letters(tensor: Tensor) -> tuple[Index, ...]:
    """The letters of a tensor that has nothing else in its slots."""
    return tuple(slot for slot in tensor.slots if isinstance(slot, Index))


def defined(head: Tensor, body: Expression) -> Definition:
    """The definition of a tensor at its letters."""
    return Definition(head.symbol, letters(head), body)


def units(layer: int) -> str:
    """The name of the range of the units of a layer."""
    return f"layer {layer}"


def _unit(name: str, size: int | None, layer: int) -> Tensor:
    """A unit of a layer; the only unit of a layer needs no letter."""
    if size == 1:
        return Tensor(Symbol(name))
    letter = Index(LETTERS[layer % len(LETTERS)], Range(units(layer), 1, size))
    return Tensor(Symbol(name, (letter.range,)), (letter,))
