r"""Totals that only their derivatives speak of: ``\partial E/\partial w = \sum_n \partial E_n/\partial w``."""

from __future__ import annotations

from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Ref, Term, Times


def total_of(line: Line) -> tuple[Ref, Term] | None:
    r"""``\partial E/\partial w = \sum_n \partial E_n/\partial w`` says that E is the sum of all E_n."""
    match line.head:
        case Partial(of, by) if line.side is not None and (name := _quantity(of)) is not None:
            body = None if name.subs or name.at else _undifferentiated(line.side, name, by)
            return None if body is None else (name, body)
        case _:
            return None


def _quantity(of: Term) -> Ref | None:
    """The name of what is differentiated: E of ``E`` and of ``E(w)``."""
    match of:
        case Call(name, 0) | (Ref() as name):
            return name
        case _:
            return None


def _undifferentiated(side: Term, name: Ref, by: Ref) -> Term | None:
    """The sum of the elements of a name of which a side sums the derivatives, with its factors."""
    match side:
        case Big("sum" | "mean", letter, body=Partial(of, same)) if (element := _quantity(of)) is not None:
            own = (element.base, element.subs, element.sups) == (name.base, (letter,), name.sups)
            return replace(side, body=element) if own and same.key == by.key else None
        case Times((*factors, last)) if all(isinstance(each, Num | Ref | Divide) for each in factors):
            inner = _undifferentiated(last, name, by)
            return None if inner is None else replace(side, factors=(*factors, inner))
        case _:
            return None
