r"""Names that an algorithm gives one array after the other: ``g \leftarrow \nabla_a J``, ``g \leftarrow W^T g``.

Such a name has the shape of what it was given last, so that the shapes of different lines say nothing of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references
from backproof.read.terms.terms import Plus, Ref, Term

ONCE = 1


def speaks_of_one(sides: Iterable[Term], lines: Iterable[Line]) -> bool:
    """Whether one of some sides names what lines assign more than once, anew and not a step from its last value."""
    assigned = Counter(line.head.base for line in lines if isinstance(line.head, Ref) and _is_anew(line, line.head))
    several = {base for base, count in assigned.items() if count > ONCE}
    return bool(several) and any(ref.base in several for side in sides for ref in references(side))


def _is_anew(line: Line, head: Ref) -> bool:
    """Whether an arrow gives a name another value, to which nothing is added."""
    steps = isinstance(line.side, Plus) and any(alike(each, head) for each in line.side.terms)
    return line.relation == "leftarrow" and not steps
