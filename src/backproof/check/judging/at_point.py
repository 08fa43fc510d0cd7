r"""Derivatives at a number of their variable: ``\partial h/\partial w = 0.75 c`` of ``h = w^3 c``, for ``w = 0.5``.

The slope is carried out first, and the number is put in behind it. Where the other side still has the variable, the
line is held to all of its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from backproof.calculus.bench import Bench
from backproof.check.charity.at_given import Given
from backproof.check.charity.supposed_values import Supposed
from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Definition
from backproof.expr.build import number


def excuses(
    claim: Claim, sides: Sides, numbers: Mapping[str, Given], values: Supposed, bench: Bench
) -> Iterator[Excuse]:
    """The sides at the numbers that a document gives before a line to names which only its left side has."""
    by = {each.by.symbol for each in sides.derivatives() if not each.by.symbol.rank}
    if not by or not all(sides.model.get(each) is None for each in by):
        return
    written = sides.reached[1]
    supposed = {key: given for key, each in values.get(claim.section, {}).items() for given in each}
    known = {key: given for key, given in {**supposed, **numbers}.items() if given.line < claim.line}
    if not any(each.name in known and each.name not in written for each in by):
        return
    left, model = bench.resolved(sides.left, sides.model)
    right, model = bench.resolved(sides.right, model)
    carried = replace(sides, left=left, right=right, model=model)
    lost = {symbol for side in carried.resting[:1] for part in side for symbol in part.symbols}
    placed = sorted(
        (each for each in lost if each.name in known and each.name not in written and not each.rank),
        key=lambda each: each.name,
    )
    placed = [each for each in placed if model.get(each) is None]
    if by.isdisjoint(placed):
        return
    definitions = tuple(Definition(each, (), number(known[each.name].value)) for each in placed)
    said = ", ".join(f"{each.name} is {known[each.name].value}" for each in placed)
    at_point = replace(carried, model=replace(model, definitions=(*definitions, *model.definitions)))
    yield Excuse(f"it holds where {said}, as the text says before it", at_point, Kind.SUPPOSED)
