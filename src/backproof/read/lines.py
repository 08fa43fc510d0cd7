"""Formulas -> lines: the relations that a document states, in their chains.

A chain ``a = b = c`` is two lines. The first runs from its head to the end of the first right side, later ones from
the relation sign on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from backproof.read.grammar import grammar
from backproof.read.grammar.conditions import CASE_WORDS
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import is_kind, items, name_of
from backproof.read.grammar.quantifiers import quantifier, without_quantifiers
from backproof.read.notation.assigned import ASSIGNS, MAPS, goes_on, without_primed
from backproof.read.notation.columns import side_by_side
from backproof.read.notation.gaps import without_gaps
from backproof.read.notation.numbering import without_label
from backproof.read.notation.said import IN_WORDS, applied, in_words, without_operations
from backproof.read.notation.valued import gives_value
from backproof.read.terms.terms import Compare, Term, Unreadable
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row

INEQUALITIES = frozenset("< > leq le geq ge leqslant geqslant lt gt".split())
SEPARATORS = frozenset({",", ";"})
BEHIND = frozenset({Kind.PUNCTUATION, Kind.SPACE})
ANNOTATIONS = frozenset("* star checkmark square blacksquare Box qed dagger ddagger uparrow downarrow".split())
"""Signs behind an equation that mark it and mean nothing in it."""
JOINING = frozenset(
    {"and", "or", "with", "where", "so", "thus", "hence", "then", "und", "oder", "et", "ou", "y", "con"}
)
"""Upright words between equations."""
LABELS = frozenset("yoc")
"""Letters of a true class, which conditions compare with that of any class: ``k \\neq y``; o is the observed one."""
CLASSES = frozenset("cijklmn")

"""Arrows that stand between equations where their row has an equation, and map one thing to another elsewhere."""

ARROWS = frozenset({"Rightarrow", "implies", "iff", "Leftrightarrow", "Longrightarrow", "therefore", "because"})
"""Signs between equations, not within one."""


@final
@dataclass(frozen=True, slots=True)
class Mismatch:
    """Shapes that do not fit: what was written, what would fit, and whether the line can't be meant otherwise."""

    reason: str
    written: str
    true: str
    certain: bool


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One relation as it stands.

    ``chain`` numbers the chains of a document; a line that begins with a relation, or has none, opens no chain of its
    own (``head`` is None) and ``chain`` is then the chain that it continues within its own display, or None.
    ``problem`` says what grammar could not read; ``hedged`` that the words behind the line limit it, unread;
    ``case`` is the case that the section was last in (``When $j \\neq k$, we have:``). ``assumes`` says what the line
    was read with, ``limited`` why a difference would refute nothing, ``misfit`` why its shapes do not fit, ``lowered``
    that it was written in matrix notation, ``whole`` that its head is the derivative of one array by another one.
    ``item`` counts the numbered paragraphs before it.
    ``posed``: it is a condition in a sentence, which claims nothing. ``single``: the words speak of one sample.
    ``posed``: it is a condition in a sentence, which claims nothing. ``applied`` are the sides of a line that is not
    read because it applies functions of whole vectors, of which the lines around it may tell the entries.
    """

    span: Span
    head: Term | None
    relation: str
    side: Term | None
    conditions: tuple[Compare, ...]
    chain: int | None
    display: bool
    section: int
    problem: Unreadable | None = None
    hedged: bool = False
    case: Compare | None = None
    assumes: tuple[str, ...] = ()
    misfit: Mismatch | None = None
    lowered: bool = False
    whole: bool = False
    limited: str = ""
    item: int = 0
    posed: bool = False
    single: bool = False
    applied: tuple[Term | None, Term | None] | None = None

    @property
    def sides(self) -> tuple[Term, ...]:
        """Both sides, where they are read."""
        if self.head is None:
            return () if self.side is None else (self.side,)
        return (self.head,) if self.side is None else (self.head, self.side)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Both sides and the conditions."""
        return (*self.sides, *self.conditions)


