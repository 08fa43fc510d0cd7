"""Cases of indices that a text goes on with: ``When $j \\neq k$, we have`` holds for what is said of the same names.

A case with which an item of a list begins, ``2. If $j \\neq k$:``, holds to the end of that item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.lines import Line
from backproof.read.segments import LABELS
from backproof.read.terms.rewriting import children, occurrences, references
from backproof.read.terms.terms import Big, Compare, Partial, Ref, Term

MARK = r"^[ \t>]*(?:[-*+•]\s|\\item\b|\(?(?:\d{1,2}|[a-h]|i{1,3})[.)]|[*_#\s]*(?:case|fall|cas|caso)\b)"
ITEM = re.compile(MARK, re.IGNORECASE | re.MULTILINE)
OPENS = re.compile(rf"{MARK}[\W\d]*(?:\w+[^\w.;]+){{0,3}}\w*\W*$", re.IGNORECASE | re.MULTILINE)
"""The mark of an item and a few words, with nothing behind them but the formula of the case."""
TOGETHER = re.compile(
    r"\b(((both|two|three|all|either) cases|in general|together|en général)\b|combin|zusammen|beiden fälle)",
    re.IGNORECASE,
)
"""Words of more than one case."""

JOINS = re.compile(r"\s*,?\s*(and|as well as|und|sowie|et|y|e|и|和|以及|および)?\s*", re.IGNORECASE)
"""What stands between two formulas that hold in one case."""


@final
@dataclass(frozen=True, slots=True)
class Case:
    """The case that a section was last in, the names that it is about, and whether an item that it began goes on."""

    case: Compare | None = None
    about: frozenset[str] = frozenset()
    holds: bool = False

    def behind(self, words: str) -> Case:
        """The same behind further words, which may begin another item or speak of all cases."""
        ends = self.holds and (ITEM.search(words) or TOGETHER.search(words))
        return replace(self, holds=False) if ends else self


def in_cases(
    lines: Sequence[Line], last: Case, begins: Compare | None, given: Compare | None, *, item: bool
) -> tuple[list[Line], Case]:
    """The lines of a formula, with the case that the words before it begin or that goes on, and a value they give.

    ``item`` says that the case begins an item of a list.
    """
    last = Case(begins, about(lines), item) if begins else last
    found = [_with_case(line, begins) for line in lines]
    still = last.case if goes_on(found, last.about) else None
    if last.holds:
        found = [_with_case(line, still) for line in found]
    found = [replace(line, case=still) if _with_case(line, still) != line else line for line in found]
    return [replace(line, case=given) if given and line.case is None else line for line in found], last


def opens_item(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the case before a formula stands where an item of a list, or a section, begins."""
    before = next((place for place in range(at - 1, at - 3, -1) if isinstance(pieces[place], Formula)), 0)
    match pieces[before - 1 : before]:
        case [Prose(text=words)]:
            return OPENS.search(words) is not None
        case [Heading()]:
            return True
        case _:
            return False


def joined(pieces: Sequence[Piece], at: int, last: Compare | None) -> Compare | None:
    """The last case, where nothing but a conjunction stands between a formula and the one before."""
    before = pieces[at - 1] if at > 1 else None
    return last if isinstance(before, Prose) and JOINS.fullmatch(before.text) is not None else None


def about(lines: Sequence[Line]) -> frozenset[str]:
    """The names of what a formula differentiates, and by what; of its head, where it differentiates nothing."""
    heads = [line.head or line.side for line in lines]
    sides = [term for term in heads[:1] if term is not None]
    taken = {ref.base for term in sides for part in occurrences(term, Partial) for ref in references(part)}
    return frozenset(taken or (ref.base for term in sides for ref in references(term)))


def goes_on(lines: Sequence[Line], before: frozenset[str]) -> bool:
    """Whether a formula is about what the case began with: the same names, or the chain that it continues."""
    continues = bool(lines) and lines[0].head is None
    return continues or (bool(before & about(lines)) and not (about(lines) - before and before - about(lines)))


def _with_case(line: Line, case: Compare | None) -> Line:
    """The line under a condition, where both its letters stand in the line."""
    if case is None or case in line.conditions:
        return line
    letters = {letter for term in line.sides for letter in _free_scripts(term)}
    sides = {side.base for side in (case.left, case.right) if isinstance(side, Ref)}
    return replace(line, conditions=(*line.conditions, case)) if sides - LABELS <= letters else line


def _free_scripts(term: Term) -> frozenset[str]:
    """The scripts of a term that no sum around them binds."""
    match term:
        case Ref(subs=subs):
            return frozenset(subs)
        case Big(letter=letter, body=body):
            return _free_scripts(body) - {letter}
        case _:
            return frozenset().union(*(_free_scripts(part) for part in children(term)))
