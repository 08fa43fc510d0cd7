"""Printed results that are wrong, with the right digits in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.repairs.text import Splice, spliced
from backproof.check.verdicts.verdict import Repair, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Num, Term
from backproof.source import Span

Judged = Callable[[Line], Finding | None]
Reread = Callable[[str], Line | None]
ENTRIES = 4
"""So many wrong entries of an array are corrected."""
CLOSE = 1e-9
LARGEST_FLOAT = 310
"""Digits before the point of a number, at most."""


@final
@dataclass(frozen=True, slots=True)
class Ledger:
    """The text of a line, what its numbers are judged by, and what reads it again."""

    text: str
    judged: Judged
    reread: Reread

    def repaired(self, line: Line, finding: Finding) -> Repair | None:
        """The line with the digits that the numbers before it give, judged again; None where that is not right."""
        splices: list[Splice] = []
        now, said, slips = line, list[str](), list[str]()
        for _ in range(ENTRIES):
            found = finding.counterexample
            if found is None or line.side is None or not isinstance(found.written, float):
                return None
            if not isinstance(found.true, float):
                return None
            place = next((each for each in _numbers(line.side) if _is(each, found.written, splices)), None)
            if place is None:
                return None
            digits = rounded(found.true, place.decimals)
            splices += [Splice(place.span, digits), *self._signs(place, negative=found.true < 0, was=found.written < 0)]
            said.append(self._told(place, digits, negative=found.true < 0, was=found.written < 0))
            slips.append("wrong_sign" if digits == self._written(place) else "arithmetic")
            text = spliced(self.text, line.span, splices)
            again = self.reread(text) if text is not None else None
            if text is None or again is None or again.side is None:
                return None
            now = replace(line, head=None if line.head is None else again.head, side=again.side)
            told = self.judged(now)
            if told is None or told.verdict is not Verdict.WRONG:
                right = told is not None and told.verdict in {Verdict.RIGHT, Verdict.RIGHT_IF}
                return Repair("+".join(dict.fromkeys(slips)), text, ", and ".join(said)) if right else None
            finding = told
        return None

    def _written(self, place: Num) -> str:
        return self.text[place.span.start : place.span.end]

    def _told(self, place: Num, digits: str, *, negative: bool, was: bool) -> str:
        """What is said of a number, with its sign where that is wrong."""
        sign, own = ("-" if negative else "", "-" if was else "") if negative is not was else ("", "")
        return f"{own}{self._written(place)} is written for {sign}{digits}"

    def _signs(self, place: Num, *, negative: bool, was: bool) -> Iterator[Splice]:
        """A minus before a number that has none, or taken from one that has."""
        start = place.span.start
        if negative and not was:
            yield Splice(Span(start, start), "-")
        elif was and not negative:
            at = self.text.rfind("-", 0, start)
            yield Splice(Span(at, start), "")


def _numbers(term: Term) -> Iterator[Num]:
    return (part for part in occurrences(term, Num) if part.decimals and len(part.span))


def _is(part: Num, written: float, made: list[Splice]) -> bool:
    same = abs(float(part.value) - abs(written)) <= CLOSE * max(1.0, abs(written))
    return same and all(each.span != part.span for each in made)


def rounded(value: float, decimals: int) -> str:
    """The digits of a number, its sign left out, with so many decimals.

    >>> rounded(-0.9168273, 4)
    '0.9168'
    """
    room = Context(prec=decimals + LARGEST_FLOAT, Emin=MIN_EMIN, Emax=MAX_EMAX)
    return str(Decimal(repr(abs(value))).quantize(Decimal(1).scaleb(-decimals, room), ROUND_HALF_UP, room))
