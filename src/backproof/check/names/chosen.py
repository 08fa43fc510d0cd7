r"""The true class: beside ``-\log p_y`` authors write j for it, too, and ``p_j - 1`` for the slope by its score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, product

from backproof.check.names.classes import ONE_HOT
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Apply, Assumptions, Expression, Index, Mul, Symbol, Tensor
from backproof.expr.build import mul
from backproof.expr.walk import walk

SAID = "is the true class"
"""How the sentence ends that a line is proved with."""
OBSERVED = frozenset("oy")
"""Letters of an observed class, where a line names it beside labels."""


def of_true_class(sides: Sides) -> Iterator[tuple[str, Sides]]:
    """Both sides for the class that a label chooses, with the letter that stands for it."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    found = {symbol for each in resting for symbol in each.symbols}
    labels = [symbol for symbol in found if symbol.name.startswith(ONE_HOT) and symbol.rank == 1]
    yield from _chosen(sides, labels, sides.left.free | sides.right.free)


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
