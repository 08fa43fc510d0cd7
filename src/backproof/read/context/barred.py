r"""Words that say what a bar over a name means: "a bar denotes the gradient of the loss", "write $\bar v$ for $\partial
L/\partial v$"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.grammar import read
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import items, name_of, strip
from backproof.read.terms.terms import Partial, Ref, Term, Unreadable
from backproof.records import dataclass
from backproof.syntax.tree import Node, Script

BAR: Final = "\\bar{"
"""How the names begin that have a bar."""
SIGN: Final = re.compile(r"\b(over)?bar(s|red)?\b|\boverlines?\b|\bQuerstriche?\b|\bbarres?\b", re.IGNORECASE)
GRADIENT: Final = (
    r"(?:\b(?:derivatives?|gradients?|adjoints?|sensitivit(?:y|ies)|cotangents?|Ableitung(?:en)?|Gradient(?:en)?"
    r"|dérivées?|gradients)\b|⟨slope \d+⟩)"
)
GAP: Final = r"(?:[^.;:⟨]|⟨name \d+⟩|⟨other⟩){0,60}?"
OF: Final = re.compile(
    r"\b(?:derivatives?|gradients?|Ableitung(?:en)?|dérivées?)\s+(?:of|von|de)\s+(?:[a-zäéü]+\s+){0,3}⟨name (\d+)⟩",
    re.IGNORECASE,
)
"""What is differentiated, where the words say it by a letter: "the derivative of the loss $E$"."""
MEANS: Final = (
    r"\b(?:(?:is|are|be|for|as|to)\b|(?:denot|mean|stand|indicat|represent|signif|mark|bezeichn|bedeut|steh|désign)\w*)"
)
SAID: Final = (
    re.compile(rf"(?:{SIGN.pattern})[^.;]{{0,80}}?{MEANS}{GAP}{GRADIENT}", re.IGNORECASE),
    re.compile(rf"⟨bar⟩\s*,?\s*(?:to\s+)?{MEANS}{GAP}{GRADIENT}", re.IGNORECASE),
    re.compile(
        rf"\b(?:writ|denot|abbreviat|bezeichn|schreib|not)\w*\b{GAP}{GRADIENT}[^.;:]{{0,60}}?\b(?:by|as|mit|als|par)\s+"
        rf"(?:⟨bar⟩|{SIGN.pattern}|an?\s+(?:over)?bar)",
        re.IGNORECASE,
    ),
)
OTHER: Final = re.compile(
    r"\b(not?|without|stop\w*|detach\w*|targets? (networks?|weights?)|averag\w*"
    r"|mean (of|over|value|gradient|derivative)"
    r"|(the|an?|sample|batch) mean|means? over|cent(re|er)\w*|running|moving|complex|conjugate|complement"
    r"|bar (charts?|plots?|graphs?)|Mittelwert\w*|moyenne)\b",
    re.IGNORECASE,
)
"""Words of a sentence in which a bar is something else."""


@final
@dataclass(frozen=True, slots=True)
class Bars:
    """What bars are gradients of; None where the words say "the loss"."""

    loss: Ref | None = None


def gradients(pieces: Sequence[Piece], trees: Mapping[int, Node], lexicon: Lexicon) -> Bars | None:
    """Of what bars are gradients by the words of a document; None where these do not say it."""
    barred = (r"\bar" in piece.text or r"\overline" in piece.text for piece in pieces if isinstance(piece, Formula))
    if not any(barred):
        return None
    text = " ".join(_said(at, piece, trees, lexicon) for at, piece in enumerate(pieces))
    for sentence in re.split(r"[.;](?=\s)|\n\s*\n", text):
        found = next(filter(None, (pattern.search(sentence) for pattern in SAID)), None)
        if found is not None and OTHER.search(sentence) is None:
            slope, of = re.search(r"⟨slope (\d+)⟩", found[0]), OF.search(sentence, found.start())
            if slope is not None:
                return Bars(_slope(trees[int(slope[1])], lexicon))
            return Bars(None if of is None else _loss(trees[int(of[1])], lexicon))
    return None


def _said(at: int, piece: Piece, trees: Mapping[int, Node], lexicon: Lexicon) -> str:
    """A piece as its words; for a formula in a sentence what it is."""
    match piece:
        case Prose(text=text):
            return text
        case Formula(display=False) if (name := _name(trees[at])) is not None:
            return "⟨bar⟩" if name.startswith(BAR) else f"⟨name {at}⟩"
        case Formula(display=False) if _slope(trees[at], lexicon) is not None:
            return f"⟨slope {at}⟩"
        case Formula(display=False):
            return "⟨other⟩"
        case Formula() | Heading():
            return "\n\n"


def _name(tree: Node) -> str | None:
    """The name that a formula is, whatever its scripts."""
    match strip(items(tree)):
        case (Script(base),):
            return name_of(base)
        case (node,):
            return name_of(node)
        case _:
            return None


def _loss(tree: Node, lexicon: Lexicon) -> Ref | None:
    """The name that a formula is, as a quantity."""
    term = _term(tree, lexicon)
    return term if isinstance(term, Ref) else None


def _slope(tree: Node, lexicon: Lexicon) -> Ref | None:
    """What a formula is the derivative of, where it is one and nothing else."""
    match _term(tree, lexicon):
        case Partial(Ref() as of):
            return of
        case _:
            return None


def _term(tree: Node, lexicon: Lexicon) -> Term | None:
    try:
        return read(items(tree), lexicon)
    except Unreadable:
        return None
