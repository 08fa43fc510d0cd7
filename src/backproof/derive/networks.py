"""Layered networks by a short form: ``mlp:3-4-3,sigmoid,softmax,cross-entropy`` as a model of definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, final

from backproof.expr import Definition, Expression, Index, Model, Over, Range, Sum, Symbol, Tensor
from backproof.expr.build import HALF, MINUS_ONE, ONE, TWO, add, apply, mul, power, subtract
from backproof.rules import RULES
from backproof.source import BackproofError, Diagnostic, Source, Span

PREFIX: Final = "mlp:"
EXAMPLE: Final = "mlp:3-4-3,sigmoid,softmax,cross-entropy"
LETTERS: Final = "ijklmnpqrs"
LOSS: Final = Symbol("L")


@final
@dataclass(frozen=True, slots=True)
class Network:
    """A model with its parameters, the inputs that are trained, in the order of the layers."""

    model: Model
    parameters: tuple[Symbol, ...]


def _squared(output: Expression, label: Expression) -> Expression:
    return power(subtract(output, label), TWO)


def _likelihood(output: Expression, label: Expression) -> Expression:
    return mul(label, apply("log", output))


def _of_two(output: Expression, label: Expression) -> Expression:
    return add(_likelihood(output, label), _likelihood(subtract(ONE, output), subtract(ONE, label)))


def _absolute(output: Expression, label: Expression) -> Expression:
    return apply("abs", subtract(output, label))


def _log_cosh(output: Expression, label: Expression) -> Expression:
    return apply("log", apply("cosh", subtract(output, label)))


LOSSES: Final[Mapping[str, tuple[Expression, Callable[[Expression, Expression], Expression]]]] = {
    "squared-error": (HALF, _squared), "cross-entropy": (MINUS_ONE, _likelihood),
    "binary-cross-entropy": (MINUS_ONE, _of_two), "absolute-error": (ONE, _absolute), "log-cosh": (ONE, _log_cosh),
}  # fmt: skip
"""What one output adds to the loss, and the number in front of the sum."""

ACTIVATIONS: Final = ("linear", "softmax", *(name for name, rule in RULES.items() if rule.arity == 1))


def network(short: str) -> Network:
    """The network of a short form: sizes from input to output, activations, the loss.

    One activation stands for all hidden layers, or one for each. Raises BackproofError.

    >>> [each.symbol.name for each in network("mlp:2-3-1,tanh,linear,squared-error").model]
    ['z^{(1)}', 'a^{(1)}', 'z^{(2)}', 'L']
    """
    sizes, activations, loss = _read(short)
    definitions: list[Definition] = []
    parameters: list[Symbol] = []
    below = _unit(Symbol("x", _ranges(0, sizes[0])), 0)
    for layer, (size, activation) in enumerate(zip(sizes[1:], activations, strict=True), 1):
        ranges = _ranges(layer, size)
        letters = _unit(Symbol("z", ranges), layer).slots
        weight = Symbol(f"w^{{({layer})}}", below.symbol.ranges + ranges)
        bias = Symbol(f"b^{{({layer})}}", ranges)
        body: Expression = mul(Tensor(weight, below.slots + letters), below)
        for slot in below.slots:
            assert isinstance(slot, Index), "the units of a layer are written with a letter"
            body = Sum(slot, body)
        argument = Tensor(Symbol(f"z^{{({layer})}}", ranges), letters)
        definitions.append(_defined(argument, add(body, Tensor(bias, letters))))
        parameters += [weight, bias]
        below = argument
        if activation != "linear":
            below = Tensor(Symbol(f"a^{{({layer})}}", ranges), letters)
            definitions.append(_defined(below, _activated(activation, argument)))
    factor, each = LOSSES[loss]
    total = each(below, Tensor(Symbol("y", below.symbol.ranges), below.slots))
    for slot in below.slots:
        assert isinstance(slot, Index), "the units of a layer are written with a letter"
        total = Sum(slot, total)
    return Network(Model((*definitions, Definition(LOSS, (), mul(factor, total)))), tuple(parameters))


def _ranges(layer: int, size: int) -> tuple[Range, ...]:
    """The range of the units of a layer; a single unit needs no index."""
    return () if size == 1 else (Range(f"layer {layer}", 1, size),)


def _unit(symbol: Symbol, layer: int) -> Tensor:
    return Tensor(symbol, tuple(Index(LETTERS[layer % len(LETTERS)], range_) for range_ in symbol.ranges))


def _defined(head: Tensor, body: Expression) -> Definition:
    return Definition(head.symbol, tuple(slot for slot in head.slots if isinstance(slot, Index)), body)


def _activated(activation: str, argument: Tensor) -> Expression:
    if activation != "softmax":
        return apply(activation, argument)
    (letter,) = argument.slots
    assert isinstance(letter, Index), "a softmax has at least two units"
    bound = Index("m" if letter.name != "m" else "n", letter.range)
    return Over("softmax", bound, Tensor(argument.symbol, (bound,)), letter)


def _read(short: str) -> tuple[list[int], list[str], str]:
    """The sizes, the activations of all layers but the input, and the loss."""
    shape, *names = short.removeprefix(PREFIX).split(",")
    written = shape.split("-")
    sizes = [int(each) for each in written if each.isdecimal() and int(each)]
    if len(sizes) != len(written) or len(sizes) < 2:
        raise _refused(short, shape, "the sizes are not clear", "two or more whole numbers, such as 3-4-3")
    *activations, loss = names or [""]
    layers = len(sizes) - 1
    if len(activations) == 2 and layers > 2:
        activations = [activations[0]] * (layers - 1) + activations[1:]
    if loss not in LOSSES:
        raise _unknown(short, loss, "loss", LOSSES)
    for name in activations:
        if name not in ACTIVATIONS:
            raise _unknown(short, name, "activation", ACTIVATIONS)
    if len(activations) != layers:
        expected = f"{layers} for the {layers} layers behind the input" + (", or 2: hidden and output" * (layers > 2))
        raise _refused(short, ",".join(names), f"{len(activations)} activations do not fit the sizes", expected)
    for at, name in enumerate(activations):
        if name == "softmax" and sizes[at + 1] == 1:
            raise _refused(short, name, "a softmax of a single unit is always 1", "two units or more, or sigmoid")
    return sizes, activations, loss


def _unknown(short: str, name: str, kind: str, known: Mapping[str, object] | tuple[str, ...]) -> BackproofError:
    near = get_close_matches(name, list(known), 3) or list(known)
    return _refused(short, name, f"there is no {kind} {name or 'written'}", f"one of {', '.join(near)}")


def _refused(short: str, written: str, message: str, expected: str) -> BackproofError:
    start = short.rfind(written) if written else len(short)
    span = Span(start, start + len(written))
    advice = f"for example {EXAMPLE}"
    return BackproofError(Diagnostic(message, written or "nothing", expected, advice, Source("model", short), span))
