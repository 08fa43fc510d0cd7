r"""Names that an algorithm gives one array after the other: ``g \leftarrow \nabla_a J``, ``g \leftarrow W^T g``.

Such a name has the shape of what it was given last, so that the shapes of different lines say nothing of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from backproof.matrix.kinds import is_number
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references
from backproof.read.terms.terms import Plus, Ref, Term, Times

ONCE = 1


def speaks_of_one(sides: Iterable[Term], lines: Iterable[Line]) -> bool:
    """Whether one of some sides names what lines assign more than once, anew and not a step from its last value."""
    assigned = Counter(line.head.key for line in lines if isinstance(line.head, Ref) and _is_anew(line, line.head))
    several = {key for key, count in assigned.items() if count > ONCE}
    return bool(several) and any(ref.key in several for side in sides for ref in references(side))


def _is_anew(line: Line, head: Ref) -> bool:
    """Whether an arrow gives a name another value, to which nothing is added."""
    steps = isinstance(line.side, Plus) and any(_is_share(each, head) for each in line.side.terms)
    return line.relation == "leftarrow" and not steps


def _is_share(term: Term, head: Ref) -> bool:
    r"""Whether a term is the old value, or a share of it: ``(1 - \eta \lambda) W``."""
    match term:
        case Times(factors):
            others = [each for each in factors if not alike(each, head)]
            numbers = all(is_number(ref.base) for each in others for ref in references(each))
            return len(others) == len(factors) - 1 and numbers
        case _:
            return alike(term, head)
