r"""Claims for one value of a label, ``\frac{\partial L}{\partial p} = -\frac1p \text{ if } y = 1``: it is put in.

A condition that two values are equal is met at no random point. What is differentiated by, or computed on the left, is
no label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.names.classes import ONE_HOT
from backproof.check.verdicts.sides import Claim
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Compare, Nabla, Num, Partial, Ref
from backproof.records import replace


def put_in(claim: Claim, book: Book) -> tuple[Claim, Mapping[str, Defined]]:
    """A claim without such conditions, and what these say that labels are."""
    if not claim.conditions:
        return claim, {}
    values = {compare: defined for compare in claim.conditions if (defined := _value(compare, claim, book)) is not None}
    others = tuple(each for each in claim.conditions if each not in values)
    return replace(claim, conditions=others) if values else claim, {each.key: each for each in values.values()}


def _value(compare: Compare, claim: Claim, book: Book) -> Defined | None:
    """What a condition says of a label; None where it compares something else."""
    match compare:
        case Compare("=", Ref(base=base) as name, Num() as value) if not base.startswith(ONE_HOT):
            known = resolved(book.names, name)
            counts = any(name.base in ref.subs for ref in claim.names()) or known.key in {*_taken(claim, book)}
            rests = {resolved(book.names, ref).key for ref in claim.names()} & book.above(known.key, claim.section)
            if counts or not rests or book.ranges.arity(known.key) != len(known.slots) or known.updated:
                return None
            return Defined(known.key, known.slots, value, claim.section, claim.line, name, known.sample)
        case _:
            return None


def _taken(claim: Claim, book: Book) -> Iterator[str]:
    """The names that a claim computes, or differentiates by."""
    if isinstance(claim.left, Ref):
        yield resolved(book.names, claim.left).key
    for side in (claim.left, claim.right):
        for part in occurrences(side, Partial):
            yield resolved(book.names, part.by).key
        for gradient in occurrences(side, Nabla):
            yield from (resolved(book.names, ref).key for ref in references(gradient))
