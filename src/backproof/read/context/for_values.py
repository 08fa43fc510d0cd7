"""Words that give what stands before them a value: "Write $s = \\sigma_\\beta(z)$ for the case $\\beta = 1$"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backproof.read.extract.pieces import Formula, Piece, Prose

WORDS = re.compile(r"^[\s,(]*(in|for|with|where|at|when|if|wenn|für|mit|pour|avec|con|para)\b[^.;:。]*$", re.IGNORECASE)


def goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a sentence gives the formula before this one the value that this one is."""
    match pieces[max(at - 2, 0) : at]:
        case [Formula(display=False), Prose(text=between)]:
            return WORDS.match(between) is not None
        case _:
            return False
