r"""Signs of derivatives by an index: ``D_j S_i = \frac{\partial S_i}{\partial a_j}`` says by what ``D_j`` derives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt
from backproof.read.terms.terms import Partial, Ref, Term, Times
from backproof.records import replace

SIGNS: Final = frozenset({"D", "\\mathrm{D}", "\\mathcal{D}"})
"""Euler's sign of a derivative, with the index of the variable below it."""

Meant = Mapping[tuple[str, int], str]
"""The letter that a sign with so many indices derives by."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with derivatives in the place of such signs."""
    meant = {key: letter for line in lines for key, letter in _told(line)}
    return tuple(line.changed(partial(_derived, meant)) for line in lines) if meant else tuple(lines)


def _told(line: Line) -> Iterator[tuple[tuple[str, int], str]]:
    """What a line says of a sign: the indices below it are those of what its other side is derived by."""
    match line.head, line.side:
        case Times((Ref(sign, subs, ()), _)), Partial(_, Ref(letter, by, ())) if sign in SIGNS and subs and subs == by:
            yield (sign, len(subs)), letter
        case _:
            pass


def _derived(meant: Meant, term: Term) -> Term:
    term = rebuilt(term, partial(_derived, meant))
    return _in_product(meant, term) if isinstance(term, Times) else term


def _in_product(meant: Meant, product: Times) -> Term:
    """A product in which each sign applies to the factor behind it."""
    factors: list[Term] = []
    sign: Ref | None = None
    for factor in product.factors:
        if sign is not None:
            factors[-1] = Partial(factor, replace(sign, base=meant[sign.base, len(sign.subs)]), factor.span)
            sign = None
            continue
        sign = (
            factor if isinstance(factor, Ref) and not factor.sups and (factor.base, len(factor.subs)) in meant else None
        )
        factors.append(factor)
    if len(factors) == len(product.factors):
        return product
    return factors[0] if len(factors) == 1 else Times(tuple(factors), product.span)
