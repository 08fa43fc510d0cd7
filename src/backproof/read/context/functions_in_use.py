r"""The one activation of a document whose words say that its units use it: "all neurons use the sigmoid function".

So does "the sigmoid function has a nice property" before what is said of a letter. That letter is the only function
that the document applies without a name, and its words name no other activation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from backproof.read.context.functions_in_words import ANY, KINDS, NAMES, SIGMA, UNKNOWN, Named
from backproof.read.context.tongues import Words, any_of
from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.nodes import items, name_of, subtrees
from backproof.read.vocabulary import FUNCTION_LETTERS
from backproof.syntax.tree import Fence, Node, Row, Script

UNITS: Final[Words] = {
    "en": r"neurons?|units?|nodes?|layers?|network|we",
    "de": r"neuronen|einheiten|schichten|netz\w*|wir",
    "fr": r"neurones?|unités?|couches?|réseau|nous",
    "es": r"neuronas?|unidades|capas?|red",
    "ru": r"нейрон\w*|сло\w+|сет\w+|мы",
    "zh": r"神经元|单元|层|网络|我们",
    "ja": r"ニューロン|ユニット|層",
}
USE: Final[Words] = {
    "en": r"uses?|apply|applies|have|has|employs?",
    "de": r"verwende\w*|benutz\w+|nutz\w+|hat|haben",
    "fr": r"utilise\w*|utilisons",
    "es": r"usan?|utiliza\w*",
    "ru": r"использу\w+",
    "zh": r"使用|采用|都用|用",
    "ja": r"使う|用いる",
}
HAS: Final[Words] = {
    "en": r"has|satisfies",
    "de": r"hat|erfüllt",
    "fr": r"a|possède|vérifie",
    "es": r"tiene|cumple",
    "ru": r"обладает|имеет",
    "zh": r"有|具有|满足",
    "ja": r"には",
}
BETWEEN: Final = r"[^.;。；,，]{0,40}?"
USED: Final = re.compile(
    rf"(?:{any_of(UNITS)}){BETWEEN}(?:{any_of(USE)})\s*(?:the|an?|die|la|le)?\s*(?:{ANY})",
    re.IGNORECASE,
)
TOLD: Final = re.compile(
    rf"(?:^|[.。]\s*|\n)(?:(?:the|die|la)\s+)?(?:{ANY})\s*(?:{any_of(KINDS)})?\s*(?:{any_of(HAS)})\s*(?:an?|eine?|une?|una|一个)",
    re.IGNORECASE,
)
HEDGED: Final = re.compile(
    any_of(
        {
            "en": r"if|when|unless|not|or|e\.g|example|instance|could|may|might|can|often|usually|sometimes",
            "de": r"wenn|falls|nicht|oder|beispiel\w*|könnte\w*|kann|können|oft",
            "fr": r"si|pas|ou|exemple|peu\w+|souvent",
            "es": r"si|no|o|ejemplo|puede\w*",
            "ru": r"если|не|или|например|мо\w+",
            "zh": r"如果|若|不|或|例如|可以|常",
            "ja": r"もし|ない|または|例えば",
        }
    ),
    re.IGNORECASE,
)
SENTENCE: Final = re.compile(r"[^.;。；]*")


def everywhere(
    pieces: Sequence[Piece], trees: Mapping[int, Node], first: int, named: Mapping[int, Named]
) -> Mapping[int, Named]:
    """What letters of functions stand for in each section; by such words the same in all of them, from ``first`` on."""
    said = {} if named else {name for piece in pieces if isinstance(piece, Prose) for name in _said(piece.text)}
    if len(said) != 1:
        return named
    words = " ".join(piece.text for piece in pieces if isinstance(piece, Prose | Heading))
    others = {found.lastgroup for found in NAMES.finditer(words)}
    letters = {
        letter for at, piece in enumerate(pieces) if isinstance(piece, Formula) for letter in _applied(trees[at])
    }
    if others != said or len(letters) != 1:
        return named
    meant = dict(zip(letters, said, strict=True))
    return {first + at: meant for at in range(sum(isinstance(piece, Heading) for piece in pieces) + 1)}


def _said(text: str) -> Iterator[str]:
    """The activations that the sentences of some words say are used."""
    for sentence in SENTENCE.findall(text) if NAMES.search(text) else ():
        found = USED.search(sentence) or TOLD.search(sentence)
        if found is not None and not HEDGED.search(sentence):
            yield next(name for name, word in found.groupdict().items() if word)


def _applied(tree: Node) -> Iterator[str]:
    """The letters of functions that a formula applies, sigmas left out."""
    for node in subtrees(tree):
        for before, part in pairwise(items(node) if isinstance(node, Row) else ()):
            base = before.base if isinstance(before, Script) and before.sub is None else before
            letter = name_of(base)
            if isinstance(part, Fence) and letter in FUNCTION_LETTERS - {SIGMA, UNKNOWN}:
                yield letter
