"""Logarithms and exponentials in forms that neither overflow nor cancel.

log softmax(z) is z - log sum e^z, log sigma(z) is -softplus(-z): where a probability rounds to 0 or to 1 these keep
their digits, and their derivatives are finite (Goodfellow, Bengio & Courville, Deep Learning, 4.1 and 6.2.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from backproof.calculus.recognise import recognised
from backproof.calculus.resolve import resolve_model
from backproof.expr import Add, Apply, Expression, Function, Model, Mul, Number, Over, Sum, Tensor
from backproof.expr.build import MINUS_ONE, ONE, TWO, apply, mul, negative, subtract
from backproof.expr.walk import map_parts, substitute

Behind = Callable[[Expression], Expression]


def stable(model: Model) -> Model:
    """The model with stable forms; quantities are looked through to what they are defined by.

    >>> from backproof.expr import Definition, Symbol
    >>> from backproof.expr.walk import walk
    >>> z, p, loss = Symbol("z"), Symbol("p"), Symbol("L")
    >>> entropy = Definition(loss, (), negative(apply("log", Tensor(p))))
    >>> written = Model((Definition(p, (), apply("sigmoid", Tensor(z))), entropy))
    >>> [part.function.name for part in walk(stable(written).get(loss).body) if isinstance(part, Apply)]
    ['softplus']
    """
    model = recognised(resolve_model(model))
    defined = {each.symbol: each for each in model}

    def behind(node: Expression) -> Expression:
        """What a quantity is defined by."""
        while isinstance(node, Tensor) and node.symbol in defined:
            definition = defined[node.symbol]
            node = substitute(definition.body, dict(zip(definition.indices, node.slots, strict=True)))
        return node

    def rewritten(node: Expression) -> Expression:
        inner = map_parts(node, rewritten)
        match inner:
            case Apply(Function("log"), (argument,)):
                return _logarithm(argument, behind)
            case Add((Apply(Function("exp"), (exponent,)), other)) | Add((other, Apply(Function("exp"), (exponent,)))):
                return apply("expm1", exponent) if other == MINUS_ONE else inner
        return inner

    return replace(model, definitions=tuple(replace(each, body=rewritten(each.body)) for each in model))


def _logarithm(argument: Expression, behind: Behind) -> Expression:
    """The logarithm of a function that has a better one, or of one plus or minus something."""
    match behind(argument):
        case Apply(Function(name), (inner,)) if name in LOGARITHM:
            return LOGARITHM[name](inner)
        case Over("softmax", index, body, at):
            return Over("log_softmax", index, body, at)
        case Sum(index, Apply(Function("exp"), (exponent,))):
            return Over("logsumexp", index, exponent)
        case Add((first, second)) if ONE in (first, second):
            return _logarithm_above_one(second if first == ONE else first, behind)
    return apply("log", argument)


def _logarithm_above_one(rest: Expression, behind: Behind) -> Expression:
    """log(1 + rest)."""
    match rest:
        case Apply(Function("exp"), (exponent,)):
            return apply("softplus", exponent)
        case Mul((Number(value), below)) if value == -1:
            match behind(below):
                case Apply(Function("sigmoid"), (inner,)):
                    return negative(apply("softplus", inner))
    return apply("log1p", rest)


LOGARITHM: Final[Mapping[str, Callable[[Expression], Expression]]] = {
    "exp": lambda x: x,
    "sigmoid": lambda x: mul(MINUS_ONE, apply("softplus", negative(x))),
    "cosh": lambda x: subtract(subtract(apply("softplus", mul(TWO, x)), x), apply("log", TWO)),
}
"""log f(x), for functions f that the table has."""
