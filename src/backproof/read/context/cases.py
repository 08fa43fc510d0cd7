"""Cases of indices that a text goes on with: ``When $j \\neq k$, we have`` holds for what is said of the same names."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Partial


def about(lines: Sequence[Line]) -> frozenset[str]:
    """The names of what a formula differentiates, and by what; of its head, where it differentiates nothing."""
    heads = [line.head or line.side for line in lines]
    sides = [term for term in heads[:1] if term is not None]
    taken = {ref.base for term in sides for part in walk(term) if isinstance(part, Partial) for ref in references(part)}
    return frozenset(taken or (ref.base for term in sides for ref in references(term)))


def goes_on(lines: Sequence[Line], before: frozenset[str]) -> bool:
    """Whether a formula is about what the case began with: the same names, or the chain that it continues."""
    continues = bool(lines) and lines[0].head is None
    return continues or (bool(before & about(lines)) and not (about(lines) - before and before - about(lines)))
