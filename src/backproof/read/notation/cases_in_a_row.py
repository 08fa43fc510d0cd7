r"""Cases that stand in one row: ``h' = 1 \text{ if } z > 0, \; 0 \text{ otherwise}``, or ``1 if z > 0 else 0``.

They are the definition by cases that the same author would write with a brace. A row with another equation behind the
condition is left as it is: there the words part two claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

from backproof.read.grammar.conditions import OTHER_CASES, OTHERWISE
from backproof.read.grammar.nodes import is_kind
from backproof.records import dataclass, replace
from backproof.syntax.tree import Atom, Grid, Kind, Node, Row

IF: Final = frozenset({"if", "when", "wenn", "falls", "si", "quand", "lorsque", "cuando", "если", "若", "当", "如果"})
AND: Final = frozenset({"and", "und", "et", "y", "и", "或", "且"})
LONGEST: Final = max(map(len, OTHERWISE | IF))
COMPARED: Final = frozenset("= neq ne < > leq le geq ge leqslant geqslant lt gt".split())
EQUALS: Final = frozenset({"=", ":=", "equiv", "coloneqq"})


def with_cases(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas in which cases that stand in a row are definitions by cases."""
    return {at: _with(tree) for at, tree in trees.items()}


def _with(tree: Node) -> Node:
    match tree:
        case Row(parts):
            return replace(tree, items=changed) if (changed := _in_row(parts)) is not None else tree
        case Grid("aligned", rows):
            cells = tuple(tuple(map(_with, row)) for row in rows)
            return replace(tree, rows=cells) if cells != rows else tree
        case _:
            return tree


@final
@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a row, in small letters: its first part, and the part behind it."""

    text: str
    begin: int
    end: int


def _in_row(parts: tuple[Node, ...]) -> tuple[Node, ...] | None:
    """The row with its cases as one part; None where it has none."""
    words = [word for word in _words(parts) if word.text in IF or _is_otherwise(word.text)]
    match words:
        case [first, second] if first.text in IF:
            pass
        case _:
            return None
    begins = next((at + 1 for at in range(first.begin - 1, -1, -1) if _is_relation(parts[at], EQUALS)), first.begin)
    behind = next((at for at in range(first.end, second.begin) if _separates(parts[at])), second.begin)
    told, rest, after = parts[first.end : behind], _bare(parts[behind : second.begin]), _bare(parts[second.end :])
    if bool(rest) == bool(after) and second.text not in IF:
        return None
    # 1 if z > 0, 0 if z < 0; 1 if z > 0, 0 otherwise; 1 if z > 0 else 0
    other, condition = (rest, after) if second.text in IF else (rest or after, ())
    value = _bare(parts[begins : first.begin])
    stated = all(map(_is_condition, [told, condition] if second.text in IF else [told]))
    if not (stated and _is_value(value) and _is_value(other)):
        return None
    return (*parts[:begins], _grid(((value, told), (other, condition))))


def _grid(cases: Sequence[tuple[tuple[Node, ...], tuple[Node, ...]]]) -> Grid:
    """A definition by cases; no condition stands for all other cases."""
    span = cases[0][0][0].span.join(cases[-1][0][-1].span)
    rows = tuple(
        (_row(value), _row((Atom(Kind.TEXT, "if" if told else "otherwise", value[-1].span), *told)))
        for value, told in cases
    )
    return Grid("cases", rows, "{", "", span)


def _row(parts: tuple[Node, ...]) -> Row:
    return Row(parts, parts[0].span.join(parts[-1].span))


def _words(parts: tuple[Node, ...]) -> Iterator[_Word]:
    """The words of a row: texts, names, and letters side by side with room around them."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Atom) and part.kind in {Kind.TEXT, Kind.NAME}:
            yield _Word(part.text.strip(" ,.;:").lower(), at, at + 1)
        end = at + 1
        while end < len(parts) and is_kind(part, Kind.LETTER) and is_kind(parts[end], Kind.LETTER):
            if parts[end - 1].span.end != parts[end].span.start:
                break
            end += 1
        if 1 < end - at <= LONGEST and _stands_apart(parts, at, end):
            yield _Word("".join(each.text for each in parts[at:end] if isinstance(each, Atom)), at, end)
        at = end


def _stands_apart(parts: tuple[Node, ...], begin: int, end: int) -> bool:
    """Whether there is room on both sides of some parts."""
    before = begin == 0 or parts[begin - 1].span.end < parts[begin].span.start
    return before and (end == len(parts) or parts[end - 1].span.end < parts[end].span.start)


def _is_otherwise(word: str) -> bool:
    return word in OTHERWISE or any(other in word for other in OTHER_CASES)


def _separates(part: Node) -> bool:
    """Whether a part separates the condition from what stands behind it."""
    return is_kind(part, Kind.PUNCTUATION, Kind.SPACE) or _is_and(part)


def _is_and(part: Node) -> bool:
    return isinstance(part, Atom) and is_kind(part, Kind.TEXT, Kind.NAME) and part.text.strip(" ,").lower() in AND


def _bare(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Without what separates at both ends."""
    kept = [at for at, part in enumerate(parts) if not _separates(part)]
    return parts[kept[0] : kept[-1] + 1] if kept else ()


def _is_relation(part: Node, signs: frozenset[str]) -> bool:
    return isinstance(part, Atom) and part.kind is Kind.RELATION and part.text in signs


def _is_value(parts: tuple[Node, ...]) -> bool:
    """Whether some parts are one value, with no relation and no words in them."""
    return bool(parts) and not any(
        is_kind(each, Kind.RELATION, Kind.TEXT, Kind.SPACE, Kind.PUNCTUATION) for each in parts
    )


def _is_condition(parts: tuple[Node, ...]) -> bool:
    """Whether some parts are one comparison."""
    return sum(is_kind(each, Kind.RELATION) for each in parts) == 1 and any(
        _is_relation(each, COMPARED) for each in parts
    )
