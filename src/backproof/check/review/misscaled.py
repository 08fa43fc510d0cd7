r"""Open lines that hold with another number in front: what is not known of them explains no sign.

Where ``\partial J/\partial W = x^\top \delta`` holds whatever an unread line says of x, ``-x^\top \delta`` holds for
nothing but zero. So it does with a factor 2 that the line writes. What a later section says of a name is another
matter: a likelihood and a loss have opposite signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Final, final

from backproof.check.judging.finding import Finding, Kind, guarded
from backproof.check.judging.judge import Judge
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.expr.build import ZERO
from backproof.read.lines import Line
from backproof.read.terms.terms import Big, Num, Term, Times

UNSAID: Final = frozenset({Kind.UNDETERMINED, Kind.UNREAD, Kind.UNDEFINED})
"""What a line with another number in front holds for all of."""


@final
@dataclass(frozen=True)
class Misscaled:
    """The lines of one document, each judged by itself."""

    judge: Judge
    lines: Sequence[Line]
    outcomes: Sequence[Outcome]

    def refuted(self) -> Iterator[tuple[int, Claim, Finding]]:
        """The open lines of which each reading holds with another number in front, each with a claim."""
        for at, outcome in enumerate(self.outcomes):
            finding, claims = outcome.finding, outcome.claims
            open_ = finding.verdict is Verdict.UNCHECKED and finding.kind in UNSAID and not finding.held
            if open_ and finding.difference is not None and claims and all(map(self.is_misscaled, claims)):
                yield at, claims[0], replace(finding, verdict=Verdict.WRONG, reason="", kind=None)

    def is_misscaled(self, claim: Claim) -> bool:
        """Whether a claim is right as it is written but for the number in front of it."""
        return any(self.is_right(replace(claim, right=side)) for side in _rescaled(claim.right))

    def is_right(self, claim: Claim) -> bool:
        """Whether a claim is right as it is written, by nothing that an unread line says in another way.

        It has to say something: any number of times nothing is nothing.
        """
        finding = guarded(partial(self.judge.claim, claim, proving=True))
        sides = finding.sides if finding.verdict is Verdict.RIGHT else None
        if sides is None or any(self.judge.book.is_shadowed(each.symbol.name, claim.line) for each in sides.model):
            return False
        return not self.judge.equal(replace(sides, right=ZERO))


def _rescaled(side: Term) -> Iterator[Term]:
    """A side with the other sign, and without each number that it is multiplied by."""
    for each in (side, *_without_numbers(side)):
        yield Times((Num(Fraction(-1), 0, side.span), each), side.span)
        yield each


def _without_numbers(side: Term) -> Iterator[Term]:
    match side:
        case Times(factors=factors):
            for at, factor in enumerate(factors):
                if isinstance(factor, Num):
                    yield replace(side, factors=(*factors[:at], replace(factor, value=Fraction(1)), *factors[at + 1 :]))
                else:
                    inner = _without_numbers(factor)
                    yield from (replace(side, factors=(*factors[:at], each, *factors[at + 1 :])) for each in inner)
        case Big(kind="sum", body=body):
            yield from (replace(side, body=each) for each in _without_numbers(body))
        case _:
            pass
