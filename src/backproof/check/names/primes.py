"""Functions with primes: the body is differentiated by a parameter that the argument then takes the place of."""

from __future__ import annotations

from collections.abc import Callable

from backproof.calculus.differentiate import differential
from backproof.expr import Expression, IllFormed, Symbol, Tensor
from backproof.expr.build import ONE
from backproof.expr.walk import map_parts

HIGHEST = 4
"""Derivatives of a higher order are not checked."""
PARAMETER = "\\cdot"
"""The name of a function's parameter while its body is differentiated."""


def primed(function: Callable[[Expression], Expression], argument: Expression, primes: int) -> Expression:
    """A function of one argument, differentiated so often as it has primes."""
    if not primes:
        return function(argument)
    if primes > HIGHEST:
        raise IllFormed(f"a derivative of order {primes} is not checked")
    parameter = Symbol(PARAMETER)
    slope = function(Tensor(parameter))
    for _ in range(primes):
        slope = differential(slope, {parameter: lambda _: ONE})
    return replaced(slope, parameter, argument)


def replaced(expression: Expression, symbol: Symbol, value: Expression) -> Expression:
    """The expression with a scalar symbol replaced; letters bound inside are fresh, so nothing is captured."""
    if isinstance(expression, Tensor):
        return value if expression.symbol == symbol else expression
    return map_parts(expression, lambda part: replaced(part, symbol, value))
