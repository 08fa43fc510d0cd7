"""Printed results of expressions: behind ``e^{z_1} = 7.3891``, a sum of such powers may be that of what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.definitions.shape import is_constant, is_printed
from backproof.check.numbers.numeric import Member
from backproof.read.terms.rewriting import alike, rebuilt
from backproof.read.terms.terms import Term


@final
@dataclass(frozen=True)
class Results:
    """Expressions with the numbers that a document has printed for them so far."""

    _numbers: list[tuple[Term, Term]] = field(default_factory=list)

    def apart(self) -> Results:
        """A copy that keeps what is noted from here on for itself."""
        return Results(list(self._numbers))

    def note(self, expression: Term, number: Term) -> None:
        """Keeps a printed number for an expression, which is no number itself."""
        if is_printed(number) and not is_constant(expression):
            self._numbers.append((expression, number))

    def put_into(self, members: Sequence[Member]) -> list[Member]:
        """Members of a chain with the results of expressions in their places; none where no member has one."""
        found = [replace(each, term=self._printed(each.term)) for each in members]
        return found if any(one.term != each.term for one, each in zip(found, members, strict=True)) else []

    def _printed(self, term: Term) -> Term:
        for expression, number in self._numbers:
            if alike(term, expression):
                return number
        return rebuilt(term, self._printed)
