r"""Slopes that stand for values: ``y = y(1 - y)`` beside ``y = \sigma(z)`` has lost the derivative on its left.

A name on both sides may be assigned anew, as programs do, so that such a line refutes nothing by itself. What is in the
name alone, and just the slope of the activation that defines it, is assigned by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.check.doubts.finding import Finding, guarded
from backproof.check.doubts.hedges import OWN_NAME
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Call, Partial, Ref, Term

LITERAL: Final = TABLE[:2]
SAID: Final = "this is the slope of the function, not its value: the derivative on the left is missing"


def refuted(lines: Sequence[Line], findings: Sequence[Finding], judge: Judge) -> Mapping[int, Finding]:
    """The lines that give a name its own slope as its value."""
    found: dict[int, Finding] = {}
    for at, (line, finding) in enumerate(zip(lines, findings, strict=True)):
        if finding.verdict is not Verdict.UNCHECKED or finding.reason != OWN_NAME:
            continue
        if isinstance(line.head, Ref) and line.side is not None and _is_slope(at, line, line.head, line.side, judge):
            claim = Claim(line.head, line.side, line.conditions, line.section, at, "", line.lowered)
            unequal = guarded(partial(judge.claim, claim, LITERAL))
            if unequal.verdict is Verdict.WRONG:
                found[at] = replace(unequal, reason=SAID)
    return found


def _is_slope(at: int, line: Line, head: Ref, side: Term, judge: Judge) -> bool:
    """Whether a side in one name is the derivative of what defines this name by what it is applied to."""
    if line.relation != "=" or {ref.key for ref in references(side)} != {head.key}:
        return False
    defined = judge.book.in_scope(resolved(judge.book.names, head).key, line.section)
    slopes = () if defined is None else _slopes(head, defined.body)
    return any(judge.right_with(Claim(slope, side, (), line.section, at), {}, ()) for slope in slopes)


def _slopes(head: Ref, body: Term) -> Iterator[Term]:
    """The derivatives of a value: of a function by its argument, or by the only name in it."""
    match body:
        case Call(primes=0, arguments=(_,)) as value:
            yield replace(value, primes=1)
        case _:
            applied = {part.name.key for part in occurrences(body, Call)}
            names = {ref.key: ref for ref in references(body) if ref.key not in applied}
            yield from (Partial(head, by, head.span) for by in names.values() if len(names) == 1)
