r"""Steps that are more than the rate times the gradient: ``w \leftarrow w - \eta (\nabla L + \lambda w)``.

What such a step does to a loss is not what its gradient says, so that no difference from plain descent refutes it.
"""

from __future__ import annotations

from typing import Final

from backproof.check.steps.updates import assigns
from backproof.check.verdicts.verdict import Role
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, walk
from backproof.read.terms.terms import Call, Divide, Nabla, Partial, Ref, Term

CURVATURE: Final = "a step that is divided by a derivative is none by the gradient alone"
ANOTHER_RULE: Final = "the words speak of a step by another rule than the rate times the gradient"


def followed(line: Line, role: Role) -> str:
    """Which other rule a line may follow; empty where it follows plain descent."""
    if decays(line):
        return ANOTHER_RULE
    return CURVATURE if role is Role.UPDATE and by_curvature(line) else ""


def decays(line: Line) -> bool:
    """Whether an update moves its name by the name itself, too, where the words speak of another rule."""
    if not line.said.otherwise or line.side is None or not isinstance(line.head, Ref) or not assigns(line):
        return False
    derived = list(occurrences(line.side, Partial, Nabla))
    inside = sum(_count(each, line.head) for each in derived)
    return _count(line.side, line.head) - inside > 1


def by_curvature(line: Line) -> bool:
    r"""Whether an update divides by a derivative, as Newton's does: ``x - f'(x) / f''(x)``."""
    below = [part.denominator for part in occurrences(line.side, Divide)] if line.side is not None else []
    return any(
        isinstance(part, Partial | Nabla) or (isinstance(part, Call) and part.primes > 0)
        for term in below
        for part in walk(term)
    )


def _count(term: Term, name: Ref) -> int:
    return sum(isinstance(part, Ref) and part.key == name.key for part in walk(term))
