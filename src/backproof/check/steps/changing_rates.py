r"""Rates with the number of their step: the ``\eta_t`` of ``w_{t+1} = w_t - \eta_t g`` is the rate of this step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.check.steps.rates import USUAL_RATES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref

NEXT = re.compile(r"\(?([a-z])\+1\)?")


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such rates plain; they stay in a document that numbers them otherwise, or says what they are."""
    found = {ref.key for line in lines for ref in _rates(line)}
    if not found:
        return tuple(lines)
    refs = [ref for line in lines for side in line.sides for ref in references(side) if ref.base in USUAL_RATES]
    other = {ref.base for ref in refs if ref.key not in found}
    other |= {line.head.base for line in lines if isinstance(line.head, Ref) and line.head.key in found}

    def plain(ref: Ref) -> Ref:
        return replace(ref, subs=(), sups=()) if ref.key in found and ref.base not in other else ref

    return tuple(with_refs(line, plain) for line in lines)


def _rates(line: Line) -> Iterator[Ref]:
    """The rates in a step with the letter of the step for their only script."""
    match line:
        case Line(head=Ref(subs=subs, sups=sups), side=side) if side is not None:
            letters = {next_[1] for script in (*subs, *sups) if (next_ := NEXT.fullmatch(script)) is not None}
            for ref in references(side) if letters else ():
                if ref.base in USUAL_RATES and {each.strip("()") for each in (*ref.subs, *ref.sups)} & letters:
                    yield ref
        case _:
            return
