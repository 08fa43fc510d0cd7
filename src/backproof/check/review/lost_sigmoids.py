r"""Probabilities that are defined without their sigmoid: ``p = \theta^T x`` beside ``\log p`` and ``\log(1 - p)``.

Such a loss has no value where p is not between 0 and 1. Where equations hold for the sigmoid of what the line says, and
for nothing else, it is that line which is wrong, and they are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.check.charity.excuses import probabilities
from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding, Kind, guarded
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.names.names import DEPENDENT
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Call, Num, Plus, Ref, Term, Times

LITERAL = TABLE[:2]
SAID = "it is a probability, and the equations that use it hold for the sigmoid of this"


def mended(
    lines: Sequence[Line], findings: Sequence[Finding], granted: Mapping[int, Finding], judge: Judge
) -> dict[int, Finding]:
    """The definitions that lost a sigmoid, and the lines that were ``granted`` it."""
    found: dict[int, Finding] = {}
    for at in granted:
        before = findings[at]
        if before.kind is not Kind.SIGMOID or before.sides is None:
            continue
        names = {symbol.name.replace(rf"^{{{DEPENDENT}}}", "") for symbol in probabilities(before.sides)}
        defining = [places for name in names if (places := [*_defining(name, lines, findings, judge)])]
        slip = _slip(defining[0], lines, judge) if len(defining) == 1 else None
        if slip is not None:
            found |= {defining[0][0]: slip, at: Finding(Verdict.RIGHT, sides=before.sides)}
    return found


def _defining(name: str, lines: Sequence[Line], findings: Sequence[Finding], judge: Judge) -> Iterator[int]:
    """The lines that define a name, or the value of a function of that name."""
    for at, line in enumerate(lines):
        head = line.head.name if isinstance(line.head, Call) else line.head
        proved = line.relation in DEFINES and findings[at].verdict is Verdict.RIGHT
        if proved and isinstance(head, Ref) and resolved(judge.book.names, head).key == name:
            yield at


def _slip(places: Sequence[int], lines: Sequence[Line], judge: Judge) -> Finding | None:
    """What the only definition of a name says, held against the sigmoid of that; None where there are several.

    A mixture of probabilities is one without a sigmoid: there the equations may as well have lost their denominator.
    """
    (at, *others), line = places, lines[places[0]]
    if others or line.side is None or _is_mixture(line.side):
        return None
    squashed = Call(Ref("sigmoid", (), (), line.side.span), 0, (line.side,), line.side.span)
    claim = Claim(squashed, line.side, (), line.section, at)
    finding = guarded(partial(judge.claim, claim, LITERAL))
    return replace(finding, reason=SAID) if finding.verdict is Verdict.WRONG else None


def _is_mixture(term: Term) -> bool:
    r"""Whether a term has a share and what is left of it: ``\pi a + (1 - \pi) b``."""
    rests = (part.terms for part in occurrences(term, Plus))
    return any(_is_rest(terms) for terms in rests)


def _is_rest(terms: Sequence[Term]) -> bool:
    match terms:
        case (Num(one), Times((Num(sign), *_))):
            return one == 1 and sign < 0
        case _:
            return False
