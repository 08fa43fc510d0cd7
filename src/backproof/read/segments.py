"""Rows of a display, and their parts between separators: which nodes belong to one equation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

from backproof.read.grammar.conditions import CASE_WORDS, CONDITIONS
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import is_kind, items, name_of
from backproof.read.grammar.quantifiers import without_quantifiers
from backproof.read.notation.assigned import MAPS, written_out
from backproof.read.notation.cases_in_a_row import IF
from backproof.read.notation.columns import side_by_side
from backproof.read.notation.gaps import without_gaps
from backproof.read.notation.numbering import without_label
from backproof.read.notation.said import without_operations
from backproof.read.vocabulary import LOSS_LETTERS, UNEQUAL
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row, Script

INEQUALITIES = frozenset("< > leq le geq ge leqslant geqslant lt gt".split())
LABELS = frozenset("yoc")
"""Letters of a true class, which conditions compare with that of any class: ``k \\neq y``; o is the observed one."""
TARGETS = frozenset("td")
"""Letters of what an output should be."""
CLASSES = frozenset("cijklmn")
SEPARATORS = frozenset({",", ";"})
BEHIND = frozenset({Kind.PUNCTUATION, Kind.SPACE})
ANNOTATIONS = frozenset("* star checkmark square blacksquare dagger ddagger uparrow downarrow".split())
"""Signs behind an equation that mark it and mean nothing in it."""
JOINING = frozenset(
    {"and", "or", "with", "where", "so", "thus", "hence", "then", "und", "oder", "et", "ou", "y", "con"}
)
"""Upright words between equations."""
ARROWS = frozenset({"Rightarrow", "implies", "iff", "Leftrightarrow", "Longrightarrow", "therefore", "because"})
"""Signs between equations, not within one."""


@final
@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a display between separators: its sides, and the relations between (and perhaps before) them."""

    sides: tuple[tuple[Node, ...], ...]
    relations: tuple[Atom, ...]
    supposed: bool = False
    """Whether words before it say that it is a case: ``\\text{if } y = 1``."""

    @property
    def continues(self) -> bool:
        """Whether it begins with a relation."""
        return not self.sides[0]


def rows(tree: Node) -> list[tuple[Node, ...]]:
    """The rows of a display, those joined that are one line.

    A row without a relation goes on with the row before; a row that ends with a sign, or is nothing but the head of a
    relation, goes on in the next one.
    """
    found: list[tuple[Node, ...]] = []
    for row in (_stripped(row) for row in _grid_rows(tree)):
        if not row:
            continue
        related = any(is_relation(part) for part in row)
        before = found[-1] if found else ()
        last = segments(before)[-1:] if before and is_relation(row[0]) else []
        head_alone = bool(last) and not last[0].relations
        if before and (_ends_open(before) or head_alone or (not related and any(is_relation(part) for part in before))):
            found[-1] = (*before, *row)
        else:
            found.append(row)
    return found


def _stripped(row: tuple[Node, ...]) -> tuple[Node, ...]:
    """A row without the space that sets it in."""
    start = next((at for at, part in enumerate(row) if not is_space(part)), len(row))
    return row[start:]


def _ends_open(row: tuple[Node, ...]) -> bool:
    """Whether a row ends with a sign that wants something behind it."""
    last = next((part for part in reversed(row) if not is_space(part)), None)
    return isinstance(last, Atom) and last.kind in {Kind.OPERATOR, Kind.RELATION}


def _grid_rows(tree: Node) -> list[tuple[Node, ...]]:
    parts = tuple(part for part in items(tree) if not is_space(part))
    match parts:
        case (Grid("aligned") as grid, *rest) if all(_relation_free(part) for part in rest):
            rows = side_by_side(grid.rows)
            return [row for cells in rows for row in _grid_rows(_joined(_stated(cells), grid.span))]
        case (Grid("cases") as grid, *rest) if all(map(_relation_free, rest)) and all(map(_equates, grid.rows)):
            return [row for cells in grid.rows for row in _grid_rows(_joined(cells, grid.span))]
        case _:
            return [items(tree)]


