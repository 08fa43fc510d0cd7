"""Derivative symbols carried out: d A / d B through the definitions of a model, or with the quantities of A held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from graphlib import TopologicalSorter
from typing import final

from backproof.calculus.differentiate import Tangent, by_element, differential, letters_of
from backproof.expr import Definition, Derivative, Expression, IllFormed, Index, Model, Slot, Sum, Symbol, Tensor, fresh
from backproof.expr.build import ZERO, add, mul
from backproof.expr.walk import derivatives, map_parts, names, substitute, tensors
from backproof.records import dataclass, replace

Forward = Callable[[Model, Symbol], Model]
"""From the definitions of a model to those of their derivatives by a symbol."""


def needed(model: Model, *expressions: Expression) -> Model:
    """The definitions that the expressions lead to, directly or through others."""
    wanted = {symbol for expression in expressions for symbol in expression.symbols}
    kept: list[Definition] = []
    for definition in reversed(model.definitions):
        if definition.symbol in wanted:
            kept.append(definition)
            wanted |= definition.body.symbols
    return model if len(kept) == len(model.definitions) else Model(tuple(reversed(kept)), model.assumptions)


def in_order(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Each definition behind those that it names, otherwise as they come; raises graphlib.CycleError for a circle."""
    by_symbol = {each.symbol: each for each in definitions}
    sorter = TopologicalSorter(
        {symbol: [part.symbol for part in tensors(each.body) if part.symbol in by_symbol]
         for symbol, each in by_symbol.items()}
    )  # fmt: skip
    return tuple(by_symbol[symbol] for symbol in sorter.static_order())


def depends(expression: Expression, symbol: Symbol, model: Model, local: bool = False) -> bool:
    """Whether a symbol occurs in the expression, itself or (unless ``local``) through the definitions."""
    expression = _explicit(expression, symbol, model) if local else expression
    reached = Model() if local else needed(_cut(model, symbol), expression)
    everything = (expression, *(definition.body for definition in reached))
    return any(symbol in each.symbols for each in everything)


def inline(tensor: Tensor, definition: Definition) -> Expression:
    """The body of a definition at the slots of one occurrence."""
    return substitute(definition.body, dict(zip(definition.indices, tensor.slots, strict=True)))


def expand(expression: Expression, model: Model) -> Expression:
    """The expression with every definition of the model written out."""
    bodies = {definition.symbol: definition for definition in model}

    def change(part: Expression) -> Expression:
        if isinstance(part, Tensor) and part.symbol in bodies:
            return change(inline(part, bodies[part.symbol]))
        return map_parts(part, change)

    return change(expression)


def jacobian(of: Symbol, by: Symbol) -> Symbol:
    r"""The symbol of the derivative array: the slots of ``of``, then those of ``by``; a dot in its name for each.

    >>> from backproof.expr import Range
    >>> jacobian(Symbol("L"), Symbol("w", (Range("in"),))).name
    '\\frac{\\partial L}{\\partial w_{\\cdot}}'
    """
    return Symbol(rf"\frac{{\partial {_dotted(of)}}}{{\partial {_dotted(by)}}}", of.ranges + by.ranges)


def _dotted(symbol: Symbol) -> str:
    if symbol.rank == 0 or r"\cdot" in symbol.name:
        return symbol.name
    base = f"{{{symbol.name}}}" if "_" in symbol.name else symbol.name
    return base + "_{" + r"\cdot" * symbol.rank + "}"


def linear(symbol: Symbol, letters: tuple[Index, ...], inputs: Iterable[Tensor]) -> Expression:
    """A quantity to first order: its derivatives by tensors, which stay symbols, times these tensors."""
    terms = []
    for each in inputs:
        slots = tuple(slot for slot in each.slots if isinstance(slot, Index))
        slope = Tensor(jacobian(symbol, each.symbol), letters + slots)
        share = mul(slope, each)
        for index in slots:
            share = share if index in letters else Sum(index, share)
        terms.append(share)
    return add(*terms)


def letters_for(symbol: Symbol, taken: Iterable[str] = ()) -> tuple[Index, ...]:
    """A letter for each slot of a symbol."""
    used, letters = frozenset(taken), []
    for range_ in symbol.ranges:
        letters.append(fresh(Index("a", range_), used))
        used |= {letters[-1].name}
    return tuple(letters)


def jacobians(model: Model, by: Symbol, at: tuple[Index, ...] | None = None) -> Model:
    """Forward mode: for each definition that depends on ``by``, the definition of its derivative at the letters ``at``.

    The slots of a derivative are those of the quantity, then those of ``by``. The definition of ``by`` itself is cut.
    The result names symbols of ``model``, so it stands behind them.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> [each.symbol.name for each in jacobians(Model((Definition(y, (), Tensor(x)),)), x, ())]
    ['\\\\frac{\\\\partial y}{\\\\partial x}']
    """
    at = letters_for(by) if at is None else at
    taken = letters_of(at)
    tangents: dict[Symbol, Tangent] = {**by_element(by, at)}
    found: list[Definition] = []
    for definition in model:
        if definition.symbol == by:
            continue
        renamed = away(definition, taken)
        change = differential(renamed.body, tangents, taken)
        if change != ZERO:
            symbol = jacobian(definition.symbol, by)
            found.append(Definition(symbol, renamed.indices + at, change))
            tangents[definition.symbol] = _lookup(symbol, at)
    return Model(tuple(found), model.assumptions)


