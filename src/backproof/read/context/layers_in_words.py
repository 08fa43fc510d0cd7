"""Words before a formula that name the layer that it is about: "For the hidden layer", "at the output"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from backproof.read.context.supposing import sentence
from backproof.read.extract.pieces import Piece
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref

WHICH: Final = "hidden|output|input|first|second|third|last|final|next|previous|preceding|lower|upper|earlier|other"
LAYER: Final = re.compile(
    rf"\b(?P<layer>{WHICH})\s+(?:layer|unit|neuron|node)s?\b[^.;]*$"
    r"|\b(?:at|for|of|in)\s+the\s+(?P<end>output)\b[^.;]*$",
    re.IGNORECASE,
)


def named_layer(line: Line, pieces: Sequence[Piece], at: int) -> str:
    """Which layer the words before a formula name, where its first line says what a bare name is; else nothing."""
    match line.head:
        case Ref(subs=(), sups=()) if line.relation:
            found = LAYER.search(sentence(pieces, at))
            return (found["layer"] or found["end"]).lower() if found is not None else ""
        case _:
            return ""
