r"""Networks of any depth: what holds for one layer of a deep network, with a letter for the layer.

A document that writes layers by a letter is derived for a network of a few layers. A part of one layer is said of every
layer where the part of the layer below is the same but for the number; then numbers give way to letters:
``\delta^2`` to ``\delta^l``, ``w^3`` to ``w^{l+1}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from backproof.derive.derivation import Derivation, Part
from backproof.expr import Definition, Derivative, Expression, Symbol, Tensor
from backproof.expr.walk import map_parts

_LAYER: Final = re.compile(r"\^\{([\[(]?)(\d+)([\])]?)\}\Z")
Names = Callable[[str], str]
FEWEST: Final = 3
"""A layer with one above, and one below to compare it with."""


def for_any_depth(derivation: Derivation) -> Derivation | None:
    """The derivation with letters for the layers, or None where the layers are not all alike."""
    last = max((layer for each in derivation.model if (layer := number(each.symbol)) is not None), default=0)
    if last < FEWEST:
        return None
    below, middle = last - 2, last - 1
    parts = {layer: [each for each in derivation.parts if number(each.symbol) == layer] for layer in range(last + 1)}
    trained = {layer: [each for each in parts[layer] if each.symbol in derivation.trained] for layer in parts}
    if set(derivation.trained) - {each.symbol for layer in parts for each in trained[layer]}:
        # What all layers share, as steps in time share W, has a gradient that sums over them.
        return None
    if (
        _shapes(parts[middle], middle) != _shapes(parts[below], below)
        or _shapes(trained[last], last) != _shapes(trained[middle], middle)
        or len({_defined(derivation, layer) for layer in (last, middle, below)}) > 1
    ):
        return None
    letters = _letters({last: "l+1", middle: "l", below: "l-1"})
    top = _letters({last: "L", middle: "L-1"})
    definitions = (
        *(_definition(each, letters) for each in derivation.model if number(each.symbol) == middle),
        *(_definition(each, top) for each in derivation.model if number(each.symbol) is None),
    )
    output = (_named(part, top) for part in parts[last] if part.symbol not in derivation.trained)
    hidden = tuple(_named(part, letters) for part in parts[middle])
    weights = tuple(part.symbol for part, was in zip(hidden, parts[middle], strict=True) if was in trained[middle])
    model = replace(derivation.model, definitions=definitions)
    return Derivation(
        model,
        model,
        _definition(derivation.of, top),
        weights,
        weights,
        derivation.open,
        (*output, *hidden),
        generic=True,
    )


def number(symbol: Symbol) -> int | None:
    r"""The layer in the name of a symbol.

    >>> number(Symbol("w^{(2)}")), number(Symbol("y"))
    (2, None)
    """
    found = _LAYER.search(symbol.name)
    return int(found.group(2)) if found else None


def _letters(layers: Mapping[int, str]) -> Names:
    """Names with letters for their layers."""

    def named(text: str) -> str:
        found = _LAYER.search(text)
        letter = layers.get(int(found.group(2))) if found else None
        return text if letter is None else _LAYER.sub(rf"^{{\g<1>{letter}\g<3>}}", text)

    return named


def _shapes(parts: Iterable[Part], layer: int) -> list[tuple[str, ...]]:
    """What parts say, with layers counted from their own: two layers are alike where these are equal."""
    relative = _relative(layer)
    return [tuple(_spelt(step.side, relative) for step in part.chain.steps) for part in parts]


def _defined(derivation: Derivation, layer: int) -> tuple[str, ...]:
    """What a layer is, in the same way."""
    relative = _relative(layer)
    return tuple(_spelt(each.body, relative) for each in derivation.model if number(each.symbol) == layer)


def _relative(layer: int) -> Names:
    """Names with layers counted from one of them."""
    return _letters({layer + offset: f"{offset:+d}" for offset in range(-layer, 9)})


def _spelt(node: Expression, names: Names) -> str:
    """The letters and names of an expression; ranges may differ from layer to layer."""
    return re.sub(r"Range\(.*?\)", "", repr(renamed(node, names)))


def _named(part: Part, names: Names) -> Part:
    return part.changed(lambda expression: renamed(expression, names))


def _definition(each: Definition, names: Names) -> Definition:
    return Definition(_tensor(each.head, names).symbol, each.indices, renamed(each.body, names))


def _tensor(node: Tensor, names: Names) -> Tensor:
    return Tensor(Symbol(names(node.symbol.name), node.symbol.ranges), node.slots)


def renamed(node: Expression, names: Names) -> Expression:
    """The expression with other names for its symbols."""
    match node:
        case Tensor():
            return _tensor(node, names)
        case Derivative(of, by, local):
            return Derivative(renamed(of, names), _tensor(by, names), local)
    return map_parts(node, lambda part: renamed(part, names))
