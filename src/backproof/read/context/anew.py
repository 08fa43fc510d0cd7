r"""Words that give a name another meaning from there on: "now let $L = -\log p$", "suppose instead that $a = z$"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from backproof.read.context.supposing import sentence
from backproof.read.extract.pieces import Piece
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref
from backproof.read.vocabulary import LOSS_LETTERS

SUPPOSES: Final = (
    r"(let|suppose|supposing|consider|assume|assuming|use|using|take|taking|choose|choosing|switch|replace|replacing|"
    r"change|if|when)\b"
)
OTHERWISE: Final = r"\b(now|instead|alternatively|this\s+time|another|a\s+different)\b"
ANEW: Final = re.compile(rf"(?:{OTHERWISE}[^.;]*\b{SUPPOSES}|\b{SUPPOSES}[^.;]*{OTHERWISE})[^.;]*$", re.IGNORECASE)
SAID: Final = re.compile(
    r"\b(as|was|were|had|before|above|earlier|again|recall\w*|remember\w*|repeat\w*|remind\w*|still|same)\b[^.;]*$",
    re.IGNORECASE,
)
"""Words for what was said before."""
LOSSES: Final = re.compile(
    r"\b(cross|squares?|squared|quadratic|absolute|hinge|logistic|huber|likelihood|entropy|divergence|exponential|focal|"
    r"contrastive|triplet|mse|mae|bce|nll|rmse)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Words for a kind of loss, directly before it: a text compares several under one letter."""


def begins(line: Line, pieces: Sequence[Piece], at: int) -> bool:
    """Whether the words before a formula give the name that its first line heads another meaning."""
    if not isinstance(line.head, Ref):
        return False
    said = sentence(pieces, at)
    kind = line.head.base in LOSS_LETTERS and LOSSES.search(said) is not None
    return (kind or ANEW.search(said) is not None) and SAID.search(said) is None
