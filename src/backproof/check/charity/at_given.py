"""Names at the numbers that the document gives them: what may hold for these alone is refuted where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from backproof.calculus.facts import facts
from backproof.check.definitions.shape import value_of
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.numbers.given import elements
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Definition, Expression
from backproof.expr.build import number
from backproof.read.lines import Line


@final
@dataclass(frozen=True, slots=True)
class Given:
    """The one number of a single name, and the first line that gives it."""

    value: Fraction
    line: int


def numbers(lines: Sequence[Line], names: Names) -> Mapping[str, Given]:
    """The names that lines give one number each; a name with two numbers has none that a claim must hold for."""
    found: dict[str, Given] = {}
    several: set[str] = set()
    for at, line in enumerate(lines):
        for head, side in elements(line, names):
            name, value = resolved(names, head), value_of(side)
            first = found.setdefault(name.key, Given(Fraction() if value is None else value, at))
            if value != first.value or name.slots or name.updated:
                several.add(name.key)
    return {key: given for key, given in found.items() if key not in several}


def at_given(claim: Claim, sides: Sides, given: Mapping[str, Given], numbered: Set[str]) -> Sides | None:
    """The sides with each name at its number; None where one that is ``numbered`` has several or gets it later."""
    by = {each.by.symbol for each in sides.derivatives()}
    if not numbered.isdisjoint(symbol.name for symbol in by) and any(map(_is_kinked, sides.resting)):
        return None  # On which side of a kink a number lies is not said where it stays free to be differentiated by.
    symbols = {symbol for rest in sides.resting for part in rest for symbol in part.symbols}
    free = {symbol.name: symbol for symbol in symbols - by if sides.model.get(symbol) is None}
    known = {key: given[key].value for key in sorted(numbered & free.keys()) if _is_given(key, claim, given)}
    if not known or len(known) < len(numbered & free.keys()) or any(free[key].rank for key in known):
        return None
    definitions = (Definition(free[key], (), number(value)) for key, value in known.items())
    return replace(sides, model=replace(sides.model, definitions=(*definitions, *sides.model.definitions)))


def _is_kinked(side: Iterable[Expression]) -> bool:
    return any(facts(body).kinked for body in side)


def _is_given(key: str, claim: Claim, given: Mapping[str, Given]) -> bool:
    return key in given and given[key].line < claim.line
