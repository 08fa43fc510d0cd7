"""Layered networks by a short form: ``mlp:3-4-3,sigmoid,softmax,cross-entropy`` as a model of definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Final

from backproof.derive.layers import Activation, Layered, Loss, layered, letters, summed
from backproof.expr import Cases, CompareValues, Expression, Index, Over, Tensor
from backproof.expr.build import HALF, MINUS_ONE, ONE, TWO, add, apply, mul, power, subtract
from backproof.rules import RULES
from backproof.source import BackproofError, Diagnostic, Source, Span

PREFIX: Final = "mlp:"
EXAMPLE: Final = "mlp:3-4-3,sigmoid,softmax,cross-entropy"


def _squared(output: Expression, label: Expression) -> Expression:
    return power(subtract(output, label), TWO)


def _likelihood(output: Expression, label: Expression) -> Expression:
    return mul(label, apply("log", output))


def _of_two(output: Expression, label: Expression) -> Expression:
    return add(_likelihood(output, label), _likelihood(subtract(ONE, output), subtract(ONE, label)))


def _absolute(output: Expression, label: Expression) -> Expression:
    return apply("abs", subtract(output, label))


def _poisson(output: Expression, label: Expression) -> Expression:
    return subtract(output, mul(label, apply("log", output)))


def _huber(output: Expression, label: Expression) -> Expression:
    """Half the square of an error up to 1, and as steep as there beyond it (Huber, 1964)."""
    error = subtract(output, label)
    distance = apply("abs", error)
    small = CompareValues("<=", distance, ONE)
    return Cases(((small, mul(HALF, power(error, TWO))),), subtract(distance, HALF))


def _log_cosh(output: Expression, label: Expression) -> Expression:
    return apply("log", apply("cosh", subtract(output, label)))


LOSSES: Final[Mapping[str, tuple[Expression, Callable[[Expression, Expression], Expression]]]] = {
    "squared-error": (HALF, _squared), "cross-entropy": (MINUS_ONE, _likelihood),
    "binary-cross-entropy": (MINUS_ONE, _of_two), "absolute-error": (ONE, _absolute), "log-cosh": (ONE, _log_cosh),
    "huber": (ONE, _huber), "poisson": (ONE, _poisson),
}  # fmt: skip
"""What one output adds to the loss, and the number in front of the sum."""

ACTIVATIONS: Final = ("linear", "softmax", *(name for name, rule in RULES.items() if rule.arity == 1))


def network(short: str) -> Layered:
    """The network of a short form: sizes from input to output, activations, the loss.

    One activation stands for all hidden layers, or one for each. Raises BackproofError.

    >>> [each.symbol.name for each in network("mlp:2-3-1,tanh,linear,squared-error").model]
    ['z^{(1)}', 'a^{(1)}', 'z^{(2)}', 'L']
    """
    sizes, activations, loss = _read(short)
    return layered(sizes, [activation_named(name) for name in activations], loss_named(loss))


def activation_named(name: str) -> Activation | None:
    """A function of the table as the activation of a layer; None for the identity."""
    if name == "linear":
        return None
    return _softmax if name == "softmax" else lambda argument: apply(name, argument)


def loss_named(name: str) -> Loss:
    """One of the losses, summed over the outputs."""
    factor, each = LOSSES[name]
    return lambda output, label: mul(factor, summed(each(output, label), output))


def _softmax(argument: Tensor) -> Expression:
    (letter,) = letters(argument)
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
