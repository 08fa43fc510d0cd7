r"""Labels of two values, as in ``y d^2 + (1 - y) \max(0, m - d)^2``: what holds of similar pairs holds where y is 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.calculus.resolve import letters_for
from backproof.check.verdicts.sides import Sides
from backproof.expr import Add, Definition, Expression, Mul, Number, Symbol, Tensor
from backproof.expr.build import ONE, ZERO
from backproof.expr.walk import walk


def cases(sides: Sides) -> Iterator[Sides]:
    """The sides with a label of their definitions, which the right side has not, at each of its values."""
    by = {each.by.symbol for each in sides.derivatives()}
    left, right = ({part for each in side for part in walk(each)} for side in sides.resting)
    written = {part.symbol for part in right if isinstance(part, Tensor)}
    labels = {label for part in left if (label := _label(part)) is not None} - written - by
    for label in sorted(labels, key=lambda each: each.name):
        for value in (ONE, ZERO):
            if sides.model.get(label) is None:
                fixed = Definition(label, letters_for(label), value)
                yield replace(sides, model=replace(sides.model, definitions=(fixed, *sides.model.definitions)))


def _label(part: Expression) -> Symbol | None:
    """The y of ``1 - y``."""
    match part:
        case Add((Number(one), Mul((Number(minus), Tensor(label))))) if one == 1 and minus == -1:
            return label
        case _:
            return None
