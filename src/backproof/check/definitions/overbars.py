r"""Bars for gradients, as automatic differentiation writes them: ``\bar y = \frac{dL}{dy}``, ``\overline{z_i} = ...``.

A document says so by one such equation, or by a loss whose own gradient is one, ``\bar{L} = 1``. Then a bar over any
name that it has without one is the gradient of that loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Num, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

BAR = re.compile(r"\\bar\{(.*)\}")


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such gradients as what they are."""
    told = {at: loss for at, line in enumerate(lines) if (loss := _told(line)) is not None}
    if not told:
        return tuple(lines)
    names = {ref.base for line in lines for term in line.sides for ref in references(term)}
    names |= {part.by.base for line in lines for term in line.sides for part in occurrences(term, Partial)}
    meant = {base: found[1] for base in names if (found := BAR.fullmatch(base)) is not None and found[1] in names}
    losses = [told[max((each for each in told if each <= at), default=min(told))] for at in range(len(lines))]
    return tuple(_with(line, meant, loss) for line, loss in zip(lines, losses, strict=True))


def _told(line: Line) -> Ref | None:
    """The loss of which a line says that bars are gradients; None for any other line."""
    match line.head, line.side:
        case Ref(base) as head, Partial(Ref() as loss, by) if (found := BAR.fullmatch(base)) is not None:
            return loss if (found[1], head.subs, head.sups) == (by.base, by.subs, by.sups) else None
        case Ref(base) as head, Num(value) if value == 1 and (found := BAR.fullmatch(base)) is not None:
            return replace(head, base=found[1]) if found[1] in LOSS_LETTERS else None
        case _:
            return None


def _with(line: Line, meant: Mapping[str, str], loss: Ref) -> Line:
    def change(term: Term) -> Term:
        match term:
            case Ref(base=base) if base in meant:
                return Partial(replace(loss, span=term.span), replace(term, base=meant[base]), term.span)
            case Partial(of, by):
                return replace(term, of=change(of), by=by)
            case _:
                return rebuilt(term, change)

    return line.changed(change)
