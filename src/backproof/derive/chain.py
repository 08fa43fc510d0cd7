"""The rows between a formula of the chain rule and its value: local derivatives, then paths, as single numbers."""

from __future__ import annotations

from collections.abc import Callable, Set

from backproof.expr import Add, Expression, Mul, Number, Symbol, Tensor
from backproof.expr.build import add, mul

Put = Callable[[Expression], Expression]
"""What stands for a part whose value is known: a number."""


def with_slopes(formula: Expression, adjoints: Set[Symbol], put: Put) -> Expression:
    r"""Each local derivative as a number: ``\\frac{\\partial L}{\\partial a} a (1 - a)`` has two factors then."""
    return add(*(_with_slope(term, adjoints, put) for term in _terms(formula)))


def _with_slope(term: Expression, adjoints: Set[Symbol], put: Put) -> Expression:
    factors = term.factors if isinstance(term, Mul) else (term,)
    above = [each for each in factors if isinstance(each, Tensor) and each.symbol in adjoints]
    local = [each for each in factors if each not in above]
    if len(above) != 1 or _is_number(mul(*local)):
        return term
    return mul(above[0], put(mul(*local)))


def with_paths(formula: Expression, put: Put) -> Expression:
    """Each term of a sum over paths as a number."""
    terms = _terms(formula)
    if len(terms) == 1:
        return formula
    return add(*(term if _is_number(term) else put(term) for term in terms))


def _terms(formula: Expression) -> tuple[Expression, ...]:
    return formula.terms if isinstance(formula, Add) else (formula,)


def _is_number(part: Expression) -> bool:
    """Whether a part is one number already, perhaps with a minus sign."""
    match part:
        case Tensor() | Number():
            return True
        case Mul((Number(sign), Tensor())):
            return sign == -1
        case _:
            return False
