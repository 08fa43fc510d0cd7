r"""Slopes of what a document never defines that a line gives a value: they say what it is.

Behind ``\frac{\partial f}{\partial g} = \frac{\partial f}{\partial y} \frac{\partial y}{\partial g}``, where y is
computed in a figure, ``= \frac{\partial f}{\partial y} u`` says that y grows by u with g. For any smooth y it does not
hold, and it refutes nothing: it is said of the one in the figure. So is ``= \frac{\partial f}{\partial y}``, of a y
that has g as a summand. A derivative that is lost between two others is lost for all y.
"""

from __future__ import annotations

from collections.abc import Iterator

from backproof.calculus.resolve import depends
from backproof.check.definitions.open import is_open
from backproof.check.verdicts.sides import Sides
from backproof.expr import Definition, Derivative, Expression, Symbol, Tensor
from backproof.expr.walk import derivatives, parts


def evaluated(sides: Sides) -> str:
    """What is never defined, and of which one side has the slope and the other a value in its place."""
    for own in (each for each in sides.model if is_open(each)):
        left, right = (_passes(side, own, sides) for side in (sides.left, sides.right))
        slope, value = (sides.left, sides.right) if left else (sides.right, sides.left)
        if left != right and not _is_written(value, own) and _is_put(slope, value, own):
            return f"the document does not say how {own.symbol.name} is computed"
    return ""


def _is_put(slope: Expression, value: Expression, own: Definition) -> bool:
    """Whether a side without a slope of the quantity has something for it."""
    return _is_written(slope, own) or _is_one(slope, value, own) or bool(_values(value) & own.body.symbols)


def _passes(side: Expression, own: Definition, sides: Sides) -> bool:
    """Whether a chain of derivatives of something else in a side goes through a quantity."""
    found = derivatives(side)
    ends = any(each.by.symbol == own.symbol for each in found)
    through = (each for each in found if each.by.symbol != own.symbol and (ends or not _is_of(each, own)))
    return any(
        depends(own.body, each.by.symbol, sides.model) and depends(each.of, own.symbol, sides.model) for each in through
    )


def _is_of(derivative: Derivative, own: Definition) -> bool:
    return isinstance(derivative.of, Tensor) and derivative.of.symbol == own.symbol


def _is_written(slope: Expression, own: Definition) -> bool:
    """Whether a derivative of the quantity stands in a side."""
    return any(_is_of(each, own) for each in derivatives(slope))


def _is_one(slope: Expression, value: Expression, own: Definition) -> bool:
    """Whether the derivative by an input of the quantity is said to be the one by the quantity itself."""
    by = {each.by.symbol for each in derivatives(slope)}
    return own.symbol in {each.by.symbol for each in derivatives(value)} and bool(by & own.body.symbols)


def _values(side: Expression) -> frozenset[Symbol]:
    """The names of a side that stand outside of its derivatives."""
    return frozenset(each.symbol for each in _outside(side))


def _outside(side: Expression) -> Iterator[Tensor]:
    if isinstance(side, Tensor):
        yield side
    elif not isinstance(side, Derivative):
        for part in parts(side):
            yield from _outside(part)
