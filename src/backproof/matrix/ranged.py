"""Entries with dots between them: vectors, matrices, rows or columns beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backproof.matrix.values import Array, Axis, Option, relettered, transposed
from backproof.matrix.workshop import Workshop
from backproof.read.terms.terms import Num, Ranged, Ref, Run
from backproof.records import replace


def options(term: Ranged, bodies: Iterable[Option], shop: Workshop) -> Iterator[Option]:
    """Every way to take entries whose form is taken in these ways."""
    runs = term.rows, term.columns
    down, across = (Axis(shop.fresh(), extent(run)) if run is not None else None for run in runs)
    letters = {run.letter: axis.letter for run, axis in zip(runs, (down, across), strict=True) if run and axis}
    for laid in bodies:
        match laid.value:
            case Array(Axis() as rows, None, body) if term.listed:
                # Columns in a list stand beside each other.
                yield replace(laid, value=Array(rows, down, relettered(body, letters)))
            case Array(rows, columns, body) if not (rows and down) and not (columns and across):
                array = Array(down or rows, across or columns, relettered(body, letters))
                turned = replace(laid, value=transposed(array), cost=laid.cost + 0.2)
                if not (term.listed and array.is_vector):
                    yield replace(laid, value=array)
                elif shop.lists_are_rows:
                    yield replace(turned, cost=laid.cost)
                else:
                    yield from (replace(laid, value=array), turned)
            case _:
                pass


def extent(run: Run) -> str:
    """The name of the extent of entries with dots between them."""
    match run.last:
        case Num(value):
            return f"={value - run.first + 1}"
        case Ref() as last if run.first == 1:
            return f"={last.key}"
        case last:
            return f"={run.first}..{last.span.start}"
