"""Worked numbers: what a document gives and computes, and whether a printed result is what they give."""

from backproof.check.numbers.entrywise import softmaxes
from backproof.check.numbers.ledger import Ledger, Member, Numeric
from backproof.check.numbers.shape import has_arrays, is_constant

__all__ = ["Ledger", "Member", "Numeric", "has_arrays", "is_constant", "softmaxes"]
