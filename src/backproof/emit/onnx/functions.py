"""Functions element by element in ONNX: one entry for each function of a program.

What ONNX has no operator for is written out in forms that neither overflow nor cancel. So is what onnxruntime computes
in float32 only: tan, sinh, cosh, arctan and erf have no kernels for float64 there, nor has cos in older versions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log, sqrt
from types import MappingProxyType
from typing import Final

import numpy as np

from backproof.emit.onnx.nodes import Nodes
from backproof.emit.onnx.special import arctan, erf, erfc
from backproof.source import BackproofError, Diagnostic

Form = Callable[..., str]
"""From the nodes and the names of the arguments to the name of the result."""


def applied(nodes: Nodes, function: str, *arguments: str) -> str:
    """The name of a function of arrays, element by element. Raises :class:`BackproofError` for one without a form."""
    form = FORMS.get(function)
    if form is None:
        raise BackproofError(
            Diagnostic(
                f"the function {function} has no form in ONNX",
                written=function,
                expected=f"one of {', '.join(sorted(FORMS))}",
                advice=f"write {function} out in the definitions, with functions that have one",
            )
        )
    return form(nodes, *arguments)


def _operator(name: str) -> Form:
    return lambda add, *arguments: add(name, *arguments)


def _multiply(add: Nodes, x: str, y: str) -> str:
    """A product; see :func:`_kept` for factors that are a single number."""
    if add.is_scale(x):
        x, y = y, x
    return _kept(add, "Mul", x, y) if add.is_scale(y) else add("Mul", x, y)


def _divide(add: Nodes, x: str, y: str) -> str:
    return _kept(add, "Div", x, y) if add.is_scale(y) else add("Div", x, y)


def _kept(add: Nodes, operator: str, x: str, number: str) -> str:
    """A scale between two changes of sign, which change no digit.

    onnxruntime moves a scale beside a product of matrices into it, as a number in float32 whatever the type of the
    matrices: eight of sixteen digits are lost (1.31), or there is no kernel for the result (1.19).
    """
    return add("Neg", add(operator, add("Neg", x), number))


def _compare(name: str) -> Form:
    return lambda add, x, y: add.cast(add(name, x, y))


def _not_equal(add: Nodes, x: str, y: str) -> str:
    return add.cast(add("Not", add("Equal", x, y)))


def _step(add: Nodes, x: str) -> str:
    return add.cast(add("Greater", x, add.number(0)))


def _where(add: Nodes, mask: str, value: str, otherwise: str) -> str:
    return add("Where", add.cast(mask, "bool"), value, otherwise)


def _square(add: Nodes, x: str) -> str:
    return add("Mul", x, x)


def _log1p(add: Nodes, x: str) -> str:
    """log(u) x / (u - 1) with u = 1 + x as it was rounded: the rounding cancels (Kahan; Higham, 2002, 1.14.1)."""
    one = add.number(1)
    u = add("Add", one, x)
    exact = add("Mul", add("Log", u), add("Div", x, add("Sub", u, one)))
    # Nothing is left to correct where x was lost in the 1, or the 1 in x.
    lost = add("Or", add("Equal", u, one), add("Equal", u, x))
    return add("Where", lost, add("Where", add("Equal", u, one), x, add("Log", u)), exact)


def _expm1(add: Nodes, x: str) -> str:
    """e^x - 1 = tanh(x/2) (e^x + 1), which cancels nowhere."""
    return add("Mul", add("Tanh", _half(add, x)), add("Add", add("Exp", x), add.number(1)))


def _log_to(base: float) -> Form:
    return lambda add, x: _divide(add, add("Log", x), add.number(log(base)))


def _half(add: Nodes, x: str) -> str:
    return _multiply(add, x, add.number(0.5))


def _sinh(add: Nodes, x: str) -> str:
    return _half(add, add("Sub", _expm1(add, x), _expm1(add, add("Neg", x))))


def _cosh(add: Nodes, x: str) -> str:
    return _half(add, add("Add", add("Exp", x), add("Exp", add("Neg", x))))


def _cos(add: Nodes, x: str) -> str:
    """1 - 2 sin^2(x/2) in float64."""
    if add.dtype == np.float32:
        return add("Cos", x)
    return add("Sub", add.number(1), add("Mul", add.number(2), _square(add, add("Sin", _half(add, x)))))


def _tan(add: Nodes, x: str) -> str:
    return add("Div", add("Sin", x), _cos(add, x))


def _arctan(add: Nodes, x: str) -> str:
    return add("Atan", x) if add.dtype == np.float32 else arctan(add, x)


def _erf(add: Nodes, x: str) -> str:
    return add("Erf", x) if add.dtype == np.float32 else erf(add, x)


def _softplus(add: Nodes, x: str) -> str:
    """max(x, 0) + log(1 + e^-|x|)."""
    return add("Add", add("Relu", x), _log1p(add, add("Exp", add("Neg", add("Abs", x)))))


def _leaky_relu(add: Nodes, x: str, slope: str) -> str:
    return add("Where", add("Greater", x, add.number(0)), x, add("Mul", slope, x))


def _elu(add: Nodes, x: str, scale: str) -> str:
    zero = add.number(0)
    below = add("Mul", scale, _expm1(add, add("Min", x, zero)))
    return add("Where", add("Greater", x, zero), x, below)


def _sigmoid(add: Nodes, x: str) -> str:
    """1 / (1 + e^-x) in float64, where onnxruntime's own is cut off, and x sigma(x) would become a function without
    a kernel."""
    if add.dtype == np.float32:
        return add("Sigmoid", x)
    return add("Reciprocal", add("Add", add.number(1), add("Exp", add("Neg", x))))


def _silu(add: Nodes, x: str) -> str:
    return add("Mul", x, _sigmoid(add, x))


def _gelu(add: Nodes, x: str) -> str:
    """x erfc(-x / sqrt 2) / 2: 1 + erf would cancel for negative x."""
    return add("Mul", _half(add, x), erfc(add, _multiply(add, x, add.number(-1 / sqrt(2)))))


def _hinge(add: Nodes, x: str) -> str:
    return add("Relu", add("Sub", add.number(1), x))


FORMS: Final[Mapping[str, Form]] = MappingProxyType({
    "add": _operator("Add"), "subtract": _operator("Sub"), "multiply": _multiply, "divide": _divide,
    "negative": _operator("Neg"), "reciprocal": _operator("Reciprocal"), "square": _square,
    "power": _operator("Pow"), "sqrt": _operator("Sqrt"), "exp": _operator("Exp"), "log": _operator("Log"),
    "log1p": _log1p, "expm1": _expm1, "log2": _log_to(2), "log10": _log_to(10), "abs": _operator("Abs"),
    "sign": _operator("Sign"), "step": _step, "sin": _operator("Sin"), "cos": _cos, "tan": _tan,
    "arctan": _arctan, "sinh": _sinh, "cosh": _cosh, "tanh": _operator("Tanh"), "sigmoid": _sigmoid,
    "softplus": _softplus, "relu": _operator("Relu"), "leaky_relu": _leaky_relu, "elu": _elu, "silu": _silu,
    "gelu": _gelu, "erf": _erf, "hinge": _hinge, "max2": _operator("Max"), "min2": _operator("Min"),
    "equal": _compare("Equal"), "not_equal": _not_equal, "less": _compare("Less"),
    "less_equal": _compare("LessOrEqual"), "greater": _compare("Greater"), "greater_equal": _compare("GreaterOrEqual"),
    "where": _where, "copy": _operator("Identity"),
})  # fmt: skip
