"""Numbers in the formulas of a document that gives numbers: what holds for these alone refutes no formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import final

from backproof.check.definitions.shape import is_single
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.judging.heads import Head
from backproof.check.numbers import is_constant
from backproof.check.numbers.given import gives_number, gives_value
from backproof.check.steps import updates
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Num, Ref, Term, Times

RESULT = 3
"""A decimal of so many digits behind the point was computed from others, or is one of the results that go on."""


@final
class Numerals:
    """The numbers of one document."""

    def __init__(self, lines: Sequence[Line], book: Book) -> None:
        self.book = book
        self.are_given = any(gives_number(line) for line in lines)
        self._known = {line.head.key for line in lines if isinstance(line.head, Ref) and gives_value(line)}

    def put_in(self, line: Line) -> str:
        """What numbers on a line stand for, so that they refute nothing; empty where they stand for nothing."""
        if self.stand_for_gradient(line):
            return "it puts numbers in for the gradient of this update"
        return "it puts numbers in for some of its names" if self.stand_for_names(line) else ""

    def stand_for_gradient(self, line: Line) -> bool:
        """``w := w - 0.1 \\cdot 18``: an update with numbers and the name itself only, where numbers are given."""
        if not isinstance(line.head, Ref) or line.side is None or not self.are_given:
            return False
        if not (updates.assigns(line) or updates.is_update(line.head, self.book.names)):
            return False
        numbers = any(isinstance(part, Num) and part.decimals for part in walk(line.side))
        return numbers and all(ref.base == line.head.base for ref in references(line.side))

    def stand_for_names(self, line: Line) -> bool:
        """``-0.9153 v_1``: names beside a decimal of many digits, where numbers are given: it holds for these alone."""
        if line.side is None or is_constant(line.side) or not self.are_given:
            return False
        return any(isinstance(part, Num) and part.decimals >= RESULT for part in walk(line.side))

    def refutes_for_all(self, side: Term) -> bool:
        """Whether a number may be meant for all values: a plain integer, in a document that gives none but 0 and 1."""
        whole = side.factors[-1] if isinstance(side, Times) and len(side.factors) == 2 else side
        return isinstance(whole, Num) and not whole.decimals and is_single(side) and not self.are_given

    def are_behind(self, heads: Iterable[Head], at: int, line: Line) -> bool:
        """Whether what a number is claimed for depends on a name that the document gives a number, 0 and 1 included."""
        names = self.book.names
        pending = [ref for head in heads for ref in references(head.term)]
        known: set[str] = set()
        while pending:
            ref = pending.pop()
            key = resolved(names, ref).key
            if ref.key in self._known:
                return True
            defined = self.book.in_scope(key, line.section, at) if key not in known else None
            function = next((each for each in self.book.functions if each.key == key and key not in known), None)
            known.add(key)
            pending.extend(ref for each in (defined, function) if each is not None for ref in references(each.body))
        return False
