r"""Losses of vectors without their sums: ``L = \frac12 (\hat y - y)^2`` adds the losses of the elements of y."""

from __future__ import annotations

from typing import Final

from backproof.matrix.values import Array, Option
from backproof.matrix.workshop import Workshop

ELEMENTS_SUMMED: Final = "a sum over the elements is meant"
UNUSUAL = 2.2
"""Less than a definition that does not fit at all."""


def added(options: list[Option], shop: Workshop) -> list[Option]:
    """The ways to take what stands for a loss, with the sum over its elements where it is a vector."""
    return [each for option in options for each in (option, *_total(option, shop))]


def _total(option: Option, shop: Workshop) -> list[Option]:
    match option.value:
        case Array() as array if array.is_vector:
            body = shop.summed(array.axes[0], array.body)
            notes = (*option.notes, ELEMENTS_SUMMED)
            return [Option(Array(None, None, body), option.cost + UNUSUAL, option.ties, notes)]
        case _:
            return []
