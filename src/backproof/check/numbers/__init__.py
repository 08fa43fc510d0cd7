"""Worked numbers: what a document gives and computes, and whether a printed result is what they give."""

from backproof.check.definitions.shape import APPROXIMATE, has_arrays, is_constant, is_single
from backproof.check.numbers.applied import applied
from backproof.check.numbers.book import same
from backproof.check.numbers.entrywise import softmaxes
from backproof.check.numbers.ledger import RENEWED, Ledger
from backproof.check.numbers.names import key_of
from backproof.check.numbers.numeric import Member, Numeric
from backproof.check.numbers.units import outputs_of

__all__ = [
    "APPROXIMATE",
    "RENEWED",
    "Ledger",
    "Member",
    "Numeric",
    "applied",
    "has_arrays",
    "is_constant",
    "is_single",
    "key_of",
    "outputs_of",
    "same",
    "softmaxes",
]
