"""Functions of the table that a model writes out, under their names: their derivatives are short then."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.calculus.canonical import same
from backproof.expr import Add, Apply, Expression, Function, Index, Model, Mul, Over, Power, Sum
from backproof.expr.build import MINUS_ONE, ONE, apply, mul
from backproof.expr.model import Definition
from backproof.expr.walk import map_parts, substitute

EXP = Function("exp")


def recognised(model: Model) -> Model:
    r"""The model with its softmaxes and logistic functions under their names; the latter only where no quantity is called
    ``\sigma``, which would be printed like the function."""
    taken = any(symbol.name == r"\sigma" for each in model for symbol in (each.symbol, *each.body.symbols))
    named = (Definition(each.symbol, each.indices, _named(each.body, sigma=not taken)) for each in model)
    return Model(tuple(named), model.assumptions)


def _named(node: Expression, *, sigma: bool) -> Expression:
    node = map_parts(node, lambda part: _named(part, sigma=sigma))
    match node:
        case Mul():
            return next(_softmaxes(node), node)
        case Power(Add((one, Apply(function, (Mul((minus, *rest)),)))), exponent) if (
            sigma and function == EXP and one == ONE and minus == exponent == MINUS_ONE
        ):
            return apply("sigmoid", mul(*rest))
        case _:
            return node


def _softmaxes(product: Mul) -> Iterator[Expression]:
    r"""The product with ``\frac{e^{z_k}}{\sum_m e^{z_m}}`` as the softmax of z at k."""
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
