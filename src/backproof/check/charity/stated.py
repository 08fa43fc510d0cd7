r"""Ranges that a document sets for single numbers, ``0 < \alpha < 1``: outside of them nothing is refuted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from backproof.check.doubts.finding import Excuse
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.verdicts.sides import Sides
from backproof.expr import Apply, Definition, Expression, Function, Symbol, Tensor
from backproof.expr.build import add, mul, number, subtract
from backproof.read.grammar.conditions import INEQUALITIES
from backproof.read.lines import Line
from backproof.read.terms.terms import Num, Ref, Term

RISING = frozenset({"<", "<="})
FALLING = frozenset({">", ">="})


@final
@dataclass(frozen=True, slots=True)
class Stated:
    """What one name lies between; None where there is no bound."""

    key: str
    low: Fraction | None = None
    high: Fraction | None = None

    def value(self, free: Expression) -> Expression:
        """A number of the range, for any number that is put in."""
        match self.low, self.high:
            case Fraction() as low, Fraction() as high:
                return add(number(low), mul(number(high - low), Apply(Function("sigmoid"), (free,))))
            case Fraction() as low, None:
                return add(number(low), Apply(Function("exp"), (free,)))
            case None, Fraction() as high:
                return subtract(number(high), Apply(Function("exp"), (free,)))
            case _:
                return free


def stated(lines: Sequence[Line], names: Names) -> tuple[Stated, ...]:
    """The ranges between numbers that lines set for names, those of one chain together."""
    found: dict[tuple[int, str], Stated] = {}
    for at, (left, right, line) in enumerate(_pairs(lines)):
        relation = INEQUALITIES.get(line.relation)
        rises = relation in RISING
        if not rises and relation not in FALLING:
            continue
        place = line.chain if line.chain is not None else -1 - at
        match left, right:
            case Ref(), Num(value):
                own, below = left, rises
            case Num(value), Ref():
                own, below = right, not rises
            case _:
                continue
        key = resolved(names, own).key
        known = found.get((place, key), Stated(key))
        found[place, key] = replace(known, high=value) if below else replace(known, low=value)
    return tuple(dict.fromkeys(each for each in found.values() if _is_range(each)))


def _is_range(each: Stated) -> bool:
    return each.low is None or each.high is None or each.low < each.high


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Term, Term, Line]]:
    """The sides of each line; the left one of a later line of a chain is the right one of the line before."""
    before: Line | None = None
    for line in lines:
        follows = before is not None and line.chain is not None and before.chain == line.chain
        left = line.head or (before.side if before is not None and follows else None)
        if left is not None and line.side is not None:
            yield left, line.side, line
        before = line


def excuses(sides: Sides, ranges: Iterable[Stated]) -> Iterator[Excuse]:
    """The sides with one name in its range."""
    used = {symbol.name: symbol for rest in sides.resting for part in rest for symbol in part.symbols}
    for each in ranges:
        symbol = used.get(each.key)
        if symbol is not None and not symbol.rank and sides.model.get(symbol) is None:
            free = Tensor(Symbol(f"{symbol.name}\\_free"))
            inside = Definition(symbol, (), each.value(free))
            model = replace(sides.model, definitions=(inside, *sides.model.definitions))
            said = f"it holds in the range that the document sets for {each.key}"
            yield Excuse(said, replace(sides, model=model))
