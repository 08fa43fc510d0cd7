"""Worked numbers: values that a document gives or computes, and whether a printed result is what they give.

A result is right where the head of its chain, or a member before it that is right, rounds to it at its own last digit;
integers are exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import final

from backproof.calculus.evaluate import evaluate
from backproof.check.elaborate import Elaborator
from backproof.check.letters import number, resolved
from backproof.check.names import Names
from backproof.check.reading import IllTyped
from backproof.check.scope import Book
from backproof.check.verdict import Counterexample, Verdict
from backproof.expr import Apply, IllFormed
from backproof.expr.walk import walk as walk_expression
from backproof.read.lines import Line
from backproof.read.terms import (
    Big,
    Call,
    Divide,
    Listed,
    Num,
    Partial,
    Plus,
    Ref,
    Term,
    Times,
    Unreadable,
    rebuilt,
    walk,
)
from backproof.rules import rule_of
from backproof.source import BackproofError

EXACT = 1e-12
CARELESS = 1e-5
"""Relative: a line that puts numbers in may drop or mistype digits that no result shows."""
DEEPEST = 30
"""Definitions are followed so far, one inside of the other, to compute a name."""
LONGEST_SUM = 50
FINE_DIGITS = 4

Values = Mapping[str, Term]


def is_constant(term: Term) -> bool:
    """Whether a term is made of numbers alone."""
    return not any(
        isinstance(part, Partial | Listed | Big) or (isinstance(part, Ref) and part.key not in {"e", "pi"})
        for part in walk(term)
    )


def decimals(term: Term) -> int:
    """The digits behind the point of a printed result; 0 for what is no single number."""
    match term:
        case Num(_, count) | Times((Num(), Num(_, count))):
            return count
        case _:
            return 0


def is_single(term: Term) -> bool:
    """Whether a term is one number, perhaps with a sign."""
    return isinstance(term, Num) or (isinstance(term, Times) and all(isinstance(part, Num) for part in term.factors))


@final
@dataclass(frozen=True, slots=True)
class Numeric:
    """What the numbers say of a line."""

    verdict: Verdict
    reason: str
    counterexample: Counterexample | None = None


@final
@dataclass
class Ledger:
    """The values that names have so far.

    ``values``: as given, or as printed and right. ``printed``: refuted results too. ``computed``: printed results, of
    which the value behind may have more digits; what a document gives is exact. ``mistaken``: refuted results.
    """

    book: Book
    values: dict[str, Term] = field(default_factory=dict)
    printed: dict[str, Term] = field(default_factory=dict)
    computed: set[Fraction] = field(default_factory=set)
    mistaken: set[Fraction] = field(default_factory=set)
    given: set[Fraction] = field(default_factory=set)

    def judge(self, at: int, line: Line, before: Sequence[Term]) -> Numeric | None:
        """The verdict on a constant side from the members of its chain before it; None where none has a value."""
        side = line.side
        assert side is not None
        written = self.value(side, at)
        rough = line.relation in {"approx", "simeq"}
        known = list(self.known(before, at, line.section, rough, self.values))
        if written is None or not known:
            return None
        digits = decimals(side)
        own = 0.5 * 10.0**-digits * (1 + 1e-9) if is_single(side) and digits else EXACT * max(1.0, abs(written))
        if not is_single(side):
            own += self.slack(side, at, rough=rough, fine=FINE_DIGITS) + CARELESS * abs(written)
        if any(abs(value - written) <= own + slack for value, slack in known):
            return Numeric(Verdict.RIGHT, "")
        true = known[0][0]
        shown = Counterexample({}, written, true)
        going_on = self.known(before, at, line.section, rough, {**self.values, **self.printed})
        if self.carried(side) or any(abs(value - written) <= own + slack for value, slack in going_on):
            return Numeric(Verdict.FOLLOWS, "it goes on with a result that was wrong before", shown)
        reason = f"computed from the numbers before: written {written:.10g}, true {true:.10g}"
        return Numeric(Verdict.WRONG, reason, shown)

    def known(
        self, before: Sequence[Term], at: int, section: int, rough: bool, values: Values
    ) -> Iterator[tuple[float, float]]:
        """The values of the members before, each with how far rounding can have moved it."""
        for term in before:
            filled = self.filled(term, section, values)
            value = self.value(filled, at)
            if value is not None:
                yield value, self.slack(filled, at, rough=rough)

    def filled(self, term: Term, section: int, values: Values, depth: int = 0) -> Term:
        """The term with names replaced by their values, or by their definitions where they have none."""
        key = key_of(term, self.book.names)
        if key is not None and key in values:
            return values[key]
        if isinstance(term, Ref):
            body = self.body(term, section) if depth < DEEPEST else None
            return term if body is None else self.filled(body, section, values, depth + 1)
        if isinstance(term, Big):
            term = unrolled(term)
        if isinstance(term, Partial):
            return term
        return rebuilt(term, lambda part: self.filled(part, section, values, depth))

    def body(self, ref: Ref, section: int) -> Term | None:
        """What defines a name or an element: the body of ``z_j`` with 2 for j defines ``z_2``."""
        name = resolved(self.book.names, ref)
        defined = self.book.in_scope(name.key, section)
        if defined is None or name.updated or name.change or len(defined.letters) != len(name.slots):
            return None
        numbers = {
            letter: str(slot)
            for letter, slot in zip(defined.letters, name.slots, strict=True)
            if isinstance(letter, str)
        }
        return at_numbers(defined.body, numbers) if all(each.isdigit() for each in numbers.values()) else None

    def value(self, term: Term, at: int) -> float | None:
        """The value of a term of numbers alone, or None."""
        if not is_constant(term):
            return None
        try:
            elaborator = Elaborator(self.book.names, self.book.ranges, self.book.reading(at), term)
            expression = elaborator.expression(term)
            if any(isinstance(part, Apply) and rule_of(part.function) is None for part in walk_expression(expression)):
                return None
            value = float(evaluate(expression, {}))
        except (Unreadable, IllTyped, IllFormed, BackproofError, TypeError, OverflowError, RecursionError):
            return None
        return value if math.isfinite(value) else None

    def carried(self, side: Term) -> set[Fraction]:
        """The wrong results, as printed, that a side goes on with."""
        return {part.value for part in walk(side) if isinstance(part, Num)} & self.mistaken

    def slack(self, filled: Term, at: int, *, rough: bool, fine: int | None = None) -> float:
        """How far a value can move when the computed decimals in it (all, where it is rough) are rounded ones.

        Decimals of ``fine`` digits or more that the document does not give are results that it did not print.
        """
        whole = self.value(filled, at)
        if whole is None:
            return 0.0
        total = 0.0
        for part in {part for part in walk(filled) if isinstance(part, Num) and part.decimals}:
            unprinted = fine is not None and part.decimals >= fine and part.value not in self.given
            if rough or unprinted or part.value in self.computed:
                moved = Num(part.value + Fraction(5, 10 ** (part.decimals + 1)), part.decimals, part.span)
                value = self.value(_swapped(filled, part, moved), at)
                total += abs(value - whole) if value is not None else 0.0
        return total

    def note(self, head: Term | None, side: Term, verdict: Verdict | None) -> None:
        """Remember what a name was given (no verdict) or computed to be; a refuted result is kept apart."""
        key = key_of(head, self.book.names) if head is not None else None
        refuted = verdict in {Verdict.WRONG, Verdict.FOLLOWS}
        if key is not None and isinstance(side, Num | Times | Divide) and is_constant(side):
            self.printed[key] = side
            if not refuted:
                self.values[key] = side
        if isinstance(side, Num) and verdict is None:
            self.given.add(side.value)
        if isinstance(side, Num) and verdict is not None:
            self.computed.add(side.value)
            if refuted and side.decimals:
                self.mistaken.add(side.value)


def key_of(term: Term, names: Names) -> str | None:
    """What a value is kept under: a name with its elements, or a derivative of one name by another."""
    match term:
        case Ref():
            name = resolved(names, term)
            marks = "'" * name.updated + "+" * name.change
            return f"{name.key}{marks}[{','.join(str(slot) for slot in name.slots)}]"
        case Partial(Ref() as of, by):
            return f"{key_of(of, names)}/{key_of(by, names)}"
        case Partial(Call(name=name), by):
            return f"{key_of(name, names)}/{key_of(by, names)}"
        case _:
            return None


def at_numbers(term: Term, numbers: Mapping[str, str]) -> Term:
    """The term with letters in its scripts replaced by numbers; sums keep the letters that they bind."""
    match term:
        case Ref(subs=subs):
            return replace(term, subs=tuple(numbers.get(script, script) for script in subs))
        case Big(letter=letter):
            inner = {key: value for key, value in numbers.items() if key != letter}
            return replace(term, body=at_numbers(term.body, inner))
        case _:
            return rebuilt(term, lambda part: at_numbers(part, numbers))


def unrolled(big: Big) -> Term:
    """A sum between two numbers, written out; any other stays as it is."""
    first, last = number(big.lower), number(big.upper)
    if big.kind != "sum" or big.conditions or first is None or last is None or not 0 <= last - first < LONGEST_SUM:
        return big
    terms = tuple(at_numbers(big.body, {big.letter: str(each)}) for each in range(first, last + 1))
    return terms[0] if len(terms) == 1 else Plus(terms, big.span)


def _swapped(term: Term, part: Num, other: Num) -> Term:
    return other if term == part else rebuilt(term, lambda each: _swapped(each, part, other))
