r"""Gradients of each sample's own loss: dZ in ``dW = \frac1m dZ A^T``.

Where a text says first what one sample gives, ``dW = dz a^T``, and then what all of them do, the small dz is the
gradient of the one loss that there is, as dW is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences
from backproof.read.terms.terms import Divide, Nabla, Num, Ref, Term, Times

SAMPLES = frozenset({"m", "n", "N", "M", "B"})
"""Letters of how many samples there are; below more than a one, another letter may be a scale."""


class Share(NamedTuple):
    """A gradient that is divided: what it is of, by what number, and the side in which that stands."""

    of: Term
    number: Ref
    side: Term


def divided(lines: Iterable[Line]) -> Iterator[Share]:
    r"""The gradients that lines divide by a number: in front, ``\frac1m dZ A^T``, or below all of it."""
    for line in lines:
        match line:
            case Line(head=Nabla(head, each=True), side=Times(factors) as side) if has(side, Nabla):
                numbers = map(_number, factors)
            case Line(head=Nabla(head, each=True), side=Divide(above) as side) if has(above, Nabla):
                numbers = map(_number, (side,))
            case _:
                continue
        yield from (Share(head, number, side) for number in numbers if number is not None)


def _number(term: Term) -> Ref | None:
    """The number that a part of a gradient is divided by."""
    match term:
        case Divide(Num(), Ref() as number):
            return number
        case Divide(_, Ref(base, (), ()) as number) if base in SAMPLES:
            return number
        case _:
            return None


def of_one_alone(lines: Sequence[Line]) -> frozenset[str]:
    """The small letters of gradients, of which none is divided, where one of a capital is and those of both stand."""
    handed = {of.base for share in divided(lines) for part in occurrences(share.side, Nabla) if (of := _named(part))}
    heads = (_named(line.head) for line in lines if isinstance(line.head, Nabla))
    small = frozenset(each.base for each in heads if each is not None and _small(each.base) == each.base)
    return small if small & set(map(_small, handed)) and not small & handed else frozenset()


def _named(part: Nabla) -> Ref | None:
    return part.of if part.each and isinstance(part.of, Ref) else None


def _small(base: str) -> str:
    """The small letter of a capital, in its style."""
    letter = base.rstrip("}")[-1:]
    return base if not letter.isupper() else base[: len(base.rstrip("}")) - 1] + letter.lower() + "}" * base.count("}")
