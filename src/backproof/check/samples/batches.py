r"""Steps on all samples: ``w \leftarrow w - \frac\eta m \sum_i \delta^{(i)} x^{(i)}`` where the loss is that of one.

Texts derive the gradient of the loss of one sample, and step by the mean of the gradients of all, or by their sum. What
the loss of all samples is, no line says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.check.names.names import DEPENDENT
from backproof.read.terms.rewriting import occurrences, rebuilt
from backproof.read.terms.terms import Big, Partial, Ref, Term

MEAN = "the loss of all samples is the mean of theirs"
SUM = "the loss of all samples is the sum of theirs"


def of_a_sample(loss: Ref, letter: str) -> Ref:
    """A loss with the slot of a sample."""
    return replace(loss, sups=(*loss.sups, DEPENDENT), sample=letter)


def sum_over_samples(written: Term) -> Big | None:
    """The sum over samples in a term; None where there is none, or where there are several letters."""
    found = [big for big in occurrences(written, Big) if big.kind == "sum" and big.letter.startswith("(")]
    return found[0] if len({big.letter for big in found}) == 1 else None


def of_all_samples(meant: Term, loss: Ref, over: Big) -> Iterator[tuple[Term, str]]:
    """What a step stands for with the mean and with the sum of the losses of all samples, and what this assumes."""
    own = of_a_sample(loss, over.letter)
    for kind, said in (("mean", MEAN), ("sum", SUM)):
        yield _with_loss(meant, loss, replace(over, kind=kind, conditions=(), body=own)), said


def _with_loss(term: Term, loss: Ref, over: Big) -> Term:
    match term:
        case Partial(of, by) if of == loss:
            return replace(over, body=Partial(over.body, by, term.span))
        case _:
            return rebuilt(term, lambda part: _with_loss(part, loss, over))
