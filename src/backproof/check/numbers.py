"""Worked numbers: values that a document gives or computes, and whether a printed result is what they give.

A result is right where a value before it in its chain rounds to it at its own last digit; integers are exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import final

from backproof.calculus.evaluate import evaluate
from backproof.check.elaborate import Elaborator
from backproof.check.reading import IllTyped
from backproof.check.scope import Book
from backproof.check.verdict import Counterexample, Verdict
from backproof.expr import IllFormed
from backproof.read.lines import Line
from backproof.read.terms import Call, Divide, Listed, Num, Partial, Ref, Term, Times, Unreadable, rebuilt, walk
from backproof.source import BackproofError

EXACT = 1e-12
CARELESS = 1e-5
"""Relative: a line that puts numbers in may drop or mistype digits that no result shows."""


def is_constant(term: Term) -> bool:
    """Whether a term is made of numbers alone."""
    return not any(
        isinstance(part, Partial | Listed) or (isinstance(part, Ref) and part.key not in {"e", "pi"})
        for part in walk(term)
    )


def decimals(term: Term) -> int:
    """The digits behind the point of a printed result; 0 for what is no single number."""
    match term:
        case Num(_, count):
            return count
        case Times((Num(), Num(_, count))):
            return count
        case _:
            return 0


@final
@dataclass(frozen=True, slots=True)
class Numeric:
    """What the numbers say of a line: ``value`` is what was computed from ``source``."""

    verdict: Verdict
    reason: str
    counterexample: Counterexample | None = None


@final
@dataclass
class Ledger:
    """The values that names have so far, as printed."""

    book: Book
    values: dict[str, Term] = field(default_factory=dict)
    computed: set[Fraction] = field(default_factory=set)
    """Printed results: the value behind one may have more digits. What a document gives is exact."""
    mistaken: set[Fraction] = field(default_factory=set)
    """Printed results that were refuted."""

    def value(self, term: Term, line: int) -> float | None:
        """The value of a term with all names replaced by their numbers, or None where one has none."""
        filled = _filled(term, self.values)
        if not is_constant(filled):
            return None
        try:
            elaborator = Elaborator(self.book.names, self.book.ranges, self.book.reading(line), filled)
            value = float(evaluate(elaborator.expression(filled), {}))
        except (Unreadable, IllTyped, IllFormed, BackproofError, TypeError, OverflowError):
            return None
        return value if math.isfinite(value) else None

    def judge(self, line: int, relation: str, side: Term, before: Sequence[Term]) -> Numeric | None:
        """The verdict on a constant side from the members of its chain before it; None where none has a value."""
        written = self.value(side, line)
        rough = relation in {"approx", "simeq"}
        known = [
            (value, self.slack(term, line, rough)) for term in before if (value := self.value(term, line)) is not None
        ]
        if written is None or not known:
            return None
        single = isinstance(side, Num) or (
            isinstance(side, Times) and all(isinstance(part, Num) for part in side.factors)
        )
        digits = decimals(side)
        own = 0.5 * 10.0**-digits * (1 + 1e-9) if single and digits else EXACT * max(1.0, abs(written))
        if not single:
            own += self.slack(side, line, True) + CARELESS * abs(written)
        if any(abs(value - written) <= own + slack for value, slack in known):
            return Numeric(Verdict.RIGHT, "")
        true = known[-1][0]
        shown = Counterexample({}, written, true)
        carried = self.carried(side)
        if carried:
            return Numeric(Verdict.FOLLOWS, f"it goes on with the wrong value {float(min(carried)):.10g}", shown)
        reason = f"computed from the numbers in this chain: written {written:.10g}, true {true:.10g}"
        return Numeric(Verdict.WRONG, reason, shown)

    def carried(self, side: Term) -> set[Fraction]:
        """The wrong results, as printed, that a side goes on with."""
        return {part.value for part in walk(side) if isinstance(part, Num)} & self.mistaken

    def slack(self, term: Term, line: int, rough: bool) -> float:
        """How far a value can move when the computed decimals in it (all, where it is rough) are rounded ones."""
        filled = _filled(term, self.values)
        whole = self.value(filled, line)
        if whole is None:
            return 0.0
        total = 0.0
        for part in {part for part in walk(filled) if isinstance(part, Num) and part.decimals}:
            if not rough and part.value not in self.computed:
                continue
            moved = Num(part.value + Fraction(5, 10 ** (part.decimals + 1)), part.decimals, part.span)
            value = self.value(_swapped(filled, part, moved), line)
            total += abs(value - whole) if value is not None else 0.0
        return total

    def note(self, head: Term | None, side: Term, *, given: bool, wrong: bool) -> None:
        """Remember what a name was computed or given to be."""
        key = key_of(head) if head is not None else None
        if key is not None and isinstance(side, Num | Times | Divide) and is_constant(side):
            self.values[key] = side
        if not given and isinstance(side, Num):
            self.computed.add(side.value)
        if wrong and isinstance(side, Num) and side.decimals:
            self.mistaken.add(side.value)


def _swapped(term: Term, part: Num, other: Num) -> Term:
    return other if term == part else rebuilt(term, lambda each: _swapped(each, part, other))


def key_of(term: Term) -> str | None:
    """What a value is kept under: a name, or a derivative of one name by another."""
    match term:
        case Ref():
            return term.key
        case Partial(Ref() as of, by):
            return f"d{of.key}/d{by.key}"
        case Partial(Call(name=name), by):
            return f"d{name.key}/d{by.key}"
        case _:
            return None


def _filled(term: Term, values: dict[str, Term]) -> Term:
    key = key_of(term)
    if key is not None:
        return values.get(key, term)
    return rebuilt(term, lambda part: _filled(part, values))


def members(lines: Sequence[Line], at: int) -> Iterator[Term]:
    """The sides of a chain before the line at ``at``, its head first."""
    chain = lines[at].chain
    for line in lines[:at] if chain is not None else ():
        if line.chain == chain:
            yield from (
                term for term in (line.head, line.side) if term is not None and not (term is line.head and key_of(term))
            )
    head = lines[at].head
    if head is not None and key_of(head) is None:
        yield head
