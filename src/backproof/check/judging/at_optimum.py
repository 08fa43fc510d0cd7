r"""Variables that a line says at an optimum, ``b = \frac1n \sum_i y_i``: there any multiple of a slope is zero.

What is said of such a slope is held to all values of the variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from backproof.check.elaboration.scope import Book
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Definition, Model, Symbol
from backproof.expr.build import ZERO

VANISHES = "both sides are zero for the {} that the document defines, and differ for others"


Told = Callable[[Sides], bool]
"""Whether two sides are equal."""


def off(claim: Claim, sides: Sides, book: Book, equal: Told) -> Sides | None:
    """The sides without such definitions, where they stand behind what they are an optimum of, or behind the claim."""
    behind = (symbol for symbol in _defined(sides) if _is_behind(symbol, claim, sides.model, book))
    return _freed(sides, behind, equal)


def vanishing(sides: Sides, equal: Told) -> str:
    """Why sides that are equal prove nothing: zero by a definition, and different for any other value.

    What is said to be zero is so by the definition: ``\\partial v / \\partial \\mu = 0`` for a mean.
    """
    freed = _freed(sides, (symbol for symbol in _defined(sides) if any(_using(symbol, sides.model))), equal)
    if freed is None or equal(freed) or equal(replace(freed, left=ZERO)):
        return ""
    return VANISHES.format(", ".join(sorted(freed.freed - sides.freed)))


def _freed(sides: Sides, symbols: Iterable[Symbol], equal: Told) -> Sides | None:
    """The sides without the definitions of some symbols, by which a slope in them is zero."""
    asked = set(symbols)
    slopes = (each for each in sides.derivatives() if each.by.symbol in asked)
    closed = {each.by.symbol for each in slopes if equal(replace(sides, left=each, right=ZERO))}
    kept = tuple(each for each in sides.model if each.symbol not in closed)
    freed = sides.freed.union(symbol.name for symbol in closed)
    return replace(sides, model=replace(sides.model, definitions=kept), freed=freed) if closed else None


def _defined(sides: Sides) -> Iterator[Symbol]:
    """The symbols with a definition by which a side is differentiated."""
    by = {each.by.symbol for each in sides.derivatives()}
    return (symbol for symbol in by if sides.model.get(symbol) is not None)


def _using(symbol: Symbol, model: Model) -> Iterator[Definition]:
    """What a symbol is used in, beside what it is defined by."""
    own = model.get(symbol)
    known = own.body.symbols if own is not None else frozenset()
    return (each for each in model if symbol in each.body.symbols and known & each.body.symbols)


def _is_behind(symbol: Symbol, claim: Claim, model: Model, book: Book) -> bool:
    """Whether a variable is defined behind the claim, or behind what uses it, by what stands there beside it."""
    defined = book.in_scope(symbol.name, claim.section, claim.line)
    if defined is None:
        return False
    users = (book.in_scope(each.symbol.name, claim.section, claim.line) for each in _using(symbol, model))
    return defined.line > claim.line or any(each is not None and each.line < defined.line for each in users)
