"""Printed results of expressions: behind ``e^{z_1} = 7.3891``, a sum of such powers may be that of what is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backproof.check.numbers.numeric import Member
from backproof.read.terms.rewriting import alike, rebuilt
from backproof.read.terms.terms import Term


def as_printed(members: Iterable[Member], results: Iterable[tuple[Term, Term]]) -> list[Member]:
    """Members of a chain with the results of expressions in their places; none where no member has one."""
    found = [(each, _printed(each.term, tuple(results))) for each in members]
    return [replace(each, term=term) for each, term in found] if any(each.term != term for each, term in found) else []


def _printed(term: Term, results: tuple[tuple[Term, Term], ...]) -> Term:
    for expression, number in results:
        if alike(term, expression):
            return number
    return rebuilt(term, lambda part: _printed(part, results))
