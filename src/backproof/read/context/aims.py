"""What the words say is made as large, or as small, as can be: where steps go, up an objective or down a loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import final

from backproof.read.extract.pieces import Formula, Heading, Piece
from backproof.records import dataclass

SENTENCE = re.compile(r"(?<=[.!?])\s|(?<=。)|\n\s*\n")
ASCENT = re.compile(
    r"\bascen(d|t)|\buphill\b|\bclimb|\bbergauf|\b(gradienten)?aufstieg|\bmontée de gradient|\bascenso|\bascens"
    r"|\bexpected (\w+ )?(reward|return)\b|\berwartete\w* (belohnung|ertrag)|\brécompense (moyenne|attendue)"
    r"|\brecompensa esperada|梯度上升|勾配上昇|期望奖励|期待報酬",
    re.IGNORECASE,
)
"""Steps that go up, and what everybody makes as large as can be."""
MAXIMUM = re.compile(r"\bmaximi[sz]|\bmaximier|最大化", re.IGNORECASE)
MINIMUM = re.compile(r"\bdescen(d|t)|\bminimi[sz]|\bminimier|最小化", re.IGNORECASE)
OBJECTIVE = re.compile(
    r"likelihood|probabilit|evidence|posterior|objective|reward|\breturns?\b|utility|lower bound|\belbo\b"
    r"|wahrscheinlichkeit|zielfunktion|belohnung|vraisemblance|récompense|verosimilitud|recompensa"
    r"|似然|概率|奖励|目标函数|尤度|確率|報酬|目的関数"
    r"|\$\s*(\\log|\\ell|\\mathcal\s*\{?\s*\\?[LJ]|[LJl])(?![A-Za-z])",
    re.IGNORECASE,
)
"""Words and letters for what is climbed: a pooling that maximises over a window, or a margin, is none of these."""


COST = re.compile(
    r"loss|\bcosts?\b|error|\brisk\b|energy|penalt|entropy|\bregress|verlust|kosten|fehler|\bperte|\bcoût|\berreur"
    r"|\bpérdida|\bcoste|\bcusto|损失|損失|误差|誤差|コスト|代价",
    re.IGNORECASE,
)
"""Words for what is made as small as can be."""
LIKELIHOOD = re.compile(
    r"(?<!negative )(?<!neg )(?<!minus )\blog[- ]?likelihood\s+(?:function\s+)?(?:is\s+|of the data is\s+)?\$\s*"
    r"(\\mathcal\s*\{?\s*\\?[LJ]\}?|\\ell|[LJl]{1,2})(?![A-Za-z])",
    re.IGNORECASE,
)
"""The letter that words call a logarithm of a likelihood."""


@final
@dataclass(frozen=True, slots=True)
class Aims:
    """What the words say of where steps go.

    ``climbs``: something is made as large as can be. ``descends``: something is made small, or that is left open.
    ``costs``: they speak of what everybody makes small. ``likelihoods``: letters that they call one.
    """

    climbs: bool = False
    descends: bool = False
    costs: bool = False
    likelihoods: frozenset[str] = frozenset()


def aims(pieces: Iterable[Piece]) -> Aims:
    """Whether something is made as large as can be, and whether that leaves open that a loss is made small."""
    said = list(sentences(pieces))
    climbs = any(ASCENT.search(each) or MAXIMUM.search(each) for each in said)
    surely = any(ASCENT.search(each) or (MAXIMUM.search(each) and OBJECTIVE.search(each)) for each in said)
    down = any(MINIMUM.search(each) for each in said)
    named = frozenset(_letter(found[1]) for each in said for found in LIKELIHOOD.finditer(each))
    costs = down or any(COST.search(each) for each in said)
    return Aims(climbs, down or (climbs and not surely), costs, named)


def _letter(written: str) -> str:
    """A letter as names have it."""
    return written.replace(" ", "").removeprefix("\\") if "{" not in written else written.replace(" ", "")


def sentences(pieces: Iterable[Piece]) -> Iterator[str]:
    """The sentences of a document with their formulas between dollar signs."""
    text = ""
    for piece in pieces:
        match piece:
            case Heading(text=words):
                yield from SENTENCE.split(text)
                yield words
                text = ""
            case Formula(text=formula):
                text += f" ${formula}$ "
            case _:
                text += piece.text
    yield from SENTENCE.split(text)
