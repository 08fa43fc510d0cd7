r"""Functions of whole square matrices: ``A^{-1}``, ``\det A``, ``\log\det A``, and bars for either of the last two.

With indices, the two letters of the matrix are bound as those of sums are: outside by its rows, inside by its columns,
whose conditions say that the matrix is square, and which element of an inverse is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from backproof.matrix.products import letter
from backproof.matrix.values import Array, Axis, Misfit, Option
from backproof.matrix.workshop import Workshop
from backproof.read.lines import Line
from backproof.read.terms.determinants import UNCLEAR, magnitude_in_logarithm
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Big, Call, Compare, Ref, Term, Unreadable
from backproof.read.vocabulary import DETERMINANT, INVERSE, LOG_DETERMINANT
from backproof.records import replace
from backproof.source import Span

Axes = tuple[Axis, Axis]
DENSITIES = frozenset({"p", "q", "pi"})
OF_VECTORS = "what a density of a vector is is not written"
OF_ELEMENTS = "whether this function is that of a matrix or of each of its elements is not written"
DIVIDED = "what it is to be divided by a matrix is not written"
"""That element by element, or the product with its inverse."""


def meant(call: Call, is_inverted: Callable[[Ref], bool]) -> tuple[str, Term] | None:
    r"""Which of these functions a call is and of what; None for others. ``\log\det A`` and ``\log|A|`` are one.

    Bars alone are a determinant where they are around a name of which there is an inverse or a determinant elsewhere.
    """
    match call:
        case Call(Ref("inv", (), ()), 0, (of,)):
            return INVERSE, of
        case Call(Ref("det", (), ()), 0, (of,)):
            return DETERMINANT, of
        case Call(Ref("abs", (), ()), 0, (Ref() as of,)) if is_inverted(of):
            return DETERMINANT, of
        case Call(Ref("log" | "ln", (), ()), 0, (Call(Ref("abs", (), ()), 0, (Call(Ref("det")) as inner,)),)) | Call(
            Ref("log" | "ln", (), ()), 0, (Call(Ref("det")) as inner,)
        ):
            found = meant(inner, is_inverted)
            return None if found is None else (LOG_DETERMINANT, found[1])
        case _:
            inside = magnitude_in_logarithm(call)
            return None if inside is None else (LOG_DETERMINANT, inside)


def options(kind: str, laid: Sequence[Option], span: Span, shop: Workshop) -> Iterator[Option]:
    """Every way to take one of these functions of a part; raises Unreadable for bars around what is no matrix."""
    if kind == INVERSE:
        yield from inverse(laid, span, shop)
        return
    found = list(_square(laid, shop))
    if not found and kind == LOG_DETERMINANT:
        raise Unreadable(UNCLEAR, span)
    for option, axes, body in found:
        yield replace(option, value=Array(None, None, _bound(kind, axes, (), body, span)))


def inverse(laid: Sequence[Option], span: Span, shop: Workshop) -> Iterator[Option]:
    """The inverses of matrices; of numbers there are none here."""
    for option, (rows, columns), body in _square(laid, shop):
        # The rows of an inverse are as many as the columns of the matrix.
        down, across = Axis(shop.fresh(), columns.dim), Axis(shop.fresh(), rows.dim)
        at = (_same(rows.letter, down.letter, span), _same(columns.letter, across.letter, span))
        whole = _bound(INVERSE, (rows, columns), at, body, span)
        yield replace(option, value=Array(down, across, whole))


def doubt(line: Line) -> str:
    r"""Why a line is not refuted that changes the variable of a density, ``p(x) = p(z) |\det J|``; empty for others."""
    calls = [part for side in line.sides for part in occurrences(side, Call)]
    determinant = any(call.name.base == DETERMINANT or magnitude_in_logarithm(call) is not None for call in calls)
    return OF_VECTORS if determinant and any(call.name.base in DENSITIES for call in calls) else ""


def _square(laid: Sequence[Option], shop: Workshop) -> Iterator[tuple[Option, Axes, Term]]:
    """The matrices among the ways to take a part, with as many rows as columns."""
    for option in laid:
        match option.value:
            case Array(Axis() as rows, Axis() as columns, body):
                try:
                    ties = shop.tie(rows.dim, columns.dim)
                except Misfit:
                    continue
                yield option.tied(ties), (rows, columns), body
            case _:
                pass


def _bound(kind: str, axes: Axes, at: tuple[Compare, ...], body: Term, span: Span) -> Big:
    rows, columns = (axis.letter for axis in axes)
    inner = Big(kind, columns, None, None, (*at, _same(rows, columns, span)), body, span)
    return Big(kind, rows, None, None, (), inner, span)


def _same(one: str, other: str, span: Span) -> Compare:
    return Compare("=", letter(one, span), letter(other, span), span)
