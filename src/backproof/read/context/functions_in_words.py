r"""Functions that only words define: "where $g$ is the sigmoid", "die Sigmoidfunktion $g$".

They hold in their section, and behind it where the words name no other activation than this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from backproof.read.context.supposing import sentence
from backproof.read.context.tongues import Words, any_of
from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.nodes import items, name_of
from backproof.read.vocabulary import FUNCTION_LETTERS
from backproof.syntax.tree import Node

SIGMA: Final = "sigma"
UNKNOWN: Final = ""
Named = Mapping[str, str]
"""The activations of the table of rules that letters stand for; a sigma may be none of those."""

ACTIVATIONS: Final[Mapping[str, str]] = {
    "tanh": r"tanh|(hyperbolic tangent|tangens hyperbolicus|tangente hyperbolique|tangente hiperbólica)"
    r"|гиперболическ\w+ тангенс\w*|双曲正切|双曲線正接",
    "sigmoid": r"(logistic |logistische |fonction )?sigm?o[iï]de?\w*|logistic|logistisch\w*|logistique|logística"
    r"|сигмоид\w*|логистическ\w+|シグモイド|S\s*型",
    "relu": r"ReLUs?|rectified linear|rectifier|redresseur|rectificadora",
    "softplus": r"soft[- ]?plus",
    "elu": r"ELU", "gelu": r"GELU", "silu": r"SiLU|swish",
    "softmax": r"soft[- ]?max", UNKNOWN: r"leaky|LReLU|PReLU|SELU|mish|step|identity|linear"
    r"|identité|identität|identidad|(arbitrary|any|some|generic|beliebige|quelconque|cualquiera|произвольная|任意)\b",
}  # fmt: skip
"""Words for activations by their names in the table; those without a name are others."""
ANY: Final = "|".join(
    rf"(?P<{name or 'other'}>(?<![A-Za-z])(?:{words})(?![A-Za-z]))" for name, words in ACTIVATIONS.items()
)
KINDS: Final[Words] = {
    "en": r"activation|transfer|squashing|function|non-?linearity|unit|curve",
    "de": r"\w*funktion",
    "fr": r"fonction|d'activation|activation",
    "es": r"función|de activación|activación",
    "ru": r"функци\w+|активации",
    "zh": r"激活函数|函数",
    "ja": r"活性化関数|関数",
}
IS: Final[Words] = {
    "en": r"is|are|denotes?|be|being|represents|stands for|means|will be|the|an?",
    "de": r"ist|sei|bezeichnet|die|der|den|eine?",
    "fr": r"est|désigne|soit|la|le|une?",
    "es": r"es|denota|sea|representa|la|el|una?",
    "ru": r"—|-|это|есть|обозначает",
    "zh": r"是|为|表示|即",
    "ja": r"は|を",
}
ADJECTIVES: Final[Words] = {
    "en": r"now|here|again|just|simply|usual|standard|element-?wise|familiar|well-known|common|our|still|the|an?|both",
    "de": r"hier|die|der|den|eine?|übliche|elementweise",
    "fr": r"ici|la|le|l'|une?|usuelle",
    "es": r"aquí|la|el|una?|usual",
    "ru": r"здесь|обычн\w+|поэлементн\w+",
    "zh": r"一个|逐元素的?|标准的?",
    "ja": r"標準的な",
}
BEHIND: Final = re.compile(
    rf"^\s*(?:=|{any_of(IS)})\s*(?:(?:{any_of(ADJECTIVES)}|{any_of(KINDS)})\s*)*(?:{ANY})", re.IGNORECASE
)
BEFORE: Final = re.compile(rf"(?:{ANY})\s*[- ]?(?:{any_of(KINDS)}\s*)*$", re.IGNORECASE)
IN_A_CASE: Final = re.compile(
    any_of(
        {
            "en": r"if|when|whenever|suppose|unless|not|e\.g|example|instance|could|may|might|either|neither|or|layers?"
            r"|versus|unlike|such as|instead|usually|often|sometimes",
            "de": r"wenn|falls|nicht|oder|schicht(en)?|beispiel\w*|könnte|kann|statt",
            "fr": r"si|pas|ou|couches?|exemple|peut",
            "es": r"si|no|o|capas?|ejemplo|puede",
            "ru": r"если|не|или|сло[йяе]\w*|например|может",
            "zh": r"如果|不|或|层|例如|可以",
            "ja": r"もし|ない|または|層|例えば",
        }
    ),
    re.IGNORECASE,
)
"""Words by which a sentence says it of a case, or of some layers."""
OF_IT: Final = re.compile(
    any_of(
        {
            "en": r"of|derivatives?|slope|gradient|inverse|like",
            "de": r"ableitung|der|wie",
            "fr": r"de|dérivée|comme",
            "es": r"de|derivada|como",
            "ru": r"производн\w+",
            "zh": r"导数|的",
            "ja": r"微分|の",
        }
    ),
    re.IGNORECASE,
)
"""Words directly before by which it is said of something else."""
CLAUSE: Final = re.compile(r"[,，、]|\bx\b")
NAMES: Final = re.compile(ANY, re.IGNORECASE)
END: Final = re.compile(r"[.;。；](?=\s|$)|\n\s*\n|\n\s*[-*•]\s")


def of_sections(pieces: Sequence[Piece], trees: Mapping[int, Node], first: int) -> Mapping[int, Named]:
    """What letters of functions stand for in each section, by the words alone; sections are counted from ``first``."""
    found: dict[int, dict[str, str]] = {}
    section, own, named = first, dict[str, set[str]](), set[str]()

    def settle() -> None:
        before = {} if own else found.get(section - 1, {})
        kept = {letter: name for letter, name in before.items() if named <= {name}}
        said = {letter: next(iter(names)) for letter, names in own.items() if len(names) == 1}
        found[section] = {letter: name for letter, name in {**kept, **said}.items() if name or letter == SIGMA}

    for at, piece in enumerate(pieces):
        match piece:
            case Heading(text=text):
                settle()
                section, own, named = section + 1, {}, set(_named(text))
            case Prose(text=text):
                named.update(_named(text))
            case Formula(display=False):
                for letter, name in _said(pieces, trees, at):
                    own.setdefault(letter, set()).add(name)
            case _:
                pass
    settle()
    return {section: named for section, named in found.items() if named}


def _named(words: str) -> Iterator[str]:
    """The activations that some words name."""
    return (UNKNOWN if found["other"] else str(found.lastgroup) for found in NAMES.finditer(words))


def _said(pieces: Sequence[Piece], trees: Mapping[int, Node], at: int) -> Iterator[tuple[str, str]]:
    """The letter that a formula is, with the activation that words around it call it."""
    parts = items(trees[at])
    letter = name_of(parts[0]) if len(parts) == 1 else None
    if letter not in FUNCTION_LETTERS:
        return
    before, behind = END.split(sentence(pieces, at))[-1], _behind(pieces, at)
    if (found := BEHIND.search(behind)) is not None:
        rest = f"{before} {behind[found.end() :]}"
    elif (found := BEFORE.search(before)) is not None:
        before = before[: found.start()]
        rest = f"{before} {behind}"
    else:
        return
    if not (IN_A_CASE.search(rest) or NAMES.search(rest) or OF_IT.search(CLAUSE.split(before)[-1])):
        yield letter, UNKNOWN if found["other"] else str(found.lastgroup)


def _behind(pieces: Sequence[Piece], at: int) -> str:
    """The words of the sentence behind a formula."""
    piece = pieces[at + 1] if at + 1 < len(pieces) else None
    return END.split(piece.text)[0] if isinstance(piece, Prose) else ""
