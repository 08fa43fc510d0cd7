"""A worked numeric example as a Python object: arrays by name, and a page to read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.api.pages import in_format
from backproof.api.spelling import find
from backproof.derive.trace import Arrays, Descent
from backproof.derive.trace import Trace as Computed
from backproof.expr import Definition, Symbol
from backproof.report import trace as report
from backproof.report.page import Page
from backproof.show import to_unicode
from backproof.show.spelling import spelled
from backproof.source import BackproofError, Diagnostic

STEPS = ("sgd", "ascent")
"""Down a loss, and up a likelihood."""


@final
class Trace:
    """Forward values, gradients, and the step of gradient descent with what follows from it; made by
    :meth:`backproof.Model.trace`. Arrays are float64, by the names as Python spells them."""

    def __init__(self, computed: Computed, names: Mapping[Symbol, str]) -> None:
        self.computed = computed
        self._names = names

    @property
    def forward(self) -> dict[str, NDArray[Any]]:
        """The values of the definitions."""
        return self._by_name(self.computed.forward)

    @property
    def gradients(self) -> dict[str, NDArray[Any]]:
        """The derivatives of the loss, by what it is differentiated by."""
        by = {self.computed.derivative(symbol): symbol for symbol in self._names}
        return self._by_name({by[each]: value for each, value in self.computed.gradients.items()})

    @property
    def updated(self) -> dict[str, NDArray[Any]]:
        """The parameters that the step has moved; empty without a step."""
        return self._by_name(self.computed.updated)

    @property
    def after(self) -> dict[str, NDArray[Any]]:
        """The values of the definitions after the step; empty without one."""
        return self._by_name(self.computed.after)

    def page(self, decimals: int = 4) -> Page:
        """The worked example with its formulas and numbers, as a page that has many faces."""
        return report.page(self.computed, decimals)

    def to(self, format: str, decimals: int = 4) -> str:
        """The page in a format: ``text``, ``markdown``, ``latex`` (a whole document) or ``html`` (a whole file)."""
        return in_format(self.page(decimals), format)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_markdown_(self) -> str:
        return self.to("markdown")

    def __repr__(self) -> str:
        values = {"": self.computed.forward, " after the step": self.computed.after}
        told = [f"{value[self.computed.of].item():g}{when}" for when, value in values.items() if value]
        return f"<Trace of {self._names[self.computed.of]}: {', '.join(told)}>"

    def _by_name(self, arrays: Arrays) -> dict[str, NDArray[Any]]:
        return {self._names[symbol]: np.array(value, dtype=np.float64) for symbol, value in arrays.items()}


@final
@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was asked for: its ``name``, the ``rate`` (None: no step), and the names of what keeps its value."""

    name: str
    rate: object
    freeze: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.name not in STEPS:
            raise BackproofError(_no_step(self.name))
        if self.rate is None and self.freeze:
            raise BackproofError(_nothing_moves(self.freeze))
        if self.rate is not None:
            _exact(self.rate)

    def of(self, parameters: Sequence[Symbol]) -> Descent | None:
        """The step for these parameters."""
        if self.rate is None:
            return None
        frozen = [find(name, parameters, "parameter") for name in self.freeze]
        return Descent(_exact(self.rate), frozenset(frozen), up=self.name == "ascent")


def names_of(names: Iterable[str]) -> tuple[str, ...]:
    """Names, of which a single one may stand alone."""
    return (names,) if isinstance(names, str) else tuple(names)


def refuse_array(target: Definition) -> None:
    """What is differentiated has to be a number."""
    if target.indices:
        letters = ", ".join(index.name for index in target.indices)
        raise BackproofError(
            Diagnostic(
                f"{spelled(target.symbol.name)} is no number",
                written=f"{to_unicode(target.head)} with the index {letters}",
                expected="a loss: a quantity without indices",
                advice="name a scalar; Model.gradient(..., of=...) gives the Jacobian of an array",
            )
        )


def refuse_infinite(values: Mapping[Symbol, NDArray[Any]]) -> None:
    """A worked example has real numbers."""
    for symbol, value in values.items():
        if not np.isfinite(value).all():
            place = np.argwhere(~np.isfinite(value))[0]
            at = f" at {tuple(int(each) + 1 for each in place)}" if symbol.rank else ""
            element = float(value[tuple(place)])
            raise BackproofError(
                Diagnostic(
                    f"{spelled(symbol.name)} is not finite", f"{element}{at}", "real numbers", "give another one"
                )
            )


def refuse_undefined(found: Computed) -> None:
    """What is computed has to have numbers: ``\\log 0`` has none, and neither has what is beyond every float."""
    for values in (found.forward, found.gradients, found.after):
        for symbol, value in values.items():
            numbers = np.array(value, dtype=np.float64)
            if not np.isfinite(numbers).all():
                problem = f"{spelled(symbol.name)} has no value for these numbers"
                written = f"{numbers[~np.isfinite(numbers)][0]}"
                raise BackproofError(Diagnostic(problem, written, "real numbers below 1e308", "give other values"))


def _no_step(name: str) -> Diagnostic:
    return Diagnostic(f"there is no step {name}", name, f"one of {', '.join(STEPS)}", "leave it out: sgd is usual")


def _nothing_moves(freeze: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        "values are frozen, and there is no step",
        written=f"freeze {', '.join(freeze)}",
        expected="a rate as well: without one nothing moves",
        advice="give a rate, such as 0.1",
    )


def _exact(rate: object) -> Fraction:
    try:
        value = Fraction(str(rate))
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if value <= 0 or value > sys.float_info.max:
        problem = "the rate is no positive number"
        raise BackproofError(Diagnostic(problem, str(rate), "a number above 0, such as 0.1", "give another one"))
    return value
