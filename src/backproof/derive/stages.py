"""From what was put in to the form that people write, one kind of change after the other, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from backproof.calculus.collect import collected_factors, collected_terms
from backproof.calculus.simplify import SIMPLIFY, Simplifier
from backproof.derive.derivation import Step, Words
from backproof.expr import Add, Assumptions, Delta, Expression, Mul, Number, Power, Sum, Symbol, Tensor
from backproof.expr.walk import map_parts, walk

MOST_TERMS: Final = 12
"""Longer products are not multiplied out: a person would not either."""
NOTHING_ASSUMED: Final = Assumptions()
WITHOUT_SUMS: Final = {node: rule for node, rule in SIMPLIFY.items() if node is not Sum}


class Stages:
    """From expressions to what people write, under what is assumed; what is in that form already is remembered.

    >>> from backproof.expr import Power
    >>> from backproof.expr.build import MINUS_ONE, ONE, mul
    >>> x = Tensor(Symbol("x"))
    >>> [(step.rule, step.side == ONE) for step in Stages().of(mul(x, Power(x, MINUS_ONE)))]
    [('collect', True)]
    """

    def __init__(self, assumptions: Assumptions = NOTHING_ASSUMED) -> None:
        self.assumptions = assumptions
        self.simplify = Simplifier(assumptions)
        self._collect = Simplifier(rules=WITHOUT_SUMS)
        self._without_assumptions = Simplifier()

    def of(self, expression: Expression) -> Iterator[Step]:
        """The steps from an expression to its simplest form; none where it has that already."""
        final = self.simplify(expression)
        if final != expression:
            yield from self._towards(final, expression)
        yield from self.shortened(final)

    def shortened(self, simple: Expression) -> Iterator[Step]:
        """The step that a simple expression still needs where it is shorter without its brackets."""
        if _divides(simple):
            shorter = self.simplify(multiplied_out(simple))
            if size(shorter) < size(simple):
                yield Step(shorter, "multiply out", ("multiplied out, terms cancel",))

    def _towards(self, final: Expression, expression: Expression) -> Iterator[Step]:
        """What cancels, then what sums and deltas become, then what is assumed."""
        collected = self._collect(expression)
        if _factors(collected) < _factors(expression):
            yield Step(collected, "collect", ("equal factors cancel, numbers are multiplied out",))
            expression = collected
        concerned = not expression.symbols.isdisjoint(_assumed_of(self.assumptions))
        summed = self._without_assumptions(expression) if concerned else final
        if summed != expression:
            yield Step(summed, *_of_sums(expression, summed))
        if final != summed:
            yield Step(final, "assume", _assumed(summed, self.assumptions))


def size(expression: Expression) -> int:
    """The number of nodes."""
    return sum(1 for _ in walk(expression))


def multiplied_out(expression: Expression) -> Expression:
    """The expression with products of sums written out; denominators first, so that they cancel."""
    expression = map_parts(expression, multiplied_out)
    if not isinstance(expression, Mul):
        return expression
    sums = sorted((each for each in expression.factors if isinstance(each, Add)), key=_divides, reverse=True)
    if not sums or len(sums[0].terms) * len(sums) > MOST_TERMS:
        return expression
    rest = list(expression.factors)
    rest.remove(sums[0])
    return collected_terms(multiplied_out(collected_factors((*rest, term))) for term in sums[0].terms)


def _divides(node: Expression) -> bool:
    """Whether something is divided by in a sum."""
    powers = [part.exponent for part in walk(node) if isinstance(part, Power)]
    return any(isinstance(each, Number) and each.value < 0 for each in powers)


def _factors(expression: Expression) -> int:
    return sum([len(node.factors) for node in walk(expression) if isinstance(node, Mul)])


def _of_sums(before: Expression, after: Expression) -> tuple[str, Words]:
    """Why sums and deltas look otherwise."""
    if _count(before, Delta) > _count(after, Delta):
        return "delta", ("a Kronecker delta keeps one term of its sum",)
    return "order", ("what does not depend on the index stands in front of its sum, like terms are collected",)


def _count(expression: Expression, node: type) -> int:
    return sum(isinstance(part, node) for part in walk(expression))


def _assumed_of(assumptions: Assumptions) -> frozenset[Symbol]:
    """Of which symbols something is assumed that simplifies sums."""
    return assumptions.simplex | assumptions.one_hot


def _assumed(expression: Expression, assumptions: Assumptions) -> Words:
    """Which sums are one."""
    sums = (part for part in walk(expression) if isinstance(part, Sum))
    found: dict[Symbol, Sum] = {}
    for part in sums:
        for tensor in walk(part.body):
            if isinstance(tensor, Tensor) and tensor.symbol in _assumed_of(assumptions):
                found.setdefault(tensor.symbol, Sum(part.index, tensor))
    named = [word for each in found.values() for word in (", ", each, " is one")]
    return tuple(named[1:]) or ("what sums to one is one",)
