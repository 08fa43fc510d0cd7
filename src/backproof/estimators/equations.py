r"""Activations and losses by name or as an equation in LaTeX.

An activation is an expression with one letter, such as ``z \sigma(z)``. A loss is an expression in ``\hat y`` and
``y``: without indices it holds for each output, and the outputs are added; with an index it is the loss of the sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from backproof.derive.layers import Activation, Loss, summed
from backproof.derive.networks import ACTIVATIONS, LOSSES, activation_named, loss_named
from backproof.estimators.settings import InvalidSetting, refused
from backproof.expr import Expression, Range, Symbol, Tensor
from backproof.expr.ranging import over_ranges
from backproof.expr.walk import map_parts, tensors
from backproof.source import BackproofError

ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "identity": "linear",
        "logistic": "sigmoid",
        "swish": "silu",
        "log_loss": "cross-entropy",
    }
)
OUTPUT: Final = r"\hat{y}"
LABEL: Final = "y"


def activation(written: str) -> Activation | None:
    """The activation of a name of the table, or of an equation with one letter; None for the identity.

    >>> from backproof.expr.build import apply
    >>> z = Tensor(Symbol("z"))
    >>> activation("tanh")(z) == activation(r"\\tanh(u)")(z) == apply("tanh", z)
    True
    """
    name = ALIASES.get(written, written)
    if name in ACTIVATIONS and name != "softmax":
        return activation_named(name)
    if _is_word(written):
        known = sorted({*ALIASES, *ACTIVATIONS} - {"softmax", "log_loss"})
        raise _unknown("activation", written, known, r"an equation with one letter, such as r'\max(0, z)'")
    body = _read(written)
    found = {tensor.symbol for tensor in tensors(body)}
    if len(found) != 1 or body.free or next(iter(found)).rank:
        names = ", ".join(sorted(symbol.name for symbol in found)) or "none"
        raise refused(
            "an activation is a function of one number",
            written,
            f"an expression with one letter; this one has {names}",
            r"write for example r'\max(0, z)'",
        )
    (argument,) = found
    return lambda z: _put(body, {argument: z})


def output_activation(written: str) -> Activation | None:
    """The activation of the last layer, which may be a function of all outputs."""
    return activation_named(written) if written == "softmax" else activation(written)


def loss(written: str) -> Loss:
    r"""The loss of a name, or of an equation in ``\hat y`` and ``y``."""
    if not isinstance(written, str):
        raise refused(
            "a loss is a name or an equation", written, r"text, such as 'squared_error' or r'\log\cosh(\hat y - y)'",
            "write it as an equation: the gradient is derived from that",
        )  # fmt: skip
    name = ALIASES.get(written, written).replace("_", "-")
    if name in LOSSES:
        return loss_named(name)
    if _is_word(written):
        known = sorted({"log_loss", *(each.replace("-", "_") for each in LOSSES)})
        raise _unknown("loss", written, known, r"an equation in \hat y and y, such as r'\log\cosh(\hat y - y)'")
    body = _read(written)
    found = {tensor.symbol.name: tensor.symbol for tensor in tensors(body)}
    if OUTPUT not in found:
        raise refused(
            r"the loss does not depend on the output \hat y",
            written,
            rf"an expression in \hat y and y; this one has {', '.join(sorted(found)) or 'no letters'}",
            r"write \hat y for the output, and y for the label",
        )
    others = sorted(found.keys() - {OUTPUT, LABEL})
    if others:
        raise refused(
            f"the loss has letters that nothing gives: {', '.join(others)}",
            written,
            r"an expression in \hat y and y",
            "put the numbers in their places",
        )
    if body.free:
        raise refused(
            "the loss is no number",
            written,
            f"a loss without free indices; this one leaves {', '.join(sorted(each.name for each in body.free))}",
            "sum it over its indices",
        )
    return _loss_of(body, found)


def _loss_of(body: Expression, found: Mapping[str, Symbol]) -> Loss:
    """The loss as it is written: of one output, to be added over them, or of all outputs with an index."""

    def build(output: Tensor, label: Tensor) -> Expression:
        given = {OUTPUT: output, LABEL: label}
        if not any(symbol.rank for symbol in found.values()):
            return summed(_put(body, {symbol: given[name] for name, symbol in found.items()}), output)
        (range_,) = output.symbol.ranges or (Range("outputs", 1, 1),)
        own = {each: range_ for symbol in found.values() for each in symbol.ranges}
        return _renamed(over_ranges(body, own), {name: tensor.symbol for name, tensor in given.items()})

    return build


def _put(body: Expression, values: Mapping[Symbol, Expression]) -> Expression:
    """The expression with other expressions for its symbols, which have no slots."""

    def change(part: Expression) -> Expression:
        return values.get(part.symbol, part) if isinstance(part, Tensor) else map_parts(part, change)

    return change(body)


def _renamed(body: Expression, symbols: Mapping[str, Symbol]) -> Expression:
    """The expression with other symbols, by name; a symbol without slots takes none."""

    def change(part: Expression) -> Expression:
        if isinstance(part, Tensor):
            symbol = symbols.get(part.symbol.name, part.symbol)
            return Tensor(symbol, part.slots[: symbol.rank])
        return map_parts(part, change)

    return change(body)


def _is_word(written: str) -> bool:
    return written.replace("_", "").replace("-", "").isalnum() and len(written) > 1


def _read(written: str) -> Expression:
    """An expression in LaTeX; what can't be read is refused with its place."""
    from backproof.api.reading import formula  # noqa: PLC0415  # names need no reader, and importing it takes a while

    try:
        return formula(written).expression
    except BackproofError as error:
        raise InvalidSetting(error.diagnostic) from None


def _unknown(kind: str, written: str, known: Iterable[str], equation: str) -> InvalidSetting:
    names = list(known)
    near = get_close_matches(written.lower(), names, 1)
    advice = f"did you mean {near[0]!r}?" if near else f"write {equation}"
    return refused(f"there is no {kind} of this name", written, f"one of {', '.join(names)}, or {equation}", advice)
