"""Sums that are implied over a letter which the left side lacks: what a line is refuted for, it has to be with them.

Such a line is ``-y_k + y_i p_k`` for a derivative by ``\\theta_k``, in a text with the convention of Einstein.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal
from backproof.check.elaboration.builder import Attempt
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Sides
from backproof.expr import IllFormed
from backproof.read.terms.terms import Unreadable

SUMMED: Final = tuple(
    replace(entry, linked=linked, labels=labels)
    for entry in TABLE
    if entry.way.supply and not entry.linked
    for linked in (False, True)
    for labels in ("free", "simplex")
)


def differs(attempt: Attempt, bench: Bench) -> bool:
    """Whether a claim differs with each sum that it may imply, and implies one."""
    found = [compare(each.left, each.right, each.model, bench=bench) for each in sides_of(attempt)]
    return bool(found) and all(isinstance(each, Different) for each in found)


def unsaid(attempt: Attempt, sides: Sides, bench: Bench) -> str:
    """The sums with which a claim holds and that it does not write; empty for none."""
    over = sides.right.free - sides.left.free
    found = (compare(each.left, each.right, each.model, bench=bench) for each in sides_of(attempt) if over)
    holds = any(isinstance(each, Equal) for each in found)
    return f"it holds where a sum over {', '.join(sorted(each.name for each in over))} is meant" if holds else ""


def sides_of(attempt: Attempt) -> Iterator[Sides]:
    """The sides of a claim with the sums over letters that its left side lacks."""
    for entry in SUMMED:
        try:
            sides = attempt.sides(entry)
        except (Unreadable, IllTyped, IllFormed):
            continue
        if sides is not None:
            yield sides
