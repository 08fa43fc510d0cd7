r"""Vectors side by side: ``[w_1 \quad w_2]`` is the matrix with these columns, one below the other with these rows.

A zero stands for a vector of zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from backproof.matrix.elementwise import choices
from backproof.matrix.products import letter
from backproof.matrix.values import Array, Axis, Misfit, Option, relettered, transposed
from backproof.matrix.workshop import Workshop
from backproof.read.terms.terms import Compare, Num, Plus, Term, Times
from backproof.records import replace
from backproof.source import Span


def columns(parts: Sequence[list[Option]], shop: Workshop, span: Span) -> Iterator[Option]:
    """The matrix with these columns; raises Misfit where none of them are equally long."""
    refused: Misfit | None = None
    fits = False
    for chosen in choices(parts):
        try:
            whole = _beside(chosen, shop, span)
        except Misfit as misfit:
            refused = refused or misfit
            continue
        if whole is not None:
            fits = True
            yield whole
    if refused is not None and not fits:
        written, true = refused.written, refused.true
        # N and n are often one number.
        declared = all(each.startswith("=") for each in (written, true)) and written.casefold() != true.casefold()
        reason = "vectors of different lengths stand side by side"
        raise Misfit(reason, written.removeprefix("="), true.removeprefix("="), declared=declared) from refused


def rows(parts: Sequence[list[Option]], shop: Workshop, span: Span) -> Iterator[Option]:
    """The matrix with these rows."""
    turned = [[replace(each, value=transposed(each.value)) for each in found if isinstance(each.value, Array)]
              for found in parts]  # fmt: skip
    for whole in columns(turned, shop, span):
        assert isinstance(whole.value, Array)
        yield replace(whole, value=transposed(whole.value))


def _beside(chosen: Sequence[Option], shop: Workshop, span: Span) -> Option | None:
    arrays = [each.value for each in chosen if isinstance(each.value, Array)]
    down = next((each.rows for each in arrays if each.rows is not None), None)
    if down is None or len(arrays) < len(chosen) or not all(map(_is_column, arrays)):
        return None
    across = Axis(shop.fresh(), f"={len(arrays)}")
    terms, ties = [], tuple(tie for each in chosen for tie in each.ties)
    for at, each in enumerate(arrays, start=1):
        if each.rows is None:
            continue
        ties += shop.tie(down.dim, each.rows.dim)
        here = Compare("=", letter(across.letter, span), Num(Fraction(at), 0, span), span)
        terms.append(Times((here, relettered(each.body, {each.rows.letter: down.letter})), span))
    body: Term = terms[0] if len(terms) == 1 else Plus(tuple(terms), span)
    cost, notes = sum(each.cost for each in chosen), tuple(note for each in chosen for note in each.notes)
    return Option(Array(down, across, body), cost, ties, notes)


def _is_column(array: Array) -> bool:
    """Whether an array is a column, or the zero that stands for one."""
    zero = array.is_scalar and isinstance(array.body, Num) and array.body.value == 0
    return zero or (array.rows is not None and array.columns is None)
