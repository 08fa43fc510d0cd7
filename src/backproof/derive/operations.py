"""What a definition computes, in a word or two."""

from __future__ import annotations

from fractions import Fraction

from backproof.expr import (
    Add,
    Apply,
    Cases,
    Constant,
    Delta,
    Derivative,
    Expression,
    Indicator,
    Mul,
    Number,
    OfMatrix,
    Over,
    Power,
    Sum,
    Tensor,
)
from backproof.expr.build import MINUS_ONE
from backproof.rules import AXIS_RULES, MATRIX_RULES, rule_of


def operation(body: Expression) -> str:
    """The outermost operation.

    >>> from backproof.expr import Symbol
    >>> from backproof.expr.build import apply, divide
    >>> x, y = Tensor(Symbol("x")), Tensor(Symbol("y"))
    >>> [operation(each) for each in (apply("sigmoid", x), divide(x, y), Add((x, y)), x)]
    ['sigmoid', 'quotient', 'sum', 'copy']
    """
    match body:
        case Add():
            return "sum"
        case Sum(_, Mul()):
            return "sum of products"
        case Sum():
            return "sum over an index"
        case Mul(factors):
            return _product([each for each in factors if not _is_number(each)])
        case Power(_, exponent) if exponent == MINUS_ONE:
            return "reciprocal"
        case Power(_, Number(Fraction(numerator=2, denominator=1))):
            return "square"
        case Power():
            return "power"
        case Apply(function):
            rule = rule_of(function)
            return function.name if rule is None else rule.spoken
        case Over(name):
            return AXIS_RULES[name].spoken
        case OfMatrix(name):
            return MATRIX_RULES[name].spoken
        case Cases():
            return "cases"
        case Tensor():
            return "copy"
        case Number() | Constant():
            return "constant"
        case Delta() | Indicator():
            return "selection"
        case Derivative():
            return "derivative"


def _product(factors: list[Expression]) -> str:
    """A product by what is no number in it."""
    match factors:
        case []:
            return "constant"
        case [Tensor()]:
            return "multiple"
        case [only]:
            return operation(only)
        case _:
            return "quotient" if any(isinstance(each, Power) and _is_below(each) for each in factors) else "product"


def _is_number(factor: Expression) -> bool:
    return isinstance(factor, Number) or (isinstance(factor, Power) and isinstance(factor.base, Number))


def _is_below(factor: Power) -> bool:
    return isinstance(factor.exponent, Number) and factor.exponent.value < 0
