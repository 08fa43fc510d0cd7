"""Derivatives in terms about functions that are written out: gradients, partial and directional ones, at points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backproof.check.maps.scope import HESSIANS, JACOBIANS, Scope, is_vector_of
from backproof.check.maps.values import Map, Table, Unknown, Value, multiplied, names_in, put_in, single, slope
from backproof.expr import Symbol
from backproof.read.terms.terms import Call, Listed, Nabla, Ref, Term

DIRECTIONAL = "D"


class Reader(Protocol):
    """What derivatives need to know of the terms in them."""

    @property
    def scope(self) -> Scope: ...
    def table(self, term: Term) -> Table: ...
    def value(self, term: Term) -> Value: ...
    def function(self, term: Term) -> Map | None: ...


def gradient(reader: Reader, of: Term) -> Value:
    r"""``\nabla f``, ``\nabla f(x, y)``, ``\nabla f(1, 2)``, ``\nabla (F \circ G)``, ``\nabla^2 f(1, 2)``."""
    function = reader.function(of)
    if function is not None:
        return function.jacobian()
    match of:
        case Call(name, 0, arguments):
            given = [reader.table(each) for each in arguments]
            if (found := reader.scope.named(name, count(given))) is not None:
                return found.jacobian().at(given)
        case Nabla(Call(name, 0, arguments)):
            given = [reader.table(each) for each in arguments]
            if (found := reader.scope.named(name, count(given))) is not None and found.table.is_scalar:
                return found.jacobian().jacobian().at(given)
        case _:
            pass
    raise Unknown("what this gradient is taken of is not known here")


def operated(reader: Reader, operator: str, of: Term, behind: Term | None) -> Value | None:
    r"""``D F``, ``D F(x, y)``, ``D (G \circ F)(1, 2)`` and ``H f``: the Jacobian or the Hessian of what follows."""
    try:
        found = gradient(reader, of)
    except Unknown:
        return None
    if isinstance(found, Map) and operator in HESSIANS:
        found = found.jacobian()
    if behind is None or not isinstance(found, Map):
        return found if isinstance(found, Map) or operator in JACOBIANS else None
    return found.at([reader.table(each) for each in arguments(behind)])


def directional(reader: Reader, along: Ref, of: Term) -> Table | None:
    r"""``D_v f(1, 2)`` and ``D_v f``, where v is a vector that the document gives; None for anything else."""
    if along.base != DIRECTIONAL or len(along.subs) != 1 or along.sups:
        return None
    direction = reader.scope.vector(Ref(along.subs[0], (), (), along.span), direction=True)
    if direction is None:
        return None
    slopes = table_of(gradient(reader, of))
    return multiplied(slopes, direction, "cdot") if slopes.listed else None


def at_point(reader: Reader, base: Term, names: Sequence[str], values: Sequence[Table]) -> Table:
    """A value at a point; coordinates without names belong to the parameters of a function."""
    found = reader.value(base)
    if names:
        point = {Symbol(name): each.scalar() for name, each in zip(names, values, strict=True)}
        return table_of(found).each(lambda entry: put_in(entry, point))
    function = found if isinstance(found, Map) else reader.function(base)
    if function is None:
        raise Unknown("what this point is a point of is not known here")
    return function.at(values)


def partial(reader: Reader, of: Term, by: Ref) -> Value:
    """The derivative of a function, or of an expression, by one of its letters or by an inner function."""
    if by.key in reader.scope.known:
        return _by_function(reader, of, by)
    symbol = Symbol(by.key)
    if isinstance(of, Ref):
        if (known := reader.scope.with_parameter(of, symbol)) is not None:
            if symbol in known.parameters:
                return known.partial(symbol)
            whole = reader.scope.through(known, by) or known
            return whole.partial(symbol) if symbol in whole.parameters else _by_vector(whole, by)
        if (applied := reader.scope.component(of, by)) is not None:
            return single(applied)
    entry = reader.scope.entry(of) if isinstance(of, Ref) else None
    function = reader.function(of) if entry is None else entry
    if function is not None:
        own = is_vector_of(function.parameters, by) and symbol not in function.parameters
        return _by_vector(function, by) if own else function.partial(symbol)
    table = reader.table(of)
    names = frozenset(names_in(table))
    if symbol not in names or not names <= reader.scope.parameters:
        raise Unknown("what depends on what in this derivative is not known")
    return table.each(lambda entry: slope(entry, symbol))


def _by_vector(function: Map, by: Ref) -> Map:
    r"""``\frac{\partial F}{\partial \mathbf{x}}``, where the arguments of F are the elements of x."""
    if not is_vector_of(function.parameters, by):
        raise Unknown(f"this function does not have the argument {by.key}")
    return function.jacobian()


def _by_function(reader: Reader, of: Term, by: Ref) -> Value:
    r"""``\frac{\partial F}{\partial G}``: the Jacobian of F at the values of G."""
    inner = reader.scope.named(by)
    outer = reader.scope.named(of, len(inner.table.entries)) if isinstance(of, Ref) and inner is not None else None
    if inner is None or outer is None:
        raise Unknown("a derivative by this function is not read here")
    return outer.jacobian().after(inner)


def arguments(behind: Term) -> tuple[Term, ...]:
    """What a function is applied to that stands before something."""
    return behind.items if isinstance(behind, Listed) else (behind,)


def count(given: Sequence[Table]) -> int:
    """How many numbers a function is applied to."""
    return len(given[0].entries) if len(given) == 1 else len(given)


def table_of(value: Value) -> Table:
    """The entries of a value."""
    return value.table if isinstance(value, Map) else value
