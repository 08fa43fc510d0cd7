r"""Square matrices with dots whose diagonal is of another form than what stands beside it.

The Jacobian of the softmax is written so: ``p_1 (1 - p_1)`` at two corners, ``-p_1 p_n`` and ``-p_n p_1`` at two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.read.terms.dots import UNCLEAR, merged, relettered, row, spare_letters, stands_for_more
from backproof.read.terms.rewriting import bare, rebuilt
from backproof.read.terms.terms import Call, Num, Plus, Ranged, Ref, Term, Times, Unreadable, minus
from backproof.source import Span


def unlike(rows: Sequence[Sequence[Term]], span: Span) -> Term | None:
    """All entries by those beside the diagonal, and what the diagonal has more; None for matrices of another kind.

    Raises :class:`Unreadable` where an entry is neither of the two forms.
    """
    entries = [[entry for entry in each if not stands_for_more(entry)] for each in rows]
    size = len(entries)
    ends = [len(each) == size and stands_for_more(whole[-2]) for each, whole in zip(entries, rows, strict=True)]
    if size == 1 or not all(ends) or _has_one_form(rows[0], span):
        return None
    down, across = spare_letters([entry for each in entries for entry in each], 2)
    own, run = merged(entries[0][0], entries[-1][-1], down, span)
    places = [*(str(run.first + step) for step in range(size - 1)), _written(run.last)]
    beside = relettered(relettered(entries[0][-1], places[0], down), places[-1], across)
    for here, each in zip(places, entries, strict=True):
        for there, entry in zip(places, each, strict=True):
            form = own if here == there else beside
            if _ordered(relettered(relettered(form, down, here), across, there)) != _ordered(entry):
                raise Unreadable(UNCLEAR, span)
    more = Plus((own, minus(relettered(beside, across, down), span)), span)
    diagonal = Call(Ref("diag", (), (), span), 0, (Ranged(more, run, None, span),), span)
    return Plus((Ranged(beside, run, replace(run, letter=across), span), diagonal), span)


def _has_one_form(entries: Sequence[Term], span: Span) -> bool:
    try:
        return bool(row(entries, span))
    except Unreadable:
        return False


def _written(last: Term) -> str:
    """The last number as it stands in scripts."""
    match last:
        case Num(value):
            return str(value)
        case Ref(base, subs):
            return "".join((base, *subs))
        case _:
            raise Unreadable(UNCLEAR, last.span)


def _ordered(term: Term) -> Term:
    """A term without its places, the factors of its products in one order."""
    inside = rebuilt(bare(term), _ordered)
    return Times(tuple(sorted(inside.factors, key=repr)), inside.span) if isinstance(inside, Times) else inside
