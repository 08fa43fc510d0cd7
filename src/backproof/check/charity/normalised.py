r"""Inputs that a text has made alike before: of mean zero, of variance one, of length one.

Words say so ("the features are standardised"), or a condition that no line proves: ``\frac1n \sum_i x_i = 0``. What
holds for such inputs is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, final

from backproof.calculus.resolve import letters_for
from backproof.check.definitions.shape import value_of
from backproof.check.doubts.finding import Excuse
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.verdicts.sides import Sides
from backproof.expr import Definition, Expression, Index, Power, Sum, Symbol, Tensor
from backproof.expr.build import MINUS_ONE, divide, mul, number, power, subtract
from backproof.expr.walk import substitute
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Call, Nabla, Num, Partial, Raise, Ref, Transposed
from backproof.read.vocabulary import NORMS

SAID: Final = "it holds for values with mean zero, variance one or length one, as the text says"
NORMALISED: Final = re.compile(
    r"\b(?:is|are|be|been|we|was|were|sind|ist|werden|wird)\s+(?:(?:\w+ly|first|all|also)\s+)?"
    r"(?:(?:pre-?)?normali[sz]ed?|standardi[sz]ed?|centr?ed|centered|whitened|normiert|standardisiert|zentriert)\b"
    r"|\b(?:has|have|with|of|to|is|are)\s+(?:zero|unit)[\s-](?:mean|variance|norm|length)\b"
    r"|\b(?:mean|average|variance|norm|length|Mittelwert|Varianz|Norm|Länge)\s+(?:(?:is|ist|of)\s+)?(?:zero|one|null|eins|[01])\b",
    re.IGNORECASE,
)
SQUARE: Final = 2
ANY: Final = ""
"""In place of a name, where words speak of no name in particular."""


@final
@dataclass(frozen=True, slots=True)
class Normalised:
    """A name of which something says that it was normalised, from a line on."""

    key: str
    line: int


def normalised(lines: Sequence[Line], names: Names, words: str) -> tuple[Normalised, ...]:
    """What lines and words say was normalised."""
    found = [Normalised(ANY, -1)] if _is_said(words) else []
    for at, line in enumerate(lines):
        if line.relation == "=" and line.side is not None and line.head is not None and _is_condition(line):
            found += (Normalised(resolved(names, ref).key, at) for ref in references(line.head))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _is_said(words: str) -> bool:
    """Whether words say it: those of a document are asked for each of its parts."""
    return NORMALISED.search(words) is not None


def _is_condition(line: Line) -> bool:
    """Whether a line says that a sum of something is zero, or that one of squares is a number."""
    if isinstance(line.head, Ref | Call) and not _is_norm(line.head):
        return False
    assert line.head is not None
    assert line.side is not None
    inside = tuple(walk(line.head))
    value = value_of(line.side)
    if value is None or any(isinstance(part, Partial | Nabla) for part in inside):
        return False
    summed = any(isinstance(part, Big) for part in inside)
    squared = any(isinstance(part, Transposed) or _is_norm(part) or _is_square(part) for part in inside)
    return summed if value == 0 else squared


def _is_square(part: object) -> bool:
    return isinstance(part, Raise) and isinstance(part.exponent, Num) and part.exponent.value == SQUARE


def _is_norm(part: object) -> bool:
    return isinstance(part, Call) and part.name.base in NORMS


def excuses(line: int, sides: Sides, known: Sequence[Normalised]) -> Iterator[Excuse]:
    """The sides with each free array that was normalised before, along each of its axes."""
    if not known:
        return
    by = {each.by.symbol for each in sides.derivatives()}
    keys = {each.key for each in known if each.line < line}
    symbols = {symbol for rest in sides.resting for part in rest for symbol in part.symbols} - by
    for symbol in sorted(symbols, key=lambda each: each.name):
        if symbol.rank and (ANY in keys or symbol.name in keys) and sides.model.get(symbol) is None:
            for body in _bodies(symbol):
                own = Definition(symbol, letters_for(symbol), body)
                yield Excuse(SAID, replace(sides, model=replace(sides.model, definitions=(own, *sides.model))))


def _bodies(symbol: Symbol) -> Iterator[Expression]:
    """Arrays of any values, made alike along an axis."""
    letters = letters_for(symbol)
    raw = Tensor(Symbol(f"{symbol.name}\\_raw", symbol.ranges), letters)
    for letter in letters:
        centred = subtract(raw, _mean(raw, letter))
        yield divide(centred, _root(_mean(power(centred, number(2)), letter)))
        yield centred
        yield divide(raw, _root(_over(power(raw, number(2)), letter)))
        yield divide(raw, _over(raw, letter))


def _over(body: Expression, letter: Index) -> Expression:
    other = Index(f"along {letter.name}", letter.range)
    return Sum(other, substitute(body, {letter: other}))


def _mean(body: Expression, letter: Index) -> Expression:
    return mul(_over(body, letter), Power(Sum(letter, number(1)), MINUS_ONE))


def _root(body: Expression) -> Expression:
    return power(body, number("1/2"))
