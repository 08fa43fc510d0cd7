r"""Definitions of what another line says to be a derivative.

Beside ``J_{ki} = \partial y_k/\partial x_i``, ``J_{ki} = A`` is a claim, which nothing bears out where the derivative
is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from backproof.check.doubts.finding import Finding
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.terms import Partial, Ref

UNDECIDED: Final = "another line says that {} is a derivative, which is open"


def reopened(lines: Sequence[Line], found: Sequence[Outcome]) -> Mapping[int, Finding]:
    """The definitions that count as right though another line of their section says what their name is."""
    slopes = {
        (line.section, line.head.key)
        for line, each in zip(lines, found, strict=False)
        if isinstance(line.head, Ref) and isinstance(line.side, Partial) and each.finding.verdict is Verdict.UNCHECKED
    }
    if not slopes:
        return {}
    return {
        at: Finding(Verdict.UNCHECKED, UNDECIDED.format(line.head.base))
        for at, (line, each) in enumerate(zip(lines, found, strict=False))
        if isinstance(line.head, Ref)
        and (line.section, line.head.key) in slopes
        and each.role is Role.DEFINITION
        and each.finding.verdict is Verdict.RIGHT
    }
