"""Expressions that stand alone and open a chain: a display of one side, and the next display begins with a relation.

An equation may stand between, as a remark beside the expression, ``A \\Rightarrow p_0 = 1 - p_1``, and ``= B`` below:
where the expression is read in a way of its own, which says that it is read at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.lines import Line


def opens(lines: Sequence[Line], at: int) -> bool:
    """Whether the display behind an expression goes on from it."""
    line = lines[at]
    behind = lines[at + 1 : at + (3 if line.assumes else 2)]
    following = next((each for each in behind if each.head is None), line)
    alone = line.head is None and not line.relation and line.side is not None and line.chain is None
    goes_on = bool(following.relation) and following.head is None and following.chain is None
    return alone and goes_on and line.display and following.display and line.section == following.section
