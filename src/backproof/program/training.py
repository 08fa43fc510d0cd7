"""The programs of a model: what one step of training computes, and what prediction computes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import final

from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.resolve import letters_for, needed
from backproof.expr import Definition, Expression, Model, Range, Symbol, Tensor
from backproof.program.batch import OBJECTIVE, batched, objective
from backproof.program.graph import Graph
from backproof.program.lowering import Lowering
from backproof.program.plan import Program
from backproof.program.stable import stable
from backproof.source import BackproofError, Diagnostic


@final
@dataclass(frozen=True, slots=True)
class Objective:
    """The objective J of a batch and its derivatives.

    ``program`` has the outputs ``loss`` and ``gradients``, by the names of the parameters. ``equations`` are the model
    over a batch and the definitions of the adjoints, in the order in which they are computed.
    """

    program: Program
    equations: Model
    loss: str
    gradients: Mapping[str, str]


def training(
    model: Model,
    loss: Symbol,
    parameters: Iterable[Symbol],
    data: Iterable[Symbol],
    *,
    penalties: Iterable[Expression] = (),
    sizes: Mapping[Range, int] | None = None,
) -> Objective:
    r"""The objective of a model whose ``data`` come sample by sample, and its gradient by the parameters.

    J is the sum over the samples of omega_n L_n (weights of 1/m make it the mean), plus the penalties.

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
    _refuse(model, loss, given)
    batch = batched(stable(needed(model, Tensor(loss))), given)
    whole = objective(batch, loss, penalties)
    back = gradient(whole, Tensor(OBJECTIVE), wanted)
    adjoints = {symbol.name: adjoint(Tensor(OBJECTIVE), symbol) for symbol in wanted}
    equations = Model((*whole, *back), whole.assumptions)
    # The last layer's first: an adjoint is used as soon as it is there, and its memory is free again.
    roots = [OBJECTIVE, *reversed(adjoints.values())]
    computed = program(equations, {symbol.name: symbol for symbol in roots}, sizes)
    return Objective(computed, equations, OBJECTIVE.name, {name: each.name for name, each in adjoints.items()})


def prediction(
    model: Model, outputs: Iterable[Symbol], data: Iterable[Symbol], *, sizes: Mapping[Range, int] | None = None
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
    return program(batch.model, {batch.symbol(symbol).name: batch.symbol(symbol) for symbol in wanted}, sizes)


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
    return Program(lowering.inputs, roots, frozenset(updates), lowering.names)


def _refuse(model: Model, loss: Symbol, data: Iterable[Symbol]) -> None:
    """A loss is a number for each sample, and moves with the sample."""
    defined = {each.symbol for each in model}
    if loss not in defined:
        raise BackproofError(
            Diagnostic(
                f"the loss {loss.name} has no definition",
                written=loss.name,
                expected=f"one of {', '.join(symbol.name for symbol in defined) or 'some definitions'}",
                advice=f"define {loss.name}, or name another loss",
            )
        )
    if loss.rank:
        raise BackproofError(
            Diagnostic(
                f"the loss {loss.name} is no number for each sample",
                written=f"{loss.name} with {loss.rank} indices",
                expected="a loss without an index",
                advice="sum it over its indices",
            )
        )
    leads = needed(model, Tensor(loss))
    named = {symbol for each in leads for symbol in each.body.symbols}
    missing = [symbol.name for symbol in data if symbol not in named]
    if missing:
        raise BackproofError(
            Diagnostic(
                f"the loss {loss.name} does not depend on {' and '.join(missing)}",
                written=", ".join(sorted(symbol.name for symbol in named)),
                expected=f"a loss that {', '.join(missing)} moves",
                advice="use it in the definitions, or leave it out of the data",
            )
        )
