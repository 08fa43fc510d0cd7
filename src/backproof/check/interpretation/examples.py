r"""Formulas of a network that another part of the document gives in numbers, as an example.

``W_2 = (2, 1)`` in an example with one output makes a vector of the matrix in ``\hat y = W_2 h + b``, so that
``W_2 (\hat y - y)`` is a column as ``h`` is. What formulas say of any network is more than that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from backproof.check.interpretation.parts import bases, is_by_numbers, is_firm
from backproof.check.numbers import is_constant
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import REFUTED, Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.terms import Entries, Listed, Ref


def may_shape(lines: Sequence[Line], part: Collection[int], whole: Sequence[Outcome]) -> bool:
    """Whether a part is not proved as written, and other sections give arrays in numbers that it names."""
    if all(each.finding.verdict is Verdict.RIGHT for each in whole):
        return False
    named = set[str]().union(*(bases(lines[at]) for at in part))
    sections = {lines[at].section for at in part}
    return any(_gives_array(line, named) for line in lines if line.section not in sections)


def _gives_array(line: Line, named: Collection[str]) -> bool:
    match line:
        case Line(head=Ref(base=base), side=Entries() | Listed() as side):
            return base in named and is_constant(side)
        case _:
            return False


def general(whole: Sequence[Outcome], alone: Sequence[Outcome]) -> list[Outcome] | None:
    """The outcomes of the lines of a part without the example, where more of them are proved as written; else None.

    A part has one reading: what the shapes of the example prove in it holds for these alone. ``whole`` are the outcomes
    in one reading of the document.
    """
    fewer = sum(map(_as_written, alone)) <= sum(map(_as_written, whole))
    disputed = any(each.role is Role.DEFINITION and each.finding.verdict in REFUTED for each in alone)
    if fewer or disputed or not is_firm(alone):
        return None
    kept = [
        is_by_numbers(one) or is_by_numbers(other) or _is_open(other) for one, other in zip(whole, alone, strict=True)
    ]
    return [one if keep else other for keep, one, other in zip(kept, whole, alone, strict=True)]


def _as_written(outcome: Outcome) -> bool:
    return outcome.finding.verdict is Verdict.RIGHT


def _is_open(outcome: Outcome) -> bool:
    return outcome.finding.verdict is Verdict.UNCHECKED
