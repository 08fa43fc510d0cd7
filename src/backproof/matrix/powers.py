"""Powers of what is taken as an array: element by element, of a matrix, of a norm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.matrix import functions, said, squares
from backproof.matrix.products import NORM, POWER
from backproof.matrix.values import Array, Axis, Misfit, Option
from backproof.matrix.workshop import Workshop
from backproof.read.terms.exponents import is_minus_one
from backproof.read.terms.terms import Num, Raise, Ref, Term, Times, Transposed, Unreadable
from backproof.records import replace


def power(term: Raise, exponent: Term, bases: Sequence[Option], shop: Workshop) -> Iterator[Option]:
    """Every way to take a power, by those of its base; ``exponent`` is the number that its own one is."""
    for laid in bases:
        match laid.value:
            case Array(Axis(), Axis()) as matrix if _is_whole(term.base) or _is_negative(exponent):
                yield from _of_matrix(term, exponent, laid, matrix, shop)
            case Array() as array:
                whole = replace(array, body=replace(term, base=array.body, exponent=exponent))
                yield replace(laid, value=whole, cost=laid.cost + 0.2 * len(array.axes))
            case _:
                pass


def _of_matrix(term: Raise, exponent: Term, laid: Option, matrix: Array, shop: Workshop) -> Iterator[Option]:
    """A power of a matrix, which is one element by element where it has another number of rows than of columns."""
    if is_minus_one(exponent):
        yield from squares.inverse([laid], term.span, shop)
        return
    inverse, square = _is_negative(exponent), _is_square(matrix, shop)
    if inverse or square or not isinstance(term.base, Ref):
        raise Unreadable(f"{'this inverse' if inverse else 'a power'} of a matrix is not read yet", term.span)
    if said.is_weight(term.base) and isinstance(exponent, Num) and exponent.value == 2:
        # What is added to a loss to keep its weights small.
        of_norm = functions.norm_squared([laid], term.base.span, shop)
        yield from (replace(each, cost=laid.cost + 0.8, notes=(*laid.notes, NORM)) for each in of_norm)
        return
    whole = replace(matrix, body=replace(term, base=matrix.body, exponent=exponent))
    notes = laid.notes if square is False else (*laid.notes, POWER)
    yield replace(laid, value=whole, cost=laid.cost + 0.8, notes=notes)


def _is_whole(base: Term) -> bool:
    """Whether a base may be a matrix as a whole, and no function of its elements."""
    return isinstance(base, Ref | Times | Transposed)


def _is_square(matrix: Array, shop: Workshop) -> bool | None:
    """Whether a matrix has as many rows as columns; None where that is not known."""
    rows, columns = matrix.axes
    try:
        return True if not shop.tie(rows.dim, columns.dim) else None
    except Misfit:
        return False


def _is_negative(term: Term) -> bool:
    match term:
        case Num(value) | Times((Num(value), *_)):
            return value < 0
        case _:
            return False
