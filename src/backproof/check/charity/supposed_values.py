r"""Values that sentences suppose, ``When $y = 1$`` and then ``When $y = 0$``: what follows may hold for these alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.calculus.resolve import letters_for
from backproof.check.charity.at_given import Given
from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import value_of
from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Definition, Symbol
from backproof.expr.build import number
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref

Supposed = Mapping[int, Mapping[str, Sequence[Given]]]
"""The numbers that the sentences of each section give single names, in the order of the lines."""
EVERYWHERE: Final = -1
"""The key of numbers that a sentence supposes where it defines a name: ``$s = \\sigma_\\beta(z)$ for $\\beta = 1$``."""


def supposed(lines: Sequence[Line], names: Names) -> Supposed:
    """The numbers of names, single ones or all of an array, in formulas that stand in sentences."""
    found: defaultdict[int, defaultdict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for at, line in enumerate(lines):
        equal = line.relation in DEFINES and not line.display
        value = value_of(line.side) if line.side is not None and equal else None
        if value is None or not isinstance(line.head, Ref):
            continue
        name = resolved(names, line.head)
        # ``g_i = 1`` says so of all of them, ``h_0 = 0`` of one.
        if all(isinstance(slot, str) and slot.isalpha() for slot in name.slots) and not name.updated:
            found[line.section][name.key].append(Given(value, at))
            if at and line.said.within and _defines_beside(lines[at - 1]):
                found[EVERYWHERE][name.key].append(Given(value, at))
    return found


def _defines_beside(before: Line) -> bool:
    """Whether the formula before one says what a name is by other names."""
    defines = isinstance(before.head, Ref) and before.relation in DEFINES
    return defines and before.side is not None and value_of(before.side) is None


def excuses(claim: Claim, sides: Sides, values: Supposed, book: Book) -> Iterator[Excuse]:
    """The sides with the last values that sentences of the section suppose before a line, one by one and together.

    What only another section defines is none of their names.
    """
    if not values:
        return
    by = {each.by.symbol for each in sides.derivatives()}
    symbols = {symbol for rest in sides.resting for part in rest for symbol in part.symbols}
    elsewhere = {each.key for each in book.definitions} - {
        each.key for each in book.definitions if each.section == claim.section
    }
    free = {each.name: each for each in symbols - by if each.name in elsewhere or sides.model.get(each) is None}
    known: list[tuple[Symbol, Given]] = []
    keys: dict[Symbol, str] = {}
    own, everywhere = (values.get(section, {}) for section in (claim.section, EVERYWHERE))
    for key, given in {**everywhere, **own}.items():
        before = [each for each in given if each.line < claim.line]
        if key in free and before:
            known.append((free[key], before[-1]))
            keys[free[key]] = key
    known.sort(key=lambda each: -each[1].line)
    together = [tuple(known)] if len(known) > 1 else []
    for some in (*((each,) for each in known), *together):
        definitions = tuple(Definition(each, letters_for(each), number(given.value)) for each, given in some)
        said = ", ".join(f"{symbol.name} is {given.value}" for symbol, given in some)
        chosen = {symbol for symbol, _ in some}
        others = (each for each in sides.model.definitions if each.symbol not in chosen)
        model = replace(sides.model, definitions=(*definitions, *others))
        belongs = all(each in everywhere.get(keys[symbol], ()) for symbol, each in some)
        kind = Kind.SUPPOSED if belongs else None
        yield Excuse(f"it holds where {said}, as the text says before it", replace(sides, model=model), kind)
