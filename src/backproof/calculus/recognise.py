"""Functions of the table that an author writes out: a softmax as a fraction of exponentials, a sigmoid, a tanh.

What is recognised has the derivative that people know; what is not keeps the quotient rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Final, TypeAlias

from backproof.calculus.canonical import same
from backproof.calculus.simplify import simplify
from backproof.expr import Add, Apply, Expression, Function, Model, Mul, Number, Over, Power, Sum
from backproof.expr.build import MINUS_ONE, ONE, apply, mul, negative
from backproof.expr.walk import map_parts, substitute
from backproof.rules import AXIS_RULES
from backproof.rules.functions import RULES

Recognise: TypeAlias = Callable[[Expression], Expression | None]


def recognised(model: Model) -> Model:
    """The model with functions of the table where their values are written out.

    A function is not recognised where a quantity has the name that it would be printed with.

    >>> from backproof.expr import Definition, Symbol, Tensor
    >>> x, y = Symbol("x"), Symbol("y")
    >>> written = Power(Add((ONE, apply("exp", negative(Tensor(x))))), MINUS_ONE)
    >>> recognised(Model((Definition(y, (), written),))).definitions[0].body == apply("sigmoid", Tensor(x))
    True
    """
    names = {symbol.name for each in model for symbol in (each.symbol, *each.body.symbols)}
    rules = tuple(rule for name, rule in RECOGNISE.items() if (AXIS_RULES.get(name) or RULES[name]).latex not in names)
    return replace(model, definitions=tuple(replace(each, body=_recognised(each.body, rules)) for each in model))


def _recognised(expression: Expression, rules: Sequence[Recognise]) -> Expression:
    inner = map_parts(expression, lambda part: _recognised(part, rules))
    return next((found for rule in rules if (found := rule(inner)) is not None), inner)


def _softmax(node: Expression) -> Expression | None:
    """``e^{z_k} / sum over m of e^{z_m}``, with any other factors."""
    if not isinstance(node, Mul):
        return None
    for above, below in permutations(node.factors, 2):
        found = _fraction_of_exponentials(above, below)
        if found is not None:
            return mul(found, *(factor for factor in node.factors if factor is not above and factor is not below))
    return None


def _fraction_of_exponentials(above: Expression, below: Expression) -> Expression | None:
    match above, below:
        case Apply(Function("exp"), (argument,)), Power(Sum(index, Apply(Function("exp"), (body,))), exponent) if (
            exponent == MINUS_ONE
        ):
            for letter in sorted(argument.free - below.free, key=lambda each: each.name):
                if letter.range == index.range and same(substitute(body, {index: letter}), argument):
                    return Over("softmax", index, body, letter)
    return None


def _sigmoid(node: Expression) -> Expression | None:
    """``1 / (1 + e^{-x})``."""
    match node:
        case Power(Add((first, second)), exponent) if exponent == MINUS_ONE:
            for one, other in ((first, second), (second, first)):
                match other:
                    case Apply(Function("exp"), (Mul((Number(value), *rest)),)) if one == ONE and value < 0:
                        return apply("sigmoid", mul(Number(-value), *rest))
    return None


def _tanh(node: Expression) -> Expression | None:
    """``(e^x - e^{-x}) / (e^x + e^{-x})``."""
    match node:
        case Mul((Add((Apply(Function("exp"), (argument,)), _)) as above, Power(below, exponent))) if (
            exponent == MINUS_ONE
        ):
            grows, falls = apply("exp", argument), apply("exp", simplify(negative(argument)))
            written = (Add((grows, negative(falls))), Add((grows, falls)))
            if same(simplify(above), simplify(written[0])) and same(simplify(below), simplify(written[1])):
                return apply("tanh", argument)
    return None


RECOGNISE: Final[Mapping[str, Recognise]] = {"softmax": _softmax, "sigmoid": _sigmoid, "tanh": _tanh}
