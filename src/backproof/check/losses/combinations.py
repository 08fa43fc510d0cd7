r"""What adds up other quantities, as a list of its addends: ``E = -\frac1N \sum_n E_n + \lambda R``.

Of such a line no quantity has to be known: each addend is a number times names in sums, and the derivative of a
combination is that of its addends, whatever these are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import Final, final

from backproof.read.terms.rewriting import bare, references
from backproof.read.terms.terms import NOWHERE, Big, Call, Divide, Nabla, Num, Partial, Plus, Raise, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS, NAMED_FUNCTIONS, NO_FUNCTIONS
from backproof.records import replace

MOST: Final = 12
"""Longer combinations, and higher powers, are not taken apart."""
FUNCTIONS: Final = FUNCTION_LETTERS | FUNCTION_WORDS.keys() | NAMED_FUNCTIONS | NO_FUNCTIONS
ALL: Final = Ref("", (), (), NOWHERE)
"""What a gradient is by that names no variable."""


class NoCombination(Exception):
    """A term that is more than numbers and names multiplied, added, summed and differentiated."""


@final
@dataclass(frozen=True, slots=True)
class Over:
    """A sum, or a mean, over a letter, and how many terms it has, where that is written."""

    kind: str
    letter: str
    size: Term | None


@final
@dataclass(frozen=True, slots=True)
class Addend:
    """A number times powers of names, in sums, differentiated ``by`` names; ``outside`` stand before the derivatives.

    >>> e = Ref("E", ("n",), (), NOWHERE)
    >>> addend, = addends(Big("sum", "n", None, None, (), Times((Num(2, 0, NOWHERE), e), NOWHERE), NOWHERE))
    >>> int(addend.number), [name.key for name in addend.factors], addend.sums[0].letter
    (2, ['E_{n}'], 'n')
    """

    number: Fraction = Fraction(1)
    powers: tuple[tuple[Ref, int], ...] = ()
    sums: tuple[Over, ...] = ()
    by: tuple[Ref, ...] = ()
    outside: frozenset[Ref] = frozenset()

    @property
    def factors(self) -> tuple[Ref, ...]:
        """The names that are multiplied."""
        return tuple(name for name, _ in self.powers)

    def times(self, other: Addend) -> Addend:
        """The product with another one."""
        powers: Counter[Ref] = Counter()
        for name, power in (*self.powers, *other.powers):
            powers[name] += power
        return Addend(
            self.number * other.number,
            tuple((name, power) for name, power in powers.items() if power),
            self.sums + other.sums,
            self.by + other.by,
            self.outside | other.outside,
        )

    def to(self, power: int) -> Addend:
        """A power of it, where nothing is summed or differentiated."""
        if self.sums or self.by or abs(power) > MOST or not self.number:
            raise NoCombination
        powers = tuple((name, own * power) for name, own in self.powers)
        return replace(self, number=self.number**power, powers=powers)


def quantity(term: Term | None) -> Ref | None:
    """The name of a quantity, E of ``E`` and of ``E(w)``, with the letters of what it is applied to; no function.

    >>> from backproof.read.terms.terms import Call
    >>> x = Ref("x", ("i",), (), NOWHERE)
    >>> quantity(Call(Ref("E", (), (), NOWHERE), 0, (x,), NOWHERE)).at
    ('i',)
    """
    match term:
        case Ref():
            return replace(term, span=NOWHERE, sample=None)
        case Call(name=name, primes=0) if name.base not in FUNCTIONS:
            own = {script.strip("()") for script in (*name.subs, *name.at, *name.sups)}
            further = tuple(letter for letter in _letters(term.arguments) if letter not in own)
            return replace(name, span=NOWHERE, sample=None, at=(*name.at, *further))
        case _:
            return None


def _letters(arguments: Iterable[Term]) -> Iterable[str]:
    """The letters that names in arguments have below them, or in parentheses above them."""
    names = [ref for each in arguments for ref in references(each)]
    scripts = (script.strip("()") for ref in names for script in (*ref.subs, *ref.at, *ref.sups))
    return dict.fromkeys(script for script in scripts if len(script) == 1 and script.isalpha())


def addends(term: Term) -> list[Addend]:
    """The addends of a term; raises :exc:`NoCombination` where it has other parts."""
    match term:
        case Num(value):
            found = [Addend(Fraction(value))]
        case Plus(terms):
            found = [each for part in terms for each in addends(part)]
        case Times(factors):
            found = [reduce(Addend.times, chosen, Addend()) for chosen in product(*map(addends, factors))]
        case Divide(above, below):
            found = [each.times(_only(below).to(-1)) for each in addends(above)]
        case Raise(base, Num(value)) if value.denominator == 1:
            found = [_only(base).to(int(value))]
        case Big("sum" | "mean", letter, lower, upper, (), body) if letter not in {
            ref.base for ref in references(body)
        }:
            over = Over(term.kind, letter, _size(lower, upper))
            found = [replace(each, sums=(over, *each.sums)) for each in addends(body)]
        case Partial(of) | Nabla(of):
            by = (quantity(term.by) or ALL) if isinstance(term, Partial) else ALL
            found = [replace(each, by=(*each.by, by), outside=frozenset()) for each in addends(of)]
        case _:
            found = [_named(term)]
    if len(found) > MOST:
        raise NoCombination
    return found


def expanded(combination: Iterable[Addend], name: Ref, meaning: Term) -> list[Addend]:
    """A combination with what a name is defined as in its place."""
    found: list[Addend] = []
    for each in combination:
        power = dict(each.powers).get(name)
        if power is None:
            found.append(each)
            continue
        if power != 1 or name in each.outside:
            raise NoCombination
        rest = replace(each, powers=tuple(pair for pair in each.powers if pair[0] != name))
        found += [rest.times(replace(inner, outside=frozenset())) for inner in addends(meaning)]
    return found


def _only(term: Term) -> Addend:
    found = addends(term)
    if len(found) != 1:
        raise NoCombination
    return found[0]


def _named(term: Term) -> Addend:
    named = quantity(term)
    if named is None:
        raise NoCombination
    return Addend(powers=((named, 1),), outside=frozenset({named}))


def _size(lower: Term | None, upper: Term | None) -> Term | None:
    r"""How many terms a sum has: N of ``\sum_{n=1}^N`` and of ``\sum_{n=0}^{N-1}``."""
    match lower, upper:
        case _, None:
            return None
        case Num(first), Plus((last, Times((Num(sign), Num(one))))) if not first and sign * one == -1:
            return bare(last)
        case (None, last) | (Num(1), last):
            return bare(last)
        case first, last:
            return bare(Plus((last, Times((first, Num(Fraction(-1), 0, NOWHERE)), NOWHERE)), NOWHERE))
