r"""Lines about layers as they are where each layer has one unit: ``a_k^{l-1} \delta_j^l`` is ``a^{l-1} \delta^l``.

Indices, transposes and sums over units are nothing then, and bold and plain letters one number. What is left of a text
are the five quantities of a layer and the loss, whichever way it writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references, walk
from backproof.read.terms.terms import (
    NOWHERE,
    Big,
    Call,
    Divide,
    Num,
    Partial,
    Plus,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import LOSS_LETTERS

STYLED: Final = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec)\{(.*)\}")
QUANTITIES: Final = frozenset({"z", "a", "w", "b", "delta"})
"""What every layer has: pre-activation, activation, weight, bias and error."""
LOSS: Final = Ref("C", (), (), NOWHERE)
ACTIVATION: Final = Ref("f", (), (), NOWHERE)
OTHER: Final = "this is no quantity of a layer"


@final
@dataclass(frozen=True, slots=True)
class Single:
    """Both sides of a line for one unit in each layer, with the number of the line and that of its chain."""

    left: Term
    right: Term
    origin: int
    chain: int

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every name in it."""
        parts = [part for side in (self.left, self.right) for part in walk(side)]
        by = (part.by for part in parts if isinstance(part, Partial))
        return (*by, *(ref for side in (self.left, self.right) for ref in references(side)))

    @property
    def quantities(self) -> frozenset[str]:
        """The letters of the quantities of layers in it."""
        return frozenset(ref.base for ref in self.refs) & QUANTITIES


def single(lines: Sequence[Line]) -> Iterator[Single]:
    """The lines that speak of layers and of nothing else, each with its own head."""
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    for at, line in enumerate(lines):
        head = line.head or opening.get(line.chain)
        plain = line.problem is None and not line.conditions and line.case is None and line.relation == "="
        if head is None or line.side is None or not plain:
            continue
        try:
            left, right = in_numbers(head), in_numbers(line.side)
        except Unreadable:
            continue
        if not alike(left, right):
            yield Single(left, right, at, -1 - at if line.chain is None else line.chain)


def in_numbers(term: Term) -> Term:
    """A term for one unit in each layer; raises :exc:`Unreadable` where it has other parts.

    >>> w = Ref("W", ("j", "k"), ("l",), NOWHERE)
    >>> in_numbers(Transposed(w, NOWHERE)).key
    'w^{l}'
    """
    match term:
        case Ref():
            return _named(term)
        case Num():
            return term
        case Partial(of, by):
            return Partial(in_numbers(of), _layered(by), term.span)
        case Call(name=Ref(subs=(), sups=()), primes=0 | 1 as primes, arguments=(Ref() as inside,)):
            return Call(ACTIVATION, primes, (_layered(inside),), term.span)
        case Transposed(base):
            return in_numbers(base)
        case Big("sum", letter, body=body, conditions=()) if letter in INDEX_LETTERS:
            return in_numbers(body)
        case Times(factors):
            return Times(tuple(map(in_numbers, factors)), term.span)
        case Plus(terms):
            return Plus(tuple(map(in_numbers, terms)), term.span)
        case Divide(above, below):
            return Divide(in_numbers(above), in_numbers(below), term.span)
        case _:
            raise Unreadable(OTHER, term.span)


def _named(ref: Ref) -> Ref:
    """The name of a loss, or of a quantity of a layer."""
    return replace(LOSS, span=ref.span) if ref.base in LOSS_LETTERS and not ref.sups else _layered(ref)


def plain(base: str) -> str:
    """A letter without its style, small."""
    styled = STYLED.fullmatch(base)
    return (base if styled is None else styled[1]).lower()


def _layered(ref: Ref) -> Ref:
    base = plain(ref.base)
    layer = len(ref.sups) == 1 and LAYER.fullmatch(ref.sups[0]) is not None
    if base not in QUANTITIES or not layer or not {*ref.subs, *ref.at} <= INDEX_LETTERS:
        raise Unreadable(OTHER, ref.span)
    return Ref(base, (), (ref.sups[0].strip("()[]"),), ref.span)
