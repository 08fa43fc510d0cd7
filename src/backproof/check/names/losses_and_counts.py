r"""One letter for a loss and for a number: the L of ``\partial L/\partial w`` beside ``\lambda \sum_{l=1}^L w_l^2``.

Nobody differentiates how many layers there are, and no sum ends at a loss: the loss gets the letter that others write,
``\mathcal{L}``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from backproof.check.names.unbound import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import replace


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such a loss under another letter."""
    ends = {end for line in lines for end in _ends(line)} & LOSS_LETTERS
    if not ends:
        return tuple(lines)
    losses = {base for line in lines for base in _losses(line)}
    taken = {ref.base for line in lines for side in line.sides for ref in references(side)}
    both = frozenset(base for base in ends & losses if _letter(base) not in taken)
    if not both:
        return tuple(lines)
    return tuple(line.changed(partial(_apart, both=both)) for line in lines)


def _letter(base: str) -> str:
    return f"\\mathcal{{{base}}}"


def _ends(line: Line) -> Iterator[str]:
    r"""The letters that sums of a line end at whose letter is the small one, as in ``\sum_{l=1}^L``."""
    for side in line.sides:
        if has(side, Big):
            for big in occurrences(side, Big):
                if isinstance(big.upper, Ref) and big.upper.key == big.letter.upper():
                    yield big.upper.base


def _losses(line: Line) -> Iterator[str]:
    """The losses that a line differentiates or defines."""
    for part in (part for side in line.sides for part in occurrences(side, Partial)):
        match part.of:
            case Ref(base, (), ()) | Call(Ref(base, (), ())):
                yield base
            case _:
                pass
    match line.head, line.side:
        case ((Ref(base, (), ()) | Call(Ref(base, (), ()))), side) if line.relation in DEFINES:
            if side is not None and not isinstance(side, Num):
                yield base
        case _:
            pass


def _apart(term: Term, both: Collection[str]) -> Term:
    """A term with the other letter where it is no end of a sum, nor what is divided by."""
    change = partial(_apart, both=both)
    match term:
        case Ref(base, (), ()) if base in both:
            return replace(term, base=_letter(base))
        case Partial(of, by):
            return replace(term, of=change(of), by=by)
        case Call(Ref(base, (), ()) as name, arguments=arguments) if base in both:
            named = replace(name, base=_letter(base))
            return replace(term, name=named, arguments=tuple(map(change, arguments)))
        case Divide(above, below) if any(isinstance(part, Ref) and part.base in both for part in walk(below)):
            return replace(term, numerator=change(above))
        case Big(body=body):
            return replace(term, body=change(body))
        case _:
            return rebuilt(term, change)
