"""Lines in matrix notation with other sides than they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from backproof.read.lines import Line
from backproof.read.terms.terms import Term


@final
@dataclass(frozen=True, slots=True)
class Rewriting:
    """A side in matrix notation, and its line, known by a number, with indices where it has another side."""

    line: int
    side: Term
    lowered: Callable[[Term], list[Line]]
    spelt: Callable[[Term], Term]
    """From a side that was read alone to one in the letters of the document."""