def _lookup(symbol: Symbol, at: tuple[Slot, ...]) -> Tangent:
    return lambda slots: Tensor(symbol, slots + at)


def away(definition: Definition, taken: frozenset[str]) -> Definition:
    """The definition with other letters on its left side where they are taken."""
    used, renamed = taken | names(frozenset(definition.indices)), {}
    for index in definition.indices:
        if index.name in taken:
            renamed[index] = fresh(index, used)
            used |= {renamed[index].name}
    if not renamed:
        return definition
    indices = tuple(renamed.get(index, index) for index in definition.indices)
    return Definition(definition.symbol, indices, substitute(definition.body, renamed))


def _cut(model: Model, symbol: Symbol) -> Model:
    kept = tuple(each for each in model if each.symbol != symbol)
    return model if len(kept) == len(model.definitions) else Model(kept, model.assumptions)


def resolve(expression: Expression, model: Model, forward: Forward = jacobians) -> tuple[Expression, Model]:
    """The expression without derivative symbols, and the model with the definitions that it then needs.

    Total derivatives run through the definitions with ``by`` cut free; local ones differentiate what ``of`` (or its
    definition, where it is a bare tensor) says explicitly. What does not depend on ``by`` has the derivative 0:
    :func:`depends` tells the two zeros apart. ``forward`` may remember what it differentiated.

    >>> from backproof.expr.build import apply
    >>> x, y = Symbol("x"), Symbol("y")
    >>> model = Model((Definition(y, (), apply("sin", Tensor(x))),))
    >>> resolve(Derivative(Tensor(y), Tensor(x), local=True), model)[0].function.name
    'cos'
    """
    model = resolve_model(model, forward)
    return _resolve(expression, model, forward)


def resolve_model(model: Model, forward: Forward = jacobians) -> Model:
    """The model with the derivative symbols in its own definitions carried out."""
    if not any(derivatives(definition.body) for definition in model):
        return model
    done = Model((), model.assumptions)
    for definition in model:
        body, done = _resolve(definition.body, done, forward)
        done = replace(done, definitions=(*done.definitions, replace(definition, body=body)))
    return done


def _resolve(expression: Expression, model: Model, forward: Forward) -> tuple[Expression, Model]:
    if not derivatives(expression):
        return expression, model
    resolution = _Resolution(model, forward)
    return resolution.carried_out(expression), resolution.known


@final
@dataclass(slots=True)
class _Resolution:
    """The derivatives in an expression carried out: ``known`` is the model with the arrays that this took."""

    known: Model
    forward: Forward

    def carried_out(self, part: Expression) -> Expression:
        if not isinstance(part, Derivative):
            return map_parts(part, self.carried_out) if derivatives(part) else part
        of = self.carried_out(part.of)
        if part.local:
            return _slope(_explicit(of, part.by.symbol, self.known), part.by)
        value, self.known = _total(of, part.by, self.known, self.forward)
        return value


def _explicit(of: Expression, by: Symbol, model: Model) -> Expression:
    """What a local derivative differentiates: one step into the definition of a bare tensor."""
    definition = model.get(of.symbol) if isinstance(of, Tensor) and of.symbol != by else None
    return of if definition is None or not isinstance(of, Tensor) else inline(of, definition)


def _slope(expression: Expression, by: Tensor) -> Expression:
    return differential(expression, by_element(by.symbol, by.slots), letters_of(by.slots))


def _total(of: Expression, by: Tensor, model: Model, forward: Forward) -> tuple[Expression, Model]:
    reached = needed(_cut(model, by.symbol), of)
    arrays = forward(reached, by.symbol)
    extended = _extend(model, arrays)
    quantities = {jacobian(each.symbol, by.symbol): each.symbol for each in reached}
    tangents: dict[Symbol, Tangent] = {quantities[each.symbol]: _lookup(each.symbol, by.slots) for each in arrays}
    tangents |= by_element(by.symbol, by.slots)
    return differential(of, tangents, letters_of(by.slots)), extended


def _extend(model: Model, more: Model) -> Model:
    """The model with definitions that it does not have yet."""
    known = {each.symbol: each for each in model}
    for each in more:
        if each.symbol in known and known[each.symbol] != each:
            raise IllFormed(f"{each.symbol.name} already has another meaning")
    return replace(model, definitions=(*model.definitions, *(each for each in more if each.symbol not in known)))
