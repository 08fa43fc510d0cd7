"""Functions whose parentheses were lost: ``\\sigma_M A x + b`` with arrays written out is ``\\sigma_M(A x + b)``."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from backproof.check.definitions.shape import has_arrays
from backproof.read.lines import Line
from backproof.read.terms.terms import Call, Plus, Ref, Term, Times

WIDE = "the function is applied to all that stands behind it"


def applied(line: Line, functions: Set[str]) -> Line:
    """A line that begins with a bare function before arrays, with the function applied to all of them."""
    match line.side:
        case Times() as product if (whole := _call(product, (), functions)) is not None:
            pass
        case Plus((Times() as product, *rest)) if (whole := _call(product, tuple(rest), functions)) is not None:
            pass
        case _:
            return line
    return replace(line, side=whole, assumes=(*line.assumes, WIDE))


def _call(product: Times, rest: tuple[Term, ...], functions: Set[str]) -> Call | None:
    """The function of what stands behind it, where its name is the first factor."""
    first, *factors = product.factors
    if not isinstance(first, Ref) or first.key not in functions or not all(map(has_arrays, (*factors, *rest))):
        return None
    behind = factors[0] if len(factors) == 1 else replace(product, factors=tuple(factors), signs=product.signs[1:])
    argument = Plus((behind, *rest), product.span) if rest else behind
    return Call(first, 0, (argument,), product.span)
