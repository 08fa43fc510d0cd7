"""Sums that name no index: over all elements, over the columns or the rows, or over samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.matrix.values import Array, Axis, Option
from backproof.matrix.workshop import Workshop
from backproof.read.terms.terms import Big, Ref, Term, Times, Unreadable
from backproof.records import replace


def options(big: Big, laid: Sequence[Option], shop: Workshop) -> Iterator[Option]:
    r"""Every way to take such a sum of a body.

    ``\frac1m \sum dZ`` is the gradient of a bias; samples of which the arrays are written one by one are no axis.
    """
    whole = [each for each in laid if isinstance(each.value, Array) and not _contracts(each.value)]
    if not whole:
        # A product that is a sum already may be all that the sign means.
        raise Unreadable("what this sum runs over is not written", big.span)
    for option in map(_unfactored, whole):
        match option.value:
            case Array(Axis() as rows, Axis() as columns, inner):
                across, down = shop.summed(columns, inner), shop.summed(rows, inner)
                yield replace(option, value=Array(None, None, shop.summed(rows, across)))
                yield replace(option, value=Array(rows, None, across), cost=option.cost + 0.05)
                yield replace(option, value=Array(None, columns, down), cost=option.cost + 0.05)
            case Array(body=inner) as array if array.is_vector:
                yield replace(option, value=Array(None, None, shop.summed(array.axes[0], inner)))
            case _:
                pass
        assert isinstance(option.value, Array)
        left_open = replace(option.value, body=replace(big, body=option.value.body))
        yield replace(option, value=left_open, cost=option.cost + 0.5)


def _contracts(array: Array) -> bool:
    """Whether an array is a product that sums over what its factors share."""
    return any(isinstance(each, Big) for each in _factors(array.body))


def _unfactored(option: Option) -> Option:
    """A product with a single number in it, which stands before a sum and not in it, as an unusual one."""
    assert isinstance(option.value, Array)
    letters = {axis.letter for axis in option.value.axes}
    names = [each for each in _factors(option.value.body) if isinstance(each, Ref)]
    alone = bool(letters) and any(letters.isdisjoint(each.subs) for each in names)
    return replace(option, cost=option.cost + 0.8 * alone)


def _factors(body: Term) -> list[Term]:
    """The factors of a product, however it is bracketed."""
    match body:
        case Times(factors):
            return [each for factor in factors for each in _factors(factor)]
        case _:
            return [body]
