r"""Words that call what follows an activation: "the softmax function is", "the sigmoid. It is defined as follows:"."""

from __future__ import annotations

import re
from typing import Final

from backproof.read.context.functions_in_words import ACTIVATIONS
from backproof.read.context.leading import leading
from backproof.syntax.tree import Node

NEAR: Final = 240
"""The words stand within so many characters before the formula."""
KNOWN: Final = ("softmax", "sigmoid", "tanh", "relu", "softplus")
NAMES: Final = "|".join(rf"(?P<{name}>(?<![\w-])(?:{ACTIVATIONS[name]})(?![\w-]))" for name in KNOWN)
KINDS: Final = r"(?:\s+(?:activation|transfer|squashing|function|non-?linearity|unit))*(?:\s*\(\w+\))?"
DEFINED: Final = r"(?:defined|given|written|computed|calculated|expressed)"
SAYS: Final = (
    rf"(?:\s+(?:is|are|reads|has the form|can be|{DEFINED}|as|by|like this|as follows|here|then|simply))*\s*:?\s*$"
)
CALLS: Final = re.compile(rf"(?:{NAMES}){KINDS}{SAYS}", re.IGNORECASE)
MENTIONS: Final = re.compile(rf"(?:{NAMES}){KINDS}", re.IGNORECASE)
AGAIN: Final = re.compile(
    rf"(?:it|this|the function|this function)(?:'s| is| can be| may be)(?: usually)? {DEFINED}{SAYS}", re.IGNORECASE
)
OTHER: Final = re.compile(
    r"\b(?:derivative|gradient|slope|differentiat\w*|jacobian|invers\w*|log|hard|leaky|param\w*|scaled|bipolar"
    r"|like(?! this)|times|multipl\w*|products?|plus|approximat\w*|minus|negati\w*|instead|unlike|not|no|never"
    r"|wrong\w*|loss|cost|entropy|numerator|denominator|normali\w*|without|complement\w*|shifted|smooth\w*"
    r"|exponential linear|general\w*|variants?|famil\w+|such as|for example|decreasing|reversed|mirrored|if|when"
    r"|called|terms?)\b",
    re.IGNORECASE,
)
"""What makes the formula something else than that function."""
ABOUT: Final = re.compile(r"\b(?:for|with|of|by|via|from|in|to|than|using|under)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
"""Words before its name by which the formula is about something else."""
PARAGRAPH: Final = re.compile(r"\n\s*\n")
SENTENCE: Final = re.compile(r"[.;]\s+(?=[A-Z])")


def called(before: str, tree: Node) -> str:
    """The activation that the words before a formula, or at its beginning, call its first equation; empty for none.

    >>> from backproof.syntax.latex import parse
    >>> formula = parse("a = b", 0)
    >>> called("The softmax function is", formula), called("The slope of the sigmoid is", formula)
    ('softmax', '')
    >>> called("We apply the softmax function to the scores. It's defined like this:", formula)
    'softmax'
    """
    said = PARAGRAPH.split(leading(before[-NEAR:], tree).rstrip())[-1]
    *earlier, last = SENTENCE.split(said)
    if AGAIN.fullmatch(last.strip()) is None:
        found = CALLS.search(last)
        about = found is None or OTHER.search(last) or ABOUT.search(last[: found.start()])
        return "" if found is None or about else str(found.lastgroup)
    names = {str(each.lastgroup) for each in MENTIONS.finditer(said)}
    one = len(names) == 1 and bool(earlier) and MENTIONS.search(earlier[-1]) is not None
    return names.pop() if one and not OTHER.search(said) else ""
