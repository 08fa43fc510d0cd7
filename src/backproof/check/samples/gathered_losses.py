r"""Losses of single samples in a document that computes all of them at once: ``a^{[2](i)}`` beside ``A^{[2]}``.

Vectorised notes write ``A^{[2]} = \sigma(Z^{[2]})`` for all samples and the loss as a sum over them. The columns of
``A^{[2]}`` are the ``a^{[2](i)}``, so that the sum is one over all elements of ``A^{[2]}`` and Y.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import sample_of, unmarked
from backproof.check.samples.stacks import capital
from backproof.matrix.names import is_letter
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Num, Plus, Raise, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS

APART: Final = frozenset({"log", "ln", "exp", "abs"})
"""Functions of a loss that are taken of each number."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such losses as sums over all elements."""
    computed = {name for line in lines if (name := _layer(line)) is not None}
    if not computed:
        return tuple(lines)
    others = [line for line in lines if not _is_loss(line)]
    alone = {ref.base for line in others for term in line.sides for ref in references(term) if _is_of_one(ref)}
    return tuple(_gathered(line, computed, alone) if _is_loss(line) else line for line in lines)


def _is_of_one(ref: Ref) -> bool:
    """Whether a name is that of one sample, or of one element, by its letter."""
    return sample_of(ref) is not None or (bool(ref.subs) and is_letter(ref.subs[-1]))


def _layer(line: Line) -> str | None:
    """The capital with the number of its layer that a line computes."""
    match line.head:
        case Ref(base, subs, sups) as head if line.relation in DEFINES and base[-1:].isupper() and (subs or sups):
            return head.key
        case _:
            return None


def _is_loss(line: Line) -> bool:
    match line.head, line.side:
        case Ref(base, (), ()), side if side is not None:
            return base in LOSS_LETTERS and has(side, Big)
        case _:
            return False


def _gathered(line: Line, computed: Set[str], alone: Set[str]) -> Line:
    """A loss with its sums over samples as those over the elements of what holds all of them."""

    def change(term: Term) -> Term:
        if not isinstance(term, Big):
            return rebuilt(term, change)
        names = [part for part in walk(term.body) if isinstance(part, Ref)]
        matrices = {ref.key: matrix for ref in names if (matrix := _matrix(ref, term.letter)) is not None}
        found = {matrix.key for matrix in matrices.values()}
        known = len(matrices) == len({ref.key for ref in names}) and not found.isdisjoint(computed)
        if term.kind != "sum" or not known or not alone.isdisjoint({ref.base for ref in names}):
            return term
        body = _by_elements(term.body, matrices)
        return term if body is None else Call(Ref("sum", (), (), term.span), 0, (body,), term.span)

    return line.changed(change)


def _matrix(ref: Ref, letter: str) -> Ref | None:
    r"""What holds all samples of a name: ``A^{[2]}`` for ``a^{[2](i)}``, ``A_2`` for ``a_{2 i}``; it does so itself."""
    if not letter:
        return ref if ref.base[-1:].isupper() else None
    if sample_of(ref) == letter:
        plain = unmarked(ref)
    elif ref.subs and ref.subs[-1] == letter:
        plain = replace(ref, subs=ref.subs[:-1])
    else:
        return None
    large = capital(ref.base)
    return replace(plain, base=large) if large else None


def _by_elements(term: Term, matrices: dict[str, Ref]) -> Term | None:
    """A term of one sample for all of them, element by element; None where it takes anything else of them."""
    match term:
        case Num():
            return term
        case Ref():
            return matrices[term.key]
        case Plus(terms):
            parts = [_by_elements(each, matrices) for each in terms]
            return (
                Plus(tuple(known), term.span) if len(known := [each for each in parts if each]) == len(parts) else None
            )
        case Times(factors):
            parts = [_by_elements(each, matrices) for each in factors]
            known = [each for each in parts if each]
            return _product(known, term) if len(known) == len(parts) else None
        case Raise(base, Num() as power):
            inner = _by_elements(base, matrices)
            return None if inner is None else Raise(inner, power, term.span)
        case Call(Ref(base) as name, 0, (argument,)) if base in APART:
            inner = _by_elements(argument, matrices)
            return None if inner is None else Call(name, 0, (inner,), term.span)
        case _:
            return None


def _product(factors: Sequence[Term], term: Times) -> Term:
    """A product element by element."""
    numbers = tuple(each for each in factors if not has(each, Ref))
    arrays = tuple(each for each in factors if has(each, Ref))
    if len(arrays) < 2:
        return Times((*numbers, *arrays), term.span)
    whole = Times(arrays, term.span, ("odot",) * (len(arrays) - 1))
    return Times((*numbers, whole), term.span) if numbers else whole
