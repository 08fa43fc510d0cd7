"""Whether one expression is a function of another one: functional dependence, by determinants of first derivatives."""

from __future__ import annotations

from itertools import combinations

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different
from backproof.expr import Derivative, Expression, Symbol, Tensor
from backproof.expr.build import mul


def varies_beside(value: Expression, other: Expression, held: frozenset[Symbol], bench: Bench | None = None) -> bool:
    """Whether a value is shown to change while another one, and the numbers that are ``held``, stay as they are.

    Both are expressions in numbers. Where ``value = f(other, held)``, the gradients of both by everything else are
    parallel, so that each two-row determinant of them is zero; one that is not shows that there is no such f.

    >>> from backproof.expr.build import add, number
    >>> x, y = (Tensor(Symbol(name)) for name in "xy")
    >>> varies_beside(x, mul(x, y), frozenset()), varies_beside(mul(number(2), x, y), mul(x, y), frozenset())
    (True, False)
    """
    variables = sorted((value.symbols | other.symbols) - held, key=lambda each: each.name)
    if len(variables) == 1:
        return False
    pairs = combinations([Tensor(each) for each in variables], 2)
    return any(
        isinstance(
            compare(
                mul(Derivative(value, one), Derivative(other, two)),
                mul(Derivative(value, two), Derivative(other, one)),
                bench=bench,
            ),
            Different,
        )
        for one, two in pairs
    )
