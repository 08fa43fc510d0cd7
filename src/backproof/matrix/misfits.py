"""Why parts do not fit together: the shapes that they have, by the names that these come from, and what would fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from backproof.matrix.products import describe
from backproof.matrix.values import Misfit, Option
from backproof.read.terms.terms import Call, Divide, Partial, Plus, Raise, Term

WANTED: Final[Mapping[type, str]] = {
    Plus: "equal shapes",
    Divide: "a single number below the bar, or equal shapes",
    Raise: "a single number or a square matrix with a power",
    Call: "arguments of one shape",
    Partial: "a quantity and what it depends on with two axes together",
}
"""What the parts of a term are, where it has a shape."""


def misfit(said: str, parts: Sequence[Sequence[Option]], wanted: str, *, certain: bool = False) -> Misfit:
    """Why parts do not fit: their shapes as they are usually taken."""
    shapes = (describe(options[0].value) for options in parts if options)
    return Misfit(said, ", ".join(shapes), wanted, certain=certain)


def refused(term: Term, parts: Sequence[Sequence[Option]]) -> Misfit:
    """Why a term has no shape, by those of its parts."""
    return misfit("the shapes of this part do not fit", parts, WANTED.get(type(term), "shapes that go together"))
