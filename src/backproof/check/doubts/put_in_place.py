r"""A value that a chain puts in the place of a name which no line defines: ``z = W a + b = W \sigma(s) + b``.

Such a step says what ``a`` is; it refutes nothing.
"""

from __future__ import annotations

from collections import Counter

from backproof.check.verdicts.sides import Sides
from backproof.expr import Add, Apply, Expression, Mul, Sum, Tensor
from backproof.expr.walk import parts, tensors
from backproof.show.text import to_unicode


def unsaid(sides: Sides) -> str:
    """Why sides that differ in one place may be equal: a name there may stand for what the other side has in it."""
    bodies = {each.symbol: each.body for each in sides.model}
    left, right = sides.left, sides.right
    if isinstance(left, Tensor) and left.symbol in bodies:
        left = bodies[left.symbol]
    for (one, other), beside in ((_difference(left, right), right), (_difference(right, left), left)):
        if one in {left, right}:
            # An output is not equal to its label because nothing says otherwise.
            continue
        match one, other:
            case Tensor(symbol) as name, Apply() as value if symbol not in bodies and all(
                each.symbol != symbol for each in tensors(beside)
            ):
                return f"whether {to_unicode(name)} is {to_unicode(value)} is not written"
            case _:
                pass
    return ""


def _difference(one: Expression, other: Expression) -> tuple[Expression, Expression]:
    """The smallest parts in which two expressions differ, where they differ in one place."""
    match one, other:
        case (Add() | Mul(), Add() | Mul()) if type(one) is type(other):
            left, right = Counter(parts(one)), Counter(parts(other))
            rest = [*(left - right).elements()], [*(right - left).elements()]
            return _difference(rest[0][0], rest[1][0]) if len(rest[0]) == len(rest[1]) == 1 else (one, other)
        case Sum(index, body), Sum(same, inner) if index == same:
            return _difference(body, inner)
        case _:
            return one, other
