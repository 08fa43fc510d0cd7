"""How far a sum reaches: over the product that follows, and over further terms only where they need its letter."""

from __future__ import annotations

from backproof.read.terms.rewriting import has, rebuilt, walk
from backproof.read.terms.terms import Big, Plus, Ref, Term, Times
from backproof.records import replace


def extended(term: Term, free: frozenset[str], *, force: bool) -> Term:
    """The term with sums that go on over further terms which contain their letter.

    Where the letter is in ``free`` (the other side has it too) something else may bind it, and the sum stops at its
    product unless ``force`` is set.
    """
    if not has(term, Big):
        return term
    term = rebuilt(term, lambda part: extended(part, free, force=force))
    if not isinstance(term, Plus):
        return term
    terms: list[Term] = []
    for part in term.terms:
        reached = _absorbing(terms[-1], part, free, force) if terms else None
        if reached is None:
            terms.append(part)
        else:
            terms[-1] = reached
    return terms[0] if len(terms) == 1 else replace(term, terms=tuple(terms))


def _absorbing(before: Term, part: Term, free: frozenset[str], force: bool) -> Term | None:
    """The sum at the end of ``before`` with ``part`` in its body, or None where it stops before it."""
    match before:
        case Big("sum", letter, body=body) if _needs(part, letter) and (force or letter not in free):
            return replace(before, body=Plus((body, part), body.span.join(part.span)), span=before.span.join(part.span))
        case Times((*factors, last)):
            reached = _absorbing(last, part, free, force)
            return None if reached is None else Times((*factors, reached), before.span.join(part.span))
        case _:
            return None


def _needs(term: Term, letter: str) -> bool:
    """Whether a letter stands in a script of the term and no sum inside binds it."""
    match term:
        case Ref(subs=subs, sups=sups, sample=sample):
            return letter in subs or letter == sample or f"({letter})" in sups
        case Big(letter=own) if own == letter:
            return False
        case _:
            return any(
                _needs(part, letter) for part in walk(term) if part is not term and isinstance(part, Ref)
            ) and not _bound(term, letter)


def _bound(term: Term, letter: str) -> bool:
    return any(isinstance(part, Big) and part.letter == letter for part in walk(term))
