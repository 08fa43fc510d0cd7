"""The table of scalar functions. Adding a function is adding one entry here.

Derivatives after Abramowitz & Stegun, chapters 4 and 7; activations after their papers (Hendrycks & Gimpel 2016 for
GELU, Clevert et al. 2015 for ELU, Elfwing et al. 2017 for SiLU).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np

from backproof.expr import Apply, Constant, Expression, Function, Number, Power
from backproof.expr.build import (
    HALF,
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    divide,
    mul,
    negative,
    number,
    power,
    subtract,
)
from backproof.rules import stable
from backproof.rules.later import MP, precise
from backproof.rules.rule import ABOVE_MINUS_ONE, POSITIVE, Rule

X = Expression
TEN = number(10)
NONE, UNIT = Fraction(0), Fraction(1)


def _reciprocal(x: X) -> X:
    return Power(x, MINUS_ONE)


def _squared(x: X) -> X:
    return Power(x, TWO)


def _flat(*arguments: X) -> X:
    return ZERO


def _at_zero(x: X, *others: X) -> tuple[X, ...]:
    return (x,)


def _where_equal(x: X, y: X) -> tuple[X, ...]:
    return (subtract(x, y),)


def _off(x: X) -> X:
    """1 where x is not positive."""
    return subtract(ONE, apply("step", x))


def _second_is_larger(x: X, y: X) -> X:
    """1 where y is larger than x. Beside a number it is 0 where both are equal, as ReLU's; two that vary share 1."""
    return apply("step", subtract(y, x)) if isinstance(x, Number) else _off(subtract(x, y))


def _first_is_smaller(x: X, y: X) -> X:
    """1 where x is smaller than y, with the same convention."""
    return apply("step", subtract(y, x)) if isinstance(y, Number) else _off(subtract(x, y))


def _sigmoid_slope(x: X) -> X:
    return mul(apply("sigmoid", x), subtract(ONE, apply("sigmoid", x)))


def _silu_slope(x: X) -> X:
    return add(apply("sigmoid", x), mul(x, _sigmoid_slope(x)))


def _normal_density(x: X) -> X:
    return divide(apply("exp", mul(number("-1/2"), _squared(x))), apply("sqrt", mul(TWO, Constant("pi"))))


def _normal_distribution(x: X) -> X:
    return mul(HALF, add(ONE, apply("erf", divide(x, apply("sqrt", TWO)))))


def _elu_slope(x: X, scale: X) -> X:
    # The exponential of the negative part: exp(x) itself would overflow where the step makes it irrelevant.
    return add(apply("step", x), mul(_off(x), scale, apply("exp", apply("min2", x, ZERO))))


def _elu_by_scale(x: X, scale: X) -> X:
    return mul(_off(x), subtract(apply("exp", apply("min2", x, ZERO)), ONE))


def _precise_leaky(x: Any, slope: Any) -> Any:
    return x if x > 0 else slope * x


def _precise_elu(x: Any, scale: Any) -> Any:
    return x if x > 0 else scale * MP.expm1(x)


