"""Unknown functions are smooth random functions with exact derivatives."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from backproof.calculus.arithmetic import PRECISE
from backproof.calculus.evaluate import evaluate
from backproof.expr import Apply, Function, Symbol, Tensor
from backproof.rules import partial
from backproof.rules.precise import exact
from backproof.rules.unknown import smooth

X, Y = Symbol("x"), Symbol("y")
STEP = Fraction(1, 10**15)


@pytest.mark.parametrize("orders", [(), (1, 0), (1, 2)])
@pytest.mark.parametrize("position", [0, 1])
def test_the_derivative_of_every_order_agrees_with_differences(orders: tuple[int, ...], position: int) -> None:
    function, arguments = Function("f", 2, orders), (Tensor(X), Tensor(Y))
    for seed in range(4):
        values = {X: Fraction(3, 7), Y: Fraction(-5, 9)}

        def at(step: Fraction) -> object:
            moved = {**values, (X, Y)[position]: values[(X, Y)[position]] + step}
            return evaluate(Apply(function, arguments), moved, arithmetic=PRECISE, functions_seed=seed)

        difference = (at(STEP) - at(-STEP)) / exact(2 * STEP)  # type: ignore[operator]
        derivative = evaluate(partial(function, arguments, position), values, arithmetic=PRECISE, functions_seed=seed)
        assert abs(difference - derivative) < 1e-20


def test_the_same_name_and_seed_give_the_same_function_and_others_give_others() -> None:
    assert smooth("f", 1, 3) == smooth("f", 1, 3)
    assert len({smooth("f", 1, 3), smooth("g", 1, 3), smooth("f", 1, 4)}) == 3


def test_some_seeds_give_a_positive_function() -> None:
    x = np.linspace(-9, 9, 200)
    lowest = [evaluate(Apply(Function("f"), (Tensor(X),)), {X: 0}, functions_seed=seed) for seed in range(30)]
    assert len(x) and any(value > 0 for value in lowest)
