r"""Sums that do not name their index: ``\sum w_{ij} x_i`` is over the one letter that the other side has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.sampling import free_samples
from backproof.read.lines import Line
from backproof.read.naming import INDEX_LETTERS
from backproof.read.rewriting import children, rebuilt, walk
from backproof.read.terms import Big, Listed, Ref, Term, Unreadable


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the letters of such sums, where just one letter can be meant."""
    if not any(_is_unnamed(part) for line in lines for term in _terms(line) for part in walk(term)):
        return tuple(lines)
    heads = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    settled = []
    for line in lines:
        head = line.head or heads.get(line.chain)
        outside = free(head) if head is not None else None
        side = line.side if line.side is None or outside is None else named(line.side, outside)
        left = line.head if line.head is None or line.side is None else named(line.head, free(line.side))
        settled.append(_refused(replace(line, head=left, side=side)))
    return tuple(settled)


def _refused(line: Line) -> Line:
    """A line without the sides in which it stays open what a sum runs over."""
    head, side = (None if term is None or _open(term) else term for term in (line.head, line.side))
    if (head, side) == (line.head, line.side):
        return line
    unread = next(each for term in _terms(line) for each in walk(term) if _is_unnamed(each))
    problem = Unreadable("what this sum runs over is not written", unread.span)
    return replace(line, head=head, side=side, problem=line.problem or problem)


def _open(term: Term) -> bool:
    return any(_is_unnamed(part) for part in walk(term))


def named(term: Term, outside: frozenset[str]) -> Term:
    """A term whose sums have the letter that only they have."""
    match term:
        case Big(letter="", body=body) if _is_unnamed(term):
            inner = named(body, outside)
            letters = free(inner) - outside
            return replace(term, letter=next(iter(letters)) if len(letters) == 1 else "", body=inner)
        case Listed():
            return term
        case _:
            return rebuilt(term, lambda part: named(part, outside))


def free(term: Term) -> frozenset[str]:
    """The index letters and samples that no sum in a term binds."""
    match term:
        case Ref(subs=subs, at=at):
            return frozenset(each for each in (*subs, *at) if each in INDEX_LETTERS) | free_samples(term)
        case Big(letter=letter, body=body):
            return free(body) - {letter}
        case _:
            return frozenset().union(*(free(part) for part in children(term)))


def _is_unnamed(term: Term) -> bool:
    return isinstance(term, Big) and term.kind == "sum" and not term.letter


def _terms(line: Line) -> tuple[Term, ...]:
    return tuple(term for term in (line.head, line.side) if term is not None)
