"""What a document does throughout: transposes of outer products are left out in several lines, or one lacks its own."""

from __future__ import annotations

from collections.abc import Iterable

from backproof.matrix.products import OUTER
from backproof.read.lines import Line
from backproof.read.terms.terms import Partial, Ref, Term

FEWEST = 2
"""So many lines, about so many arrays, show a habit."""


def leaves_out_transposes(lines: Iterable[Line]) -> bool:
    """Whether lowered lines leave transposes of outer products out throughout; also where none has such a product."""
    found = [line for line in lines if OUTER in line.assumes]
    variables = {_variable(line.head) for line in found}
    return not found or (len({line.span for line in found}) >= FEWEST <= len(variables))


def _variable(head: Term | None) -> str:
    """What a line steps on, or differentiates by, with its layer."""
    match head:
        case Partial(by=Ref(base, _, sups)) | Ref(base, _, sups):
            return f"{base}^{sups[:1]}"
        case _:
            return ""
