"""Products with ones and zeros: what a zero removes may be undefined, as in x_i / (x_i - x_j) over j != i."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.expr import Cases, CompareIndices, Condition, Delta, Expression, Indicator
from backproof.expr.build import ZERO, mul


def guarded(factors: Sequence[Expression]) -> tuple[Expression, ...]:
    """The factors of a product, with a case for each mask and what it covers: 0 times undefined is 0 here.

    A mask covers the factors that have all of its letters; others have a value that it can't remove.

    >>> from backproof.expr import Index, Range, Symbol, Tensor
    >>> i, j = Index("i", Range("r")), Index("j", Range("r"))
    >>> x = Symbol("x", (Range("r"), Range("r")))
    >>> [type(each).__name__ for each in guarded((Delta(i, j), Tensor(x, (i, j))))]
    ['Cases']
    >>> [type(each).__name__ for each in guarded((Delta(i, j), Tensor(x, (i, i))))]
    ['Delta', 'Tensor']
    """
    for at, mask in enumerate(factors):
        condition = _condition(mask)
        if condition is None or not mask.free:
            continue
        others = [each for other, each in enumerate(factors) if other != at]
        covered = [each for each in others if mask.free <= each.free and _condition(each) is None]
        if covered:
            kept = [each for each in others if not any(each is one for one in covered)]
            return guarded((*kept, Cases(((condition, mul(*covered)),), ZERO)))
    return tuple(factors)


def _condition(node: Expression) -> Condition | None:
    match node:
        case Delta(left, right):
            return CompareIndices("=", left, right)
        case Indicator(condition):
            return condition
    return None
