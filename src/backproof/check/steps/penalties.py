r"""Steps that no written loss is of: the size of the weights, ``E_W = \frac12 \sum_i w_i^2``, knows of no data.

Where a step has inputs in it or a value that the document defines, ``\Delta w_i = \eta e x_i``, it descends a loss that
has them, too; a difference from the gradient of a penalty says nothing of it.
"""

from __future__ import annotations

from typing import Final

from backproof.check.indices.letters import resolved
from backproof.check.steps.aims import is_size
from backproof.check.steps.descended import Rules
from backproof.check.steps.updates import loss_name
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Partial, Ref, Term, Times

SAID: Final = "the loss whose gradient this step takes is not written, but a penalty alone"


def instead_of_loss(step: Term, side: Term, rules: Rules) -> str:
    """Why the gradient of a penalty is no measure for what a step is written as; empty where it is of a loss."""
    gradients = list(occurrences(step, Partial))
    if not gradients or not all(_of_penalty(each, rules) for each in gradients):
        return ""
    moved = {resolved(rules.names, each.by).key for each in gradients}
    known = {each.key for each in rules.definitions}
    written = {resolved(rules.names, ref).key: ref for ref in references(side)}
    return SAID if any(key in known or ref.subs for key, ref in written.items() if key not in moved) else ""


def _of_penalty(gradient: Partial, rules: Rules) -> bool:
    bodies = [each.body for each in rules.definitions if loss_name(each.head) == loss_name(gradient.of)]
    return bool(bodies) and all(_is_size_of(body, gradient.by, rules) for body in bodies)


def _is_size_of(body: Term, by: Ref, rules: Rules) -> bool:
    """Whether a term is a square or a norm of a parameter and of nothing else, with a number or a weight before it."""
    own = resolved(rules.names, by).key
    factors = body.factors if isinstance(body, Times) else (body,)
    sizes = [each for each in factors if is_size(each)]
    return bool(sizes) and all(resolved(rules.names, ref).key == own for each in sizes for ref in references(each))
