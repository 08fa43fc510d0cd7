"""Functions element by element as NumPy calls that write into memory which is there.

A form returns the calls that compute a function of ``operands`` into ``out``; operands are arrays that broadcast, or
numbers. A call has no arguments left. Functions that have no form of their own use the table's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from backproof.rules import RULES

Array = NDArray[Any]
Call = Callable[[], Any]
Form = Callable[[Sequence[Any], Array], list[Call]]


def calls(function: str, operands: Sequence[Any], out: Array) -> list[Call]:
    """The calls that compute a function into ``out``, which may be one of the operands.

    >>> x = np.array([-1.0, 0.0, 2.0])
    >>> for call in calls("relu", [x], x):
    ...     _ = call()
    >>> x.tolist()
    [0.0, 0.0, 2.0]
    """
    form = FORMS.get(function) or _of_table(function)
    arrays = [each for each in operands if isinstance(each, np.ndarray)]
    if function in OVERWRITING or not any(np.shares_memory(each, out) for each in arrays):
        return form(operands, out)
    result = np.empty_like(out)
    return [*form(operands, result), partial(np.copyto, out, result)]


def _ufunc(function: np.ufunc) -> Form:
    # A result by its place is a fifth of a microsecond cheaper than one by its name.
    return lambda operands, out: [partial(function, *operands, out)]


def _larger(function: np.ufunc) -> Form:
    # Of these two NumPy wants the result by its name.
    return lambda operands, out: [partial(function, *operands, out=out)]


def _compare(function: np.ufunc) -> Form:
    # A comparison into an array of numbers converts piece by piece: twice as slow as by way of bytes.
    def form(operands: Sequence[Any], out: Array) -> list[Call]:
        truth = np.empty(out.shape, dtype=np.bool_)
        return [partial(function, *operands, truth), partial(np.copyto, out, truth)]

    return form


def _sigmoid(operands: Sequence[Any], out: Array) -> list[Call]:
    """1 / (1 + e^-x): where the exponential overflows, the quotient is the right zero."""
    (x,) = operands
    return [
        partial(np.negative, x, out),
        partial(np.exp, out, out),
        partial(np.add, out, _one(out), out),
        partial(np.reciprocal, out, out),
    ]


def _one(out: Array) -> Array:
    """Numbers as arrays: NumPy would make one anew in each call."""
    return np.ones((), out.dtype)


def _zero(out: Array) -> Array:
    return np.zeros((), out.dtype)


def _softplus(operands: Sequence[Any], out: Array) -> list[Call]:
    return [partial(np.logaddexp, *operands, _zero(out), out)]


def _relu(operands: Sequence[Any], out: Array) -> list[Call]:
    # A row of zeros is twice as fast as one zero, from where rows are long enough.
    zero = np.zeros(out.shape[-1], out.dtype) if out.shape[-1:] >= (64,) else _zero(out)
    return [partial(np.maximum, *operands, zero, out=out)]


def _step(operands: Sequence[Any], out: Array) -> list[Call]:
    return _compare(np.greater)([*operands, _zero(out)], out)


def _where(operands: Sequence[Any], out: Array) -> list[Call]:
    mask, value, otherwise = operands
    truth = np.empty(out.shape, dtype=np.bool_)
    return [
        partial(np.not_equal, mask, _zero(out), truth),
        partial(np.copyto, out, otherwise),
        partial(np.copyto, out, value, where=truth),
    ]


def _copy(operands: Sequence[Any], out: Array) -> list[Call]:
    return [partial(np.copyto, out, *operands)]


def _of_table(function: str) -> Form:
    """The table's own function, with an array for its result."""
    float64 = RULES[function].float64

    def compute(operands: Sequence[Any], out: Array) -> None:
        np.copyto(out, float64(*operands))

    return lambda operands, out: [partial(compute, operands, out)]


FORMS: Final[Mapping[str, Form]] = {
    "add": _ufunc(np.add), "subtract": _ufunc(np.subtract), "multiply": _ufunc(np.multiply),
    "divide": _ufunc(np.divide), "negative": _ufunc(np.negative), "square": _ufunc(np.square),
    "reciprocal": _ufunc(np.reciprocal), "power": _ufunc(np.power), "sqrt": _ufunc(np.sqrt), "exp": _ufunc(np.exp),
    "expm1": _ufunc(np.expm1), "log1p": _ufunc(np.log1p), "log": _ufunc(np.log), "tanh": _ufunc(np.tanh),
    "abs": _ufunc(np.abs), "sign": _ufunc(np.sign), "max2": _larger(np.maximum), "min2": _larger(np.minimum),
    "sin": _ufunc(np.sin), "cos": _ufunc(np.cos),
    "equal": _compare(np.equal), "not_equal": _compare(np.not_equal), "less": _compare(np.less),
    "less_equal": _compare(np.less_equal), "greater": _compare(np.greater),
    "greater_equal": _compare(np.greater_equal),
    "sigmoid": _sigmoid, "softplus": _softplus, "relu": _relu, "step": _step, "where": _where, "copy": _copy,
}  # fmt: skip
OVERWRITING: Final = frozenset(FORMS) - {"where", "copy"}
"""Functions whose forms read each operand before they write over it."""
