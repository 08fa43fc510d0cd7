"""What the words deny of labels: that they sum to one, as those of a categorical cross-entropy usually do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backproof.read.context.aims import sentences
from backproof.read.extract.pieces import Piece

LABELS = r"\b(labels?|targets?|ground[\s-]*truths?)\b"
NAMED = re.compile(LABELS, re.IGNORECASE)
DENIED = r"(\bnot\b|n't\b|\bnever\b|\bwithout\b|\bneither\b|\bnor\b)"
SUM_TO_ONE = r"\b(sum(s|med|ming)?|adds?|adding)(\s+up)?\s+to\s+(be\s+)?(one|unity|\$?\s*1\b)"
FREE = (
    re.compile(rf"{LABELS}[^.;:]*?{DENIED}[^.;:,]*?{SUM_TO_ONE}", re.IGNORECASE),
    re.compile(rf"{DENIED}[^.;:,]*?{LABELS}[^.;:,]*?{SUM_TO_ONE}", re.IGNORECASE),
    re.compile(rf"{LABELS}[^.;:]*?{DENIED}[^.;:,]*?\bnormali[sz]ed\b", re.IGNORECASE),
    re.compile(rf"\b(unnormali[sz]ed|arbitrary)\s+{LABELS}", re.IGNORECASE),
)
SUMS = re.compile(rf"{SUM_TO_ONE}|\\sum[^$=]*=\s*1\s*\$|\bone[\s-]*hot\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(outputs?|predict\w*|activations?|scores?|probabilit\w*|logits?)\b", re.IGNORECASE)
"""What else may not sum to one: said of these, it says nothing of labels."""


def free_labels(pieces: Iterable[Piece]) -> bool:
    """Whether a sentence says that labels need not sum to one, and no other one speaks of labels that do."""
    said = list(sentences(pieces))
    return any(map(_denies, said)) and not any(map(_affirms, said))


def _denies(sentence: str) -> bool:
    if NAMED.search(sentence) is None:
        return False
    found = (pattern.search(sentence) for pattern in FREE)
    return any(match is not None and not OTHERS.search(match[0]) for match in found)


def _affirms(sentence: str) -> bool:
    said = SUMS.search(sentence)
    return said is not None and not re.search(DENIED, sentence, re.IGNORECASE) and not OTHERS.search(sentence)