def _stated(cells: tuple[Node, ...]) -> tuple[Node, ...]:
    """The cells of a row without the words behind its equation, whatever these name: ``& \\text{by $a_1$}``."""
    *before, last = cells
    words = is_kind(items(last)[0] if items(last) else None, Kind.TEXT)
    free = not any(
        is_relation(part) for node in items(last) for part in (items(node) if isinstance(node, Row) else (node,))
    )
    goes_on = any(_ends_open(items(cell)) for cell in before[-1:])
    stated = any(map(is_relation, (part for cell in before for part in items(cell))))
    return tuple(before) if words and free and stated and not goes_on else cells


def _equates(cells: tuple[Node, ...]) -> bool:
    """Whether a row of a brace is an equation: one of a system, no value of a case."""
    return any(isinstance(part, Atom) and part.text in {"=", ":="} for cell in cells[:2] for part in items(cell))


def _relation_free(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind in {Kind.PUNCTUATION, Kind.TEXT, Kind.SPACE}


def _joined(cells: tuple[Node, ...], span: Span) -> Node:
    return Row(tuple(part for cell in cells for part in items(cell)), span)


def segments(row: tuple[Node, ...]) -> list[Segment]:
    """Split at commas, wide spaces, arrows and words; parts without a relation stay with what was before them."""
    row = without_quantifiers(row)
    groups: list[list[Node]] = [[]]
    between = ARROWS | MAPS if any(is_relation(part) and part not in maps(row) for part in row) else ARROWS
    row = without_gaps(row, ARROWS | MAPS)
    for at, part in enumerate(row):
        if _says_what_it_is(row, at, groups[-1]):
            continue
        if _names_the_next(row, at, groups[-1]):
            groups.append([groups[-1].pop()])
            continue
        if is_kind(part, Kind.TEXT) and at and is_relation(row[at - 1]) and row[at - 1] not in maps(row):
            # Words behind a sign are a side, or say why the side behind them holds.
            groups[-1].extend([part] if _is_side(row, at) else [])
        elif isinstance(part, Atom) and (
            (part.kind is Kind.PUNCTUATION and part.text in SEPARATORS)
            or (part.kind is Kind.SPACE)
            or part.kind is Kind.TEXT
            or (part.kind is Kind.NAME and part.text in JOINING | CASE_WORDS)
            or (part.kind is Kind.PUNCTUATION and part.text == ":" and is_condition(_segment(_trimmed(groups[-1]))))
            or (part.kind is Kind.RELATION and part.text in between)
        ):
            groups.append([])
        else:
            groups[-1].append(part)
    found = [_segment(_trimmed(group)) for group in without_operations(without_label(groups)) if _trimmed(group)]
    return _supposed(found, row)


def _supposed(found: list[Segment], row: tuple[Node, ...]) -> list[Segment]:
    """Segments, those among them marked that stand directly behind a word of a case."""
    behind = {
        part.span.start for before, part in pairwise(each for each in row if not is_space(each)) if _is_if(before)
    }
    starts = (each.sides[0][0].span.start if each.sides[0] else -1 for each in found) if behind else ()
    marked = {at for at, start in enumerate(starts) if start in behind}
    return [replace(each, supposed=True) if at in marked else each for at, each in enumerate(found)]


def _is_if(node: Node) -> bool:
    words = node.text.lower().split() if isinstance(node, Atom) and is_kind(node, Kind.TEXT, Kind.NAME) else []
    return bool(words) and words[-1] in IF


def _is_side(row: tuple[Node, ...], at: int) -> bool:
    """Whether words are all that stands behind a sign: ``L = \\text{cross-entropy}``."""
    behind = row[at + 1] if at + 1 < len(row) else None
    return behind is None or is_kind(behind, Kind.SPACE, Kind.RELATION)


def _says_what_it_is(row: tuple[Node, ...], at: int, before: list[Node]) -> bool:
    """``L_2 \\text{ loss} = 3``: words between the name at the beginning and its relation say what it names."""
    return _are_before_a_relation(row, at) and bool(before) and not any(map(is_relation, before))


def _names_the_next(row: tuple[Node, ...], at: int, before: list[Node]) -> bool:
    """``z = 0.5 L_2 \\text{ loss} = 3``: the name of a loss behind a result, with words, begins an equation."""
    match before:
        case [*_, sign, Atom(Kind.NUMBER, result), name] if is_relation(sign) and "." in result:
            return _are_before_a_relation(row, at) and name_of(_base(name)) in LOSS_LETTERS
        case _:
            return False


def _base(node: Node) -> Node:
    return node.base if isinstance(node, Script) else node


def _are_before_a_relation(row: tuple[Node, ...], at: int) -> bool:
    """Whether words stand before a sign of relation."""
    following = row[at + 1] if at + 1 < len(row) else None
    return is_kind(row[at], Kind.TEXT) and following is not None and is_relation(following)


def maps(row: tuple[Node, ...]) -> tuple[Node, ...]:
    """The arrows of a row that map one thing to another."""
    return tuple(part for part in row if isinstance(part, Atom) and part.text in MAPS)


def _trimmed(group: list[Node]) -> tuple[Node, ...]:
    parts = list(group)
    while parts and isinstance(last := parts[-1], Atom) and (last.kind in BEHIND or last.text in ANNOTATIONS):
        parts.pop()
    return tuple(parts)


def _segment(parts: tuple[Node, ...]) -> Segment:
    sides: list[list[Node]] = [[]]
    relations: list[Atom] = []
    for part in written_out(parts):
        if isinstance(part, Atom) and part.kind is Kind.RELATION:
            relations.append(part)
            sides.append([])
        else:
            sides[-1].append(part)
    return Segment(tuple(tuple(side) for side in sides), tuple(relations))


def is_relation(part: Node) -> bool:
    """Whether a node is a sign of relation."""
    return isinstance(part, Atom) and part.kind is Kind.RELATION


def is_space(part: Node) -> bool:
    """Whether a node is nothing but room."""
    return isinstance(part, Atom) and part.kind is Kind.SPACE


def span_of(nodes: tuple[Node, ...]) -> Span:
    """From the first node to the last one."""
    return nodes[0].span.join(nodes[-1].span)


def opened(segment: Segment) -> Segment:
    """What stands in the parentheses around all of a segment, or the segment itself."""
    match segment.sides:
        case ((Fence("(", inner),),):
            return _segment(items(inner))
        case _:
            return segment


def is_inequality(segment: Segment) -> bool:
    """``x < 0``, perhaps in parentheses."""
    segment = opened(segment)
    return bool(segment.relations) and all(each.text in INEQUALITIES for each in segment.relations)


def is_condition(segment: Segment) -> bool:
    """Two letters, or a letter and a number, compared: ``i = k``, ``i \\neq k``, perhaps in parentheses.

    ``t \\approx 0.5`` is the value of a t that counts nothing.
    Letters that are said to differ may be any two: ``w \\neq o`` claims nothing.
    """
    segment = opened(segment)
    match segment.sides:
        case ((Atom(Kind.LETTER, one),), (Atom(Kind.LETTER, other),)) if segment.relations[0].text in UNEQUAL:
            return one != other
        case ((one,), (other,)) if LABELS & (both := {_label(one), _label(other)}):
            # One is the label and the other one a class: c may be either of them.
            classes = any(len(both) > 1 and both - {label} <= CLASSES for label in both & LABELS)
            return classes and len(segment.relations) == 1
        case _:
            pass
    return [each.text in CONDITIONS for each in segment.relations] == [True] and all(
        len(side) == 1 and (_letter(side[0]) or (isinstance(side[0], Atom) and side[0].kind is Kind.NUMBER))
        for side in segment.sides
    ) and segment.sides[0][0].span != segment.sides[1][0].span and _letter(segment.sides[0][0])  # fmt: skip


def is_value(segment: Segment) -> bool:
    """Whether words say that a segment is the case of a value of a label: ``\\text{if } y_i = 1``."""
    match opened(segment).sides:
        case ((name,), (Atom(Kind.NUMBER, "0" | "1"),)) | ((name,), (Atom(text="-"), Atom(Kind.NUMBER, "1"))):
            return segment.supposed and segment.relations[0].text == "=" and _label(name) in LABELS | TARGETS
        case _:
            return False


def _label(part: Node) -> str | None:
    """A name, and that of the label of an example: y for ``y_i``."""
    match part:
        case Script(base, Atom(Kind.LETTER, letter), None, 0) if letter in INDEX_LETTERS:
            return name_of(base)
        case _:
            return name_of(part)


def _letter(part: Node) -> bool:
    return (name_of(part) or "").rstrip("'") in INDEX_LETTERS
