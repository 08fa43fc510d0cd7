"""Activations that the words around a formula say it is about: "For tanh, $f'(z) = 1 - f(z)^2$", "$f'(z) = 1$ for the
identity".

A list of activations has one letter for all of them, and one line for each; beside a definition of that letter the
other lines would be refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from backproof.read.context.supposing import BLANK
from backproof.read.extract.pieces import Formula, Piece, Prose

FUNCTIONS: Final[Mapping[str, str]] = {
    "leaky_relu": r"leaky[\s-]+(?:ReLUs?|rectifiers?)|LReLUs?|PReLUs?",
    "tanh": r"tanh|hyperbolic\s+tangents?",
    "sigmoid": r"(?:logistic\s+)?sigmoids?|logistic",
    "relu": r"ReLUs?|rectified\s+linear(?:\s+units?)?|rectifiers?",
    "softplus": r"soft[\s-]*plus",
    "softmax": r"soft[\s-]*max",
    "identity": r"identity|linear",
    "other": r"[EG]ELUs?|SELUs?|SiLUs?|swish|mish|step|sine?",
}
"""Words for activations, by their names in the table of rules; the last two are no entries of it."""
ACTIVATION: Final = "|".join(rf"(?P<{name}>{words})" for name, words in FUNCTIONS.items())
KIND: Final = (
    r"(?:\s+(?:hidden|output|activations?|functions?|units?|neurons?|nodes?|non-?linearit(?:y|ies)|layers?|outputs?|"
    r"case))*"
)
LOSS: Final = (
    r"(?:\s+(?:and|plus)\s+(?:(?:a|an|the)\s+)?(?:[\w-]+\s+){1,2}(?:cost|loss|error|entropy))?(?:\s*,\s*x(?=\s*:))?"
)
"""A loss beside the activation, and a condition: "with ReLU and quadratic cost, x:"."""
GIVES: Final = (
    r"(?:\s*,?\s*(?:instead|however|now|we|one|you|this|that|it|which|then|have|has|gets?|gives?|finds?|obtains?|is|so|simply|just|"
    r"(?:the|its|whose)\s+(?:derivative|slope|gradient)))*"
)
BEFORE: Final = re.compile(
    rf"(?:\b(?:for|with|using|of|take|takes|taking|choose|choosing|pick|is)\s+(?:(?:a|an|the)\s+)?|"
    rf"(?:^|\n|[.;|]|\s[*•-]\s)[\s*_\d.)-]*)(?:{ACTIVATION})\b{KIND}{LOSS}[*_\s]*[,:|–-]?{GIVES}[\s:,*_]*$",
    re.IGNORECASE,
)
BEHIND: Final = re.compile(
    rf"^\s*[,(]?\s*(?-i:for|if|when|with|in\s+(?:the\s+)?case\s+of)\s+(?:x\s+(?:is|=)\s+)?(?:(?:a|an|the)\s+)?"
    rf"(?:{ACTIVATION})\b",
    re.IGNORECASE,
)
HEADING: Final = re.compile(
    rf"^[\s\d.:)]*(?:the\s+)?(?:(?:derivative|gradient)\s+of\s+(?:the\s+)?)?(?:{ACTIVATION})\b{KIND}[\s:.]*$",
    re.IGNORECASE,
)
REACH: Final = 600
"""So many characters before a formula say something of it: a longer row of dots or bullets is a table."""
APART: Final = re.compile(r"\b(unlike|instead\s+of|rather\s+than|not|compared?|than|contrast)\b[^.;]*$", re.IGNORECASE)
"""Words that name an activation which a formula is not about."""


def named(pieces: Sequence[Piece], at: int) -> str:
    """The activation that words say a formula is about; empty where they say nothing."""
    for pattern, said in ((BEHIND, _behind(pieces, at)), (BEFORE, _before(pieces, at))):
        if (found := pattern.search(said)) is not None and not APART.search(said[: found.start() + 1]):
            return str(found.lastgroup)
    return ""


def titled(heading: str) -> str:
    """The activation that a section is about, by its heading.

    >>> titled("3. The hyperbolic tangent"), titled("Networks with tanh units")
    ('tanh', '')
    """
    found = HEADING.match(heading)
    return "" if found is None else str(found.lastgroup)


def _before(pieces: Sequence[Piece], at: int) -> str:
    """The words of the paragraph before a formula."""
    said: list[str] = []
    for piece in reversed(pieces[max(0, at - 3) : at]):
        if isinstance(piece, Prose):
            said.append(BLANK.split(piece.text.rstrip())[-1])
            if BLANK.search(piece.text.rstrip()):
                break
        elif isinstance(piece, Formula) and not piece.display:
            said.append(_spoken(piece))
        else:
            break
    return " ".join(reversed(said))[-REACH:]


def _behind(pieces: Sequence[Piece], at: int) -> str:
    """The words of the sentence that goes on behind a formula in it."""
    own = pieces[at]
    goes_on = isinstance(own, Formula) and not own.display
    return " ".join(_following(pieces[at + 1 : at + 4])) if goes_on else ""


def _following(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        match piece:
            case Prose(text=text):
                yield BLANK.split(text)[0]
                if BLANK.search(text):
                    return
            case Formula(display=False):
                yield _spoken(piece)
            case _:
                return


def _spoken(formula: Formula) -> str:
    r"""A formula in a sentence as a word: ``\tanh``, and a letter for any other."""
    word = re.fullmatch(r"\s*\\(?:(?:text|mathrm|operatorname)\{)?(\w+)\}?\s*", formula.text)
    return word[1] if word is not None and re.fullmatch(ACTIVATION, word[1], re.IGNORECASE) else "x"
