"""Functions that onnxruntime computes in float32 only, written out to all digits of float64."""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial, pi, sqrt
from typing import Final

from backproof.emit.onnx.nodes import Nodes

ERFC: Final = (
    -0.6717940840566923, 0.6726432239776567, 0.04734330684190443, -0.0468956102311753, -0.009872689366389959,
    0.008824938557060623, 0.001758933557799016, -0.002345812500482853, -0.00014624686337800336,
    0.000673678795580235, -9.37350311709817e-05, -0.0001743029472030762, 7.14010141275703e-05,
    3.17451797494374e-05, -3.0187884551394243e-05, 1.3772664134464417e-07, 8.562623420121286e-06,
    -2.947986876998259e-06, -1.27231190486887e-06, 1.2500276612569754e-06, -1.6849800720653297e-07,
    -2.495832761719667e-07, 1.5334345920908177e-07, 1.4448658046252676e-09, -3.9171820510271855e-08,
    1.1172352263623759e-08, 4.06088214696972e-09, -1.8902306008944537e-09,
)  # fmt: skip
r"""log(erfc(z) / t) + z^2 as a polynomial in 2t - 1, where t = 2/(2 + z): interpolated at Chebyshev's points in 60
digits (the form is that of Press et al., Numerical Recipes, 6.2.2). The error of erfc is below 4e-16."""
SMALL: Final = 0.5
"""Up to here erf is its Taylor series; 1 - erfc would cancel."""
ERF: Final = tuple(2 / sqrt(pi) * (-1) ** n / (factorial(n) * (2 * n + 1)) for n in range(12))
ARCTAN: Final = tuple((-1) ** n / (2 * n + 1) for n in range(13))
"""For arguments up to tan(pi/16) = 0.199, of which the 27th power is 1e-19."""
HALVINGS: Final = 2


def erfc(add: Nodes, x: str) -> str:
    """The complement of the error function."""
    one, two = add.number(1), add.number(2)
    z = add("Abs", x)
    t = add("Div", two, add("Add", two, z))
    exponent = add("Sub", _polynomial(add, ERFC, add("Sub", add("Mul", two, t), one)), add("Mul", z, z))
    tail = add("Mul", t, add("Exp", exponent))
    return add("Where", add("Less", x, add.number(0)), add("Sub", two, tail), tail)


def erf(add: Nodes, x: str) -> str:
    """The error function."""
    near = add("Mul", x, _polynomial(add, ERF, add("Mul", x, x)))
    size = add("Abs", x)
    far = add("Mul", add("Sign", x), add("Sub", add.number(1), erfc(add, size)))
    return add("Where", add("Less", size, add.number(SMALL)), near, far)


def arctan(add: Nodes, x: str) -> str:
    """arctan x = 2 arctan(x / (1 + sqrt(1 + x^2))), until the Taylor series is short."""
    one = add.number(1)
    size = add("Abs", x)
    large = add("Greater", size, one)
    # Of the reciprocal first, whose square can't overflow: arctan x = pi/2 - arctan(1/x).
    part = add("Where", large, add("Reciprocal", size), size)
    for _ in range(HALVINGS):
        part = add("Div", part, add("Add", one, add("Sqrt", add("Add", one, add("Mul", part, part)))))
    series = add("Mul", part, _polynomial(add, ARCTAN, add("Mul", part, part)))
    angle = add("Mul", add.number(2**HALVINGS), series)
    return add("Mul", add("Sign", x), add("Where", large, add("Sub", add.number(pi / 2), angle), angle))


def _polynomial(add: Nodes, coefficients: Sequence[float], x: str) -> str:
    """By Horner's rule; the first coefficient is that of x to the power of 0."""
    *others, total = map(add.number, coefficients)
    for coefficient in reversed(others):
        total = add("Add", add("Mul", total, x), coefficient)
    return total
