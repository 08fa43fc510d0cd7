r"""Totals that only their derivatives speak of: ``\partial E/\partial w = \sum_n \partial E_n/\partial w``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

CALLIGRAPHIC: Final = re.compile(r"\\math(?:cal|scr)\{(\w)\}")


def total_of(line: Line) -> tuple[Ref, Term] | None:
    r"""``\partial E/\partial w = \sum_n \partial E_n/\partial w`` says that a loss E is the sum of all E_n."""
    found = None if line.head is None or line.side is None else summed(line.head, line.side)
    return found if found is not None and _is_total(found[0].base) else None


def summed(head: Term, side: Term) -> tuple[Ref, Term] | None:
    """The name without an index of which derivatives add up, and the sum of its elements that they are those of."""
    match head:
        case Partial(of, by) if (name := _quantity(of)) is not None and not name.subs and not name.at:
            body = _undifferentiated(side, name, by)
            return None if body is None else (name, body)
        case _:
            return None


def _is_total(base: str) -> bool:
    """Whether a name is one of a loss, or a capital, as R of a risk."""
    letter = CALLIGRAPHIC.sub(r"\1", base)
    return base in LOSS_LETTERS | QUANTITY_WORDS or (len(letter) == 1 and letter.isupper())


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
