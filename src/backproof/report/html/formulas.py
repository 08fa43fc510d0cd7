"""A formula of a document as MathML, its lines apart from each other, each with the marks of its statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import final

from backproof.report.faces.layout import pieces, width
from backproof.report.findings import Finding
from backproof.report.html.marks import tone, unfolding
from backproof.syntax.mathml import mathml
from backproof.syntax.tree import Atom, Grid, Kind, Node, Row

_LONG = 14.0
"""Ems from which a formula may go on in the next line."""
_LEFT = 16.0
"""The most ems that the left sides of a display are lined up for."""
_ROOM = 1.2
"""Widths are known to about a fifth."""


@final
@dataclass
class _Line:
    """Rows that one statement, or none, or several in the same row, stand in."""

    rows: list[tuple[Node, ...]]
    findings: list[Finding] = field(default_factory=list)


def display(tree: Node, findings: Sequence[Finding], prefix: str) -> str:
    """A formula that has lines for itself: each of them with what its statements open."""
    lines = list(_lines(tree, findings))
    lefts = [width(row[0]) for line in lines for row in line.rows if len(row) > 1]
    left = min(_ROOM * max(lefts), _LEFT) if lefts else 0.0
    shown = (_line(line, left, prefix) for line in lines)
    return f'<div class="equations">{"".join(shown)}</div>'


def inline(tree: Node, findings: Sequence[Finding], prefix: str) -> str:
    """A formula in a line of text, which opens what is said of its statements."""
    shown = _pieces(tree, first=True, display=False)
    return unfolding(shown, findings, prefix, "inline") if findings else shown


def _lines(tree: Node, findings: Sequence[Finding]) -> Iterator[_Line]:
    """The rows of a display with the statements that begin in them; a statement keeps its rows together."""
    lines: list[_Line] = []
    left = list(findings)
    for row in rows(tree):
        told = [found for item in _items(row) if (found := _of(item, findings)) is not None]
        new = [each for each in left if each in told]
        if lines and told and told[0] not in new and not new:
            lines[-1].rows.append(row)
        else:
            lines.append(_Line([row], new))
        left = [each for each in left if each not in new]
    if left and lines:
        lines[-1].findings += left
    return iter(lines)


def rows(tree: Node) -> list[tuple[Node, ...]]:
    r"""The rows of a display, each with its cells; what is no grid is one row with one cell.

    >>> from backproof.syntax.latex import parse
    >>> [len(cells) for cells in rows(parse(r"a &= b \\ &= c"))], len(rows(parse("a = b")))
    ([2, 2], 1)
    """
    match tree:
        case Grid("aligned", cells, "", ""):
            return [row for each in cells for row in (rows(each[0]) if len(each) == 1 else [each])]
        case Row((Grid("aligned") as grid, *rest)) if all(map(_ends, rest)):
            *before, last = rows(grid)
            return [*before, (*last[:-1], Row((*_items(last[-1:]), *rest), tree.span))]
        case _:
            return [(tree,)]


def _ends(node: Node) -> bool:
    """What may stand behind the lines of a display: its number, a full stop."""
    match node:
        case Atom(kind):
            return kind in (Kind.PUNCTUATION, Kind.SPACE, Kind.TEXT)
        case _:
            return False


def _items(cells: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(item for cell in cells for item in (cell.items if isinstance(cell, Row) else (cell,)))


def _of(item: Node, findings: Sequence[Finding]) -> Finding | None:
    """The statement that a part belongs to; they are in the order of the text."""
    at = item.span.start
    before = bisect_right(findings, at, key=lambda each: each.judgement.span.start)
    return findings[before - 1] if before and at < findings[before - 1].judgement.span.end else None


def _line(line: _Line, left: float, prefix: str) -> str:
    shown = "".join(_row(row, left, line.findings) for row in line.rows)
    if line.findings:
        return unfolding(f'<span class="math">{shown}</span>', line.findings, prefix, "line")
    return f'<div class="line"><span class="math">{shown}</span></div>'


def _row(row: tuple[Node, ...], left: float, findings: Sequence[Finding]) -> str:
    head, rest = (row[:1], row[1:]) if len(row) > 1 else ((), row)
    lined = f'<span class="lhs" style="width:{left:.2f}em">{_parts(_items(head), findings)}</span>' if left else ""
    return f'<span class="row">{lined}<span class="rhs">{_parts(_items(rest), findings, first=not head)}</span></span>'


def _parts(items: Sequence[Node], findings: Sequence[Finding], first: bool = True) -> str:
    """The parts of a row; where it has several statements, each is marked by the verdict that it has."""
    if len(findings) < 2:
        return _together(items, first)
    shown: list[str] = []
    for told, group in groupby(items, key=lambda item: _of(item, findings)):
        kind = "" if told is None else f" {tone(told.verdict)}"
        shown.append(f'<span class="part{kind}">{_together(tuple(group), first and not shown)}</span>')
    return "<wbr>".join(shown)


def _together(items: Sequence[Node], first: bool) -> str:
    if not items:
        return ""
    whole = items[0] if len(items) == 1 else Row(tuple(items), items[0].span.join(items[-1].span))
    return _pieces(whole, first=first, display=True)


def _pieces(tree: Node, *, first: bool, display: bool) -> str:
    """A formula that a browser may break where a long one is broken; in a line of text, what is still long scrolls."""
    shown = []
    for at, part in enumerate(pieces(tree, _LONG)):
        written = mathml(part, display=display, goes_on=at > 0 or not first)
        scrolls = not display and width(part) > _LONG
        shown.append(f'<span class="long">{written}</span>' if scrolls else written)
    return "<wbr>".join(shown)