_ENTRIES = (
    Rule("exp", (lambda x: apply("exp", x),), np.exp, MP.exp, r"\exp", "exponential", "exp is its own derivative",
         known={NONE: UNIT}),
    Rule("log", (_reciprocal,), np.log, MP.log, r"\log", "logarithm", "the derivative of log x is 1/x", POSITIVE,
         known={UNIT: NONE}),
    Rule("log1p", (lambda x: _reciprocal(add(ONE, x)),), np.log1p, MP.log1p, r"\operatorname{log1p}",
         "logarithm of one plus x", "log1p x is log(1 + x)", ABOVE_MINUS_ONE, known={NONE: NONE}),
    Rule("expm1", (lambda x: apply("exp", x),), np.expm1, MP.expm1, r"\operatorname{expm1}",
         "exponential minus one", "expm1 x is exp(x) - 1", known={NONE: NONE}),
    Rule("log2", (lambda x: _reciprocal(mul(x, apply("log", TWO))),), np.log2, lambda x: MP.log(x) / MP.log(2),
         r"\log_2",
         "binary logarithm", "log2 x is log x / log 2", POSITIVE, known={UNIT: NONE, Fraction(2): UNIT}),
    Rule("log10", (lambda x: _reciprocal(mul(x, apply("log", TEN))),), np.log10, MP.log10, r"\log_{10}",
         "decimal logarithm", "log10 x is log x / log 10", POSITIVE, known={UNIT: NONE, Fraction(10): UNIT}),
    Rule("sqrt", (lambda x: _reciprocal(mul(TWO, apply("sqrt", x))),), np.sqrt, MP.sqrt, r"\sqrt", "square root",
         "the derivative of the square root is 1 over twice the root", POSITIVE, known={NONE: NONE, UNIT: UNIT}),
    Rule("abs", (lambda x: apply("sign", x),), np.abs, abs, "abs", "absolute value",
         "the slope of |x| is the sign of x",
         kinks=_at_zero, known={NONE: NONE}),
    Rule("sign", (_flat,), np.sign, precise.sign, r"\operatorname{sign}", "sign",
         "the sign is constant on either side of zero",
         kinks=_at_zero, known={NONE: NONE}),
    Rule("step", (_flat,), stable.step, precise.step, r"\operatorname{step}", "unit step",
         "the step is constant on either side of zero", kinks=_at_zero, known={NONE: NONE, UNIT: UNIT}),
    Rule("sin", (lambda x: apply("cos", x),), np.sin, MP.sin, r"\sin", "sine", "the derivative of sin is cos",
         known={NONE: NONE}),
    Rule("cos", (lambda x: negative(apply("sin", x)),), np.cos, MP.cos, r"\cos", "cosine",
         "the derivative of cos is -sin",
         known={NONE: UNIT}),
    Rule("tan", (lambda x: add(ONE, _squared(apply("tan", x))),), np.tan, MP.tan, r"\tan", "tangent",
         "the derivative of tan is one plus its square", known={NONE: NONE}),
    Rule("arctan", (lambda x: _reciprocal(add(ONE, _squared(x))),), np.arctan, MP.atan, r"\arctan", "arc tangent",
         "the derivative of arctan x is 1/(1 + x^2)", known={NONE: NONE}),
    Rule("sinh", (lambda x: apply("cosh", x),), np.sinh, MP.sinh, r"\sinh", "hyperbolic sine",
         "the derivative of sinh is cosh",
         known={NONE: NONE}),
    Rule("cosh", (lambda x: apply("sinh", x),), np.cosh, MP.cosh, r"\cosh", "hyperbolic cosine",
         "the derivative of cosh is sinh",
         known={NONE: UNIT}),
    Rule("tanh", (lambda x: subtract(ONE, _squared(apply("tanh", x))),), np.tanh, MP.tanh, r"\tanh",
         "hyperbolic tangent",
         "the derivative of tanh is one minus its square", known={NONE: NONE}),
    Rule("sigmoid", (_sigmoid_slope,), stable.sigmoid, precise.sigmoid, r"\sigma", "sigmoid",
         "the derivative of the sigmoid is the sigmoid times one minus the sigmoid", known={NONE: Fraction(1, 2)}),
    Rule("softplus", (lambda x: apply("sigmoid", x),), stable.softplus, precise.softplus, r"\operatorname{softplus}",
         "softplus",
         "the derivative of log(1 + e^x) is the sigmoid"),
    Rule("relu", (lambda x: apply("step", x),), lambda x: np.maximum(x, 0.0), lambda x: max(x, MP.mpf(0)),
         r"\operatorname{ReLU}", "rectified linear unit", "the slope is 1 for positive and 0 for negative arguments",
         kinks=_at_zero,
         known={NONE: NONE, UNIT: UNIT}),
    Rule("leaky_relu", (lambda x, slope: add(apply("step", x), mul(slope, _off(x))), lambda x, slope: mul(x, _off(x))),
         stable.leaky_relu, _precise_leaky, r"\operatorname{LeakyReLU}", "leaky rectified linear unit",
         "the slope is 1 for positive arguments and the second argument for negative ones", kinks=_at_zero),
    Rule("elu", (_elu_slope, _elu_by_scale), stable.elu, _precise_elu, r"\operatorname{ELU}", "exponential linear unit",
         "the slope is 1 for positive and alpha e^x for negative arguments", kinks=_at_zero),
    Rule("silu", (_silu_slope,), stable.silu, lambda x: x * precise.sigmoid(x), r"\operatorname{SiLU}",
         "sigmoid linear unit",
         "the product rule on x sigma(x)", known={NONE: NONE}),
    Rule("gelu", (lambda x: add(_normal_distribution(x), mul(x, _normal_density(x))),), stable.gelu, precise.gelu,
         r"\operatorname{GELU}", "Gaussian error linear unit", "the product rule on x Phi(x)", known={NONE: NONE}),
    Rule("erf", (lambda x: mul(TWO, power(apply("sqrt", Constant("pi")), MINUS_ONE), apply("exp",
         negative(_squared(x)))),),
         stable.erf, MP.erf, r"\operatorname{erf}", "error function", "erf is the integral of 2/sqrt(pi) exp(-x^2)",
         known={NONE: NONE}),
    Rule("hinge", (lambda x: negative(apply("step", subtract(ONE, x))),), lambda x: np.maximum(1.0 - x, 0.0),
         lambda x: max(1 - x, MP.mpf(0)), r"\operatorname{hinge}", "hinge",
         "max(0, 1 - x) has slope -1 below 1 and 0 above",
         kinks=lambda x: (subtract(x, ONE),), known={UNIT: NONE}),
    Rule("max2", (lambda x, y: apply("step", subtract(x, y)), _second_is_larger), np.maximum, max,
         r"\max",
         "larger", "the larger argument has slope 1, the other 0", kinks=_where_equal),
    Rule("min2", (_first_is_smaller, lambda x, y: apply("step", subtract(x, y))), np.minimum, min,
         r"\min",
         "smaller", "the smaller argument has slope 1, the other 0", kinks=_where_equal),
)  # fmt: skip

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _ENTRIES})


def rule_of(function: Function) -> Rule | None:
    """The entry of a function, or None for an unknown one.

    >>> rule_of(Function("tanh")).reason
    'the derivative of tanh is one minus its square'
    """
    rule = RULES.get(function.name)
    known = rule is not None and rule.arity == function.arity and not function.orders
    return rule if known else None


def partial(function: Function, arguments: tuple[Expression, ...], position: int) -> Expression:
    """The derivative of ``function(arguments)`` by one argument; an unknown function goes up one order."""
    rule = rule_of(function)
    if rule is not None:
        return rule.partials[position](*arguments)
    orders = function.orders or (0,) * function.arity
    raised = tuple(order + (at == position) for at, order in enumerate(orders))
    return Apply(Function(function.name, function.arity, raised), arguments)
