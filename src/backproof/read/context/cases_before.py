"""Conditions before a formula under which it holds: ``For $i \\neq j$ we have $...$``, ``If $z > 0$, $$...$$``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from backproof.read.context import clauses
from backproof.read.context.supposing import ORDERS, condition_before, row
from backproof.read.context.tongues import any_of
from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.grammar import condition
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import items
from backproof.read.lines import Line
from backproof.read.segments import LABELS
from backproof.read.terms.rewriting import has, occurrences
from backproof.read.terms.terms import Compare, Nabla, Num, Partial, Ref, Term, Unreadable
from backproof.records import replace
from backproof.syntax.tree import Node

FIRST = re.compile(rf"{any_of(clauses.FIRST_CASE)}\W*$", re.I)
SUPPOSES = re.compile(rf"{any_of(clauses.SUPPOSED)}\W*$", re.I)
CLOSES = re.compile(r"[^.。;:]{0,40}([.。;:]|\n\s*\n)")
"""A few words to the end of the sentence."""
PARAGRAPH = re.compile(r"\n\s*\n")
ENDS = re.compile(
    rf"{any_of(clauses.OTHERWISE)}|\b(in general|in both cases|conversely)\b|\b(now|next|instead)\W*$", re.I
)
"""Words for all values, or for others."""
LESS = frozenset({"<", "<=", "le", "leq"})
CASE_REACH = 60
"""A condition on indices holds for a formula that follows within so many characters of prose."""
PARAGRAPH_REACH = 80
"""A paragraph goes on with the case that it starts with for so many pieces: a longer one is a list."""


def case_before(pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]) -> Compare | None:
    """The comparison of two index letters in the words before a formula: ``For $i \\neq j$ we have $...$``.

    A paragraph that starts with a case, ``Let us start with $i = j$. ...``, goes on with it.
    """
    before = at - 1
    if before >= 0 and isinstance(words := pieces[before], Prose) and len(words.text.strip()) <= CASE_REACH:
        before -= 1
    places = (before, started) if (started := _started(pieces, at)) is not None else (before,)
    return next(filter(None, (_case(pieces, place, lexicon, trees) for place in places)), None)


def _started(pieces: Sequence[Piece], at: int) -> int | None:
    """The place of the formula with which the paragraph before a formula starts its cases."""
    for place in range(at - 1, max(0, at - PARAGRAPH_REACH), -1):
        match pieces[place - 1], pieces[place]:
            case Prose(text=words), Formula(display=False) if FIRST.search(words) is not None:
                return place
            case _, Formula(display=True) | Heading():
                return None
            case _, Prose(text=words) if PARAGRAPH.search(words.rstrip()) is not None:
                return None
            case _:
                pass
    return None


def _case(pieces: Sequence[Piece], before: int, lexicon: Lexicon, trees: Mapping[int, Node]) -> Compare | None:
    """The comparison of index letters that an inline formula is."""
    formula = pieces[before] if before >= 0 else None
    if not isinstance(formula, Formula) or formula.display:
        return None
    try:
        found = condition(items(trees[before]), lexicon)
    except Unreadable:
        return None
    sides = [side for side in (found.left, found.right) if not _is_label(side)]
    # What is compared with a label is a class, whatever its letter.
    one = len(sides) == 1 and found.relation in {"=", "!="} and isinstance(sides[0], Ref) and len(sides[0].key) == 1
    apart = found.relation == "!=" and len(sides) > 1 and isinstance(sides[1], Num) and _letter(sides[0])
    return found if one or apart or (sides and all(map(_letter, sides))) else None


def value_before(
    pieces: Sequence[Piece], at: int, lines: Sequence[Line], lexicon: Lexicon, trees: Mapping[int, Node]
) -> Compare | None:
    """The comparison of values in the sentence before a formula with some lines: ``For $z > 0$ we have $...$``."""
    before = condition_before(pieces, at)
    try:
        found = condition(items(trees[before]), lexicon) if before is not None else None
    except Unreadable:
        return None
    if found is None or found.relation not in ORDERS:
        return None
    varied = {part.by.base for line in lines for side in line.sides for part in occurrences(side, Partial)}
    return None if _counts(found, lexicon.computed | varied) else found


def value_in_row(
    pieces: Sequence[Piece], at: int, lines: Sequence[Line], lexicon: Lexicon, trees: Mapping[int, Node]
) -> Compare | None:
    """The comparison of values before the first display of a row, which goes on for derivatives in the others."""
    first = row(pieces, at)
    goes_on = first < at and any(line.head is not None and has(line.head, Partial, Nabla) for line in lines)
    return value_before(pieces, first, lines, lexicon, trees) if goes_on else None


def supposed(
    pieces: Sequence[Piece], at: int, last: Compare | None, lexicon: Lexicon, trees: Mapping[int, Node]
) -> Compare | None:
    """The comparison of values that a text goes on with behind some words: ``Assume that $z > 0$.`` supposes one."""
    words, formula, behind = (*pieces[at : at + 3], None, None, None)[:3]
    assert isinstance(words, Prose)
    last = None if ENDS.search(words.text) else last
    if not isinstance(formula, Formula) or formula.display or SUPPOSES.search(words.text) is None:
        return last
    if not isinstance(behind, Prose) or CLOSES.match(behind.text) is None:
        return last
    try:
        found = condition(items(trees[at + 1]), lexicon)
    except Unreadable:
        return last
    return found if found.relation in ORDERS and not _counts(found, lexicon.computed) else last


def under(lines: Sequence[Line], case: Compare | None) -> Sequence[Line]:
    """The lines of a formula under what is supposed, where they speak of derivatives."""
    speaks = case is not None and any(has(side, Partial, Nabla) for line in lines for side in line.sides)
    return [replace(line, case=case) if line.case is None else line for line in lines] if speaks else lines


def _counts(compare: Compare, values: Set[str]) -> bool:
    """Whether a comparison is one of letters that count, and not of ``values``: ``1 \\leq i \\leq n``, ``t < T``.

    The m of ``d < m`` is a margin, the s of ``s > 0`` a score where the formula differentiates by it.
    """
    small, big = (compare.left, compare.right) if compare.relation in LESS else (compare.right, compare.left)
    counting = [_letter(side) and not (isinstance(side, Ref) and side.base in values) for side in (small, big)]
    return any(counting) and (counting[0] or isinstance(small, Num)) and (counting[1] or _ends(big))


def _ends(term: Term) -> bool:
    """Whether a term may be how far letters count: a number, or a capital letter."""
    return isinstance(term, Num) or (isinstance(term, Ref) and term.base.isupper() and not term.subs)


def _is_label(term: Term) -> bool:
    """Whether a side of a condition is the label that others are compared with: ``k \\neq y``, ``k \\neq y_i``."""
    return isinstance(term, Ref) and term.base in LABELS and not term.sups and all(map(str.isalpha, term.subs))


def _letter(term: Term) -> bool:
    return isinstance(term, Ref) and term.base.rstrip("'") in INDEX_LETTERS and not term.subs and not term.sups
