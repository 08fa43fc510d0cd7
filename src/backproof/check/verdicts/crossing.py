r"""Letters that cross: ``\partial C/\partial b_i = a_j - y_j`` has one value for each i and another one for each j.

Whatever C is, no definition of it makes the two sides agree, so such a line needs none to be refuted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different
from backproof.check.verdicts.sides import Sides
from backproof.expr import Expression, Index
from backproof.expr.walk import substitute, tensors

Letters = tuple[str, str]
"""The letter with which the right side varies, and the one that the left side has in its place."""


def crossed(sides: Sides) -> Letters | None:
    """The letters that only the right side and only the left side have, over one range, if the right side is known."""
    own, other = list(_alone(sides.left, sides.right)), list(_alone(sides.right, sides.left))
    if len(own) != 1 or len(other) != 1 or own[0].range != other[0].range:
        return None
    if any(tensor.symbol in sides.opaque for tensor in tensors(sides.right)):
        return None
    elsewhere = substitute(sides.right, {other[0]: replace(other[0], name=f"{other[0].name}''")})
    varies = isinstance(compare(sides.right, elsewhere, sides.model), Different)
    return (other[0].name, own[0].name) if varies else None


def _alone(one: Expression, other: Expression) -> Iterator[Index]:
    """The letters that one side has alone; samples are often left out."""
    return (each for each in one.free - other.free if not each.name.startswith("("))
