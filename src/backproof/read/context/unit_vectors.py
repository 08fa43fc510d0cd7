"""Words that call what follows a vector of length one: "the unit normal is", "normalised gradient:"."""

from __future__ import annotations

import re

from backproof.read.context.leading import leading
from backproof.syntax.tree import Node

NEAR = 60
"""The words stand within so many characters before the formula."""
VECTOR = r"(normal|gradient|direction|vector|tangent)"
IS = (
    r"(\s+(is|are|be|becomes?|equals?|has|have|given|by|then|therefore|thus|hence|now|here|the|components?|"
    r"approximately))*"
)
"""What says that it is what follows: a vector "proportional to" it, or one for which it is divided, is another one."""
UNIT = re.compile(
    rf"\b((unit|normali[sz]ed)\s+({VECTOR}\s+)?{VECTOR}|{VECTOR}\s+of\s+(unit\s+length|length\s+(1|one))){IS}\s*[:=]?\s*$",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(not|before|without|batch|layer|from|for|with|of(?!\s+(unit|length))|along|in the|"
    r"into|to|needs?|wants?|makes?|finds?|gets?|computes?|calculates?)\b",
    re.IGNORECASE,
)
"""What makes the formula something else than that vector."""


def calls_unit(before: str, tree: Node) -> bool:
    """Whether words before a formula, or at its beginning, call its first line a unit vector.

    >>> from backproof.syntax.latex import parse
    >>> calls_unit("The unit normal is", parse("n = (0.6, 0.8)", 0))
    True
    >>> calls_unit("The derivative along the unit vector is", parse("D = 3", 0))
    False
    """
    said = leading(before[-NEAR:], tree)
    found = UNIT.search(said)
    return found is not None and not OTHER.search(said[max(0, found.start() - 25) :])
