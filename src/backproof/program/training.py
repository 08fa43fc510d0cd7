"""The programs of a model: what one step of training computes, and what prediction computes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import final

from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.resolve import letters_for, needed
from backproof.expr import Definition, Expression, Model, Range, Symbol, Tensor
from backproof.program.batch import batched, objective
from backproof.program.graph import Graph
from backproof.program.lowering import Lowering
from backproof.program.plan import Program
from backproof.program.refusals import refuse, refuse_names, refuse_sizes
from backproof.program.sized import sized
from backproof.program.stable import stable
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True)
class Objective:
    """The objective J of a batch and its derivatives.

    ``program`` has the outputs ``loss`` and ``gradients``, by the names of the parameters, and an input ``weights``
    with what each sample counts. ``equations`` are the model over a batch and the definitions of the adjoints, in the
    order in which they are computed.
    """

    program: Program
    equations: Model
    loss: str
    gradients: Mapping[str, str]
    weights: str

    def sized(self, extents: Mapping[str, int]) -> Objective:
        """The same objective with numbers of elements, by the names of the ranges that had none."""
        return replace(self, program=sized(self.program, extents))


def training(
    model: Model,
    loss: Symbol,
    parameters: Iterable[Symbol],
    data: Iterable[Symbol],
    *,
    penalties: Iterable[Expression] = (),
    sizes: Mapping[Range, int] | None = None,
    later: Container[str] = (),
) -> Objective:
    r"""The objective of a model whose ``data`` come sample by sample, and its gradient by the parameters.

    J is the sum over the samples of omega_n L_n (weights of 1/m make it the mean), plus the penalties. Ranges that
    ``later`` names need no size: :meth:`Objective.sized` gives it to them.

    >>> from backproof.expr.build import mul, power, subtract, TWO
    >>> x, w, y, loss = Symbol("x"), Symbol("w"), Symbol("y"), Symbol("L")
    >>> error = power(subtract(mul(Tensor(w), Tensor(x)), Tensor(y)), TWO)
    >>> square = training(Model((Definition(loss, (), error),)), loss, [w], [x, y])
    >>> sorted(square.program.inputs)
    ['\\omega', 'w', 'x', 'y']
    >>> square.gradients
    {'w': '\\frac{\\partial J}{\\partial w}'}
    """
    wanted, given = tuple(parameters), tuple(data)
    refuse(model, loss, wanted, given)
    batch = batched(stable(needed(model, Tensor(loss))), given)
    whole = objective(batch, loss, penalties)
    of = Tensor(whole.objective)
    back = gradient(whole.model, of, wanted)
    adjoints = {symbol.name: adjoint(of, symbol) for symbol in wanted}
    equations = Model((*whole.model, *back), whole.model.assumptions)
    # The last layer's first: an adjoint is used as soon as it is there, and its memory is free again.
    roots = [whole.objective, *reversed(adjoints.values())]
    computed = program(equations, {symbol.name: symbol for symbol in roots}, sizes)
    refuse_sizes(computed, later)
    names = {name: each.name for name, each in adjoints.items()}
    return Objective(computed, equations, whole.objective.name, names, whole.weights.name)


def prediction(
    model: Model,
    outputs: Iterable[Symbol],
    data: Iterable[Symbol],
    *,
    sizes: Mapping[Range, int] | None = None,
    later: Container[str] = (),
) -> Program:
    """The program of some quantities of a model, sample by sample.

    >>> x, w, y = Symbol("x"), Symbol("w"), Symbol("y")
    >>> from backproof.expr.build import mul
    >>> program = prediction(Model((Definition(y, (), mul(Tensor(w), Tensor(x))),)), [y], [x])
    >>> {name: node.shape for name, node in program.outputs.items()}
    {'y': ('samples',)}
    """
    wanted = tuple(outputs)
    batch = batched(needed(model, *(Tensor(symbol, letters_for(symbol)) for symbol in wanted)), data)
    computed = program(batch.model, {batch.symbol(symbol).name: batch.symbol(symbol) for symbol in wanted}, sizes)
    refuse_sizes(computed, later)
    return computed


def program(
    equations: Iterable[Definition],
    outputs: Mapping[str, Symbol],
    sizes: Mapping[Range, int] | None = None,
    updates: Iterable[str] = (),
) -> Program:
    """The program of definitions in order, with names for its outputs; some take the place of an input."""
    lowering = Lowering(Graph(), sizes or {})
    for each in equations:
        lowering.define(each)
    roots = {name: lowering.whole(symbol) for name, symbol in outputs.items()}
    refuse_names(lowering.undefined)
    return Program(lowering.inputs, roots, frozenset(updates), lowering.heads, lowering.values)
