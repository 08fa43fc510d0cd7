r"""Losses that words introduce without a letter: "the loss is $\frac12 (y - t)^2$", then ``\partial L/\partial w``.

Such a formula relates nothing; the words before it do. They define the loss whose derivatives follow in the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from backproof.read.context.supposing import sentence
from backproof.read.context.tongues import Words, any_of
from backproof.read.extract.pieces import Formula, Heading, Piece
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Call, Nabla, Partial, Plus, Raise, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS
from backproof.records import replace

LOSSES: Final[Words] = {
    "en": r"(loss|cost|objective|error|risk|criterion)([- ]functions?)?|minimi[sz](e|es|ing)",
    "de": r"\w*(verlust|kosten|ziel|fehler)(funktion)?|minimier(en|t)",
    "fr": r"(perte|coût)|fonction (de (perte|coût)|objectif)|minimis(e|ons|ant)",
    "es": r"(pérdida|coste|costo)|función (de (pérdida|coste|costo)|objetivo)|minimiza(mos|r)?",
    "zh": r"损失(函数)?|代价(函数)?|目标函数|最小化",
    "ja": r"損失(関数)?|目的関数|誤差関数",
}
"""What is made small."""
JOINED: Final[Words] = {
    "en": r"is|be|as|now|here|then|therefore|given|by|defined|the|usual|simply|just",
    "de": r"ist|lautet|sei|nun|jetzt|hier|also|gegeben|durch|die|der|den",
    "fr": r"est|soit|donc|maintenant|ici|donnée?|par|la|le",
    "es": r"es|sea|ahora|aquí|dada|por|la|el",
    "zh": r"是|为|定义为",
    "ja": r"は|を|が",
}
"""What may stand between that and the formula."""
DEFINES: Final = re.compile(rf"{any_of(LOSSES)}\s*({any_of(JOINED)}\s*)*[:,=]?\s*$", re.IGNORECASE)
OTHER: Final[Words] = {
    "en": r"not|derivatives?|gradients?|differentia\w+|slope|terms?|parts?|penalty|regulari[sz]\w+|if|were|would|had"
    r"|instead of|unlike|rather|maximi[sz]\w+|per|each|every|single|total|old|before|earlier|whose|lower|upper|bound",
    "de": r"nicht|kein\w*|ableitung\w*|gradient\w*|terme?|teile?|straf\w+|regularisier\w+|wenn|wäre|statt|je"
    r"|jed\w+|gesamt\w*",
    "fr": r"pas|dérivée?s?|gradients?|termes?|parties?|pénalité|régularis\w+|si|était|chaque|totale?",
    "es": r"no|derivadas?|gradientes?|términos?|partes?|penalización|regulariza\w+|si|fuera|cada|total",
    "zh": r"导数|梯度|不|如果|每|总|正则",
    "ja": r"微分|勾配|ない|もし|各|正則",
}
"""Words by which the sentence speaks of something else than the whole loss, or of a loss that is none."""
ANOTHER: Final = re.compile(
    any_of(
        {
            "en": r"now|instead|alternatively|this time|another|different",
            "de": r"nun|jetzt|stattdessen|ander\w+",
            "fr": r"maintenant|autre",
            "es": r"ahora|otra",
            "zh": r"现在|另",
            "ja": r"今度|次に|別",
        }
    ),
    re.IGNORECASE,
)
NONE: Final = re.compile(any_of(OTHER), re.IGNORECASE)
ENDS: Final = re.compile(r"[.;!?。；]")
FEWEST: Final = 2
"""A loss without a known function compares so many names."""


class ReadAt(Protocol):
    """Reads a formula by its number."""

    def __call__(self, at: int, *, display: bool) -> list[Line]: ...


def defined(
    lines: Sequence[Line], text: Sequence[Line], pieces: Sequence[Piece], at: int, read: ReadAt
) -> Sequence[Line]:
    """The lines of a formula; behind such words the one that defines the loss of what follows.

    ``text``: the lines before it. ``read`` reads a formula by its number, as a display where that is asked for.
    """
    if any(line.relation for line in lines) or not _calls_loss(pieces, at):
        return lines
    alone = read(at, display=True)
    side = alone[0].side if len(alone) == 1 and alone[0].problem is None else None
    if side is None or not _compares(side):
        return lines
    behind = list(_behind(pieces, at, read))
    # A section may go on with another loss under one letter, where it says so.
    before = () if _says_another(pieces, at) else (line for line in text if line.section == alone[0].section)
    known = {line.head.base for line in (*before, *behind) if isinstance(line.head, Ref)}
    letter = next((each for each in _differentiated(behind) if each not in known), None)
    if letter is None:
        return lines
    head = Ref(letter, (), (), side.span)
    return [replace(alone[0], head=head, relation="=", display=_is_display(pieces[at]))]


def _calls_loss(pieces: Sequence[Piece], at: int) -> bool:
    said = ENDS.split(sentence(pieces, at))[-1]
    return DEFINES.search(said) is not None and NONE.search(said) is None


def _says_another(pieces: Sequence[Piece], at: int) -> bool:
    return ANOTHER.search(ENDS.split(sentence(pieces, at))[-1]) is not None


def _is_display(piece: Piece) -> bool:
    return isinstance(piece, Formula) and piece.display


def _compares(side: Term) -> bool:
    """Whether a term is a loss of something: a function that the field knows, or a sum or a power of several names."""
    names = {ref.key for ref in references(side)}
    parts = list(walk(side))
    taken = any(isinstance(part, Partial | Nabla) for part in parts)
    known = any(isinstance(part, Call) and part.name.base in FUNCTION_WORDS for part in parts)
    several = len(names) >= FEWEST and any(isinstance(part, Plus | Raise | Big) for part in parts)
    return bool(names) and not taken and (known or several)


def _behind(pieces: Sequence[Piece], at: int, read: ReadAt) -> Iterator[Line]:
    """The lines of the section behind a formula."""
    for number, piece in enumerate(pieces[at + 1 :], at + 1):
        if isinstance(piece, Heading):
            return
        if isinstance(piece, Formula):
            yield from read(number, display=piece.display)


def _differentiated(lines: Sequence[Line]) -> Iterator[str]:
    """The letters of losses whose derivatives stand in lines, as they come."""
    parts = (part for line in lines for term in line.sides for part in walk(term))
    taken = (part.of for part in parts if isinstance(part, Partial | Nabla))
    yield from (of.base for of in taken if isinstance(of, Ref) and of.key in LOSS_LETTERS)
