"""Where a worked example stands at a kink: there is no derivative there, and a gradient takes one of several values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np

from backproof.derive.trace import Trace
from backproof.expr import Apply, Definition
from backproof.expr.walk import walk
from backproof.rules import partial, rule_of

NOISE: Final = 1e-40
"""Far above the rounding of 50 digits, and far below any number that a person gives."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Kink:
    """A function in a definition whose arguments lie at a kink, and what is taken for its derivatives there."""

    definition: Definition
    function: Apply
    slopes: tuple[Any, ...]


def kinks(trace: Trace) -> Iterator[Kink]:
    """The kinks at which the values of a trace lie."""
    for definition in trace.model:
        for part in dict.fromkeys(walk(definition.body)):
            if isinstance(part, Apply) and (place := _place(part, trace)) is not None:
                yield Kink(definition, part, tuple(_slopes(part, trace, place)))


def _place(part: Apply, trace: Trace) -> tuple[int, ...] | None:
    """The first element that lies at a kink."""
    rule, letters = rule_of(part.function), tuple(sorted(part.free, key=lambda index: index.name))
    for kink in () if rule is None else rule.kinks(*part.arguments):
        at = np.argwhere(abs(trace.value(kink, trace.values, letters)) < NOISE)
        if len(at):
            return tuple(int(each) for each in at[0])
    return None


def _slopes(part: Apply, trace: Trace, place: tuple[int, ...]) -> Iterator[Any]:
    letters = tuple(sorted(part.free, key=lambda index: index.name))
    for number, argument in enumerate(part.arguments):
        if argument.symbols:
            slope = partial(part.function, part.arguments, number)
            yield trace.value(slope, trace.values, letters)[place]
