"""Words that give what stands before them a value: "Write $s = \\sigma_\\beta(z)$ for the case $\\beta = 1$"."""

from __future__ import annotations

import re

WORDS = re.compile(r"^[\s,(]*(in|for|with|where|at|when|if|wenn|für|mit|pour|avec|con|para)\b[^.;:。]*$", re.IGNORECASE)


def goes_on(between: str) -> bool:
    r"""Whether the words between two formulas of a sentence give the first one the value that the second one is.

    >>> goes_on(" for the case "), goes_on(". For "), goes_on(" and ")
    (True, False, False)
    """
    return WORDS.match(between) is not None
