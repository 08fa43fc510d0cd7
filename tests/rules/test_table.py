"""Law 1: every entry of the table, held to the same promises; law 5: a wrong entry is caught by the same checks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from backproof.calculus.arithmetic import FLOAT64
from backproof.calculus.differentiate import by_element, differential
from backproof.calculus.digits import PRECISE
from backproof.calculus.evaluate import evaluate
from backproof.expr import Expression, IllFormed, Index, OfMatrix, Over, Range, Symbol, Tensor
from backproof.expr.build import mul, number
from backproof.rules import AXIS_RULES, MATRIX_RULES, RULES, AxisRule, MatrixRule, Rule
from backproof.rules.precise import exact

STEP = Fraction(1, 10**15)
DOMAINS = {"real": (-3, 3), "positive": (0, 3), "unit": (0, 1)}
AXIS = Range("axis", first=0, size=4)
K, M, N = Index("k", AXIS), Index("m", AXIS), Index("n", AXIS)
Z = Symbol("z", (AXIS,))
A = Symbol("A", (AXIS, AXIS))
I, J, P, Q = (Index(letter, AXIS) for letter in "ijpq")
Values = dict[Symbol, Any]


def arguments(rule: Rule) -> tuple[Tensor, ...]:
    return tuple(Tensor(Symbol(f"x_{at}")) for at in range(rule.arity))


def points(rule: Rule, count: int = 6) -> list[Values]:
    low, high = DOMAINS[rule.domain.hint]
    random = Random(rule.name)
    tensors = arguments(rule)
    return [
        {t.symbol: Fraction(random.randint(1000 * low + 1, 1000 * high - 1), 1000) for t in tensors}
        for _ in range(count)
    ]


def value(expression: Expression, values: Values) -> Any:
    return evaluate(expression, values, arithmetic=PRECISE)


def slope(expression: Expression, values: Values, symbol: Symbol, place: tuple[int, ...] = ()) -> Any:
    """A central difference in 50 digits: good to about thirty of them."""

    def moved(step: Fraction) -> Any:
        data = np.array(values[symbol], dtype=object)
        data[place] += step
        return value(expression, {**values, symbol: data})

    return (moved(STEP) - moved(-STEP)) / exact(2 * STEP)


def close(left: Any, right: Any, digits: int = 20) -> bool:
    return bool(np.all(abs(left - right) <= exact(Fraction(1, 10**digits)) * (1 + abs(right))))


def check(rule: Rule) -> None:
    """Each derivative agrees with differences, and each derivative of a derivative."""
    tensors = arguments(rule)
    for values in points(rule):
        for at, tensor in enumerate(tensors):
            x = [exact(values[t.symbol]) for t in tensors]
            above, below = list(x), list(x)
            above[at], below[at] = x[at] + exact(STEP), x[at] - exact(STEP)
            difference = (rule.precise(*above) - rule.precise(*below)) / exact(2 * STEP)
            derivative = rule.partials[at](*tensors)
            assert close(value(derivative, values), difference), f"{rule.name} by {tensor.symbol.name} at {values}"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_each_derivative_agrees_with_differences_in_fifty_digits(rule: Rule) -> None:
    check(rule)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_derivative_scaled_by_2001_over_2000_is_caught(rule: Rule) -> None:
    for at in range(rule.arity):
        if all(value(rule.partials[at](*arguments(rule)), values) == 0 for values in points(rule)):
            continue
        planted = tuple(
            (lambda *x, right=right: mul(number("2001/2000"), right(*x))) if at == position else right
            for position, right in enumerate(rule.partials)
        )
        with pytest.raises(AssertionError):
            check(replace(rule, partials=planted))


@pytest.mark.parametrize("rule", [RULES["step"], RULES["sign"]], ids=lambda rule: rule.name)
def test_a_slope_where_there_is_none_is_caught(rule: Rule) -> None:
    with pytest.raises(AssertionError):
        check(replace(rule, partials=(lambda x: number("1/1000"),)))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_derivative_of_each_derivative_exists_and_agrees_with_differences(rule: Rule) -> None:
    for partial in rule.partials:
        first = partial(*arguments(rule))
        for tensor in arguments(rule):
            second = differential(first, by_element(tensor.symbol, ()))
            for values in points(rule, 3):
                assert close(value(second, values), slope(first, values, tensor.symbol))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_float64_agrees_with_fifty_digits(rule: Rule) -> None:
    for values in points(rule, 20):
        with np.errstate(all="raise"):
            quick = rule.float64(*(np.asarray(float(values[t.symbol])) for t in arguments(rule)))
        true = rule.precise(*(exact(values[t.symbol]) for t in arguments(rule)))
        assert abs(float(quick) - float(true)) <= 1e-14 * max(1e-3, abs(float(true)))


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.domain.hint == "real"], ids=lambda rule: rule.name)
def test_float64_has_no_nan_far_out(rule: Rule) -> None:
    far = np.array([-1e4, -800.0, -1e-320, 0.0, 1e-320, 800.0, 1e4])
    with np.errstate(all="ignore"):
        assert not np.isnan(rule.float64(*[far] * rule.arity)).any()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_known_values_are_the_values(rule: Rule) -> None:
    for argument, known in rule.known.items():
        assert rule.precise(exact(argument)) == exact(known)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_points_that_are_drawn_lie_off_the_kinks(rule: Rule) -> None:
    for kink in rule.kinks(*arguments(rule)):
        assert kink.free == frozenset()
        assert not close(value(kink, points(rule)[0]), exact(0))


def vectors(count: int = 3) -> list[Values]:
    random = Random(4)
    return [
        {Z: np.array([Fraction(random.randint(-2000, 2000), 1000) for _ in range(4)], dtype=object)}
        for _ in range(count)
    ]


def node(rule: AxisRule) -> Over:
    return Over(rule.name, M, Tensor(Z, (M,)), K if rule.keeps else None)


def check_axis(rule: AxisRule) -> None:
    """The derivative array has the shape of the result and the axis, and agrees with differences."""
    over = node(rule)
    axes = (K, N) if rule.keeps else (N,)
    for values in vectors():
        array = evaluate(rule.partial(over, N), values, axes=axes, arithmetic=PRECISE)
        assert array.shape == (4,) * len(axes)
        for n in range(4):
            assert close(array[..., n], slope(over, values, Z, (n,)))


@pytest.mark.parametrize("rule", AXIS_RULES.values(), ids=lambda rule: rule.name)
def test_each_axis_derivative_agrees_with_differences_in_fifty_digits(rule: AxisRule) -> None:
    check_axis(rule)


@pytest.mark.parametrize(
    "rule", [r for r in AXIS_RULES.values() if not r.name.startswith("arg")], ids=lambda rule: rule.name
)
def test_an_axis_derivative_scaled_by_2001_over_2000_is_caught(rule: AxisRule) -> None:
    with pytest.raises(AssertionError):
        check_axis(replace(rule, partial=lambda over, n: mul(number("2001/2000"), rule.partial(over, n))))


@pytest.mark.parametrize("rule", AXIS_RULES.values(), ids=lambda rule: rule.name)
def test_the_derivative_of_each_axis_derivative_agrees_with_differences(rule: AxisRule) -> None:
    first = rule.partial(node(rule), N)
    p = Index("p", AXIS)
    axes = (K, N) if rule.keeps else (N,)
    second = differential(first, by_element(Z, (p,)), frozenset({"p"}))
    values = vectors()[0]
    array = evaluate(second, values, axes=(*axes, p), arithmetic=PRECISE)

    def moved(at: int, step: Fraction) -> Any:
        steps = np.array([step if n == at else Fraction(0) for n in range(4)], dtype=object)
        return evaluate(first, {Z: values[Z] + steps}, axes=axes, arithmetic=PRECISE)

    for at in range(4):
        assert close(array[..., at], (moved(at, STEP) - moved(at, -STEP)) / exact(2 * STEP))


@pytest.mark.parametrize("rule", AXIS_RULES.values(), ids=lambda rule: rule.name)
def test_axis_functions_agree_in_both_arithmetics_and_with_their_expansion(rule: AxisRule) -> None:
    for values in vectors():
        true = evaluate(node(rule), values, arithmetic=PRECISE)
        assert np.allclose(evaluate(node(rule), values, arithmetic=FLOAT64), true.astype(float), rtol=1e-13, atol=0)
        if rule.expansion is not None:
            assert close(evaluate(rule.expansion(node(rule)), values, arithmetic=PRECISE), true, 40)


def test_a_product_with_a_zero_factor_still_has_its_derivative() -> None:
    rule = AXIS_RULES["prod"]
    assert evaluate(rule.partial(node(rule), N), {Z: [0, 2, 3, 4]}).tolist() == [24, 0, 0, 0]


def matrices(count: int = 3) -> list[Values]:
    random = Random(5)

    def drawn() -> list[list[Fraction]]:
        return [[Fraction(random.randint(-2000, 2000), 1000) for _ in range(4)] for _ in range(4)]

    return [{A: np.array(drawn(), dtype=object)} for _ in range(count)]


def of_matrix(rule: MatrixRule) -> OfMatrix:
    return OfMatrix(rule.name, I, J, Tensor(A, (I, J)), (K, N) if rule.keeps else ())


def check_matrix(rule: MatrixRule) -> None:
    """The derivative array has the shape of the result and the matrix, and agrees with differences."""
    node = of_matrix(rule)
    axes = (*node.at, P, Q)
    for values in matrices():
        array = evaluate(rule.partial(node, P, Q), values, axes=axes, arithmetic=PRECISE)  # type: ignore[arg-type] # symbols as keys
        assert array.shape == (4,) * len(axes)
        for place in np.ndindex(4, 4):
            assert close(array[(..., *place)], slope(node, values, A, place))


@pytest.mark.parametrize("rule", MATRIX_RULES.values(), ids=lambda rule: rule.name)
def test_each_matrix_derivative_agrees_with_differences_in_fifty_digits(rule: MatrixRule) -> None:
    check_matrix(rule)


@pytest.mark.parametrize("rule", MATRIX_RULES.values(), ids=lambda rule: rule.name)
def test_a_matrix_derivative_that_is_scaled_or_transposed_is_caught(rule: MatrixRule) -> None:
    with pytest.raises(AssertionError):
        check_matrix(replace(rule, partial=lambda node, m, n: mul(number("2001/2000"), rule.partial(node, m, n))))
    with pytest.raises(AssertionError):
        check_matrix(replace(rule, partial=lambda node, m, n: rule.partial(node, n, m)))


@pytest.mark.parametrize("rule", MATRIX_RULES.values(), ids=lambda rule: rule.name)
def test_the_derivative_of_each_matrix_derivative_agrees_with_differences(rule: MatrixRule) -> None:
    node, values = of_matrix(rule), matrices()[0]
    first = rule.partial(node, P, Q)
    r, s = Index("r", AXIS), Index("s", AXIS)
    second = differential(first, by_element(A, (r, s)), frozenset({"r", "s"}))
    array = evaluate(second, values, axes=(*first_axes(first), r, s), arithmetic=PRECISE)
    for place in ((0, 0), (1, 2), (3, 0)):
        assert close(array[(..., *place)], slope(first, values, A, place))


def first_axes(expression: Expression) -> tuple[Index, ...]:
    return tuple(sorted(expression.free, key=lambda index: index.name))


@pytest.mark.parametrize("rule", MATRIX_RULES.values(), ids=lambda rule: rule.name)
def test_matrix_functions_agree_in_both_arithmetics(rule: MatrixRule) -> None:
    for values in matrices():
        true = evaluate(of_matrix(rule), values, arithmetic=PRECISE)
        quick = evaluate(of_matrix(rule), values, arithmetic=FLOAT64)
        assert np.allclose(quick, true.astype(float), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("rule", MATRIX_RULES.values(), ids=lambda rule: rule.name)
@pytest.mark.parametrize("arithmetic", [FLOAT64, PRECISE], ids=lambda each: each.name)
def test_a_matrix_that_is_singular_but_for_rounding_has_no_value(rule: MatrixRule, arithmetic: Any) -> None:
    row = [Fraction(1, 3), Fraction(2, 7), Fraction(1, 9), Fraction(5, 11)]
    singular = np.array([[each * row[at] for each in row] for at in range(4)], dtype=object)
    found = evaluate(of_matrix(rule), {A: singular}, arithmetic=arithmetic)
    assert not arithmetic.finite(found).any()


def test_a_function_of_a_matrix_asks_for_as_many_rows_as_columns() -> None:
    other = Index("b", Range("other"))
    with pytest.raises(IllFormed, match="i over axis and b over other"):
        OfMatrix("det", I, other, Tensor(Symbol("B", (AXIS, other.range)), (I, other)))
    with pytest.raises(IllFormed, match="its element b over other"):
        OfMatrix("inverse", I, J, Tensor(A, (I, J)), (K, other))
