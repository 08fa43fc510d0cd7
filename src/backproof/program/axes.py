"""Functions of an axis in steps that share what they compute: the largest element, the exponentials, their sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, final

from backproof.expr import Index
from backproof.program.graph import Graph
from backproof.program.lettered import Value, folded, mapped
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True)
class Along:
    """The axis of a letter, in a body whose letters have an order."""

    graph: Graph
    order: Mapping[Index, int]
    index: Index

    def map(self, function: str, *values: Value) -> Value:
        """A function, element by element."""
        return mapped(self.graph, function, values, self.order)

    def fold(self, function: str, value: Value) -> Value:
        """The value without the axis."""
        return folded(self.graph, function, value, [self.index])

    def locate(self, function: str, value: Value) -> Value:
        """1 at the largest or smallest element along the axis."""
        at = value.letters.index(self.index)
        return Value(self.graph.locate(function, value.node, at), value.letters)


def _below_largest(along: Along, value: Value) -> Value:
    return along.map("subtract", value, along.fold("max", value))


def _exponentials(along: Along, value: Value) -> Value:
    """None above 1, so that none overflows."""
    return along.map("exp", _below_largest(along, value))


def _softmax(along: Along, value: Value) -> Value:
    weights = _exponentials(along, value)
    return along.map("divide", weights, along.fold("sum", weights))


def _log_of_total(along: Along, value: Value) -> Value:
    return along.map("log", along.fold("sum", _exponentials(along, value)))


def _logsumexp(along: Along, value: Value) -> Value:
    return along.map("add", along.fold("max", value), _log_of_total(along, value))


def _log_softmax(along: Along, value: Value) -> Value:
    """The largest element is taken off first: what is left of large logits has all its digits."""
    return along.map("subtract", _below_largest(along, value), _log_of_total(along, value))


def _norm(along: Along, value: Value) -> Value:
    return along.map("sqrt", along.fold("sum", along.map("square", value)))


def _fold(function: str) -> Callable[[Along, Value], Value]:
    return lambda along, value: along.fold(function, value)


def _locate(function: str) -> Callable[[Along, Value], Value]:
    return lambda along, value: along.locate(function, value)


AXIS: Final[Mapping[str, Callable[[Along, Value], Value]]] = {
    "softmax": _softmax, "log_softmax": _log_softmax, "logsumexp": _logsumexp, "norm": _norm, "prod": _fold("prod"),
    "max": _fold("max"), "min": _fold("min"), "argmax": _locate("max"), "argmin": _locate("min"),
}  # fmt: skip
