r"""Derivatives and sums that words give a name: "let $\delta_i$ denote $\partial E/\partial a_i$".

Neither formula relates anything; the words between them do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from backproof.read.context.losses_in_words import ReadAt
from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Big, Nabla, Partial, Ref, Term
from backproof.records import replace

CALLED: Final = (
    r"(?:\s*\b(?:the|its|this|a|an|our|following|quantity|value|expression|term|error|partial|derivatives?|gradients?"
    r"|die|der|das|den|Größe|Ableitung|la|le|el|quantité|cantidad|dérivée|derivada|partielle|parcial)\b)*\s*"
)
DENOTES: Final = re.compile(
    rf"\s*(?:to\s+|shall\s+|will\s+)?(?:denotes?|denoting|represents?|stands?\s+for|abbreviates?|bezeichnet|bezeichne"
    rf"|désigne|denota){CALLED}",
    re.IGNORECASE,
)
FOR: Final = re.compile(rf"\s*(?:for|für|pour|para){CALLED}", re.IGNORECASE)
WRITES: Final = re.compile(r"\b(?:writes?|writing|schreiben|écrivons|escribimos)\s*$", re.IGNORECASE)
BY_FIRST: Final = re.compile(r"\b(?:denoted?|denoting|denotamos|notons)\s+(?:by|with|con|par)\s*$", re.IGNORECASE)
NAMED: Final = re.compile(CALLED, re.IGNORECASE)
GIVES: Final = re.compile(
    rf"\b(?:denote|denoting|abbreviate|abbreviating|bezeichnen|notons|denotamos)(?:\s+(?:wir|also))?{CALLED}$",
    re.IGNORECASE,
)
BY: Final = re.compile(r"\s*(?:simply\s+|just\s+)?(?:by|as|with|mit|par|por|con)\s*", re.IGNORECASE)
BARS: Final = ("\\bar", "\\overline")
"""What such words say of a bar over one name they say of it over all."""
LONGEST: Final = 80
"""So many characters of words stand between two formulas at most."""


def defined(lines: Sequence[Line], pieces: Sequence[Piece], at: int, read: ReadAt) -> Sequence[Line]:
    """The lines of a formula; behind such words the one that defines the name. ``read`` reads a formula by its number,
    as a display where that is asked for."""
    if any(line.relation for line in lines):
        return lines
    match pieces[max(0, at - 3) : at + 1]:
        case [*earlier, Formula(display=False), Prose(text=between), Formula(display=False)] if len(between) < LONGEST:
            before = earlier[-1].text if earlier and isinstance(earlier[-1], Prose) else ""
        case _:
            return lines
    first_names = DENOTES.fullmatch(between) or (WRITES.search(before) and FOR.fullmatch(between))
    if first_names or (BY_FIRST.search(before) and NAMED.fullmatch(between)):
        name, value = at - 2, at
    elif GIVES.search(before) and BY.fullmatch(between):
        name, value = at, at - 2
    else:
        return lines
    heads, sides = read(name, display=True), read(value, display=True)
    head, side = _alone(heads), _alone(sides)
    if not isinstance(head, Ref) or side is None or not has(side, Partial, Nabla, Big) or head.base.startswith(BARS):
        return lines
    span = (heads if name == at else sides)[0].span
    return [replace(sides[0], head=head, relation="=", display=False, span=span)]


def _alone(lines: Sequence[Line]) -> Term | None:
    """The only side that a formula has, where it is read and relates nothing."""
    match lines:
        case [Line(head=None, relation="", side=side, problem=None)]:
            return side
        case _:
            return None
