r"""Quotients of differences for derivatives: ``f'(x) \approx \frac{f(x + h) - f(x - h)}{2 h}`` holds as h tends to 0.

So a gradient is checked in numbers (Goodfellow, Bengio, Courville, Deep Learning, section 11.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from backproof.read.grammar.limits import tending
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, rebuilt, references
from backproof.read.terms.terms import Call, Divide, Num, Partial, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import replace

APPROXIMATE = frozenset({"approx", "simeq", "cong"})


def in_the_limit(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; an approximation by such a quotient says what it tends to."""
    for line in lines:
        slope = _slope(line) if line.relation in APPROXIMATE and line.side is not None else None
        yield line if slope is None else replace(line, relation="=", side=slope)


def _slope(line: Line) -> Term | None:
    """The derivative that the side of a line tends to, as what it divides by tends to 0."""
    match line.side:
        case Divide(_, below) as side if not isinstance(line.head, Ref):
            known = {ref.key for ref in references(line.head)} if line.head is not None else set()
            for small in below.factors if isinstance(below, Times) else (below,):
                if isinstance(small, Ref) and small.key not in known:
                    found = _tending(side, small)
                    primed = isinstance(line.head, Call) and line.head.primes
                    return found if found is None or primed else _of_names(found)
            return None
        case _:
            return None


def _tending(side: Divide, small: Ref) -> Term | None:
    try:
        found = tending(side, small, Num(Fraction(), 0, small.span), side.span)
    except Unreadable:
        return None
    return found if has(found, Partial) else None


def _of_names(term: Term) -> Term:
    """Derivatives of losses by their names: what these depend on need not be read."""
    match term:
        case Partial(Call(Ref(base) as of), by) if base in LOSS_LETTERS:
            return Partial(of, by, term.span)
        case _:
            return rebuilt(term, _of_names)
