r"""The number beside an array of its name: ``\sqrt{2 \pi}`` in a text whose weights of mixtures are ``\pi_k``."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references
from backproof.read.terms.terms import Num, Ref, Term, Times
from backproof.records import replace

LETTER, NUMBER = "pi", r"\mathrm{pi}"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the number for a bare letter behind 2, where the letter has subscripts everywhere else."""
    written = [
        replace(
            line,
            head=line.head if line.head is None else _numbered(line.head),
            side=line.side if line.side is None else _numbered(line.side),
        )
        for line in lines
    ]
    others = [ref for line in written for term in line.sides for ref in references(term) if ref.base == LETTER]
    return tuple(written) if others and all(ref.subs for ref in others) else tuple(lines)


def _numbered(term: Term) -> Term:
    match term:
        case Times(factors) if any(isinstance(each, Num) and each.value == 2 for each in factors):
            return replace(term, factors=tuple(map(_number, factors)))
        case _:
            return rebuilt(term, _numbered)


def _number(term: Term) -> Term:
    return replace(term, base=NUMBER) if isinstance(term, Ref) and term.key == LETTER else _numbered(term)
