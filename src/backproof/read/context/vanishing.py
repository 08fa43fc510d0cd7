r"""Derivatives that a chain sets to zero: ``\frac{\partial J}{\partial w} = 2 (A w - b) = 0 \Rightarrow A w = b``.

No words say so: that what a derivative was just computed to be is zero is where its minimum is looked for. What stands
behind an arrow, or in the next display, may hold only there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Ref, Term

SET_TO_ZERO = "a derivative may be set to zero here, to find where that is so"
THERE = "it may hold only where the derivative before is zero"


def marked(found: Sequence[Line], before: Sequence[Line]) -> Iterator[Line]:
    """The lines of a formula; no difference refutes those that may set a derivative to zero, or hold only there."""
    there = bool(before) and is_there(before[-1]) and before[-1].section == found[0].section
    computed: int | None = None
    for at, line in enumerate(found):
        if line.head is not None:
            computed = line.chain if _is_derivative(line.head) and not _is_zero(line.side) else None
        chained = line.head is None and line.chain is not None and line.chain == computed
        if _is_zero(line.side) and (chained or _is_solved(line, found[at + 1 :])):
            there = True
            yield replace(line, limited=line.limited or SET_TO_ZERO)
        elif (
            there and line.head is not None and not isinstance(line.head, Ref | Call) and not _is_derivative(line.head)
        ):
            yield replace(line, limited=line.limited or THERE)
        else:
            yield line


def is_there(line: Line) -> bool:
    """Whether a line sets a derivative to zero, as the words before it say or a chain does, or goes on from that."""
    return line.limited in {SET_TO_ZERO, THERE} or (line.said.hedged and line.head is not None and _is_zero(line.side))


def is_posed(line: Line) -> bool:
    r"""Whether a sentence has a derivative that is zero as its condition: "setting ``\nabla L = 0`` gives"."""
    return line.said.posed and line.head is not None and _is_derivative(line.head) and _is_zero(line.side)


def _is_solved(line: Line, behind: Sequence[Line]) -> bool:
    r"""Whether the variable of a derivative that is zero follows at once: ``L'(w) = 0 \implies w = ...``."""
    match line.head, [each.head for each in behind[:1]]:
        case Partial(by=by), [Ref() as solved]:
            return solved.base == by.base
        case _:
            return False


def _is_derivative(term: Term) -> bool:
    return has(term, Partial, Nabla)


def _is_zero(term: Term | None) -> bool:
    return isinstance(term, Num) and term.value == 0
