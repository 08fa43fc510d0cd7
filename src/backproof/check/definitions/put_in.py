r"""Formulas that only numbers tell: behind ``t = 1`` and ``a = 0.77``, ``L = (1 - 0.77)^2`` is ``(t - a)^2``.

Worked homework often has no other formula. Where it is not clear which name a number stands for, a definition is left
as it is. A name with two values, or two computations, tells nothing. The numbers themselves are judged as they are
written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant, is_printed
from backproof.check.definitions.told import Values, signed
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import AXES, Entries, Listed, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS


def settle(lines: Sequence[Line], written: Sequence[Line] = ()) -> dict[int, Term]:
    """The sides of such lines, with names in the place of the numbers that are put in.

    ``written``: the lines before functions of printed results were settled. A formula in letters counts everywhere.
    """
    asked = {at: line.head for at, line in enumerate(lines) if isinstance(line.head, Ref) and _is_computed(line)}
    if not asked:
        return {}
    symbolic = {line.head.key for line in written or lines if isinstance(line.head, Ref) and _is_formula(line)}
    often = Counter((lines[at].section, head.key) for at, head in asked.items())
    values = Values(frozenset(joined(lines)))
    below: dict[str, frozenset[str]] = {}
    """What each name that is computed rests on."""
    untold: set[str] = set()
    """The names that rest on more than is known: what they are in rests on it, too."""
    found: dict[int, Term] = {}
    for at, line in enumerate(lines):
        head, side = line.head, line.side
        if isinstance(head, Ref) and side is not None:
            told = side if _is_formula(line) else None
            if at in asked and head.key not in symbolic and often[line.section, head.key] == 1:
                told = values.so_far(line.section, loss=head.base in LOSS_LETTERS).told(signed(side))
            named = {ref.key for ref in references(told)} if told is not None else set()
            rests = frozenset().union(*(below.get(key, frozenset()) for key in named))
            # What is in it twice, once by its own, may be another number that looks like it.
            told_here = told is not None and bool(named) and not named & (rests | {head.key} | untold)
            if at in asked and told is not None and told_here:
                found[at] = told
            (untold.add if at in asked and not told_here else untold.discard)(head.key)
            below[head.key] = rests | named
        values.note(line)
    return found


def joined(lines: Sequence[Line]) -> Iterator[str]:
    """The letters of matrices whose elements are written with both places in one: ``V_{11}``."""
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        if len(ref.subs) == 1 and len(ref.subs[0]) == AXES and ref.subs[0].isdigit():
            yield ref.base


def _is_computed(line: Line) -> bool:
    """Whether a line computes its head from numbers."""
    side = line.side
    if side is None or line.problem is not None or line.relation not in DEFINES or not is_constant(side):
        return False
    return not is_printed(side) and not has(side, Listed, Entries)


def _is_formula(line: Line) -> bool:
    return line.side is not None and line.relation in DEFINES and not is_constant(line.side)
