"""Reverse mode: the gradient of a model is a model of the adjoints, in reverse topological order.

The adjoint of T is d of / d T. It is the sum, over the definitions that name T, of their adjoints times their local
derivatives by T (Griewank & Walther, Evaluating Derivatives, chapter 3). The cost is linear in the number of
definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import final

from backproof.calculus.canonical import match
from backproof.calculus.differentiate import by_element, differential, letters_of
from backproof.calculus.resolve import away, jacobian, letters_for, needed, resolve_model
from backproof.calculus.simplify import simplify
from backproof.expr import (
    Apply,
    Definition,
    Delta,
    Expression,
    Index,
    Model,
    Number,
    Over,
    Slot,
    Sum,
    Symbol,
    Tensor,
    fresh,
)
from backproof.expr.build import ZERO, add, deltas, mul
from backproof.expr.walk import map_parts, substitute, tensors
from backproof.records import dataclass

Letters = tuple[Index, ...]


def adjoint(of: Tensor, symbol: Symbol) -> Symbol:
    """The symbol of d of / d symbol: a slot for each letter of ``of``, then those of the symbol."""
    return jacobian(Symbol(of.symbol.name, tuple(letter.range for letter in _letters(of))), symbol)


def gradient(model: Model, of: Tensor, wrt: Iterable[Symbol]) -> Model:
    """The definitions of the adjoints that lead from ``of`` back to ``wrt``, simplified.

    The result stands behind the model: its bodies name the model's symbols. A symbol that ``of`` does not depend on
    has the adjoint 0. ``of`` may have letters as slots; its adjoints have them too.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> loss = Model((Definition(y, (), mul(Tensor(x), Tensor(x))),))
    >>> [each.symbol.name for each in gradient(loss, Tensor(y), [x])]
    ['\\\\frac{\\\\partial y}{\\\\partial y}', '\\\\frac{\\\\partial y}{\\\\partial x}']
    """
    adjoints: dict[Symbol, Definition] = {}
    for each in sweep(model, of, wrt):
        shares = [_share(each.of, adjoints[link.user.symbol], link) for link in each.links]
        body = simplify(add(*shares, each.seed), model.assumptions)
        adjoints[each.symbol] = Definition(adjoint(of, each.symbol), _letters(of) + each.at, body)
    return Model(tuple(adjoints.values()), model.assumptions)


@final
@dataclass(frozen=True, slots=True)
class Link:
    """One way on which a symbol moves what is differentiated: a definition that names it, and its slope.

    ``slope`` is d user / d symbol, the other quantities that the user names held, at the letters of ``user`` and of the
    symbol; it is not simplified.
    """

    user: Definition
    slope: Expression


@final
@dataclass(frozen=True, slots=True)
class Adjoint:
    """d of / d symbol[at]: the sum, over the links, of the users' adjoints times the slopes; and ``seed``.

    ``seed`` is 1, or a delta, for what is differentiated itself, and 0 for everything else.
    """

    of: Tensor
    symbol: Symbol
    at: Letters
    links: tuple[Link, ...]
    seed: Expression


def sweep(model: Model, of: Tensor, wrt: Iterable[Symbol]) -> Iterator[Adjoint]:
    """The adjoints from ``of`` back to ``wrt``, each behind those of its users: every local derivative is taken here.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> square = Model((Definition(y, (), mul(Tensor(x), Tensor(x))),))
    >>> [(each.symbol.name, len(each.links)) for each in sweep(square, Tensor(y), [x])]
    [('y', 0), ('x', 1)]
    """
    wanted = tuple(dict.fromkeys(wrt))
    model = resolve_model(model)
    path = _path(needed(model, of), frozenset(wanted))
    users = _users(path.values())
    inputs = [symbol for symbol in wanted if symbol not in path]
    reached: set[Symbol] = set()
    for symbol in [*reversed(path), *inputs]:
        at = _natural(symbol, path.get(symbol), users.get(symbol, []), letters_of(of.slots))
        links = tuple(_link(of, user, symbol, at) for user in users.get(symbol, []) if user.symbol in reached)
        seed = deltas(of.slots, at) if symbol == of.symbol else ZERO
        if links or seed != ZERO or symbol in wanted:
            reached.add(symbol)
            yield Adjoint(of, symbol, at, links, seed)


def _link(of: Tensor, user: Definition, symbol: Symbol, at: Letters) -> Link:
    user = away(user, letters_of(of.slots) | letters_of(at))
    slope = differential(user.body, by_element(symbol, at), letters_of(at))
    return Link(user, own_name(slope, user) if isinstance(user.body, Apply | Over) else slope)


def _share(of: Tensor, above: Definition, link: Link) -> Expression:
    """The adjoint of one user times its slope, summed over the user's elements."""
    share = mul(_named(above, _letters(of) + link.user.indices), link.slope)
    for index in reversed(link.user.indices):
        share = Sum(index, share)
    return share


def _named(above: Definition, slots: Letters) -> Expression:
    """The adjoint at some slots. That of ``of`` itself is 1, or a delta, and needs no name."""
    if isinstance(above.body, Number | Delta):
        return substitute(above.body, dict(zip(above.indices, slots, strict=True)))
    return Tensor(above.symbol, slots)


def own_name(expression: Expression, definition: Definition) -> Expression:
    """The expression with the defined symbol for its body: ``a (1 - a)`` and not ``sigma(z) (1 - sigma(z))``."""
    if isinstance(expression, Apply | Over) and type(expression) is type(definition.body):
        slots: dict[Index, Slot] = {index: index for index in definition.indices}
        if match(definition.body, expression, slots, {}):
            return Tensor(definition.symbol, tuple(slots.values()))
    return map_parts(expression, lambda part: own_name(part, definition))


def _letters(of: Tensor) -> Letters:
    return tuple(dict.fromkeys(slot for slot in of.slots if isinstance(slot, Index)))


def _path(model: Model, wanted: frozenset[Symbol]) -> dict[Symbol, Definition]:
    """The definitions that a wanted symbol moves, and those of wanted symbols."""
    path: dict[Symbol, Definition] = {}
    for definition in model:
        named = definition.body.symbols
        if definition.symbol in wanted or any(symbol in wanted or symbol in path for symbol in named):
            path[definition.symbol] = definition
    return path


def _users(path: Iterable[Definition]) -> dict[Symbol, list[Definition]]:
    users: dict[Symbol, list[Definition]] = {}
    for definition in path:
        for symbol in dict.fromkeys(tensor.symbol for tensor in tensors(definition.body)):
            users.setdefault(symbol, []).append(definition)
    return users


def _natural(symbol: Symbol, definition: Definition | None, users: list[Definition], taken: frozenset[str]) -> Letters:
    """The letters that the author writes with a symbol: of its definition, or of its first use with letters only."""
    uses = (tensor.slots for user in users for tensor in tensors(_at_place(user.body)) if tensor.symbol == symbol)
    for slots in uses if definition is None else [definition.indices]:
        letters = tuple(fresh(slot, taken) for slot in slots if isinstance(slot, Index))
        if len({letter.name for letter in letters}) == symbol.rank:
            return letters
    return letters_for(symbol, taken)


def _at_place(body: Expression) -> Expression:
    """Functions that keep their axis, by what they are taken of at their own element: the author's letters."""
    if isinstance(body, Over) and isinstance(body.at, Index):
        return _at_place(substitute(body.body, {body.index: body.at}))
    return map_parts(body, _at_place)
