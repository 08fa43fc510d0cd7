"""Why a local derivative is what it is: the rules of the table that were used, in the table's own words."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.calculus.simplify import simplify
from backproof.derive.derivation import Words
from backproof.expr import Apply, Expression, Model, Mul, Number, OfMatrix, Over, Power, Sum, Symbol, Tensor
from backproof.expr.build import negative
from backproof.expr.walk import parts, walk
from backproof.rules import AXIS_RULES, MATRIX_RULES, rule_of


def of_slope(body: Expression, symbol: Symbol) -> Words:
    """The reason for the derivative of a body by a symbol."""
    found = tuple(dict.fromkeys(_rules(body, symbol)))
    return ("; ".join(found),) if found else ("the derivative of a linear function is its coefficient",)


def _rules(body: Expression, symbol: Symbol) -> Iterator[str]:
    """The rules from outside to inside, where the symbol occurs."""
    if symbol not in body.symbols:
        return
    match body:
        case Apply(function, _):
            rule = rule_of(function)
            yield f"{function.name} is any smooth function" if rule is None else rule.reason
        case Over(name, _, _):
            yield AXIS_RULES[name].reason
        case OfMatrix(name):
            yield MATRIX_RULES[name].reason
        case Power():
            yield "the power rule"
        case Mul(factors) if sum(symbol in factor.symbols for factor in factors) > 1:
            yield "the product rule"
        case Sum(_, _) if _varies(body, symbol):
            yield "only one term of the sum contains it"
    for part in parts(body):
        yield from _rules(part, symbol)


def _varies(body: Sum, symbol: Symbol) -> bool:
    """Whether each term of a sum has an element of its own."""
    return any(
        isinstance(each, Tensor) and each.symbol == symbol and body.index in each.slots for each in walk(body.body)
    )


def at_kinks(model: Model) -> Iterator[Words]:
    """Where functions of a model have no derivative, and what is taken there: steps and signs are 0 at zero.

    >>> from backproof.expr import Definition
    >>> from backproof.expr.build import apply
    >>> x, y = Symbol("x"), Symbol("y")
    >>> [words[2] for words in at_kinks(Model((Definition(y, (), apply("relu", Tensor(x))),)))]
    [' is zero, ']
    """
    told: set[Expression] = set()
    for part in (part for each in model for part in walk(each.body)):
        rule = rule_of(part.function) if isinstance(part, Apply) else None
        if rule is None or not isinstance(part, Apply) or part in told:
            continue
        told.add(part)
        for kink in rule.kinks(*part.arguments):
            zero = simplify(negative(kink)) if _is_negative(kink) else kink
            yield ("Where ", zero, " is zero, ", part, " has no derivative; a step and a sign of zero are taken as 0.")


def _is_negative(term: Expression) -> bool:
    match term:
        case Mul((Number(value), *_)):
            return value < 0
    return False
