r"""Gradients by name of one sample beside a mean: ``dw = x\, dz`` where ``J = \frac1m \sum_i L^{(i)}``.

Notes first derive the gradients of one example, then those of the mean over all. The former name no sample, add nothing
up, divide by no number of samples and hand on small letters: they are of the loss that the mean adds up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import sample_of
from backproof.matrix.said import is_weight
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references
from backproof.read.terms.terms import Big, Call, Divide, Nabla, Num, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

SMALL: Final = re.compile(r"[a-z]\}*$")


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such gradients as derivatives of the loss of one sample."""
    if not any(_names_gradient(line) for line in lines):
        return tuple(lines)
    losses = [name for line in lines if (name := _loss(line)) is not None]
    added = {ref.base for line in lines for ref in _added(line)}
    own = {loss.key: loss for loss in losses if loss.base in added}
    if len(own) != 1:
        return tuple(lines)
    (loss,) = own.values()
    return tuple(_of(line, loss) if _is_of_one_sample(line) else line for line in lines)


def _names_gradient(line: Line) -> bool:
    return isinstance(line.head, Nabla) and line.head.each and line.side is not None


def _loss(line: Line) -> Ref | None:
    """The loss that a line defines of one sample, without a mark of it and without a sum over samples."""
    match line.head:
        case (Ref(base, (), ()) as name) | Call(Ref(base, (), ()) as name) if (
            base in LOSS_LETTERS and line.relation in DEFINES and line.side is not None
        ):
            marked = any(sample_of(ref) is not None for ref in references(line.side))
            return None if marked or has(line.side, Partial, Nabla) or any(_added(line)) else name
        case _:
            return None


def _added(line: Line) -> Iterator[Ref]:
    """The losses that a line adds up, each with its sample or a function of it."""
    for big in (big for side in line.sides for big in occurrences(side, Big)):
        yield from (ref for ref in references(big.body) if ref.base in LOSS_LETTERS)


def _is_of_one_sample(line: Line) -> bool:
    """Whether a line says what a gradient is without a sample, a sum, a number of samples or arrays of all of them."""
    if not _names_gradient(line) or line.side is None or has(line.side, Big):
        return False
    divided = occurrences(line.side, Divide)
    if any(isinstance(each.numerator, Num) and isinstance(each.denominator, Ref) for each in divided):
        return False
    refs = [*references(line.side), *(ref for side in line.sides for ref in _named(side))]
    return all(sample_of(ref) is None and (SMALL.search(ref.base) is not None or is_weight(ref)) for ref in refs)


def _named(side: Term) -> Iterator[Ref]:
    return (each.of for each in occurrences(side, Nabla) if isinstance(each.of, Ref))


def _of(line: Line, loss: Ref) -> Line:
    """A line with its gradients by name as derivatives of a loss."""

    def change(term: Term) -> Term:
        match term:
            case Nabla(Ref() as of, span, True):
                return Partial(replace(loss, span=span), of, span)
            case Ref():
                return term
            case _:
                return rebuilt(term, change)

    return line.changed(change)