@final
@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a display between separators: its sides, and the relations between (and perhaps before) them."""

    sides: tuple[tuple[Node, ...], ...]
    relations: tuple[Atom, ...]

    @property
    def continues(self) -> bool:
        return not self.sides[0]


def read_lines(tree: Node, lexicon: Lexicon, *, display: bool, section: int, next_chain: int) -> list[Line]:
    """The lines of one formula, in the order of the text; its chains are numbered from ``next_chain`` on."""
    found = _lines(tree, lexicon, display=display, section=section, next_chain=next_chain)
    return sorted(found, key=lambda line: line.span.start)


def _lines(tree: Node, lexicon: Lexicon, *, display: bool, section: int, next_chain: int) -> Iterator[Line]:
    chain: int | None = None
    opened = 0
    before: tuple[Compare, ...] = ()
    for row in map(without_primed, _rows(tree)):
        if (given := quantifier(row)) is not None:
            letter, last = (_side(part, lexicon)[0] for part in given)
            yield Line(_span(row), letter, "in", last, (), None, display, section)
            continue
        for segment, leading, behind, problem, limited in _with_conditions(_segments(row), lexicon):
            # What is said before a head holds for all of its chain.
            before = leading if leading or not segment.continues else before
            conditions = (*before, *behind)
            if not segment.relations:
                if display and segment.sides[0]:
                    side, unread = _side(segment.sides[0], lexicon)
                    yield Line(
                        _span(segment.sides[0]), None, "", side, conditions, chain, display, section, problem or unread
                    )
                continue
            if not any(segment.sides):
                # A sign that relates nothing states nothing.
                continue
            if not any(segment.sides[1:]) and not segment.continues and display:
                # An equation that is broken off opens a chain.
                side, unread = _side(segment.sides[0], lexicon)
                yield Line(
                    _span(segment.sides[0]), None, "", side, conditions, chain, display, section, problem or unread
                )
                continue
            head: Term | None = None
            head_problem: Unreadable | None = None
            if not segment.continues:
                head, head_problem = _side(_mapping(segment) or segment.sides[0], lexicon)
                chain, opened = next_chain + opened, opened + 1
            for number, (relation, nodes) in enumerate(zip(segment.relations, segment.sides[1:], strict=True)):
                first = number == 0 and not segment.continues
                if not nodes and number and number == len(segment.relations) - 1:
                    # A sign at the end that something else stands before: what it wants is in another formula.
                    continue
                side, unread = _side(nodes, lexicon)
                if first and head_problem and side and (meant := applied(segment.sides[0], side)) is not None:
                    head, head_problem = meant, None
                end = nodes[-1].span if nodes else relation.span
                start = segment.sides[0][0].span if first else relation.span
                sign = ASSIGNS if first and relation.text in MAPS and goes_on(head, side) else relation.text
                yield Line(
                    start.join(end), head if first else None, sign, side, conditions, chain, display, section,
                    problem or head_problem or unread, limited,
                )  # fmt: skip


def _mapping(segment: _Segment) -> tuple[Node, ...]:
    """``f`` of ``f: A \\to B``, which says from where to where it maps; empty where a segment is something else."""
    match segment.sides[0]:
        case (name, Atom(Kind.PUNCTUATION, ":"), _, *_) if segment.relations[0].text in MAPS:
            return (name,)
        case _:
            return ()


def _side(nodes: tuple[Node, ...], lexicon: Lexicon) -> tuple[Term | None, Unreadable | None]:
    if in_words(nodes):
        return None, Unreadable(IN_WORDS, _span(nodes))
    try:
        return grammar.read(nodes, lexicon), None
    except Unreadable as problem:
        return None, problem.with_traceback(None)


def _rows(tree: Node) -> list[tuple[Node, ...]]:
    """The rows of a display, those joined that are one line.

    A row without a relation goes on with the row before; a row that ends with a sign, or is nothing but the head of a
    relation, goes on in the next one.
    """
    rows: list[tuple[Node, ...]] = []
    for row in (_stripped(row) for row in _grid_rows(tree)):
        if not row:
            continue
        related = any(_relation(part) for part in row)
        before = rows[-1] if rows else ()
        last = _segments(before)[-1:] if before and _relation(row[0]) else []
        head_alone = bool(last) and not last[0].relations
        if before and (_ends_open(before) or head_alone or (not related and any(_relation(part) for part in before))):
            rows[-1] = (*before, *row)
        else:
            rows.append(row)
    return rows


def _stripped(row: tuple[Node, ...]) -> tuple[Node, ...]:
    """A row without the space that sets it in."""
    start = next((at for at, part in enumerate(row) if not _space(part)), len(row))
    return row[start:]


def _ends_open(row: tuple[Node, ...]) -> bool:
    """Whether a row ends with a sign that wants something behind it."""
    last = next((part for part in reversed(row) if not _space(part)), None)
    return isinstance(last, Atom) and last.kind in {Kind.OPERATOR, Kind.RELATION}


def _grid_rows(tree: Node) -> list[tuple[Node, ...]]:
    parts = tuple(part for part in items(tree) if not _space(part))
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
        _relation(part) for node in items(last) for part in (items(node) if isinstance(node, Row) else (node,))
    )
    goes_on = any(_ends_open(items(cell)) for cell in before[-1:])
    stated = any(map(_relation, (part for cell in before for part in items(cell))))
    return tuple(before) if words and free and stated and not goes_on else cells


def _equates(cells: tuple[Node, ...]) -> bool:
    """Whether a row of a brace is an equation: one of a system, no value of a case."""
    return any(isinstance(part, Atom) and part.text in {"=", ":="} for cell in cells[:2] for part in items(cell))


def _relation_free(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind in {Kind.PUNCTUATION, Kind.TEXT, Kind.SPACE}


def _joined(cells: tuple[Node, ...], span: Span) -> Node:
    return Row(tuple(part for cell in cells for part in items(cell)), span)


def _segments(row: tuple[Node, ...]) -> list[_Segment]:
    """Split at commas, wide spaces, arrows and words; parts without a relation stay with what was before them."""
    row = without_quantifiers(row)
    groups: list[list[Node]] = [[]]
    between = ARROWS | MAPS if any(_relation(part) and part not in _maps(row) for part in row) else ARROWS
    row = without_gaps(row, ARROWS | MAPS)
    for at, part in enumerate(row):
        if _says_what_it_is(row, at, groups[-1]):
            continue
        if is_kind(part, Kind.TEXT) and at and _relation(row[at - 1]) and row[at - 1] not in _maps(row):
            # Words behind a sign are a side, or say why the side behind them holds.
            groups[-1].extend([part] if _is_side(row, at) else [])
        elif isinstance(part, Atom) and (
            (part.kind is Kind.PUNCTUATION and part.text in SEPARATORS)
            or (part.kind is Kind.SPACE)
            or part.kind is Kind.TEXT
            or (part.kind is Kind.NAME and part.text in JOINING | CASE_WORDS)
            or (part.kind is Kind.PUNCTUATION and part.text == ":" and _is_condition(_segment(_trimmed(groups[-1]))))
            or (part.kind is Kind.RELATION and part.text in between)
        ):
            groups.append([])
        else:
            groups[-1].append(part)
    return [_segment(_trimmed(group)) for group in without_operations(without_label(groups)) if _trimmed(group)]


def _is_side(row: tuple[Node, ...], at: int) -> bool:
    """Whether words are all that stands behind a sign: ``L = \\text{cross-entropy}``."""
    behind = row[at + 1] if at + 1 < len(row) else None
    return behind is None or is_kind(behind, Kind.SPACE, Kind.RELATION)


def _says_what_it_is(row: tuple[Node, ...], at: int, before: list[Node]) -> bool:
    """``L_2 \\text{ loss} = 3``: words between the name at the beginning and its relation say what it names."""
    following = row[at + 1] if at + 1 < len(row) else None
    words = is_kind(row[at], Kind.TEXT) and following is not None and _relation(following)
    return words and bool(before) and not any(map(_relation, before))


def _maps(row: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(part for part in row if isinstance(part, Atom) and part.text in MAPS)


def _trimmed(group: list[Node]) -> tuple[Node, ...]:
    parts = list(group)
    while parts and isinstance(last := parts[-1], Atom) and (last.kind in BEHIND or last.text in ANNOTATIONS):
        parts.pop()
    return tuple(parts)


def _segment(parts: tuple[Node, ...]) -> _Segment:
    sides: list[list[Node]] = [[]]
    relations: list[Atom] = []
    for part in parts:
        if isinstance(part, Atom) and part.kind is Kind.RELATION:
            relations.append(part)
            sides.append([])
        else:
            sides[-1].append(part)
    return _Segment(tuple(tuple(side) for side in sides), tuple(relations))


def _with_conditions(
    segments: list[_Segment], lexicon: Lexicon
) -> Iterator[tuple[_Segment, tuple[Compare, ...], tuple[Compare, ...], Unreadable | None, bool]]:
    """Each claim with the conditions that stand before and behind it: ``O_i (1 - O_i), i = k``.

    Last comes whether an inequality behind it limits it to some values.
    """
    at = 0
    leading: list[_Segment] = []
    compared = [_is_condition(each) and not _gives_value(at, segments) for at, each in enumerate(segments)]
    while at < len(segments):
        segment, at = segments[at], at + 1
        if compared[at - 1] and not all(compared[at:]):
            leading.append(segment)
            continue
        conditions: list[Compare] = []
        problem: Unreadable | None = None
        told = tuple(_condition(before, lexicon) for before in leading)
        leading = []
        while at < len(segments) and compared[at]:
            try:
                conditions.append(_condition(segments[at], lexicon))
            except Unreadable as unread:
                problem = unread.with_traceback(None)
            at += 1
        limited = at < len(segments) and _is_inequality(segments[at]) and not _is_inequality(segment)
        at += limited and not segments[at].relations  # one in parentheses states nothing
        yield segment, told, tuple(conditions), problem, limited


def _gives_value(at: int, segments: list[_Segment]) -> bool:
    signs = segments[at].relations
    return gives_value(at, signs[0].text if signs else "", [each.sides for each in segments])


def _is_inequality(segment: _Segment) -> bool:
    """``x < 0``, perhaps in parentheses."""
    match segment.sides:
        case ((Fence("(", inner),),):
            segment = _segment(items(inner))
        case _:
            pass
    return bool(segment.relations) and all(each.text in INEQUALITIES for each in segment.relations)


def _is_condition(segment: _Segment) -> bool:
    """Two letters, or a letter and a number, compared: ``i = k``, ``i \\neq k``, perhaps in parentheses."""
    match segment.sides:
        case ((Fence("(", inner),),):
            segment = _segment(items(inner))
        case ((one,), (other,)) if LABELS & (both := {name_of(one), name_of(other)}):
            # One is the label and the other one a class: c may be either of them.
            classes = any(len(both) > 1 and both - {label} <= CLASSES for label in both & LABELS)
            return classes and len(segment.relations) == 1
        case _:
            pass
    return len(segment.relations) == 1 and all(
        len(side) == 1 and (_letter(side[0]) or (isinstance(side[0], Atom) and side[0].kind is Kind.NUMBER))
        for side in segment.sides
    ) and segment.sides[0][0].span != segment.sides[1][0].span and _letter(segment.sides[0][0])  # fmt: skip


def _letter(part: Node) -> bool:
    return (name_of(part) or "").rstrip("'") in INDEX_LETTERS


def _condition(segment: _Segment, lexicon: Lexicon) -> Compare:
    match segment.sides:
        case ((Fence("(", inner),),):
            segment = _segment(items(inner))
        case _:
            pass
    return grammar.condition((*segment.sides[0], segment.relations[0], *segment.sides[1]), lexicon)


def _relation(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind is Kind.RELATION


def _space(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind is Kind.SPACE


def _span(nodes: tuple[Node, ...]) -> Span:
    return nodes[0].span.join(nodes[-1].span)
