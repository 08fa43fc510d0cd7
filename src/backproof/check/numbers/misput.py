r"""Numbers put into a formula otherwise than it says, in one place: ``0.5 \cdot 0.2^3`` for ``\frac12 e^2``.

What stands behind them shows it: the number there is not theirs, and is what the formula gives with all of the others.
A number that is left out, and that nothing else tells, has to have so few digits that no wrong result gives
it by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Final, final

from backproof.check.definitions.shape import is_constant, is_printed
from backproof.check.numbers.compare import Difference, Match, comparable, first_difference
from backproof.check.numbers.ledger import Ledger
from backproof.check.numbers.numeric import Member, Numeric
from backproof.check.numbers.products import Array
from backproof.check.numbers.rounding import Result
from backproof.check.numbers.substitution import Substitution, factors_of
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, walk
from backproof.read.terms.terms import NOWHERE, Call, Divide, Num, Partial, Plus, Raise, Ref, Term, Times

CANDIDATES: Final = 40
TELLING: Final = 20
"""So many units of its last place a result has to be away from what the numbers give."""
CHANCE: Final = 0.02
"""How likely a number of few digits may be where any number could stand."""
MOST_DIGITS: Final = 2
HOLE: Final = Ref("\0", (), (), NOWHERE)
"""A factor that is left out, whatever its value is."""


def misput(ledger: Ledger, at: int, line: Line, before: Sequence[Member], behind: Line) -> Numeric | None:
    """The verdict on numbers that the result ``behind`` them refutes, and shows what they should be."""
    side, said = line.side, behind.side
    assert side is not None
    assert said is not None
    own = Result.of(side, ledger.known.rounding(at, line.relation))
    result = Result.of(said, ledger.known.rounding(at, behind.relation))
    if not (len(own.ways) == len(result.ways) == 1) or not is_printed(said) or is_printed(side):
        return None
    differing = _telling(own.ways[0], result)
    if differing is None:
        return None
    for member in before:
        if member.refuted or member.own or is_constant(member.term):
            continue
        for meant in islice(Misput(ledger, at, line).mended(member.term, side), CANDIDATES):
            left_out = HOLE in walk(meant)
            whole = filled_in(meant, result, ledger, at) if left_out else meant
            if whole is None or not isinstance(result.against(whole), Match):
                continue
            # Which of two factors is left out is not known, and so not which has which value.
            trial = ledger.apart() if left_out else ledger
            if trial.substitution(at, replace(line, side=whole), [member]) is not None:
                reason = f"the formula with these numbers gives {differing.true:.10g}, as it stands behind them"
                shown = Counterexample({}, float(f"{differing.written:.10g}"), differing.true)
                return Numeric(Verdict.WRONG, reason, shown)
    return None


def _telling(value: Array, result: Result) -> Difference | None:
    """The first entry of a result that is far from what numbers have there; None where all are near."""
    pair = comparable(value, result.ways[0])
    return None if pair is None else first_difference(*pair, TELLING * result.rooms[0].reshape(pair[1].shape))


@final
@dataclass(frozen=True, slots=True)
class Misput:
    """A formula beside a line of numbers, with the values that names have so far."""

    ledger: Ledger
    at: int
    line: Line

    def agrees(self, term: Term, number: Term) -> Match | Difference | None:
        """Whether a part of the formula with a value is a number."""
        result = Result.of(number, self.ledger.known.rounding(self.at, self.line.relation))
        return result.against(self.value(term))

    def value(self, term: Term) -> Term:
        """A part of the formula with the values that its names have."""
        return self.ledger.filled(term, self.line.section, self.ledger.book.values)

    def fits(self, formula: Term, number: Term) -> bool:
        """Whether a number is a part of the formula."""
        return Substitution(self.ledger.names, self.agrees).fits(formula, number)

    def mended(self, formula: Term, numbers: Term) -> Iterator[Term]:
        """The numbers as the formula says them, with one place changed."""
        value = self.value(formula)
        if is_constant(value):
            yield value
            return
        match formula, numbers:
            case Plus(terms), Plus(others):
                yield from self.in_parts(terms, others, partial(Plus, span=NOWHERE))
            case Plus(terms), _:
                yield from self.in_parts(terms, (numbers,), partial(Plus, span=NOWHERE))
            case Times(), _:
                parts, others = (tuple(filter(_tells, factors_of(each))) for each in (formula, numbers))
                yield from self.in_parts(parts, others, partial(Times, span=NOWHERE))
            case Divide(one, two), Divide(other, another):
                yield from (replace(numbers, numerator=each) for each in self.mended(one, other))
                yield from (replace(numbers, denominator=each) for each in self.mended(two, another))
            case Raise(base, exponent), Raise(other, power):
                yield from (replace(numbers, base=each) for each in self.mended(base, other))
                yield from (replace(numbers, exponent=each) for each in self.mended(exponent, power))
            case Raise(_, Num() as exponent), _:
                yield Raise(numbers, exponent, NOWHERE)
            case Call(name, primes, (argument,)), Call(other, others, (number,)) if (name.key, primes) == (
                other.key,
                others,
            ):
                yield from (replace(numbers, arguments=(each,)) for each in self.mended(argument, number))
            case _:
                return

    def in_parts(
        self, parts: Sequence[Term], numbers: Sequence[Term], whole: Callable[[tuple[Term, ...]], Term]
    ) -> Iterator[Term]:
        """Parts of which one is another number, left out, or too many."""
        one_less, one_more = len(numbers) == len(parts) - 1, len(numbers) == len(parts) + 1
        if len(numbers) == len(parts):
            odd = [each for each in range(len(parts)) if not self.fits(parts[each], numbers[each])]
            if len(odd) == 1:
                where = odd[0]
                for each in self.mended(parts[where], numbers[where]):
                    yield whole((*numbers[:where], each, *numbers[where + 1 :]))
        for where in range(len(parts)) if one_less else ():
            value = self.value(parts[where])
            if is_constant(value) or is_name(parts[where]):
                yield whole((*numbers[:where], value if is_constant(value) else HOLE, *numbers[where:]))
        for where in range(len(numbers)) if one_more and len(parts) > 1 else ():
            yield whole((*numbers[:where], *numbers[where + 1 :]))


def filled_in(meant: Term, result: Result, ledger: Ledger, at: int) -> Term | None:
    """The numbers with the factor that gives a single result, where so few digits are no chance."""
    if result.ways[0].size != 1:
        return None
    true, room = float(result.ways[0].item()), float(result.rooms[0].item())

    def given(value: Fraction, decimals: int = 0) -> Term:
        return _put(meant, Num(value, decimals, NOWHERE))

    ways = [ledger.known.rounding(at).arrays(given(Fraction(each))) for each in (0, 1, 2)]
    if any(len(way) != 1 or way[0].size != 1 for way in ways):
        return None
    start, slope, further = (float(way[0].item()) for way in ways)
    slope, linear = slope - start, abs(further - 2 * slope + start) <= 1e-9 * max(1.0, abs(further))
    if not linear or not slope:
        return None
    factor, width = (true - start) / slope, abs(room / slope)
    for decimals in range(5):
        short = round(Fraction(factor), decimals)
        digits = len(str(abs(int(short * 10**decimals))).strip("0"))
        if short and digits <= MOST_DIGITS and abs(float(short) - factor) <= width:
            unit = 10.0 ** (len(str(int(abs(short) * 10**decimals))) - 1 - decimals - (digits - 1))
            return given(short, decimals) if 2 * width / unit <= CHANCE else None
    return None


def is_name(part: Term) -> bool:
    """Whether a part of a formula is the value of one name, alone or times one."""
    telling = [*filter(_tells, factors_of(part))]
    return len(telling) == 1 and isinstance(telling[0], Ref | Partial)


def _tells(factor: Term) -> bool:
    return not (isinstance(factor, Num) and factor.value == 1)


def _put(term: Term, number: Num) -> Term:
    return number if term == HOLE else rebuilt(term, lambda each: _put(each, number))
