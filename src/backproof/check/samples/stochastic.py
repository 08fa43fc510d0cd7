r"""Steps on one sample: ``w \leftarrow w - \eta (p^{(i)} - y^{(i)}) x^{(i)}`` where the loss is a sum or a mean.

Such a step follows the gradient of what the loss adds for that sample, which no line names. Where the words speak of
one sample, so do gradients, and the sample may be a subscript: ``w \leftarrow w - \eta (p_i - y_i) x_i``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from fractions import Fraction

from backproof.check.names.sampling import slots_of
from backproof.read.terms.rewriting import occurrences, rebuilt, references, renamed, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS

SAID = "the step is one on a single sample"
GRADIENT = "the gradient is that of a single sample"


def of_one_sample(meant: Term, written: Term, loss: Term, body: Term, letters: Set[str] = frozenset()) -> Term | None:
    """What a line stands for with the loss of the one sample that it names; None where there is none.

    ``body`` is what the loss is defined as; ``letters`` are the subscripts that may be a sample by the words.
    """
    samples = slots_of(written) - slots_of(meant) or letters
    own = _summand(body, *samples) if len(samples) == 1 else None
    return None if own is None else _with_loss(meant, loss, own)


def adds_losses(body: Term) -> bool:
    r"""Whether a loss is a sum, or a mean, of those of its samples by name: ``\\frac1N \\sum_n E_n``."""
    match body:
        case Big("sum", letter, body=Ref(base, (script,)) | Call(Ref(base, (script,)))):
            return base in LOSS_LETTERS and script == letter
        case Plus(terms) | Times(terms):
            return any(map(adds_losses, terms))
        case Divide(above):
            return adds_losses(above)
        case _:
            return False


def names_summand(side: Term | None) -> bool:
    r"""Whether a gradient in a step is that of the loss of one sample, which no sum binds: ``\\nabla E_n``."""
    slopes = occurrences(side, Partial) if side is not None else ()
    bound = {part.letter for part in occurrences(side, Big)} if side is not None else set()
    of = (part.of.name if isinstance(part.of, Call) else part.of for part in slopes)
    return any(isinstance(each, Ref) and each.base in LOSS_LETTERS and {*each.subs} - bound for each in of)


def _with_loss(term: Term, loss: Term, own: Term) -> Term:
    match term:
        case Partial(of, by) if of == loss:
            return Partial(own, by, term.span)
        case _:
            return rebuilt(term, lambda part: _with_loss(part, loss, own))


def _summand(body: Term, sample: str) -> Term | None:
    """What a sum over the samples, or a multiple of one, adds for a sample: of a mean it is the whole loss."""
    match body:
        case Big("sum", letter, body=inner) if letter.startswith("(") and sample.startswith("("):
            return renamed(inner, lambda ref: replace(ref, sample=sample) if ref.sample == letter else ref)
        case Big("sum", letter, body=inner) if not letter.startswith("(") and not sample.startswith("("):
            return renamed(inner, lambda ref: _at(ref, letter, sample))
        case Times(factors):
            return _multiple(body, factors, sample)
        case Plus(terms):
            # What is added to the sum, a penalty on weights, is part of each step.
            found = [_summand(each, sample) for each in terms]
            if sum(each is not None for each in found) > 1:
                found = [own if _sums_over(each, sample) else None for each, own in zip(terms, found, strict=True)]
            kept = tuple(each if own is None else own for each, own in zip(terms, found, strict=True))
            return Plus(kept, body.span) if sum(each is not None for each in found) == 1 else None
        case Divide(above, below) if (own := _summand(above, sample)) is not None:
            return Divide(own, _uncounted(below), body.span)
        case _:
            return None


def _sums_over(term: Term, letter: str) -> bool:
    """Whether a sum in a term has just this letter."""
    return any(isinstance(part, Big) and part.letter == letter for part in walk(term))


def _at(ref: Ref, letter: str, sample: str) -> Ref:
    return replace(ref, subs=tuple([sample if script == letter else script for script in ref.subs]))


def _multiple(body: Times, factors: Sequence[Term], sample: str) -> Term | None:
    """A product with one such sum; how many samples there are is left out."""
    found = [_summand(each, sample) for each in factors]
    if sum(each is not None for each in found) != 1:
        return None
    kept = [_uncounted(each) if own is None else own for each, own in zip(factors, found, strict=True)]
    return Times(tuple(kept), body.span)


def _uncounted(term: Term) -> Term:
    """A constant factor without the number of samples, the only name in it."""
    names = {ref.key for ref in references(term)}
    return _with_one(term) if len(names) == 1 else term


def _with_one(term: Term) -> Term:
    return Num(Fraction(1), 0, term.span) if isinstance(term, Ref) else rebuilt(term, _with_one)
