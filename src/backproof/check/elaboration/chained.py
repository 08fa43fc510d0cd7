r"""Sums that a chain rule leaves out: ``\frac{\partial L}{\partial y_i} \frac{\partial y_i}{\partial w}`` is over i."""

from __future__ import annotations

from collections.abc import Set
from functools import partial

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.terms.rewriting import rebuilt
from backproof.read.terms.terms import Big, Partial, Ref, Term, Times


def summed(term: Term, outside: Set[str]) -> Term:
    """A term with the sums over letters of which the other side has none, and which two derivatives of a product share.

    One derivative is by the element that the other one differentiates.
    """
    match term:
        case Times(factors):
            found: Term = term
            for letter in sorted(_shared(factors) - outside):
                found = Big("sum", letter, None, None, (), found, term.span)
            return found
        case Big(letter=letter):
            return rebuilt(term, partial(summed, outside={*outside, letter}))
        case _:
            return rebuilt(term, partial(summed, outside=outside))


def _shared(factors: tuple[Term, ...]) -> set[str]:
    derivatives = [factor for factor in factors if isinstance(factor, Partial)]
    above = {(each.of.key, each.of.subs) for each in derivatives if isinstance(each.of, Ref)}
    below = {(each.by.key, each.by.subs) for each in derivatives}
    return {letter for _, letters in above & below for letter in letters if letter in INDEX_LETTERS}
