r"""Cross-entropies without their minus: ``L = \sum_k y_k \log p_k`` is never positive, such a loss is never negative.

That it is one, the words or its name say. Lines that hold for the negative of what is written are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import NO_LINE
from backproof.check.doubts.finding import Finding
from backproof.check.indices.suppressed import Defined
from backproof.check.judging.judge import Judge
from backproof.check.names.names import DEPENDENT
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Plus, Ref, Term, Times, minus

SAID: Final = "a cross-entropy is never negative, this one is never positive: its minus is missing"
CARRIED: Final = "it goes on without the minus that the loss has lost"
LOGS: Final = frozenset({"log", "ln"})
HALF: Final = 0.5
"""An output at which the logarithm is shown."""


def mended(
    lines: Sequence[Line],
    findings: Sequence[Finding],
    claims: Sequence[Sequence[Claim]],
    definitions: Mapping[int, Defined],
    judge: Judge,
) -> dict[int, Finding]:
    """The definitions that lost their minus, refuted lines that hold with it, and lines that go on without it."""
    found: dict[int, Finding] = {}
    instead: dict[str, Defined] = {}
    for at, (line, finding) in enumerate(zip(lines, findings, strict=True)):
        defined = definitions.get(at)
        judged = finding.verdict in PROVED or (finding.verdict is Verdict.UNCHECKED and not line.said.hedged)
        if line.said.entropy and judged and defined is not None and is_negative(defined.body):
            found[at] = Finding(Verdict.WRONG, SAID, counterexample=_shown(defined.body))
            instead[defined.key] = replace(defined, body=minus(defined.body, line.span), line=NO_LINE)
    if not found:
        return found
    slip = min(found)
    for at, finding in enumerate(findings):
        if finding.verdict is Verdict.WRONG and any(judge.right_with(each, instead, ()) for each in claims[at]):
            found[at] = Finding(Verdict.RIGHT)
        elif at > slip and at not in found and finding.verdict in PROVED and _goes_on(finding.claim, instead, judge):
            found[at] = replace(finding, verdict=Verdict.FOLLOWS, reason=CARRIED, assumes=(), root=lines[slip].span)
    return found


def _goes_on(claim: Claim | None, instead: Mapping[str, Defined], judge: Judge) -> bool:
    """Whether a line has the sign of a loss without its minus: with it, the line holds of the negative."""
    turned = None if claim is None else replace(claim, right=minus(claim.right, claim.right.span))
    return turned is not None and judge.right_with(turned, instead, ())


def is_negative(body: Term) -> bool:
    """Whether a sum of logarithms of probabilities has no minus before any of them.

    >>> from backproof.source import Source
    >>> from backproof.read.document import read_document
    >>> lines = read_document(Source("a.md", "$L = y \\\\log p$, $L = -y \\\\log p$")).lines
    >>> [is_negative(line.side) for line in lines]
    [True, False]
    """
    signs = list(_signs(body, 1))
    return bool(signs) and all(sign > 0 for sign in signs) and _has_labels(body)


def _has_labels(body: Term) -> bool:
    """Whether labels weigh the logarithms, or choose what they are of: ``\\log(1 - G)`` is an adversary's."""
    parts = list(walk(body))
    weighed = any(isinstance(part, Times) and _has_log(part) and any(map(_is_label, part.factors)) for part in parts)
    logs = (part for part in parts if isinstance(part, Call) and part.name.base in LOGS)
    return weighed or any(ref.subs for part in logs for each in part.arguments for ref in references(each))


def _is_label(term: Term) -> bool:
    return (isinstance(term, Ref | Call) and not _has_log(term)) or _is_rest(term)


def _signs(term: Term, sign: int) -> Iterator[int]:
    """The sign before each logarithm in a term; 0 where it is not known."""
    match term:
        case Call(Ref(base), 0, (argument,)) if base in LOGS:
            yield sign if _is_probability(argument) else 0
        case Plus(terms):
            for each in terms:
                yield from _signs(each, sign)
        case Times(factors):
            inside = [each for each in factors if _has_log(each)]
            outside = [_sign(each) for each in factors if not _has_log(each)]
            for each in inside:
                yield from _signs(each, sign * math.prod(outside) if len(inside) == 1 else 0)
        case Big("sum", body=body):
            yield from _signs(body, sign)
        case Divide(above, below):
            yield from _signs(above, sign * _sign(below))
        case _ if _has_log(term):
            yield 0
        case _:
            return


def _has_log(term: Term) -> bool:
    return any(isinstance(part, Call) and part.name.base in LOGS for part in walk(term))


def _sign(term: Term) -> int:
    """The sign of a label, a number, or one minus a label; 0 of anything else."""
    match term:
        case Num(value=value):
            return (value > 0) - (value < 0)
        case Ref() | Call(primes=0):
            return 1
        case Divide(above, below):
            return _sign(above) * _sign(below)
        case _:
            return int(_is_rest(term))


def _is_probability(term: Term) -> bool:
    return isinstance(term, Ref | Call) or _is_rest(term)


def _is_rest(term: Term) -> bool:
    """Whether a term is one minus a name, or minus the value of a function."""
    match term:
        case Plus((Num(value=one), Times((Num(value=sign), Ref() | Call())))):
            return one == 1 and sign == -1
        case _:
            return False


def _shown(body: Term) -> Counterexample:
    """One term of the sum, for a label that is 1 and an output of one half."""
    logs = (part for part in occurrences(body, Call) if part.name.base in LOGS)
    names = [
        replace(ref, sups=tuple(each for each in ref.sups if each != DEPENDENT)).key
        for part in logs
        for argument in part.arguments
        for ref in references(argument)
    ]
    value = round(math.log(HALF), 6)
    return Counterexample({names[0]: HALF} if names else {}, value, -value)
