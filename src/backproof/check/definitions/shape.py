"""Which terms are numbers, and how precisely a number is printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from backproof.read.terms.rewriting import children, has, walk
from backproof.read.terms.terms import (
    Big,
    Call,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Raise,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
)

EXACT = 1e-12
CONSTANTS = frozenset({"e", "pi"})
APPROXIMATE = frozenset({"approx", "simeq", "cong", "approxeq", "thickapprox", "doteq", "fallingdotseq"})
UNNAMED = Big | Nabla | Partial
FINE_DIGITS = 4
"""A decimal with so many digits behind the point was computed."""
ROUGH_INTEGER = 0.05
"""An integer behind an approximation sign may be off by half, and by this part of itself."""


def is_constant(term: Term) -> bool:
    """Whether a term is made of numbers alone."""
    return not any(
        isinstance(part, UNNAMED)
        or (isinstance(part, Ref) and part.key not in CONSTANTS)
        or (isinstance(part, Listed) and part.name is not None)
        for part in walk(term)
    )


def has_arrays(term: Term) -> bool:
    """Whether elements are written out in a term."""
    return has(term, Listed, Entries)


def names_only(term: Term) -> bool:
    """Whether a term is a list or a matrix of names and derivatives of names, or a gradient: nothing is computed."""
    match term:
        case Entries() | Listed() | Ranged() | Transposed() | Nabla():
            return all(names_only(part) or (isinstance(part, Num) and part.value in {0, 1}) for part in children(term))
        case Call(arguments=arguments):
            return all(isinstance(part, Ref) for part in arguments)
        case _:
            return isinstance(term, Ref | Partial)


def is_single(term: Term) -> bool:
    """Whether a term is one number as it is printed: with a sign, with a power of ten."""
    match term:
        case Num():
            return True
        case Times((Num(value), rest)) if value == -1:
            return is_single(rest)
        case Times((Num(), Raise(Num(value), exponent))) if value == 10:
            return is_constant(exponent)
        case _:
            return False


def is_mark(term: Term) -> bool:
    """``|1|``: bars around a number that is not negative say nothing, so that they are some other mark."""
    match term:
        case Call(name=Ref("abs" | "norm"), arguments=(Num(value),)):
            return value >= 0
        case _:
            return False


def decimals(term: Term) -> int:
    """The digits behind the point of a printed number; 0 for what is no single number."""
    match term:
        case Num(_, count):
            return count
        case Times((Num(value), rest)) if value == -1:
            return decimals(rest)
        case Times((Num(_, count), Raise(Num(value), exponent))) if value == 10:
            return count - _integer(exponent)
        case _:
            return 0


def _integer(exponent: Term) -> int:
    match exponent:
        case Num(value):
            return int(value)
        case Times((Num(sign), Num(value))):
            return int(sign * value)
        case _:
            return 0


def half_unit(term: Term, value: float, *, rough: bool) -> float:
    """How far the value behind a number may lie from it: half a unit of its last digit, integers are exact."""
    digits = decimals(term)
    if digits:
        return 0.5 * 10.0**-digits * (1 + 1e-9)
    return min(0.5, ROUGH_INTEGER * abs(value)) if rough else EXACT * max(1.0, abs(value))


def entries(term: Term) -> Iterator[Term]:
    """The entries of an array that is written out, in the order of the text; any other term is its only entry."""
    match term:
        case Listed(None, items):
            for item in items:
                yield from entries(item)
        case Entries(rows):
            for row in rows:
                for entry in row:
                    yield from entries(entry)
        case _:
            yield term


def is_printed(term: Term) -> bool:
    """Whether a term is a number or an array of numbers, with nothing left to compute."""
    return all(is_single(entry) for entry in entries(term))


def value_of(term: Term) -> Fraction | None:
    """The number that a term is, with its sign."""
    match term:
        case Num(value):
            return value
        case Times((Num(sign), Num(value))) if sign == -1:
            return -value
        case _:
            return None
