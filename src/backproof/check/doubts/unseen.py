"""Derivatives proved without a path that a line speaks of which is not read: ``y = x + h`` beside an h computed from x.

What such a line has in it may be what its name depends on. What only words say to be computed, or another line
differentiates, may depend on anything. A line is proved where it holds for any such dependence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from graphlib import CycleError
from typing import Final

from backproof.calculus.resolve import depends, in_order, letters_for, needed
from backproof.check.definitions.open import smooth
from backproof.check.elaboration.scope import Book
from backproof.check.verdicts.sides import Sides
from backproof.expr import Definition, Derivative, Model, Symbol, Tensor

UNSAID: Final = "how {} depends on what is differentiated by is not written"
TARGETS: Final = frozenset("tdy")
"""Letters of what outputs are compared with, and never computed from."""
STYLE: Final = re.compile(r"\\(?:math\w+|boldsymbol|bm|vec|hat|tilde|bar)\{([^{}]*)\}")


def between(sides: Sides, book: Book, equal: Callable[[Sides], bool]) -> str:
    """Why an equality proves nothing: names of unread lines that may vary with what is differentiated by."""
    found = (each for derivative in sides.derivatives() for each in _lost(derivative, sides.model, book))
    lost = {each.symbol: each for each in found if each.symbol.name not in sides.freed}
    if not lost:
        return ""
    try:
        definitions = in_order((*sides.model, *lost.values()))
    except CycleError:
        return ""
    if equal(replace(sides, model=replace(sides.model, definitions=definitions))):
        return ""
    names = ", ".join(sorted(each.name for each in lost))
    missing = all(book.is_missing(each.name, sides.model) for each in lost)
    return f"the line that defines {names} is not read" if missing else UNSAID.format(names)


def _lost(derivative: Derivative, model: Model, book: Book) -> Iterator[Definition]:
    """Any smooth functions in the place of names that an unread line says by what a derivative is by."""
    by = derivative.by.symbol
    cut = replace(model, definitions=tuple(each for each in model if each.symbol != by))
    reached = needed(cut, derivative.of)
    known = {each.symbol for each in reached}
    named = {symbol for each in (derivative.of, *(each.body for each in reached)) for symbol in each.symbols}
    for symbol in sorted(named - known - {by}, key=lambda each: each.name):
        letters = book.mentioned.get(symbol.name)
        returned = letter_of(symbol) in book.returned and letter_of(by) not in TARGETS
        said = returned or (symbol.name, by.name) in book.varying
        if said or (letters and book.is_missing(symbol.name, model)):
            through = (each for each in cut if depends(each.body, by, cut))
            computed = [each.symbol for each in through if not (said and depends(each.body, symbol, cut))]
            inputs = [_whole(each) for each in (by, *computed) if said or letter_of(each) in (letters or ())]
            indices = letters_for(symbol)
            if inputs:
                yield Definition(symbol, indices, smooth(symbol, indices, inputs))


def _whole(symbol: Symbol) -> Tensor:
    return Tensor(symbol, letters_for(symbol, "a"))


def letter_of(symbol: Symbol) -> str:
    """The letter of a name, without its scripts and its style."""
    return re.split("[_^]", STYLE.sub(r"\1", symbol.name))[0]
