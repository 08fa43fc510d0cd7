r"""Words that give a name another meaning from there on: "now let $L = -\log p$", "suppose instead that $a = z$"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from backproof.read.context.supposing import sentence
from backproof.read.extract.pieces import Piece
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref

SUPPOSES: Final = (
    r"(let|suppose|supposing|consider|assume|assuming|use|using|take|taking|choose|choosing|switch|replace|replacing|"
    r"change)\b"
)
OTHERWISE: Final = r"\b(now|instead|alternatively|this\s+time|another|a\s+different)\b"
ANEW: Final = re.compile(rf"(?:{OTHERWISE}[^.;]*\b{SUPPOSES}|\b{SUPPOSES}[^.;]*{OTHERWISE})[^.;]*$", re.IGNORECASE)
SAID: Final = re.compile(r"\b(as|was|were|had|before|above|earlier|again)\b[^.;]*$", re.IGNORECASE)
"""Words for what was said before."""


def marked(lines: Sequence[Line], pieces: Sequence[Piece], at: int) -> list[Line]:
    """The lines of a formula, of which the first one may give its name another meaning."""
    first = lines[0] if lines else None
    if first is None or not isinstance(first.head, Ref):
        return list(lines)
    said = sentence(pieces, at)
    return [replace(first, anew=ANEW.search(said) is not None and SAID.search(said) is None), *lines[1:]]
