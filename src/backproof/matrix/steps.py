r"""The rates of steps, ``w \leftarrow w - \eta X^T r``: what stands in front of a whole step is a number."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.matrix.loosely import HADAMARD
from backproof.read.terms.rewriting import alike
from backproof.read.terms.terms import Divide, Num, Plus, Ref, Term, Times


def rates(head: Term, side: Term) -> Iterator[Ref]:
    """The names in front of what is added to the name that a line gives another value."""
    if isinstance(head, Ref) and isinstance(side, Plus) and any(alike(each, head) for each in side.terms):
        yield from (rate for each in side.terms if (rate := _in_front(each)) is not None)


def _in_front(term: Term) -> Ref | None:
    match term:
        case Times((Num(), step)):
            return _in_front(step)
        case Times((Ref() | Divide() as front, _, *_), signs=signs) if not HADAMARD.intersection(signs[:1]):
            return _numerator(front)
        case _:
            return None


def _numerator(front: Ref | Divide) -> Ref | None:
    match front:
        case Divide(Ref() as rate, Num() | Ref()):
            return rate
        case Ref():
            return front
        case _:
            return None
