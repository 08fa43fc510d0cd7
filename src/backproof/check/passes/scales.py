r"""Units of the quantities of a document: how one scales where others are scaled, and all lines stay true.

With ``z = w x + b`` a unit of z is one of w times one of x, and one of b. What a function of the table or an unknown
one has to do with is a number, as is everything of which this is not clear: so a document never has more units than
its lines leave open, and what contradicts its units contradicts its lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, final

from backproof.check.layers.in_numbers import plain
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.terms.rewriting import children
from backproof.read.terms.terms import Big, Call, Divide, Element, Num, Partial, Plus, Raise, Ref, Term, Times
from backproof.read.terms.terms import Transposed as Turned

Powers = Mapping[str, Fraction]
"""The power of the unit of each name in a unit; names with none are left out."""
NUMBER: Final[Powers] = {}
PAIR: Final = 2
SIGNS: Final = re.compile(r"[^A-Za-z0-9]+")


def unit_name(ref: Ref) -> str:
    r"""A name without its styles and its indices: those of ``\mathbf{W}^{(2)}`` and ``W^2_{ij}`` are one.

    >>> from backproof.read.terms.terms import NOWHERE
    >>> unit_name(Ref("W", ("i", "j"), ("(2)",), NOWHERE))
    'w2'
    """
    above, below = ([SIGNS.sub("", each) for each in scripts] for scripts in (ref.sups, (*ref.subs, *ref.at)))
    # Letters below count, whichever they are; beside a number they are the name of a unit: ``out_{h1}``.
    letters = all(each.isalpha() and each.islower() and len(each) <= PAIR for each in below)
    kept = (each for each in (*above, *(() if letters else below)) if not _counts(each))
    return SIGNS.sub("", plain(ref.base)) + "".join(kept)


def _counts(script: str) -> bool:
    """Whether a script counts: ``i``, ``jk``, ``l1`` for ``l+1``, ``L``, and neither ``2`` nor ``o1``."""
    letters = {*filter(str.isalpha, script)}
    return bool(letters) and (letters <= INDEX_LETTERS or (len(script) == 1 and script.isupper()))


def over(unit: Powers, other: Powers, power: Fraction = Fraction(-1)) -> Powers:
    """A unit times a power of another one.

    >>> over({"w": Fraction(1)}, {"w": Fraction(1), "x": Fraction(2)})
    {'x': Fraction(-2, 1)}
    """
    found = dict(unit)
    for name, each in other.items():
        found[name] = found.get(name, Fraction(0)) + power * each
    return {name: each for name, each in found.items() if each}


@final
@dataclass
class Units:
    """What the lines of a document say of units; ``functions`` are applied, and are no quantities."""

    functions: Collection[str]
    said: list[Powers] = field(default_factory=list)
    """Units that are those of numbers."""

    def of(self, term: Term) -> Powers:
        """The unit of a term; what has to fit in it is said."""
        match term:
            case Ref():
                return {unit_name(term): Fraction(1)}
            case Partial(of, by):
                return over(self.of(of), self.of(by))
            case Call(name=name, primes=0) if unit_name(name) not in self.functions:
                return self.of(name)
            case Plus(terms):
                first, *others = map(self.of, terms)
                self.said += [over(first, each) for each in others]
                return first
            case Times(factors):
                return self.product(factors)
            case Divide(above, below):
                return over(self.of(above), self.of(below))
            case Raise(base, Num(value=power)):
                return over(NUMBER, self.of(base), power)
            case Big(kind="sum", body=base) | Turned(base) | Element(base=base):
                return self.of(base)
            case _:
                return self.number(term)

    def product(self, factors: Sequence[Term]) -> Powers:
        """The unit of a product."""
        unit = NUMBER
        for each in factors:
            unit = over(unit, self.of(each), Fraction(1))
        return unit

    def number(self, term: Term) -> Powers:
        """A number, made of numbers: nothing else is known of it."""
        self.said += (self.of(part) for part in children(term))
        return NUMBER

    def equal(self, left: Term, right: Term) -> None:
        """Two sides are equal."""
        self.said.append(over(self.of(left), self.of(right)))

    def of_elements(self, names: Collection[str]) -> None:
        """An element with a number has the unit of its array: ``z_1`` and z."""
        for name in names:
            whole = name.rstrip("0123456789")
            if whole != name and whole in names:
                self.said.append({name: Fraction(1), whole: Fraction(-1)})

    def scalings(self) -> Iterator[Powers]:
        """The ways to scale quantities with which all that is said stays true: one for each name that is left free."""
        rows: dict[str, Powers] = {}
        for each in self.said:
            _enter(rows, each)
        names = {name for each in self.said for name in each}
        for free in sorted(names - rows.keys()):
            ways = {name: -row[free] for name, row in rows.items() if free in row}
            yield {free: Fraction(1), **ways}


def _enter(rows: dict[str, Powers], unit: Powers) -> None:
    """Add a unit that is a number to those which are reduced: each row has a name that no other one has."""
    for name in [*unit]:
        if name in unit and name in rows:
            unit = over(unit, rows[name], -unit[name])
    if not unit:
        return
    pivot = min(unit)
    unit = over(NUMBER, unit, 1 / unit[pivot])
    for name, row in rows.items():
        if pivot in row:
            rows[name] = over(row, unit, -row[pivot])
    rows[pivot] = unit


def scaled(unit: Powers, scaling: Powers) -> Fraction:
    """The power with which a unit grows.

    >>> scaled({"c": Fraction(1), "z": Fraction(-1)}, {"z": Fraction(2)})
    Fraction(-2, 1)
    """
    return sum((power * scaling.get(name, Fraction(0)) for name, power in unit.items()), Fraction(0))
