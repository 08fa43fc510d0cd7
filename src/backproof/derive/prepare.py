"""A model as a teacher would set it up before the first derivative: functions recognised, arguments named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from backproof.calculus.canonical import relabel
from backproof.calculus.recognise import recognised
from backproof.calculus.resolve import resolve_model
from backproof.expr import (
    Apply,
    Assumptions,
    Definition,
    Expression,
    Function,
    Index,
    Model,
    Mul,
    Over,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.walk import substitute, walk

ARGUMENTS: Final = ("z", "a", "s", "u", "q", "r")
"""What the argument of a softmax is called, where its author has no name for it: the first that the model leaves."""


_SCRIPTS: Final = re.compile(r"[_^]")
_LAYER: Final = re.compile(r"\^\{[^{}]*\}\Z|_\{\d\}\Z")


def prepared(model: Model, *, activations: bool = False) -> Model:
    """The model with functions of the table recognised, arguments of softmaxes named, and what is known of labels.

    ``activations``: the arguments of all activations get names, as pre-activations have in delta notation.
    """
    model = named_arguments(recognised(resolve_model(model)), activations=activations)
    return replace(model, assumptions=with_labels(model))


def named_arguments(model: Model, *, activations: bool = False) -> Model:
    """The model with a definition for what each softmax, or each activation, is taken of.

    >>> from backproof.expr import Range
    >>> from backproof.expr.build import apply
    >>> k, m = (Index(letter, Range("k")) for letter in "km")
    >>> p, b = Symbol("p", (Range("k"),)), Symbol("b", (Range("k"),))
    >>> written = Definition(p, (k,), Over("softmax", m, apply("tanh", Tensor(b, (m,))), k))
    >>> [each.symbol.name for each in named_arguments(Model((written,)))]
    ['z', 'p']
    """
    free = _Names(model)
    definitions: list[Definition] = []
    for each in model:
        match each.body:
            case Over("softmax", index, body, Index() as at) if not isinstance(body, Tensor):
                named = _argument(free.of(each.symbol), each, index, body, at)
                definitions.append(named)
                at_index = substitute(named.head, {at: index})
                definitions.append(replace(each, body=Over("softmax", index, at_index, at)))
            case Apply(function, (argument,)) if activations and any(isinstance(part, Sum) for part in walk(argument)):
                named = Definition(Symbol(free.of(each.symbol), each.symbol.ranges), each.indices, relabel(argument))
                definitions += [named, replace(each, body=Apply(function, (named.head,)))]
            case _:
                definitions.append(each)
    return replace(model, definitions=tuple(definitions))


def _argument(name: str, each: Definition, index: Index, body: Expression, at: Index) -> Definition:
    body = relabel(substitute(body, {index: at}))
    indices = tuple(letter for letter in each.indices if letter in body.free)
    return Definition(Symbol(name, tuple(letter.range for letter in indices)), indices, body)


class _Names:
    """Names that no quantity of the model has; layers and steps keep theirs: ``z^{2}`` stands below ``h^{2}``,
    ``z_{2}`` below ``h_{2}``."""

    def __init__(self, model: Model) -> None:
        taken = {_SCRIPTS.split(symbol.name)[0] for each in model for symbol in (*each.body.symbols, each.symbol)}
        self._left = [name for name in ARGUMENTS if name not in taken]
        self._shared = self._left.pop(0) if self._left else r"\zeta"
        self._given: set[str] = set()

    def of(self, symbol: Symbol) -> str:
        """The name of the argument of a quantity."""
        layer = _LAYER.search(symbol.name)
        name = self._shared + (layer.group() if layer is not None else "")
        while name in self._given:
            name = self._left.pop(0) if self._left else name + "'"
        self._given.add(name)
        return name


def with_labels(model: Model) -> Assumptions:
    """What is assumed, and that the labels of a categorical cross-entropy sum to one (Bishop, PRML, 4.3.4)."""
    outputs = {each.symbol for each in model if isinstance(each.body, Over) and each.body.function == "softmax"}
    defined = {each.symbol for each in model}
    labels = {label for each in model for label in _labels(each.body, outputs)} - defined
    return replace(model.assumptions, simplex=model.assumptions.simplex | labels)


def _labels(body: Expression, outputs: set[Symbol]) -> Iterator[Symbol]:
    """What stands beside the logarithm of an output, under a sum over the classes."""
    for part in walk(body):
        match part:
            case Sum(index, Mul(factors)):
                logs = [each for each in factors if _is_log_of(each, outputs, index)]
                if len(logs) == 1:
                    yield from (
                        each.symbol for each in factors if isinstance(each, Tensor) and each.slots[-1:] == (index,)
                    )


def _is_log_of(factor: Expression, outputs: set[Symbol], index: Index) -> bool:
    match factor:
        case Apply(Function("log"), (Tensor(symbol, (*_, last)),)):
            return symbol in outputs and last == index
    return False
