r"""The true class: beside ``-\log p_y`` authors write j for it, too, and ``p_j - 1`` for the slope by its score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, product

from backproof.check.names.classes import ONE_HOT
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Add, Apply, Assumptions, Expression, Index, Mul, Sum, Symbol, Tensor
from backproof.expr.build import MINUS_ONE, ONE, mul, subtract
from backproof.expr.walk import walk

SAID = "is the true class"
"""How the sentence ends that a line is proved with."""
UNLIKE = "is not the true class"
"""The same of a class of which the true one is left out."""
OBSERVED = frozenset("oy")
"""Letters of an observed class, where a line names it beside labels."""


def of_true_class(sides: Sides) -> Iterator[tuple[str, Sides]]:
    """Both sides for the class that a label chooses, with the letter that stands for it."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    found = {symbol for each in resting for symbol in each.symbols}
    labels = [symbol for symbol in found if symbol.name.startswith(ONE_HOT) and symbol.rank == 1]
    yield from _chosen(sides, labels, sides.left.free | sides.right.free)


def of_other_class(claim: Claim, sides: Sides) -> Sides | None:
    r"""A derivative by what a class has, for a class that is not the true one, beside ``\sum_{j \ne y}``.

    None where the line has a condition of its own, or its letter may be that of several labels.
    """
    if claim.conditions or not sides.derivatives():
        return None
    free = sides.left.free | sides.right.free
    found = {
        (part, letter)
        for each in sides.model
        for one in _left_out(each.body)
        for part, letter in _labelled(one, sorted(free, key=lambda index: index.name))
    }
    if len(found) != 1:
        return None
    (label, letter) = found.pop()
    other = subtract(ONE, label)
    model = replace(sides.model, assumptions=Assumptions(one_hot=frozenset({label.symbol})))
    own = (*sides.own, f"{letter.name} {UNLIKE}")
    return replace(sides, left=mul(other, sides.left), right=mul(other, sides.right), model=model, own=own)


def _left_out(body: Expression) -> Iterator[Tensor]:
    """The label of the true class that a sum goes around."""
    for part in walk(body):
        match part:
            case Sum(index, inside):
                sums = (each for each in walk(inside) if isinstance(each, Add))
                yield from (
                    factor
                    for each in sums
                    if ONE in each.terms
                    for term in each.terms
                    if isinstance(term, Mul) and MINUS_ONE in term.factors
                    for factor in term.factors
                    if isinstance(factor, Tensor)
                    and factor.symbol.name.startswith(ONE_HOT)
                    and factor.slots[-1:] == (index,)
                )
            case _:
                pass


def _labelled(label: Tensor, free: Sequence[Index]) -> Iterator[tuple[Tensor, Index]]:
    """The label with the letters of a line for its sample and its class."""
    choices = [[index for index in free if index.range == range_] for range_ in label.symbol.ranges]
    if all(len(each) == 1 for each in choices):
        slots = tuple(each[0] for each in choices)
        yield Tensor(label.symbol, slots), slots[-1]


def of_observed_class(sides: Sides) -> Iterator[tuple[str, Sides]]:
    r"""The same for a class that the right side alone names, as observed, beside labels: ``-u_o + \sum_w p_w u_w`` is a
    slope of ``-\sum_w y_w \log p_w``."""
    letters = {index for index in sides.right.free - sides.left.free if index.name in OBSERVED}
    if letters and sides.derivatives():
        yield from _chosen(sides, set(chain.from_iterable(_labels(each.body) for each in sides.model)), letters)


def _labels(body: Expression) -> Iterator[Symbol]:
    """The arrays whose elements stand beside a logarithm in a product."""
    for factors in (part.factors for part in walk(body) if isinstance(part, Mul)):
        if any(isinstance(each, Apply) and each.function.name == "log" for each in factors):
            yield from (each.symbol for each in factors if isinstance(each, Tensor) and each.symbol.rank == 1)


def _chosen(sides: Sides, labels: Iterable[Symbol], free: Iterable[Index]) -> Iterator[tuple[str, Sides]]:
    letters = sorted(free, key=lambda index: index.name)
    for label, index in product(sorted(labels, key=lambda symbol: symbol.name), letters):
        if index.range == label.ranges[0]:
            one = Tensor(label, (index,))
            model = replace(sides.model, assumptions=Assumptions(one_hot=frozenset({label})))
            yield index.name, replace(sides, left=mul(one, sides.left), right=mul(one, sides.right), model=model)


def read_so(claim: Claim, sides: Sides) -> Sides | None:
    """The sides of a claim about a derivative whose one letter may be the true class."""
    found = [] if claim.conditions or not sides.derivatives() else list(of_true_class(sides))
    if len(found) != 1:
        return None
    letter, chosen = found[0]
    return replace(chosen, own=(*sides.own, f"{letter} {SAID}"))
