"""Models that name their layers by a letter, or by numbers: which layer a quantity is of, and how wide layers are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from backproof.estimators.settings import refused
from backproof.expr import Model, Range, Symbol

_NUMBERED: Final = re.compile(r"(.+?)[_^]\{\(?(\d+)\)?\}")
_LETTERED: Final = re.compile(r".+\^\{\(?[lL]([+-]\d)?\)?\}")


def layer_of(symbol: Symbol) -> int | None:
    """The number of the layer that a name carries.

    >>> [layer_of(Symbol(name)) for name in ("a^{1}", "h_{0}", "W^{(12)}", "y")]
    [1, 0, 12, None]
    """
    found = _NUMBERED.fullmatch(symbol.name)
    return None if found is None else int(found[2])


def by_letter(model: Model) -> bool:
    """Whether names carry the letter of a layer, so that they are those of any layer."""
    return any(_LETTERED.fullmatch(symbol.name) for symbol in _symbols(model))


def undefined_first(model: Model, symbols: Iterable[Symbol]) -> tuple[Symbol, ...]:
    """The quantities of layer 0 that nothing computes: the first layer is computed from them."""
    computed = {_base(each.symbol) for each in model}
    return tuple(each for each in symbols if layer_of(each) == 0 and _base(each) in computed)


def highest(model: Model) -> int:
    """The number of the last layer that is computed; 0 where none has a number."""
    return max((layer_of(each.symbol) or 0 for each in model), default=0)


def is_output(model: Model, layer: int, target: Symbol) -> bool:
    """Whether a layer is as wide as the target: what it gives is compared with that."""
    own = [each.symbol for each in model if layer_of(each.symbol) == layer]
    return any(not set(each.ranges).isdisjoint(target.ranges) or not (each.rank or target.rank) for each in own)


def widths(model: Model, layers: Sequence[int]) -> dict[Range, int]:
    """The sizes of the units of layers 1, 2, ..., by what their quantities run over."""
    sizes: dict[Range, int] = {}
    for number, units in enumerate(layers, 1):
        own = [each.symbol for each in model if layer_of(each.symbol) == number and each.symbol.rank == 1]
        ranges = {range_: symbol for symbol in own for range_ in symbol.ranges if range_.size is None}
        if len(ranges) != 1:
            names = ", ".join(symbol.name for symbol in ranges.values())
            raise refused(
                f"it is not clear what the units of layer {number} are", names or "no quantity with one index",
                "quantities of a layer with the same index", "give sizes={...} by the letters of the indices",
            )  # fmt: skip
        (range_,) = ranges
        if sizes.setdefault(range_, units) != units:
            raise refused(
                f"layer {number} is as wide as another one, as the equations add them", list(layers),
                f"{sizes[range_]} units in layer {number}", "give both the same number",
            )  # fmt: skip
    return sizes


def _base(symbol: Symbol) -> str:
    found = _NUMBERED.fullmatch(symbol.name)
    return symbol.name if found is None else found[1]


def _symbols(model: Model) -> set[Symbol]:
    return {symbol for each in model for symbol in (each.symbol, *each.body.symbols)}
