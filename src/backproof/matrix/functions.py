"""Functions of whole arrays: norms, traces, diagonals, and functions along an axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from backproof.matrix.names import Parts, is_letter
from backproof.matrix.products import letter
from backproof.matrix.values import Array, Axis, Option, relettered
from backproof.matrix.workshop import Workshop
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Big, Call, Compare, Divide, Num, Raise, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.records import replace
from backproof.source import Span

ALONG = frozenset({"softmax", "log_softmax", "logsumexp", "max", "min"})
"""Functions of a whole axis."""
OUTER = 0.5
"""How unusual the sum of all elements of a product is that may be one element by element."""


def is_along(call: Call) -> bool:
    """Whether a function is one of a whole axis of its argument."""
    base = call.name.base
    return FUNCTION_WORDS.get(base, base) in ALONG and len(call.arguments) == 1


def norm_squared(laid: Sequence[Option], span: Span, shop: Workshop) -> Iterator[Option]:
    """The sum of the squares of all elements."""
    for option in laid:
        if isinstance(option.value, Array):
            body: Term = Raise(option.value.body, Num(Fraction(2), 0, span), span)
            for axis in option.value.axes:
                body = shop.summed(axis, body)
            yield replace(option, value=Array(None, None, body))


def norm(laid: Sequence[Option], span: Span, shop: Workshop) -> Iterator[Option]:
    """The root of the sum of the squares of all elements."""
    for option in norm_squared(laid, span, shop):
        if isinstance(option.value, Array):
            root = Call(Ref("sqrt", (), (), span), 0, (option.value.body,), span)
            yield replace(option, value=Array(None, None, root))


def sum_norm(laid: Sequence[Option], span: Span, shop: Workshop) -> Iterator[Option]:
    """The sum of the absolute values of all elements of a vector. Of a matrix it may be another norm."""
    for option in laid:
        match option.value:
            case Array(Axis(), Axis()):
                raise Unreadable("which norm of a matrix this is is not clear", span)
            case Array(body=inner):
                body: Term = Call(Ref("abs", (), (), span), 0, (inner,), span)
                for axis in option.value.axes:
                    body = shop.summed(axis, body)
                yield replace(option, value=Array(None, None, body))


def total(laid: Sequence[Option], shop: Workshop) -> Iterator[Option]:
    """The sum of all elements; nobody adds those of an outer product, which is that of two sums."""
    for option in laid:
        if isinstance(option.value, Array):
            body = option.value.body
            for axis in option.value.axes:
                body = shop.summed(axis, body)
            outer = len(option.value.axes) > 1 and isinstance(option.value.body, Times)
            yield replace(option, value=Array(None, None, body), cost=option.cost + OUTER * outer)


def trace(laid: Sequence[Option], shop: Workshop) -> Iterator[Option]:
    """The sum of the elements on the diagonal; the trace of a number is that number."""
    for option in laid:
        match option.value:
            case Array(Axis() as rows, Axis() as columns, body):
                ties = shop.tie(rows.dim, columns.dim)
                inner = relettered(body, {columns.letter: rows.letter})
                yield replace(option, value=Array(None, None, shop.summed(rows, inner)), ties=option.ties + ties)
            case Array() as array if array.is_scalar:
                yield option
            case _:
                pass


def spread(
    options: Sequence[Option], named: Sequence[Parts], kinds: Mapping[str, str], shop: Workshop
) -> Sequence[Option]:
    """A vector that is given by its element, ``p_i (1 - p_i)`` for all i, as a vector; others as they are."""
    letters = {slot for each in named for slot in each.slots if is_letter(slot)}
    vectors = [each for each in named if kinds.get(each.stem) in {"column", "row"} and len(each.slots) == 1]
    numbers = all(isinstance(each.value, Array) and each.value.is_scalar for each in options)
    bodies = [(each, each.value.body) for each in options if isinstance(each.value, Array)]
    sums = any(has(body, Big) for _, body in bodies)
    if len(letters) != 1 or not vectors or not numbers or sums:
        return options
    axis = Axis(shop.fresh(), f"{vectors[0].key}.{'rows' if kinds[vectors[0].stem] == 'column' else 'columns'}")
    written = {letters.pop(): axis.letter}
    return [replace(each, value=Array(axis, None, relettered(body, written))) for each, body in bodies]


def diagonal(options: Sequence[Option], span: Span, shop: Workshop) -> Iterator[Option]:
    """A square matrix with the elements of a vector on its diagonal."""
    for option in options:
        if isinstance(option.value, Array) and option.value.is_vector:
            axis, array = option.value.axes[0], option.value
            other = Axis(shop.fresh(), axis.dim)
            same = Compare("=", letter(axis.letter, span), letter(other.letter, span), span)
            yield replace(option, value=Array(axis, other, Times((same, array.body), span)))


def along(word: str, call: Call, options: Sequence[Option], shop: Workshop) -> Iterator[Option]:
    """A function of a vector as a whole; of a matrix, for each of its rows or columns."""
    for option in options:
        match option.value:
            case Array() as array if array.is_vector and word in {"softmax", "log_softmax"}:
                yield replace(option, value=replace(array, body=replace(call, arguments=(array.body,))))
            case Array(Axis() as rows, Axis() as columns, body) if word == "softmax":
                for cost, axis in enumerate((columns, rows) if shop.softmax_of_rows else (rows, columns)):
                    written = Array(rows, columns, _softmax(body, axis, call, shop))
                    yield replace(option, value=written, cost=option.cost + cost)
            case Array() as array if array.is_scalar:
                yield replace(option, value=replace(array, body=replace(call, arguments=(array.body,))))
            case _:
                pass


def _softmax(body: Term, axis: Axis, call: Call, shop: Workshop) -> Term:
    """The softmax along one axis of a matrix, written out."""
    exp = Ref("exp", (), (), call.span)
    shared = Axis(shop.fresh(), axis.dim)
    below = Call(exp, 0, (relettered(body, {axis.letter: shared.letter}),), call.span)
    return Divide(Call(exp, 0, (body,), call.span), shop.summed(shared, below), call.span)
