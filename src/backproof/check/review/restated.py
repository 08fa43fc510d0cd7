r"""Errors that a later section gives by a formula, where an earlier one says which derivative they are.

Behind ``\delta_j = \partial C/\partial z_j``, the line ``\delta_j = (a_j - y_j)(1 - a_j^2)`` of another section is a
claim about that derivative, of the loss that is in force there, unless it speaks of another network: of names that the
first one does not have. A section may mean something else all the same, so that nothing is refuted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from backproof.check.definitions.definitions import names_error
from backproof.check.definitions.open import reach
from backproof.check.doubts.finding import Finding
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.judging.judge import Judge
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Partial

ANOTHER: Final = "an earlier section says which derivative {} is, and this is not proved to be that one"


def reopened(found: Sequence[Outcome], judge: Judge) -> Mapping[int, Finding]:
    """The definitions of errors that count as right though they are not the derivative that their name is."""
    book = judge.book
    return {
        each.line: Finding(Verdict.UNCHECKED, ANOTHER.format(each.key))
        for each in book.definitions
        if len(book.catalogue.by_key[each.key]) > 1
        and names_error(each.head)
        and 0 <= each.line < len(found)
        and found[each.line].role is Role.DEFINITION
        and found[each.line].finding.verdict is Verdict.RIGHT
        and (first := _derivative(each, judge)) is not None
        and not _holds(each, first, judge)
    }


def _derivative(own: Defined, judge: Judge) -> Defined | None:
    """The derivative that an earlier section says an error is, where its own section speaks of the same network."""
    if own.example or has(own.body, Partial):
        return None
    book = judge.book
    before = [each for each in book.catalogue.by_key[own.key] if each.section < own.section]
    first = max((each for each in before if isinstance(each.body, Partial)), key=lambda each: each.line, default=None)
    if first is None:
        return None
    graph = {
        key: frozenset(resolved(book.names, ref).key for ref in references(known[0].body))
        for key, known in book.catalogue.by_key.items()
    }
    network = reach(own.key, graph | {own.key: frozenset(_named(first, judge))})
    return first if _named(own, judge) <= network else None


def _named(defined: Defined, judge: Judge) -> set[str]:
    return {resolved(judge.book.names, ref).key for ref in references(defined.body)}


def _holds(own: Defined, first: Defined, judge: Judge) -> bool:
    """Whether an error is the derivative, with the functions before it or with any one that the document defines."""
    claim = Claim(own.head, own.body, (), own.section, own.line)
    books = (judge.book, *map(judge.book.with_function, judge.book.functions))
    return any(judge.by(book).right_with(claim, {own.key: first}, ()) for book in books)
