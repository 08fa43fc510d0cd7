r"""Words that take something out of what is differentiated: "ignoring $\epsilon$", "we treat the target as a constant".

What they say is left out is in the definitions all the same, so that no difference from these refutes the lines of the
sentence. What is left out of the notation alone, an index or an argument, changes no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.context import clauses, tongues
from backproof.read.context.other_losses import UNWRITTEN, meant
from backproof.read.context.supposing import is_size, row, sentence
from backproof.read.context.tongues import any_of
from backproof.read.extract.pieces import Formula, Piece
from backproof.read.lines import Line
from backproof.read.terms.terms import Partial, Ref

SAID: Final = "the words before it leave something out that the definitions have"
HELD: Final = "the words before it hold something fixed that the definitions compute"
OTHER: Final = "the words before it speak of another model than the one that is written"
NEAR: Final = "the words before it say that it holds for small or large values"
ALONE: Final = "the words before it speak of a special case"
SIZED: Final = "it holds for the size in the words before it, which are not read"
POSED: Final = re.compile(rf"{any_of(clauses.CONDITION)}\s+x\b[^.;。]*$", re.IGNORECASE)
OF_NOTATION: Final = re.compile(any_of(tongues.OF_NOTATION), re.IGNORECASE)
GOES_ON: Final = (
    r"[^.;。]*([.;。]\s*((then|thus|hence|so|therefore|in (this|that) case|we|this|it|you)\b[^.;。]{0,40})?)?$"
)
"""The rest of a sentence, and the beginning of one that draws a conclusion from it."""
WORDS: Final = {
    SAID: re.compile(any_of(tongues.LEFT_OUT) + GOES_ON, re.IGNORECASE),
    HELD: re.compile(any_of(tongues.HELD) + GOES_ON, re.IGNORECASE),
    NEAR: re.compile(any_of(tongues.NEAR) + GOES_ON, re.IGNORECASE),
    ALONE: re.compile(any_of(tongues.SPECIAL) + GOES_ON, re.IGNORECASE),
}
KIND: Final = r"(linear|identity|logistic|softmax|sigmoid\w*|tanh|relu|rectif\w+)"
ANOTHER: Final = re.compile(
    r"\b(instead(?! of)|alternatively|a\s+different|another"
    r"|(if|now|when)\b[^.;]*\b(let|suppose|assume|switch|replace|change|choose|were|had"
    rf"|(is|are)\s+((a|an|the)\s+)?{KIND}))\b{GOES_ON}",
    re.IGNORECASE,
)
"""Words for another model. What comes next, "now consider", is one of the same."""
MODELS: Final = frozenset({OTHER, UNWRITTEN})
"""What limits a line to another model: it defines nothing for the lines around it."""
SEVERED: Final = re.compile(any_of(tongues.SEVERED), re.IGNORECASE)
"""Words for a path that no gradient goes along, which hold for what follows in the section."""


def severs(words: str) -> bool:
    """Whether words say that no gradient goes along some path.

    >>> severs("a semi-gradient method"), severs("a gradient method")
    (True, False)
    """
    return SEVERED.search(words) is not None


def marked(
    found: Sequence[Line], before: Sequence[Line], pieces: Sequence[Piece], at: int, *, severed: bool
) -> Iterator[Line]:
    """The lines of a formula; those behind such words refute nothing, and no words give an error another meaning."""
    words = sentence(pieces, at)
    first = row(pieces, at)
    said = HELD if severed else reason(words) or (reason(sentence(pieces, first)) if first != at else "")
    said = said or (SIZED if _is_sized(before, words) else "")
    said = "" if said == ALONE and _is_written(pieces, at) else said
    for line in found:
        is_error = isinstance(line.head, Ref) and isinstance(meant(line.head, before), Partial)
        limits = OTHER if is_error and (said or ANOTHER.search(words)) else said
        told = replace(line.said, anew=False) if is_error and line.said.anew else line.said
        yield replace(line, said=told, limited=line.limited or limits) if limits or told is not line.said else line


def _is_written(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a formula in the text says what the case is: the one behind the words, or one before: ``a = z``."""
    near = [piece for piece in pieces[max(at - 2, 0) : at + 1] if isinstance(piece, Formula)]
    return any(not piece.display and "=" in piece.text for piece in near)


def _is_sized(before: Sequence[Line], words: str) -> bool:
    """Whether the sentence of a formula began with a condition on a size: ``For $|B| = 1$ the step is``."""
    return POSED.search(words) is not None and any(line.said.posed and is_size(line) for line in before[-2:])


def reason(words: str) -> str:
    """What the last sentence of some words leaves out; empty where it leaves out nothing.

    >>> reason("Ignoring $\\\\epsilon$, we get") == SAID, reason("Ignoring the index of the sample, we get")
    (True, '')
    """
    found = ((said, pattern.search(words)) for said, pattern in WORDS.items())
    return next((said for said, match in found if match is not None and not OF_NOTATION.search(match[0])), "")
