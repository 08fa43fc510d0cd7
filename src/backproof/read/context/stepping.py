"""Words after which parameters have other values: "after one step", "the updated weights are"."""

from __future__ import annotations

import re
from typing import Final

from backproof.read.context.tongues import any_of

PARAMETERS = r"(weights?|parameters?|bias(es)?|values?\s+of\s+the\s+(weights?|parameters?))"
STEP = r"((gradient|descent|training|learning|update|optimi[sz]ation|sgd)\s+)*(steps?|updates?|iterations?)"
STEPS = re.compile(
    rf"\bafter\s+(the|a|an|one|this|that|our|first|single|1|\s)*{STEP}\b"
    rf"|\b(new|updated)\s+{PARAMETERS}\b|\b{PARAMETERS}\s+(become|are\s+(now|updated)|after)\b"
    rf"|\bupdat(e|ing)\s+(the|all|both|each|our|\s)*{PARAMETERS}\b"
    r"|\bnach\s+(dem|einem|diesem|ersten|\s)*(Schritt|Update|Lernschritt)\b|\bneuen?\s+(Gewichte|Parameter)\b",
    re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"\b(adam\w*|ada(grad|delta|max)|rms-?prop|momentum|nesterov|newton\w*|(weight\s+)?decay|regulari[sz]\w*|clip\w*|"
    r"line\s+search|proxima\w*|project\w*|normali[sz]ed)\b",
    re.IGNORECASE,
)
"""Words for a step by anything but the rate times the gradient."""
PASSES: Final = re.compile(
    any_of(
        {
            "en": r"(second|third|fourth|next|another|new) ((forward|training|full|complete) )*"
            r"(pass|iteration|epoch|round)|(iteration|epoch|pass|round) (number )?[2-9]|forward again"
            r"|(with|using) the (new|updated) (weights?|parameters?)",
            "de": r"(zweite[rn]?|dritte[rn]?|nächste[rn]?) (\w*durchgang|durchlauf|iteration|epoche)"
            r"|(iteration|epoche) [2-9]",
            "fr": r"(deuxième|seconde?|troisième|prochaine?) (passe|passage|itération|époque)"
            r"|(itération|époque) [2-9]",
            "es": r"(segund[ao]|tercer[ao]?|siguiente) (pasada|iteración|época)|(iteración|época) [2-9]",
            "zh": r"第[二三四](次|轮)(迭代|前向|传播)?",
            "ja": r"(2|二)回目",
        }
    ),
    re.IGNORECASE,
)
"""Words with which a pass begins that goes on with what the steps before have given."""
BEFORE: Final = re.compile(r"\b(old|original|previous|same|initial|alten?|anciens?|antiguos?)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
FEW = 3
"""So many words may stand between the values of one step: "and", "as well as"."""


def takes_step(words: str, before: bool) -> bool:
    """Whether what follows are values after a step; ``before`` says whether what stands before the words are some.

    >>> takes_step("After one step with", False), takes_step(" and ", True), takes_step("Now take the input", True)
    (True, True, False)
    """
    return STEPS.search(words) is not None or (before and len(WORD.findall(words)) <= FEW)


def begins_pass(words: str) -> bool:
    """Whether words begin another pass, with the values that names have got.

    >>> begins_pass("Second iteration:"), begins_pass("The next step is the slope"), begins_pass("Iteration 1")
    (True, False, False)
    """
    return PASSES.search(words) is not None and BEFORE.search(words) is None


def steps_otherwise(words: str) -> bool:
    """Whether words speak of steps that are not the rate times the gradient: these say nothing of it.

    >>> steps_otherwise("After one step with Adam"), steps_otherwise("After one step")
    (True, False)
    """
    return OTHERWISE.search(words) is not None
