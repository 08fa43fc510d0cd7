r"""Quotients by a sum of the numerator itself, ``\frac{e^{z_i}}{\sum_j e^{z_i}}``: one over a count.

The letter of such a sum stands nowhere in it, so it would be taken for that of samples which the document leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, bare, has, occurrences, references
from backproof.read.terms.terms import Big, Call, Divide, Element, Ref, Term, Times, Unreadable
from backproof.records import replace

SAID: Final = "what the sum over {0} adds has no {0} in it, and is what is divided by it"


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with those as not read that say of a name only that something is divided by a sum of itself.

    What another line says of the name, or the head of a chain, refutes it.
    """
    found = {at: big for at, line in enumerate(lines) if (big := _of(line)) is not None}
    if not found:
        return lines
    told = {bare(line.head) for at, line in enumerate(lines) if at not in found and line.head is not None}
    return [
        replace(line, problem=Unreadable(SAID.format(found[at].letter), found[at].span))
        if at in found and line.head is not None and bare(line.head) not in told
        else line
        for at, line in enumerate(lines)
    ]


def _of(line: Line) -> Big | None:
    """The sum of itself that something is divided by in what a line says of a name."""
    side = line.side if line.problem is None and isinstance(line.head, Ref | Call | Element) else None
    if side is None or not has(side, Big):
        return None
    return next((big for part in occurrences(side, Divide) for big in _own(part)), None)


def _own(quotient: Divide) -> Iterator[Big]:
    """The sum that something is divided by, where it adds that thing without its letter."""
    match quotient.denominator:
        case Big("sum", letter, body=body) as big if letter and any(alike(body, each) for each in _above(quotient)):
            scripts = {script for ref in references(body) for script in (*ref.subs, *ref.sups, *ref.at, ref.sample)}
            if scripts and letter not in scripts and not any(letter == ref.base for ref in references(body)):
                yield big


def _above(quotient: Divide) -> tuple[Term, ...]:
    """What stands above the line: all of it, or a factor."""
    match quotient.numerator:
        case Times(factors) as whole:
            return (whole, *factors)
        case term:
            return (term,)
