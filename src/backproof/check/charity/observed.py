r"""What is observed with noise, ``y = X \beta + \epsilon``: slopes of a loss hold it, whatever a model says of it.

The residuals ``y - X \beta`` would be the noise otherwise, and no loss of them would have a slope.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from backproof.calculus.resolve import depends
from backproof.check.doubts.unseen import TARGETS, letter_of
from backproof.check.verdicts.sides import Sides
from backproof.expr import Add, Definition, Model, Tensor

NOISE: Final = frozenset({r"\epsilon", r"\varepsilon", r"\xi", r"\nu"})
HELD: Final = "{} is observed, and held"


def held(sides: Sides) -> Sides | None:
    """The sides where what is observed with noise is held, if slopes go another way, too; None where nothing is."""
    noisy = {each.symbol for each in sides.model if _has_noise(each, sides.model)}
    if not noisy:
        return None
    kept = replace(sides.model, definitions=tuple(each for each in sides.model if each.symbol not in noisy))
    slopes = list(sides.derivatives())
    if not slopes or not all(depends(each.of, each.by.symbol, kept) for each in slopes):
        return None
    using = [each for each in kept if noisy & each.body.symbols]
    if any(not depends(each.body, slope.by.symbol, kept) for each in using for slope in slopes):
        # What is computed from it alone goes on with it: it is a hidden value.
        return None
    names = sorted(symbol.name for symbol in noisy)
    own = (*sides.own, HELD.format(", ".join(names)))
    return replace(sides, model=kept, own=own, freed=sides.freed.union(names))


def _has_noise(definition: Definition, model: Model) -> bool:
    """Whether a definition adds noise that no line defines to something else."""
    body = definition.body
    if letter_of(definition.symbol).lower() not in TARGETS:
        return False
    terms = body.terms if isinstance(body, Add) else ()
    return any(
        isinstance(each, Tensor) and each.symbol.name in NOISE and model.get(each.symbol) is None for each in terms
    )
