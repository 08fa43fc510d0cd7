"""Words behind a formula that attach conditions to it: ``$... = 1$ if $k = j$``, ``$...$ for $i = 1, 2$``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backproof.read.context import clauses
from backproof.read.context.supposing import BLANK, ORDERS, SPECIAL
from backproof.read.context.tongues import any_of
from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.grammar.grammar import condition, read
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import items
from backproof.read.grammar.quantifiers import ranged
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Branches, Call, Compare, Num, Ref, Term, Unreadable
from backproof.records import replace
from backproof.syntax.tree import Atom, Kind, Node

IF = re.compile(rf"\s*,?\s*{any_of(clauses.BEHIND)}\s*")
"""Words that go on with the sentence of a formula; a capital begins another sentence."""
LEADS_ON = re.compile(rf"[\s,]*{any_of(clauses.LEADS)}")
WHERE = re.compile(r"\s*where\s*")
"""It begins a condition before an inequality, and what a name means before an equation."""

SPECIALLY = re.compile(rf"\W*(for|if|when(ever)?|provided|für|falls|pour|si)\b[^.;:]{{0,40}}?{SPECIAL.pattern}")
"""Words for matrices of which more holds, which go on with the sentence of a formula."""

AND = re.compile(r"\s*(and|,|, and)\s*", re.IGNORECASE)

ELSEWHERE = re.compile(rf"\s*[,;]?\s*((and|or)\s+)?({any_of(clauses.OTHERWISE)})\s*,?\s*")
"""Words between a condition and the value where it does not hold."""
IS_ELSEWHERE = re.compile(rf"\s*,?\s*{any_of(clauses.OTHERWISE)}")
"""Words behind the value where a condition does not hold: ``and $0$ otherwise``."""


def attached(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]
) -> tuple[tuple[Compare, ...], bool]:
    """The conditions that words behind a formula attach to it (``$... = 1$ if $k = j$``), and whether one is unread."""
    found: list[Compare] = []
    while at + 2 < len(pieces):
        formula = pieces[at + 2]
        said = _said(pieces, at)
        where = WHERE.fullmatch(said) is not None and not found
        joined = where or (AND if found else IF).fullmatch(said)
        if not (joined and isinstance(formula, Formula) and not formula.display):
            break
        if where and not _compares(trees[at + 2], lexicon):
            break
        if "," in said and not found and _leads_on(pieces, at + 2):
            return (), True
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


def _said(pieces: Sequence[Piece], at: int) -> str:
    """The words behind a formula in its own paragraph; a sentence goes on behind a display across a blank line."""
    formula, words = pieces[at : at + 2]
    if not isinstance(words, Prose):
        return "\n\n"
    displayed = isinstance(formula, Formula) and formula.display
    text = words.text.lstrip() if displayed else words.text
    return "\n\n" if not text or BLANK.search(text) else text


def _leads_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the words behind a condition go on with what holds under it: ``$a$, if $b$, then $c$``."""
    words = pieces[at + 1] if at + 1 < len(pieces) else None
    return isinstance(words, Prose) and LEADS_ON.match(words.text) is not None


def _compares(tree: Node, lexicon: Lexicon) -> bool:
    """Whether a formula is an inequality."""
    try:
        return condition(items(tree), lexicon).relation != "="
    except Unreadable:
        return False


def by_cases(line: Line, pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]) -> Line:
    """A line that words part into cases, as a definition by cases: ``$s(z) = 1$ if $z > 0$ and $0$ otherwise``.

    Without a value for the other case, it is parted where a condition is one on what a function is applied to.
    """
    told = _condition(pieces, at, lexicon, trees)
    if told is None or line.display or line.side is None or line.head is None:
        return line
    other = _elsewhere(pieces, at + 2, lexicon, trees)
    if other is None and not (isinstance(line.head, Call) and _is_of(told, line.head)):
        return line
    rows: tuple[tuple[Term, tuple[Compare, ...]], ...] = ((line.side, (told,)),)
    side = Branches(rows if other is None else (*rows, (other, ())), line.side.span)
    return replace(line, side=side, conditions=(), said=replace(line.said, hedged=False))


def _condition(pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]) -> Compare | None:
    """The condition on a value that words behind a formula attach to it."""
    match pieces[at + 1 : at + 3]:
        case (Prose(text=words), Formula(display=False)) if IF.fullmatch(words) and not BLANK.search(words):
            try:
                told = condition(items(trees[at + 2]), lexicon)
            except Unreadable:
                return None
            return told if told.relation in ORDERS else None
        case _:
            return None


def _elsewhere(pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]) -> Term | None:
    """The value that words behind a condition give where it does not hold."""
    match pieces[at + 1 : at + 4]:
        case (Prose(text=words), Formula(display=False), *behind) if not BLANK.search(words):
            after = behind[0].text if behind and isinstance(behind[0], Prose) else ""
            if not (ELSEWHERE.fullmatch(words) or (AND.fullmatch(words) and IS_ELSEWHERE.match(after))):
                return None
            try:
                return read(items(trees[at + 2]), lexicon)
            except Unreadable:
                return None
        case _:
            return None


def _is_of(told: Compare, head: Call) -> bool:
    """Whether a condition is one on what a function is applied to."""
    names = {ref.key for argument in head.arguments for ref in references(argument)}
    return bool(names) and {ref.key for side in (told.left, told.right) for ref in references(side)} <= names


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
