"""NumPy calls of the reference engine against plain NumPy: functions, folds, products, masks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.calculus.parts import RELATIONS
from backproof.program.graph import Contract, Mask
from backproof.rules import RULES
from backproof.train.engines.bind import mask_array
from backproof.train.engines.folds import fold
from backproof.train.engines.forms import FORMS, calls
from backproof.train.engines.products import product
from tests.program.subjects import agree

POSITIVE = ("log", "log2", "log10", "sqrt", "log1p", "power")


def operands_of(name: str, count: int, shape: tuple[int, ...]) -> list[Any]:
    random = np.random.default_rng(7)
    arrays = [random.normal(size=shape) for _ in range(count)]
    return [np.abs(array) + 0.1 for array in arrays] if name in POSITIVE else arrays


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("shape", [(), (1,), (3, 2), (5, 70)])
@pytest.mark.parametrize("name", RULES)
def test_a_function_of_the_table_is_what_the_table_says(name: str, shape: tuple[int, ...], dtype: str) -> None:
    operands = [np.asarray(each, dtype) for each in operands_of(name, RULES[name].arity, shape)]
    expected = np.asarray(RULES[name].float64(*(each.astype(float) for each in operands)))
    out = np.full(shape, np.nan, dtype)
    for call in calls(name, operands, out):
        call()
    assert out.dtype == dtype
    agree(out.astype(float), expected, 1e-14 if dtype == "float64" else 1e-5)


@pytest.mark.parametrize("name", sorted({*FORMS, *RULES} - {"where", "copy"}))
def test_a_function_may_be_written_over_any_of_its_operands(name: str) -> None:
    count = RULES[name].arity if name in RULES else 1 if name in UNARY else 2
    apart = np.full((4, 3), np.nan)
    for call in calls(name, operands_of(name, count, (4, 3)), apart):
        call()
    for at in range(count):
        operands = operands_of(name, count, (4, 3))
        for call in calls(name, operands, operands[at]):
            call()
        np.testing.assert_array_equal(operands[at], apart)


UNARY = ("negative", "square", "reciprocal")


def test_a_choice_may_be_written_over_any_of_its_operands() -> None:
    mask, value, other = np.array([1.0, 0, 1]), np.array([1.0, 2, 3]), np.array([4.0, 5, 6])
    for at in range(3):
        operands = [mask.copy(), value.copy(), other.copy()]
        for call in calls("where", operands, operands[at]):
            call()
        assert operands[at].tolist() == [1, 5, 3]


def test_a_sigmoid_of_large_numbers_is_0_and_1() -> None:
    x = np.array([-1e4, -40, 0, 40, 1e4])
    out = np.empty(5)
    with np.errstate(all="ignore"):
        for call in calls("sigmoid", [x], out):
            call()
    np.testing.assert_allclose(out, RULES["sigmoid"].float64(x), rtol=1e-15, atol=1e-300)


@given(st.data())
def test_a_fold_is_that_of_numpy(data: st.DataObject) -> None:
    shape = tuple(data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=4)))
    axes = tuple(sorted(data.draw(st.sets(st.integers(0, len(shape) - 1), min_size=1))))
    function = data.draw(st.sampled_from(["sum", "prod", "max", "min"]))
    array = np.random.default_rng(0).normal(size=shape)
    if data.draw(st.booleans()):
        array = array.T.copy().T
    expected = np.asarray(getattr(np, function)(array, axis=axes))
    out = np.full(expected.shape, np.nan)
    fold(function, axes, array, out)()
    agree(out, expected, 1e-14)


@given(st.data())
def test_a_product_is_that_of_einsum(data: st.DataObject) -> None:
    axes = st.lists(st.integers(0, 4), unique=True, max_size=3).map(tuple)
    left, right = data.draw(axes), data.draw(axes)
    every = sorted({*left, *right})
    kept = tuple(data.draw(st.lists(st.sampled_from(every), unique=True))) if every else ()
    random, extents = np.random.default_rng(1), (2, 3, 4, 5, 6)
    a, b = (random.normal(size=[extents[axis] for axis in axes]) for axes in (left, right))
    if a.ndim > 1 and data.draw(st.booleans()):
        a = np.asarray(a.T.copy().T)
    name = "".join
    told = f"{name('abcde'[each] for each in left)},{name('abcde'[each] for each in right)}"
    expected = np.einsum(f"{told}->{name('abcde'[each] for each in kept)}", a, b)
    out = np.full(expected.shape, np.nan)
    product(Contract(left, right, kept), a, b, out)()
    agree(out, expected, 1e-13)


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_mask_counts_elements_as_the_author_does(relation: str) -> None:
    both = mask_array(Mask(relation, (0, 1), (1, 0)), (3, 4), np.dtype(float))
    expected = [[float(RELATIONS[relation](i, j)) for j in range(4)] for i in range(1, 4)]
    assert both.tolist() == expected
    one = mask_array(Mask(relation, (0, 1), (None, 2)), (3,), np.dtype(float))
    assert one.tolist() == [float(RELATIONS[relation](i, 2)) for i in range(1, 4)]
