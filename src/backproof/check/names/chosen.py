r"""The true class: beside ``-\log p_y`` authors write j for it, too, and ``p_j - 1`` for the slope by its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from backproof.check.names.classes import ONE_HOT
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Assumptions, Tensor
from backproof.expr.build import mul

SAID = "is the true class"
"""How the sentence ends that a line is proved with."""


def of_true_class(sides: Sides) -> Iterator[tuple[str, Sides]]:
    """Both sides for the class that a label chooses, with the letter that stands for it."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    found = {symbol for each in resting for symbol in each.symbols}
    labels = [symbol for symbol in found if symbol.name.startswith(ONE_HOT) and symbol.rank == 1]
    free = sorted(sides.left.free | sides.right.free, key=lambda index: index.name)
    for label, index in product(sorted(labels, key=lambda symbol: symbol.name), free):
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
