r"""Steps along half of a gradient: ``w - \eta \frac12 \partial L/\partial w`` beside ``L = (w x - y)^2``.

Whoever writes the half beside the derivative takes the 2 of the squares out, as that of half the loss would. Where the
loss has a half itself, another one is a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from backproof.check.steps.aims import is_of_squares
from backproof.check.steps.updates import Rule, loss_name
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, walk
from backproof.read.terms.terms import Divide, Nabla, Num, Partial, Term, Times

SAID: Final = "the step goes along half of the gradient"
HALF: Final = Fraction(1, 2)


def are_written(lines: Iterable[Line], rule: Rule, bodies: Iterable[Term]) -> bool:
    """Whether a line has a half beside a derivative of a loss that is defined by whole squares."""
    whole = [not any(_number(part) == HALF for part in walk(body)) and is_of_squares(body) for body in bodies]
    if not whole or not all(whole):
        return False
    products = (part for line in lines for side in line.sides for part in occurrences(side, Times))
    return any(_is_half_of(list(_factors(each)), loss_name(rule.loss)) for each in products)


def _is_half_of(factors: list[Term], loss: str) -> bool:
    """Whether a product is a half of a derivative of a loss, and of letters."""
    slopes = [each for each in factors if isinstance(each, Partial | Nabla)]
    if len(slopes) != 1 or loss_name(slopes[0].of) != loss:
        return False
    number = Fraction(1)
    for each in factors:
        number *= _number(each) or 1
    return abs(number) == HALF


def _factors(product: Times) -> Iterator[Term]:
    for each in product.factors:
        yield from _factors(each) if isinstance(each, Times) else (each,)


def _number(factor: Term) -> Fraction | None:
    r"""The number in a factor: 1/2 in ``\frac12`` and in ``\frac\eta2``."""
    match factor:
        case Num(value):
            return value
        case Divide(numerator, Num(below)) if below:
            return (_number(numerator) or Fraction(1)) / below
        case _:
            return None
