"""Names and the numbers put in for them: ``w_1 x_1 + b = 0.15 \\cdot 0.05 + 0.35`` gives each name its value.

A line that puts numbers in is matched with the formula before it, part by part. Names that have a value must agree;
the others get theirs from the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import final

from backproof.check.definitions.shape import CONSTANTS, is_printed
from backproof.check.names.names import Names
from backproof.check.numbers.compare import Difference, Match
from backproof.check.numbers.names import key_of, unrolled
from backproof.read.terms.terms import (
    Big,
    Call,
    Divide,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
)

Agrees = Callable[[Term, Term], Match | Difference | None]
"""Whether a term of known names gives a number."""


@final
@dataclass
class Substitution:
    """A formula matched with a line of numbers: ``given`` are the values that the line gives."""

    names: Names
    agrees: Agrees
    given: dict[str, tuple[Term, Term]] = field(default_factory=dict)

    def fits(self, formula: Term, line: Term) -> bool:
        """Whether the line is the formula with numbers put in."""
        known = self.agrees(formula, line)
        if known is not None:
            return isinstance(known, Match)
        if isinstance(formula, Big):
            written = unrolled(formula)
            return not isinstance(written, Big) and self.fits(written, line)
        match formula, line:
            case Ref(), Ref():
                return formula.key == line.key and formula.at == line.at
            case (Ref() | Partial() | Nabla()) as name, _:
                return self.bind(name, line)
            case Num(), _:
                return False
            case Times(), _:
                return self.product_fits(factors_of(formula), factors_of(line))
            case Plus(), Entries() | Listed(None) if (whole := entrywise_sum(line)) is not None:
                return self.fits(formula, whole)
            case Plus(terms), Plus(numbers):
                return self.all_fit(terms, numbers)
            case (Divide(one, two), Divide(other, another)) | (Raise(one, two), Raise(other, another)):
                return self.fits(one, other) and self.fits(two, another)
            case Transposed(base), Transposed(other):
                return self.fits(base, other)
            case Transposed(base), Entries(rows) if len({len(row) for row in rows}) == 1:
                return self.fits(base, replace(line, rows=tuple(zip(*rows, strict=True))))
            case Call(name, primes, arguments), Call(other_name, other_primes, numbers):
                return (name.key, primes) == (other_name.key, other_primes) and self.all_fit(arguments, numbers)
            case Listed(None, items), Listed(None, numbers):
                return self.all_fit(items, numbers)
            case Entries(rows), Entries(others):
                flat, numbers = (tuple(entry for row in each for entry in row) for each in (rows, others))
                return [len(row) for row in rows] == [len(row) for row in others] and self.all_fit(flat, numbers)
            case _:
                return False

    def bind(self, name: Term, line: Term) -> bool:
        """A name without a value takes the number, the same one at each place."""
        key = key_of(name, self.names)
        if key is None or not is_printed(line) or (isinstance(name, Ref) and name.key in CONSTANTS):
            return False
        _, known = self.given.setdefault(key, (name, line))
        return isinstance(self.agrees(known, line), Match)

    def all_fit(self, formulas: tuple[Term, ...], lines: tuple[Term, ...]) -> bool:
        return len(formulas) == len(lines) and all(map(self.fits, formulas, lines))

    def product_fits(self, factors: tuple[Term, ...], numbers: tuple[Term, ...]) -> bool:
        """Factor by factor; a factor 1 of the formula may be left out of the line."""
        before = dict(self.given)
        if self.all_fit(factors, numbers):
            return True
        self.given.clear()
        self.given.update(before)
        telling = tuple(each for each in factors if not (isinstance(each, Num) and each.value == 1))
        return len(telling) < len(factors) and self.all_fit(telling, numbers)


def entrywise_sum(array: Entries | Listed) -> Plus | None:
    """``[a - b, c - d]`` as ``[a, c] - [b, d]``: an array of sums of equally many terms as a sum of arrays."""
    rows = array.rows if isinstance(array, Entries) else (array.items,)
    sums = [[entry.terms for entry in row if isinstance(entry, Plus)] for row in rows]
    counts = {len(terms) for row in sums for terms in row}
    if len(counts) != 1 or [len(row) for row in sums] != [len(row) for row in rows]:
        return None
    parts = (tuple(tuple(terms[at] for terms in row) for row in sums) for at in range(counts.pop()))
    return Plus(tuple(_signed(part, array) for part in parts), array.span)


def _signed(rows: tuple[tuple[Term, ...], ...], like: Entries | Listed) -> Term:
    """An array; one of negative numbers as the negative of an array."""
    negative = all(isinstance(entry, Times) and _negative(entry) for row in rows for entry in row)
    if negative:
        rows = tuple(tuple(_positive(entry) for entry in row) for row in rows)
    array = replace(like, rows=rows) if isinstance(like, Entries) else replace(like, items=rows[0])
    return Times((Num(Fraction(-1), 0, like.span), array), like.span) if negative else array


def _positive(entry: Term) -> Term:
    if not isinstance(entry, Times):
        return entry
    rest = entry.factors[1:]
    return rest[0] if len(rest) == 1 else replace(entry, factors=rest, signs=())


def factors_of(product: Term) -> tuple[Term, ...]:
    """The factors of a product, with those of products in it; a negative number is one factor."""
    if not isinstance(product, Times):
        return (product,)
    found: list[Term] = []
    for factor in product.factors:
        nested = isinstance(factor, Times) and not _negative(factor)
        found.extend(factors_of(factor) if isinstance(factor, Times) and nested else (factor,))
    return tuple(found)


def _negative(product: Times) -> bool:
    return isinstance(product.factors[0], Num) and product.factors[0].value == Fraction(-1)
