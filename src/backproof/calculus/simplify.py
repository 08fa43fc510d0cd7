"""The form that people write: like terms collected, deltas summed away, constants in front of sums.

Each rule makes an expression smaller or moves it towards one order, so repeating them ends; the result is a fixed
point. Values are kept wherever the original has one: ``x / x`` becomes 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from fractions import Fraction
from typing import Any, Final, TypeAlias

from backproof.calculus.canonical import relabel, same
from backproof.calculus.collect import coefficient, collected_factors, collected_terms
from backproof.calculus.conditions import decided
from backproof.calculus.sums import simplified_sum
from backproof.expr import (
    Add,
    Apply,
    Assumptions,
    Cases,
    Constant,
    Delta,
    Expression,
    Indicator,
    Model,
    Mul,
    Number,
    Power,
    Sum,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, ZERO, mul
from backproof.expr.model import Definition
from backproof.expr.nodes import CompareIndices, Condition
from backproof.expr.walk import map_parts
from backproof.rules import rule_of

Rules: TypeAlias = Mapping[type, Callable[[Any, Assumptions], Expression]]
NO_ASSUMPTIONS: Final = Assumptions()
# Each pass does the work of one level; formulas nest a few dozen deep at the most.
MOST_PASSES: Final = 100
LARGEST_EXPONENT: Final = 64


def simplify(
    expression: Expression, assumptions: Assumptions = NO_ASSUMPTIONS, rules: Rules | None = None
) -> Expression:
    """The expression in the form that people write, equal wherever it has a value; simplifying again changes nothing.

    ``assumptions`` name the symbols whose last slot sums to one. ``rules`` are those of the table to be used: all of
    them, unless a derivation goes through them one by one.

    >>> from backproof.expr import Index, Range, Symbol, Tensor
    >>> from backproof.expr.build import add
    >>> c = Range("c")
    >>> k, j, s, l = Index("k", c), Index("j", c), Symbol("s", (c,)), Symbol("l", (c,))
    >>> difference = add(Delta(k, j), mul(MINUS_ONE, Tensor(s, (j,))))
    >>> loss = mul(MINUS_ONE, Sum(k, mul(Tensor(l, (k,)), difference)))
    >>> simplify(loss, Assumptions(simplex=frozenset({l}))) == add(Tensor(s, (j,)), mul(MINUS_ONE, Tensor(l, (j,))))
    True
    """
    return Simplifier(assumptions, rules)(expression)


def simplify_model(model: Model) -> Model:
    """The model with every body simplified under its assumptions."""
    simpler = (Definition(each.symbol, each.indices, simplify(each.body, model.assumptions)) for each in model)
    return Model(tuple(simpler), model.assumptions)


class Simplifier:
    """Simplifies one expression after the other: what it has left as it is, it passes over wherever it comes again."""

    def __init__(self, assumptions: Assumptions = NO_ASSUMPTIONS, rules: Rules | None = None) -> None:
        self.assumptions = assumptions
        self.rules = SIMPLIFY if rules is None else rules
        self._settled: dict[Expression, Expression] = {}

    def __call__(self, expression: Expression) -> Expression:
        """What :func:`simplify` says."""
        for _ in range(MOST_PASSES):
            simpler = relabel(self._over(expression))
            if simpler is expression or simpler == expression:
                break
            expression = simpler
        return expression

    def _over(self, node: Expression) -> Expression:
        """The rules from inside to outside, once."""
        if isinstance(node, Tensor | Number):
            return node
        settled = self._settled.get(node)
        if settled is not None:
            return settled
        inner = map_parts(node, self._over)
        rule = self.rules.get(type(inner))
        simpler = inner if rule is None else rule(inner, self.assumptions)
        if simpler is node or simpler == node:
            self._settled[node] = node
            return node
        return simpler


def _add(node: Add, assumptions: Assumptions) -> Expression:
    return collected_terms(node.terms)


def _mul(node: Mul, assumptions: Assumptions) -> Expression:
    product = collected_factors(node.factors)
    number, rest = coefficient(product)
    if number == -1 and isinstance(rest, Add):
        return _opposite(rest)
    if number < 0:
        # (y - O) H rather than -(O - y) H.
        factors = rest.factors if isinstance(rest, Mul) else (rest,)
        turned = next((at for at, factor in enumerate(factors) if _is_difference(factor)), None)
        if turned is not None:
            return mul(Number(-number), *(_opposite(each) if at == turned else each for at, each in enumerate(factors)))
    return product


def _opposite(total: Expression) -> Expression:
    terms = total.terms if isinstance(total, Add) else (total,)
    return collected_terms(collected_factors((MINUS_ONE, term)) for term in terms)


def _is_difference(factor: Expression) -> bool:
    """Whether a sum loses no clearness by the opposite sign: one of its two terms is negative."""
    if not (isinstance(factor, Add) and len(factor.terms) == 2):
        return False
    return sum(coefficient(term)[0] < 0 for term in factor.terms) == 1


def _power(node: Power, assumptions: Assumptions) -> Expression:
    base, exponent = node.base, node.exponent
    if not isinstance(exponent, Number):
        return ONE if base == ONE else node
    whole = exponent.value.denominator == 1
    match base:
        case _ if exponent == ZERO or base == ONE:
            return ONE
        case _ if exponent == ONE:
            return base
        case Number(value) if whole and abs(exponent.value) <= LARGEST_EXPONENT and (value != 0 or exponent.value > 0):
            return Number(Fraction(value ** int(exponent.value)))
        case Delta() | Indicator() if exponent.value > 0:
            return base
        case Mul(factors) if whole:
            return mul(*(_power(Power(factor, exponent), assumptions) for factor in factors))
        case Power(inner, Number(value)) if whole:
            return _power(Power(inner, Number(value * exponent.value)), assumptions)
        case Apply(function, (argument,)) if function.name == "sqrt" and whole and exponent.value % 2 == 0:
            return _power(Power(argument, Number(exponent.value / 2)), assumptions)
    return node


def _apply(node: Apply, assumptions: Assumptions) -> Expression:
    rule = rule_of(node.function)
    match node.function.name, node.arguments:
        case _ if rule is None:
            return node
        case ("log", (Apply(inner, (argument,)),)) | ("exp", (Apply(inner, (argument,)),)) if {
            node.function.name,
            inner.name,
        } == {"log", "exp"}:
            return argument
        case "log", (Constant("e"),):
            return ONE
        case _, (Number(value),) if value in rule.known:
            return Number(rule.known[value])
    return node


def _delta(node: Delta, assumptions: Assumptions) -> Expression:
    return _indicator(Indicator(CompareIndices("=", node.left, node.right)), assumptions)


def _indicator(node: Indicator, assumptions: Assumptions) -> Expression:
    condition = decided(node.condition)
    if isinstance(condition, bool):
        return ONE if condition else ZERO
    if isinstance(condition, CompareIndices) and condition.relation == "=":
        return Delta(condition.left, condition.right)
    return Indicator(condition)


def _cases(node: Cases, assumptions: Assumptions) -> Expression:
    branches: list[tuple[Condition, Expression]] = []
    otherwise = node.otherwise
    for condition, value in node.branches:
        holds = decided(condition)
        if holds is True:
            otherwise = value
            break
        if holds is not False:
            branches.append((holds, value))
    if otherwise is not None and all(same(value, otherwise) for _, value in branches):
        return otherwise
    return _picked(Cases(tuple(branches), otherwise))


def _picked(node: Cases) -> Expression:
    """A Kronecker delta of every branch that is not zero stands in front, where sums find it."""
    values = [value for _, value in node.branches]
    values += [] if node.otherwise is None else [node.otherwise]
    deltas = [{each for each in _factors(value) if isinstance(each, Delta)} for value in values if value != ZERO]
    common = set.intersection(*deltas) if deltas else set()
    if not common:
        return node
    shared = [each for value in values for each in _factors(value) if each in common]
    branches = tuple((condition, _without(value, common)) for condition, value in node.branches)
    otherwise = None if node.otherwise is None else _without(node.otherwise, common)
    return mul(*dict.fromkeys(shared), Cases(branches, otherwise))


def _factors(node: Expression) -> tuple[Expression, ...]:
    return node.factors if isinstance(node, Mul) else (node,)


def _without(node: Expression, factors: Set[Expression]) -> Expression:
    return mul(*(each for each in _factors(node) if each not in factors))


def _sum(node: Sum, assumptions: Assumptions) -> Expression:
    return simplified_sum(node.index, node.body, assumptions)


SIMPLIFY: Final[Rules] = {
    Add: _add, Mul: _mul, Power: _power, Apply: _apply, Delta: _delta, Indicator: _indicator, Cases: _cases, Sum: _sum,
}  # fmt: skip
