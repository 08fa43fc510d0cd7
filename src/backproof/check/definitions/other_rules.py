r"""Steps that are more than the rate times the gradient: ``w \leftarrow w - \eta (\nabla L + \lambda w)``.

What such a step does to a loss is not what its gradient says, so that no difference from plain descent refutes it.
"""

from __future__ import annotations

from typing import Final

from backproof.check.definitions.updates import assigns
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Nabla, Partial, Ref, Term

ANOTHER_RULE: Final = "the words speak of a step by another rule than the rate times the gradient"


def decays(line: Line) -> bool:
    """Whether an update moves its name by the name itself, too, where the words speak of another rule."""
    if not line.said.otherwise or line.side is None or not isinstance(line.head, Ref) or not assigns(line):
        return False
    derived = [part for part in walk(line.side) if isinstance(part, Partial | Nabla)]
    inside = sum(_count(each, line.head) for each in derived)
    return _count(line.side, line.head) - inside > 1


def _count(term: Term, name: Ref) -> int:
    return sum(isinstance(part, Ref) and part.key == name.key for part in walk(term))
