"""Words after which parameters have other values: "after one step", "the updated weights are"."""

from __future__ import annotations

import re

PARAMETERS = r"(weights?|parameters?|bias(es)?|values?\s+of\s+the\s+(weights?|parameters?))"
STEP = r"((gradient|descent|training|learning|update|optimi[sz]ation|sgd)\s+)*(steps?|updates?|iterations?)"
STEPS = re.compile(
    rf"\bafter\s+(the|a|an|one|this|that|our|first|single|1|\s)*{STEP}\b"
    rf"|\b(new|updated)\s+{PARAMETERS}\b|\b{PARAMETERS}\s+(become|are\s+(now|updated)|after)\b"
    rf"|\bupdat(e|ing)\s+(the|all|both|each|our|\s)*{PARAMETERS}\b"
    r"|\bnach\s+(dem|einem|diesem|ersten|\s)*(Schritt|Update|Lernschritt)\b|\bneuen?\s+(Gewichte|Parameter)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
FEW = 3
"""So many words may stand between the values of one step: "and", "as well as"."""


def takes_step(words: str, before: bool) -> bool:
    """Whether what follows are values after a step; ``before`` says whether what stands before the words are some.

    >>> takes_step("After one step with", False), takes_step(" and ", True), takes_step("Now take the input", True)
    (True, True, False)
    """
    return STEPS.search(words) is not None or (before and len(WORD.findall(words)) <= FEW)
