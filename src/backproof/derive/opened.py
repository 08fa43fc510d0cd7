"""Quantities of which only the inputs are known: put in to first order, so that their derivatives stay symbols.

``y = f_2(w_2, f_1(w_1, x))`` becomes ``y``, any function of w_2 and z, and ``z``, any function of w_1 and x.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from backproof.calculus.resolve import linear
from backproof.derive.naming import names_in, unused
from backproof.expr import Apply, Definition, Expression, Model, Symbol, Tensor
from backproof.rules import rule_of

NAMES: Final = ("z", "a", "s", "u", "q", "r")
Inputs: TypeAlias = "dict[Symbol, tuple[Tensor, ...]]"


def opened(
    definitions: Iterable[Definition], inputs: Mapping[Symbol, tuple[Tensor, ...]]
) -> tuple[list[Definition], Inputs]:
    """The definitions with what is not known put in to first order, and its inputs.

    ``inputs`` are those of names that nothing defines. Functions of several numbers without a rule are such, too.

    >>> from backproof.expr import Function
    >>> y, w, x = (Symbol(name) for name in "ywx")
    >>> call = Apply(Function("f", 2), (Tensor(w), Tensor(x)))
    >>> found, known = opened([Definition(y, (), call)], {})
    >>> [tensor.symbol.name for tensor in known[y]]
    ['w', 'x']
    """
    definitions, left = list(definitions), dict(inputs)
    free = unused(NAMES, names_in(Model(tuple(definitions))))
    known: Inputs = {}
    kept: list[Definition] = []
    for each in definitions:
        match each.body:
            case Tensor(symbol) if symbol in left:
                known[each.symbol] = left.pop(symbol)
                kept.append(replace(each, body=linear(each.symbol, each.indices, known[each.symbol])))
            case Apply() as call if _is_unknown(call):
                kept.append(_first_order(each.symbol, call, free, known, kept))
            case _:
                kept.append(each)
    known |= left
    return kept + [Definition(symbol, (), linear(symbol, (), found)) for symbol, found in left.items()], known


def _is_unknown(call: Apply) -> bool:
    """A function of several numbers that no rule says."""
    return call.function.arity > 1 and not call.function.orders and rule_of(call.function) is None and not call.free


def _first_order(symbol: Symbol, call: Apply, free: Iterator[str], known: Inputs, kept: list[Definition]) -> Definition:
    """The call by its derivatives; arguments that are no names get one, with definitions in front."""
    known[symbol] = tuple(_named(each, free, known, kept) for each in call.arguments)
    return Definition(symbol, (), linear(symbol, (), known[symbol]))


def _named(node: Expression, free: Iterator[str], known: Inputs, kept: list[Definition]) -> Tensor:
    if isinstance(node, Tensor):
        return node
    symbol = Symbol(next(free))
    if isinstance(node, Apply) and _is_unknown(node):
        kept.append(_first_order(symbol, node, free, known, kept))
    else:
        kept.append(Definition(symbol, (), node))
    return Tensor(symbol)
