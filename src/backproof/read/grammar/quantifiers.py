r"""For which elements a formula holds: ``i = 1, \dots, n``, ``\forall i``. That is nothing which it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from backproof.read.grammar.conditions import CASE_WORDS
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import is_kind, is_space, items
from backproof.read.terms.dots import DOTS
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script

FOR = frozenset({"for", "for all", "for each", "for every", "with", "forall", "für", "für alle", "pour", "pour tout"})
"""What introduces the letters that a formula holds for."""


def without_quantifiers(row: tuple[Node, ...]) -> tuple[Node, ...]:
    """A row without the ranges of its letters, where something else stands in it."""
    kept: list[Node] = []
    at = 0
    while at < len(row):
        length = _range(row[at:]) if _begins(kept) else 0
        if length and (_ends(row[at + length :]) or _text(row[at]) == "forall"):
            while kept and (_introduces(kept[-1]) or is_space(kept[-1]) or _comma(kept[-1])):
                kept.pop()
            # What stands behind a range is told apart from what stood before it.
            kept.append(Atom(Kind.SPACE, "quad", row[at].span))
        else:
            kept.append(row[at])
        at += length or 1
    return tuple(kept) if any(not is_space(part) for part in kept) else row


def quantifier(row: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]] | None:
    """The letter and the last element, by number, of a row that is a range alone; None for any other row."""
    alone = tuple(part for part in row if not (_parts_from(part) and not _comma(part)) and not _introduces(part))
    if not alone or _progression(alone) != len(alone):
        return None
    begins = _letters(alone) + 1
    first = alone[begins : begins + _item(alone[begins:])]
    numbered = all(is_kind(part, Kind.NUMBER) for part in first)
    # Behind the dots, or behind the last comma; ``l = L - 1, L - 2, \dots, 1`` goes down.
    marks = [at for at, part in enumerate(alone) if _text(part) in DOTS] or [
        at for at, part in enumerate(alone) if _comma(part)
    ]
    ends = max(marks) + 1
    last = alone[ends + _comma(alone[ends]) :]
    return alone[:1], last if numbered else first


def ranged(row: tuple[Node, ...]) -> Node | None:
    """The letter of a row that says what it runs over and nothing else: ``i = 1, 2``, ``i \\in \\{1, 2\\}``."""
    given = quantifier(row)
    match tuple(part for part in row if not is_space(part)):
        case (Atom(Kind.LETTER, letter) as first, Atom(Kind.RELATION, "in"), *_) if letter in INDEX_LETTERS:
            return first
        case _:
            return given[0][0] if given is not None else None


def _range(parts: Sequence[Node]) -> int:
    r"""How many nodes at the start say what letters run over."""
    match parts[:1]:
        case (Fence("(", body),) if (inner := items(body)) and _range(inner) == len(inner):
            return 1
        case (Atom(Kind.LETTER, "forall"),):
            letters = _letters(parts[1:])
            # A condition behind the sign stays one.
            return 1 + (_progression(parts[1:]) or (0 if is_kind(_at(parts, 1 + letters), Kind.RELATION) else letters))
        case _:
            return _progression(parts)


def _progression(parts: Sequence[Node]) -> int:
    r"""``i, j = 1, 2, \dots, n - 1`` or ``l = L - 1, \dots, 1`` at the start: the length of it."""
    at = _letters(parts)
    if not at or not (is_kind(_at(parts, at), Kind.RELATION) and _text(_at(parts, at)) == "="):
        return 0
    if listed := _listed(parts[:at], parts[at + 1 :]):
        return at + 1 + listed
    at += 1
    start = at
    while _comma(_at(parts, at)) or is_kind(_at(parts, at), Kind.SPACE) or _text(_at(parts, at)) not in DOTS:
        length = 1 if _comma(_at(parts, at)) or is_kind(_at(parts, at), Kind.SPACE) else _item(parts[at:])
        if not length or (length == 1 and isinstance(parts[at], Script)):
            # ``x = x_1, \dots, x_n`` is a list of elements.
            return 0
        at += length
    if at == start:
        return 0
    at += 1 + _comma(_at(parts, at + 1))
    length = _item(parts[at:])
    counts = any(is_kind(part, Kind.NUMBER) for part in parts[start : at + length])
    return at + length if length and counts else 0


def _item(parts: Sequence[Node]) -> int:
    """The length of a number, or of a letter with or without an offset, at the start: ``2``, ``n_l``, ``L - 1``."""
    if not (isinstance(_at(parts, 0), Script) or is_kind(_at(parts, 0), Kind.LETTER, Kind.NUMBER)):
        return 0
    offset = is_kind(_at(parts, 1), Kind.OPERATOR) and is_kind(_at(parts, 2), Kind.NUMBER)
    return 3 if offset else 1


def _listed(letters: Sequence[Node], numbers: Sequence[Node]) -> int:
    """``1, 2, 3`` behind the letters of indices: the length of it; 0 where these are not the first numbers."""
    row = list(takewhile(lambda part: _comma(part) or is_space(part) or is_kind(part, Kind.NUMBER), numbers))
    while row and not is_kind(row[-1], Kind.NUMBER):
        row.pop()
    if any(_text(part) in DOTS for part in numbers[len(row) : len(row) + 3]):
        return 0
    found = [_text(part) for part in row if is_kind(part, Kind.NUMBER)]
    first = [str(each) for each in range(len(found) + 1)]
    commas = sum(map(_comma, row)) == len(found) - 1
    counts = all(_comma(part) or _text(part) in INDEX_LETTERS for part in letters)
    return len(row) if len(found) > 1 and commas and counts and found in (first[:-1], first[1:]) else 0


def _letters(parts: Sequence[Node]) -> int:
    """The length of the letters, between commas, at the start."""
    found = list(takewhile(lambda part: _comma(part) or (is_kind(part, Kind.LETTER)), parts))
    while found and _comma(found[-1]):
        found.pop()
    return len(found)


def _begins(before: Sequence[Node]) -> bool:
    """Whether a range may begin behind these nodes: it is no part of a formula."""
    last = before[-1] if before else None
    return last is None or _parts_from(last) or _introduces(last)


def _ends(behind: Sequence[Node]) -> bool:
    return not behind or _parts_from(behind[0]) or is_kind(behind[0], Kind.NAME)


def _parts_from(part: Node) -> bool:
    return is_kind(part, Kind.PUNCTUATION, Kind.SPACE, Kind.TEXT)


def _introduces(part: Node) -> bool:
    return is_kind(part, Kind.TEXT, Kind.NAME, Kind.LETTER) and _text(part).strip().lower() in FOR | CASE_WORDS


def _comma(part: Node | None) -> bool:
    return _text(part) == "," and is_kind(part, Kind.PUNCTUATION)


def _at(parts: Sequence[Node], at: int) -> Node | None:
    return parts[at] if at < len(parts) else None


def _text(part: Node | None) -> str:
    return part.text if isinstance(part, Atom) else ""
