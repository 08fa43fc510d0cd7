"""Functions of the table that a model writes out: an exponential by the sum of the exponentials is a softmax."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.calculus.canonical import same
from backproof.expr import Apply, Expression, Function, Index, Model, Mul, Over, Power, Sum
from backproof.expr.build import MINUS_ONE, mul
from backproof.expr.model import Definition
from backproof.expr.walk import map_parts, substitute

EXP = Function("exp")


def recognised(model: Model) -> Model:
    """The model with softmaxes under their name: their derivatives are short then."""
    named = (Definition(each.symbol, each.indices, softmaxes(each.body)) for each in model)
    return Model(tuple(named), model.assumptions)


def softmaxes(node: Expression) -> Expression:
    r"""The expression with ``\frac{e^{z_k}}{\sum_m e^{z_m}}`` as the softmax of z at k."""
    node = map_parts(node, softmaxes)
    return node if not isinstance(node, Mul) else next(_pairs(node), node)


def _pairs(product: Mul) -> Iterator[Expression]:
    for above in product.factors:
        for below in product.factors:
            match above, below:
                case Apply(function, (argument,)), Power(Sum(index, Apply(other, (body,))), exponent) if (
                    function == other == EXP and exponent == MINUS_ONE
                ):
                    rest = [each for each in product.factors if each is not above and each is not below]
                    for at in _elements(argument, index, body):
                        yield mul(*rest, Over("softmax", index, body, at))
                case _:
                    pass


def _elements(argument: Expression, index: Index, body: Expression) -> Iterator[Index]:
    """The letters at which the body is the argument."""
    letters = (each for each in argument.free if each.range == index.range)
    yield from (each for each in letters if same(substitute(body, {index: each}), argument))
