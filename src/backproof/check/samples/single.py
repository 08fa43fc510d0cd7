r"""One sample throughout: ``\partial L/\partial w = \delta^{(i)} x^{(i)}`` where nothing below it sums over them.

Authors put the mark of a sample on some names of a line and leave it out on others, in the loss above all.
"""

from __future__ import annotations

from backproof.check.names.names import DEPENDENT
from backproof.check.verdicts.sides import Claim, Sides
from backproof.read.terms.rewriting import renamed
from backproof.read.terms.terms import Big, Ref
from backproof.records import replace


def of_one_sample(claim: Claim) -> Claim | None:
    """A claim without the marks of its one sample; None where it has none, or several, or sums over them."""
    samples = {ref.sample for ref in claim.names()} - {None}
    bound = {part.letter for part in claim.parts() if isinstance(part, Big)}
    if len(samples - {DEPENDENT}) > 1 or not samples or any(letter.startswith("(") for letter in bound):
        return None
    return replace(claim, left=renamed(claim.left, _unmarked), right=renamed(claim.right, _unmarked))


def _unmarked(ref: Ref) -> Ref:
    return replace(ref, sups=tuple(sup for sup in ref.sups if sup != DEPENDENT), sample=None)


def spans_samples(sides: Sides) -> bool:
    """Whether what is compared rests on something that differs from sample to sample."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    return any(DEPENDENT in symbol.name for each in resting for symbol in each.symbols)
