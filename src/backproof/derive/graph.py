"""The computation graph of a model: what names what, with the local derivative of each use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, final

from backproof.calculus.gradient import Adjoint, Link, sweep
from backproof.calculus.recognise import recognised
from backproof.calculus.resolve import resolve_model
from backproof.calculus.sample import undefined_symbols
from backproof.calculus.simplify import simplify
from backproof.derive.trace import Array, Trace
from backproof.expr import Definition, Delta, Expression, Index, Model, Mul, Slot, Sum, Symbol, Tensor
from backproof.expr.build import add, mul
from backproof.expr.walk import substitute

TOTAL: Final = Symbol("the sum of everything that no definition uses")


@final
@dataclass(frozen=True, slots=True)
class Edge:
    """A use: the definition of ``user`` names ``source``; ``slope`` is d user / d source, the other names held."""

    user: Tensor
    source: Tensor
    slope: Expression

    @property
    def rank(self) -> int:
        """The rank of the local derivative: that of the user and that of the source together."""
        return self.user.symbol.rank + self.source.symbol.rank

    def diagonal(self) -> tuple[Tensor, Expression]:
        """The user and the slope where each Kronecker delta of the slope is 1: of ``h_j`` by ``z_j``."""
        factors = self.slope.factors if isinstance(self.slope, Mul) else (self.slope,)
        slots: dict[Index, Slot] = {}
        rest: list[Expression] = []
        for factor in factors:
            match factor:
                case Delta(Index() as left, right) if left in self.user.slots and left not in slots:
                    slots[left] = right
                case Delta(left, Index() as right) if right in self.user.slots and right not in slots:
                    slots[right] = left
                case _:
                    rest.append(factor)
        user = Tensor(self.user.symbol, tuple(slots.get(_letter(slot), slot) for slot in self.user.slots))
        return user, substitute(mul(*rest), slots)

    def share(self, trace: Trace) -> Array | None:
        """The part of the gradient by the source that comes back along this use; None where there is none."""
        above = trace.derivative(self.user.symbol)
        if self.user.symbol != trace.of and above not in trace.gradients:
            return None
        share = self.slope
        if self.user.symbol != trace.of:
            share = mul(Tensor(above, self.user.slots), share)
        for letter in reversed(self.user.slots):
            share = Sum(_letter(letter), share)
        return trace.value(share, trace.values, tuple(map(_letter, self.source.slots)))


def _letter(slot: Slot) -> Index:
    assert isinstance(slot, Index), "the ends of an edge have letters"
    return slot


@final
@dataclass(frozen=True, slots=True)
class Graph:
    """Inputs and definitions, each behind what it names, and an edge for each use."""

    inputs: tuple[Symbol, ...]
    model: Model
    edges: tuple[Edge, ...]

    def into(self, symbol: Symbol) -> tuple[Edge, ...]:
        """The uses in the definition of a symbol."""
        return tuple(edge for edge in self.edges if edge.user.symbol == symbol)

    def out_of(self, symbol: Symbol) -> tuple[Edge, ...]:
        """The uses of a symbol."""
        return tuple(edge for edge in self.edges if edge.source.symbol == symbol)


def graph(model: Model) -> Graph:
    """The graph of a model, by one reverse sweep.

    >>> from backproof.expr.build import add
    >>> x, y = Symbol("x"), Symbol("y")
    >>> found = graph(Model((Definition(y, (), mul(Tensor(x), Tensor(x))),)))
    >>> [(edge.source.symbol.name, edge.user.symbol.name) for edge in found.edges]
    [('x', 'y')]
    """
    model = recognised(resolve_model(model))
    inputs = undefined_symbols(model)
    order = {symbol: at for at, symbol in enumerate((*inputs, *(each.symbol for each in model)))}
    edges = [
        _edge(adjoint, link, model)
        for adjoint in sweep(_with_total(model), Tensor(TOTAL), order)
        for link in adjoint.links
        if link.user.symbol != TOTAL
    ]
    ordered = sorted(edges, key=lambda edge: (order[edge.user.symbol], order[edge.source.symbol]))
    return Graph(inputs, model, tuple(ordered))


def _with_total(model: Model) -> Model:
    """The model with the sum of all elements that no definition uses: from there one sweep meets every use."""
    used = {symbol for each in model for symbol in each.body.symbols}
    ends: list[Expression] = []
    for each in model:
        if each.symbol not in used:
            total: Expression = each.head
            for index in each.indices:
                total = Sum(index, total)
            ends.append(total)
    return replace(model, definitions=(*model.definitions, Definition(TOTAL, (), add(*ends))))


def _edge(adjoint: Adjoint, link: Link, model: Model) -> Edge:
    slope = simplify(link.slope, model.assumptions)
    return Edge(link.user.head, Tensor(adjoint.symbol, adjoint.at), slope)
