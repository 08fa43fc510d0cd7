"""Unknown functions are smooth random functions with exact derivatives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from backproof.calculus.digits import PRECISE
from backproof.calculus.evaluate import evaluate
from backproof.expr import Apply, Function, Symbol, Tensor
from backproof.rules import partial
from backproof.rules.precise import exact
from backproof.rules.unknown import Smooth, smooth

X, Y = Symbol("x"), Symbol("y")
STEP = Fraction(1, 10**15)


@pytest.mark.parametrize("orders", [(), (1, 0), (1, 2)])
@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("seed", range(4))
def test_the_derivative_of_every_order_agrees_with_differences(
    orders: tuple[int, ...], position: int, seed: int
) -> None:
    function, arguments = Function("f", 2, orders), (Tensor(X), Tensor(Y))
    values = {X: Fraction(3, 7), Y: Fraction(-5, 9)}
    symbol = (X, Y)[position]

    def moved(step: Fraction) -> Any:
        at = {**values, symbol: values[symbol] + step}
        return evaluate(Apply(function, arguments), at, arithmetic=PRECISE, functions_seed=seed)

    difference = (moved(STEP) - moved(-STEP)) / exact(2 * STEP)
    derivative = evaluate(partial(function, arguments, position), values, arithmetic=PRECISE, functions_seed=seed)
    assert abs(difference - derivative) < 1e-20


def test_the_same_name_and_seed_give_the_same_function_and_others_give_others() -> None:
    assert smooth("f", 1, 3) == smooth("f", 1, 3)
    assert len({smooth("f", 1, 3), smooth("g", 1, 3), smooth("f", 1, 4)}) == 3


def test_some_seeds_give_a_function_that_is_positive_everywhere() -> None:
    lowest = [function.offset - sum(wave.height for wave in function.waves) for function in map(one_of, range(30))]
    assert 3 < sum(low > 0 for low in lowest) < 27


def one_of(seed: int) -> Smooth:
    return smooth("f", 1, seed)
