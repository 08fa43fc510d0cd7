"""Words that speak of one sample: "for a single example we have", "in online learning", "after each pattern"."""

from __future__ import annotations

import re

SAMPLE = r"(sample|example|pattern|instance|observation|data[\s-]*point|case)"
KIND = r"(training|input|learning|random(ly)?|chosen|given|particular|data)"
ONE = re.compile(
    rf"\b(one|single|individual)\s+({KIND}\s+)*{SAMPLE}\b"
    rf"|\b(after|per|at)\s+(each|every|any)?\s*({KIND}\s+)*{SAMPLE}\b"
    rf"|\b{SAMPLE}\s+(by|after)\s+{SAMPLE}\b|\b{SAMPLE}\s+at\s+a\s+time\b"
    r"|\bon-?line\s+(learning|training|updates?|mode|version|gradient|steps?|rule|algorithm|back-?prop\w*)"
    r"|\bupdated?\s+on-?line\b"
    r"|\bstochastic\s+((sub-?)?gradients?|descent|approximation|learning|training|updates?|mode|version|steps?|rule)\b"
    r"|\b(ein(e[mnrs]?)?\s+einzelne[mnrs]?)\s+(Beispiel|Muster|Datenpunkt)",
    re.IGNORECASE,
)
ALL = re.compile(
    rf"\b(all|total|whole|entire|full|batch|mean|average[ds]?|averaging|summ?(ed|ing)?|overall)\b"
    rf"|\bover\s+(the\s+)?({KIND}\s+)*{SAMPLE}s\b",
    re.IGNORECASE,
)


def speaks_of_one(words: str, before: bool) -> bool:
    """Whether the words leave what follows them about one sample; ``before`` says whether those before them did.

    >>> speaks_of_one("For one sample we have", False), speaks_of_one("Summed over all samples:", True)
    (True, False)
    """
    said = [(match.end(), kind) for kind, found in ((True, ONE), (False, ALL)) for match in found.finditer(words)]
    return max(said)[1] if said else before
