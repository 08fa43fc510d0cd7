"""Exponents that are no powers of numbers: above a matrix, -1 makes its inverse."""

from __future__ import annotations

from backproof.read.terms.terms import Num, Term, Times


def is_minus_one(exponent: Term) -> bool:
    """Whether an exponent is -1, as one number or as the product that a sign makes.

    >>> from backproof.read.terms.terms import NOWHERE
    >>> one, minus = Num(1, 0, NOWHERE), Num(-1, 0, NOWHERE)
    >>> is_minus_one(minus), is_minus_one(Times((minus, one), NOWHERE)), is_minus_one(one)
    (True, True, False)
    """
    match exponent:
        case Num(value):
            return value == -1
        case Times((Num(sign), Num(value))):
            return sign * value == -1
        case _:
            return False
