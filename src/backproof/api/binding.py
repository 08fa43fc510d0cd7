"""Arrays that users give, bound to the symbols of formulas: their dimensions decide what every index runs over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.api.spelling import find, spellings
from backproof.check.indices.ranges import Ranges
from backproof.expr import Assumptions, Range, Symbol
from backproof.source import BackproofError, Diagnostic

Array = NDArray[Any]
_SIMPLEX_ROUNDING = 1e-9
NO_ASSUMPTIONS = Assumptions()


@final
@dataclass(slots=True)
class Bound:
    """Values of symbols, and the size of each range with what it was taken from."""

    values: dict[Symbol, Array] = field(default_factory=dict)
    sizes: dict[Range, int] = field(default_factory=dict)
    origins: dict[Range, str] = field(default_factory=dict)

    def holder(self, range_: Range) -> str:
        """The name of the array that the size was taken from."""
        return self.origins[range_].split(" ", 1)[0]


def bind(
    given: Mapping[str, object], inputs: Iterable[Symbol], ranges: Ranges, assumptions: Assumptions = NO_ASSUMPTIONS
) -> Bound:
    """The arrays as float64, with the sizes that they give; raises :class:`BackproofError` where two disagree.

    The name of an upper bound (``n`` in ``\\sum_{i=1}^{n}``) takes the number of the last element where it isn't given.
    """
    inputs = tuple(inputs)
    names = spellings(inputs)
    bound = Bound()
    for name, value in given.items():
        symbol = find(name, inputs, "input")
        if symbol in bound.values:
            raise BackproofError(_twice(names[symbol], name))
        bound.values[symbol] = _array(value, symbol, names[symbol], ranges)
        _take_sizes(bound, symbol, names[symbol], ranges)
    for symbol in inputs:
        _upper_bound(bound, symbol, names[symbol], ranges)
    for symbol, value in bound.values.items():
        _keep_assumptions(symbol, names[symbol], value, assumptions)
    return bound


def demand(
    bound: Bound,
    needed: Iterable[Symbol],
    sized: Iterable[Range],
    ranges: Ranges,
    notes: Mapping[Symbol, str] = MappingProxyType({}),
) -> None:
    """Raise :class:`BackproofError` for values and sizes that are missing; ``notes`` say more of some symbols."""
    names = spellings(needed)
    missing = [symbol for symbol in names if symbol not in bound.values]
    given = ", ".join(name for symbol, name in names.items() if symbol in bound.values) or "nothing"
    if missing:
        raise BackproofError(
            Diagnostic(
                f"no value for {', '.join(names[symbol] for symbol in missing)}",
                written=f"values for {given}",
                expected="; ".join(
                    f"{names[each]}: {_wanted(each, ranges, bound.sizes)}{notes.get(each, '')}" for each in missing
                ),
                advice=f"give {', '.join(f'{names[symbol]}=...' for symbol in missing)}",
            )
        )
    unsized = [range_ for range_ in sized if range_.size is None and range_ not in bound.sizes]
    if unsized:
        letter = letter_of(unsized[0], ranges)
        holders = sorted({key for (key, _), each in ranges.slots.items() if each == unsized[0]})
        raise BackproofError(
            Diagnostic(
                f"nothing says how many elements the index {letter} has",
                written=f"values for {given}",
                expected=f"an array with the index {letter}: {', '.join(holders)}",
                advice="give one of them too",
            )
        )


def refuse_defined(given: Iterable[str], defined: Mapping[str, Symbol], inputs: Iterable[str]) -> None:
    """Raise for a value of something that the model computes."""
    for name in given:
        if name in defined or name in {symbol.name for symbol in defined.values()}:
            raise BackproofError(
                Diagnostic(
                    f"{name} is defined by the model",
                    written=f"a value for {name}",
                    expected=f"values for inputs: {', '.join(inputs)}",
                    advice=f"leave {name} out, or make a model without its definition",
                )
            )


def letter_of(range_: Range, ranges: Ranges) -> str:
    """The letter that the author writes for a range."""
    return ranges.letters.get(range_.name, range_.name)


def range_named(letter: str, symbols: Iterable[Symbol], ranges: Ranges) -> Range:
    """What a letter of the author runs over; raises :class:`BackproofError` for a letter that nobody writes."""
    known = {letter_of(each, ranges): each for symbol in symbols for each in symbol.ranges}
    found = ranges.always.get(letter, known.get(letter))
    if found is None:
        expected = f"one of {', '.join(sorted(known))}" if known else "a model with indices"
        raise BackproofError(Diagnostic(f"there is no index {letter}", letter, expected, "use a letter of the model"))
    return found


def _wanted(symbol: Symbol, ranges: Ranges, sizes: Mapping[Range, int] = MappingProxyType({})) -> str:
    """The dimensions of an array, with their sizes where these are known: ``(i: 3, j)``."""
    if not symbol.rank:
        return "a number"
    known = {range_: size for range_ in symbol.ranges if (size := range_.size or sizes.get(range_)) is not None}
    letters = [letter_of(each, ranges) + (f": {known[each]}" if each in known else "") for each in symbol.ranges]
    return f"an array with {_dimensions(symbol.rank)} ({', '.join(letters)})"


def _dimensions(count: int) -> str:
    return "1 dimension" if count == 1 else f"{count} dimensions"


def _array(value: object, symbol: Symbol, name: str, ranges: Ranges) -> Array:
    try:
        data = np.asarray(value)
        real = data.dtype.kind in "biufO"
        array = np.array(data, dtype=np.float64) if real else data
    except (TypeError, ValueError) as error:
        raise BackproofError(_no_numbers(name, str(error), symbol, ranges)) from error
    if not real:
        raise BackproofError(_no_numbers(name, f"an array of {data.dtype}", symbol, ranges))
    if array.ndim != symbol.rank:
        raise BackproofError(
            Diagnostic(
                f"{name} has {_dimensions(array.ndim)}",
                written=f"{name} of shape {array.shape}",
                expected=_wanted(symbol, ranges),
                advice=f"give {name} one dimension for each of its indices",
            )
        )
    if not array.size:
        raise BackproofError(
            Diagnostic(f"{name} is empty", f"{name} of shape {array.shape}", "one element or more", "give its elements")
        )
    return array


def _no_numbers(name: str, written: str, symbol: Symbol, ranges: Ranges) -> Diagnostic:
    advice = "give real numbers, in rows of equal length"
    return Diagnostic(f"{name} is no array of real numbers", written, _wanted(symbol, ranges), advice)


def _twice(name: str, again: str) -> Diagnostic:
    written = f"{again} means {name} too"
    return Diagnostic(f"{name} is given twice", written, "one value for each name", "leave one of them out")


def _take_sizes(bound: Bound, symbol: Symbol, name: str, ranges: Ranges) -> None:
    shape = bound.values[symbol].shape
    for at, (range_, size) in enumerate(zip(symbol.ranges, shape, strict=True)):
        letter = letter_of(range_, ranges)
        here = f"{name} has shape {shape}: {size} elements along {letter} (dimension {at + 1})"
        if range_.size is not None and size != range_.size:
            there = f"{range_.size} elements: {letter} runs from {range_.first} to {range_.last} in the formula"
            raise BackproofError(_mismatch(name, "the formula", letter, here, there))
        if bound.sizes.setdefault(range_, size) != size:
            other = bound.origins[range_]
            raise BackproofError(_mismatch(name, bound.holder(range_), letter, here, other))
        bound.origins.setdefault(range_, here)


def _mismatch(name: str, other: str, letter: str, written: str, expected: str) -> Diagnostic:
    advice = f"give arrays that have the same number of elements along {letter}"
    return Diagnostic(f"the sizes of {name} and {other} do not fit", written, expected, advice)


def _upper_bound(bound: Bound, symbol: Symbol, name: str, ranges: Ranges) -> None:
    """``n`` is the number of the last element of what it bounds, whether it is given or not."""
    for range_, size in bound.sizes.items():
        extent = ranges.extents.get(range_.name)
        if symbol.rank or extent is None or extent.last != symbol.name:
            continue
        last = float(range_.first + size - 1)
        if (given := bound.values.setdefault(symbol, np.array(last)).item()) != last:
            letter = letter_of(range_, ranges)
            expected = f"{name} = {last:g}: {bound.origins[range_]}"
            raise BackproofError(_mismatch(name, bound.holder(range_), letter, f"{name} = {given:g}", expected))


def _keep_assumptions(symbol: Symbol, name: str, value: Array, assumptions: Assumptions) -> None:
    totals = value.sum(axis=-1) if symbol.rank else value
    if symbol in assumptions.simplex | assumptions.one_hot:
        far = np.abs(totals - 1) > _SIMPLEX_ROUNDING
        if far.any():
            sum_ = float(np.atleast_1d(totals)[np.atleast_1d(far)][0])
            raise BackproofError(_broken(name, f"elements that sum to {sum_:g}", "elements that sum to 1"))
    if symbol in assumptions.one_hot and (wrong := value[(value != 0) & (value != 1)]).size:
        raise BackproofError(_broken(name, f"the element {wrong[0]:g}", "one element 1, the others 0"))


def _broken(name: str, written: str, expected: str) -> Diagnostic:
    advice = f"give other values, or a model without the assumption for {name}"
    return Diagnostic(f"{name} breaks an assumption", written, f"{expected}, as the model assumes", advice)
