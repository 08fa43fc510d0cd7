r"""Lines that are said to hold where a derivative is zero: "setting the gradient to zero gives".

What such a line says of a variable is no definition that its author may choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.context.concluding import CONCLUDES
from backproof.read.context.tongues import Words, any_of
from backproof.read.context.vanishing import is_posed, is_there
from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref

SLOPE: Final = r"(derivatives?|gradients?|slopes?|partials?|jacobian|it|this|that|both|each|expression|equations?)"
ZERO: Final = re.compile(
    rf"\b(set|sets|setting|equat(e|es|ing)|put|putting|letting|requiring|making)\b[^.;:]{{0,50}}\b{SLOPE}\b"
    r"[^.;:]{0,40}\b(zero|0|null)\b"
    rf"|\b{SLOPE}\b[^.;:]{{0,20}}\b(must|has\s+to|have\s+to)\s+be\s+(zero|0)\b",
    re.IGNORECASE,
)
OPTIMUM: Final[Words] = {
    "en": r"(at|in) (the|an|its) (optimum|minimum|maximum|optimal point|(stationary|critical) point|minimi[sz]er)"
    r"|(closed[- ]form|optimal) solutions?( is)?|minimi[sz]er is",
    "de": r"im (optimum|minimum|maximum)|(geschlossene|optimale) lösung",
    "fr": r"à l'optimum|au (minimum|maximum)|solution (optimale|explicite)",
    "es": r"en el (óptimo|mínimo|máximo)|solución (óptima|cerrada)",
    "it": r"(nel|al) (minimo|massimo)|all'ottimo|soluzione (ottima|in forma chiusa)",
    "pt": r"no (ótimo|mínimo|máximo)|solução (ótima|fechada)",
    "nl": r"in het (optimum|minimum|maximum)|(optimale|gesloten) oplossing",
    "pl": r"w (optimum|minimum|maksimum)|rozwiązani\w+ (optymaln\w+|w postaci zamkniętej)",
    "ru": r"в (точке )?(минимума?|максимума?|оптимума?)|оптимальн\w+ решени\w+",
    "ja": r"最適解|最小点",
    "zh": r"最优解|闭式解|最小值点",
    "ko": r"최적해|닫힌 해",
}
"""Words for where a loss is as small as it gets."""
THERE: Final = re.compile(any_of(OPTIMUM), re.IGNORECASE)
STARRED: Final = frozenset({"*", "star", "ast"})
OTHERWISE: Final = re.compile(
    r"\b(constrain\w*|subject|lagrang\w*|multiplier\w*|if|when|unless|assum\w*|suppos\w*|approximat\w*|roughly|nearly|for|"
    r"without|not|initiali\w*|step|iterat\w*|updat\w*|comput\w*|forward|backward|accumulat\w*|reset\w*|before|where|with)\b",
    re.IGNORECASE,
)
"""What is zero then is something else, or only in a case; or nothing is solved."""
JOINING: Final = frozenset({"", "and", "or", "so", "thus", "hence", "i.e.", "that is"})
REACH: Final = 5
"""So many words and formulas may stand between in its sentence."""
NEAR: Final = 160
"""So many characters of the words before a formula are about it."""


def marked(found: Sequence[Line], before: Sequence[Line], pieces: Sequence[Piece], at: int) -> Iterator[Line]:
    """The lines of a formula, those that are said to hold where a derivative is zero with a mark."""
    words = _words(pieces, at - 1)
    said = ZERO.search(words) is not None and OTHERWISE.search(words) is None
    optimal = THERE.search(words) is not None and OTHERWISE.search(words) is None
    last = before[-1] if before and before[-1].section == found[0].section else None
    goes_on = last is not None and (last.said.solved or is_there(last) or is_posed(last))
    there = (
        said
        or (goes_on and CONCLUDES.search(words) is not None)
        or (goes_on and words.strip(" ,\n").lower() in JOINING)
    )
    there = there and OTHERWISE.search(words) is None
    for line in found:
        best = optimal and not there and _is_marked(line)
        yield replace(line, said=replace(line.said, solved=True, best=best)) if there or best else line
        there = there or is_there(line)


def _is_marked(line: Line) -> bool:
    r"""Whether a line says what a name is that is marked as the best of its values: ``w^*``, ``\hat w``."""
    match line.head:
        case Ref(base=base, sups=sups):
            return not STARRED.isdisjoint(sups) or base.startswith((r"\hat{", r"\widehat{"))
        case _:
            return False


def _words(pieces: Sequence[Piece], at: int) -> str:
    """The words of the last sentence before a formula, also those before the formulas in it."""
    words = ""
    for piece in reversed(pieces[max(0, at - REACH) : at + 1]):
        match piece:
            case Prose(text=text):
                *before, last = re.split(r"[.;]\s|\n\s*\n", text.rstrip() if not words else text)
                words = f"{last} {words}"
                if before:
                    break
            case Formula(display=False):
                pass
            case _:
                break
    return words[-NEAR:]
