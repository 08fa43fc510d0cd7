r"""Names that only a line behind the claim defines, though what the claim is about was defined before it.

The ``\mu`` of ``f(x) = g(x) + \mu \|x\|^2`` is a number of its own, wherever the same text later says what a mean
``\mu`` is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.calculus.resolve import depends
from backproof.check.doubts.finding import Excuse
from backproof.check.elaboration.scope import Book
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Symbol, Tensor


def excuses(claim: Claim, sides: Sides, book: Book) -> Iterator[Excuse]:
    """The sides without the definitions behind the claim of numbers that those before it have as inputs.

    What a derivative leads through has its definition wherever that stands.
    """
    if claim.line < 0:
        return
    places = {each.symbol: _place(each.symbol, claim, book) for each in sides.model}
    before = {symbol for symbol, place in places.items() if place is not None and place < claim.line}
    of = {each.of.symbol for each in sides.derivatives() if isinstance(each.of, Tensor)}
    by = {each.by.symbol for each in sides.derivatives()}
    if not of or not of <= before:
        return
    inputs = {symbol for each in sides.model if each.symbol in before for symbol in each.body.symbols}
    later = {symbol for symbol, place in places.items() if place is not None and place > claim.line}
    free = {symbol for symbol in (later & inputs) - by if not symbol.rank}
    kept = tuple(each for each in sides.model if each.symbol not in free)
    model = replace(sides.model, definitions=kept)
    if free and all(depends(each.of, each.by.symbol, model) for each in sides.derivatives()):
        names = ", ".join(sorted(each.name for each in free))
        freed = sides.freed.union(each.name for each in free)
        said = f"it holds where {names} is not what only a later line says"
        yield Excuse(said, replace(sides, model=model, freed=freed))


def _place(symbol: Symbol, claim: Claim, book: Book) -> int | None:
    """The line that defines a symbol where the claim sees it."""
    defined = book.in_scope(symbol.name, claim.section, claim.line)
    return None if defined is None else defined.line
