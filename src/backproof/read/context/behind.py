"""Words behind a formula that attach conditions to it: ``$... = 1$ if $k = j$``, ``$...$ for $i = 1, 2$``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backproof.read.context.supposing import BLANK, SPECIAL
from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.grammar.grammar import condition
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import items
from backproof.read.grammar.quantifiers import ranged
from backproof.read.terms.terms import Compare, Num, Ref, Unreadable
from backproof.syntax.tree import Atom, Kind, Node

IF = re.compile(r"\s*(if|when|whenever|iff|only if|if and only if|for)\s*")
"""Words that go on with the sentence of a formula; a capital begins another sentence."""

SPECIALLY = re.compile(rf"\W*(for|if|when(ever)?|provided|für|falls|pour|si)\b[^.;:]{{0,40}}?{SPECIAL.pattern}")
"""Words for matrices of which more holds, which go on with the sentence of a formula."""

AND = re.compile(r"\s*(and|,|, and)\s*", re.IGNORECASE)


def attached(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]
) -> tuple[tuple[Compare, ...], bool]:
    """The conditions that words behind a formula attach to it (``$... = 1$ if $k = j$``), and whether one is unread."""
    found: list[Compare] = []
    while at + 2 < len(pieces):
        words, formula = pieces[at + 1], pieces[at + 2]
        joined = (
            isinstance(words, Prose) and not BLANK.search(words.text) and (AND if found else IF).fullmatch(words.text)
        )
        if not (joined and isinstance(formula, Formula) and not formula.display):
            break
        if (letter := ranged(items(trees[at + 2]))) is not None:
            # Elements that it holds for, of which it says nothing else; `$t = c$ for $c = 1, 2$` poses cases.
            return tuple(found), _ends_with(trees[at], letter)
        try:
            told = condition(items(trees[at + 2]), lexicon)
        except Unreadable:
            return (), True
        if found and not all(isinstance(side, Ref | Num) for side in (told.left, told.right)):
            # ``... if $i = j$ and $... = 0$ if $i \\neq j$``: the next claim.
            break
        found.append(told)
        at += 2
    return tuple(found), False


def is_special(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the words behind a formula limit it to matrices of which more holds: ``for symmetric $W$``."""
    words = pieces[at + 1] if at + 1 < len(pieces) else None
    return isinstance(words, Prose) and SPECIALLY.match(words.text) is not None


def _ends_with(tree: Node, letter: Node) -> bool:
    """Whether a formula ends with a letter alone."""
    match items(tree)[-1:]:
        case (Atom(Kind.LETTER, text),):
            return isinstance(letter, Atom) and text == letter.text
        case _:
            return False
