"""A page as plain text for a terminal: formulas in Unicode, set in, with their reasons beside or below them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from backproof.report.faces.steps import relation
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Picture, Step, Table
from backproof.source.columns import columns
from backproof.syntax.tree import Node
from backproof.syntax.unicode import unicode

_INDENT = 4
_GAP = 3
_FACTORS = re.compile(r" ([·×⊙]) ")
_SIGN = re.compile(r"(?<= )([+−·×⊙=]) ")
_PRODUCT = 30
"""The most columns of a product that is not broken."""
_COMMANDS = frozenset({"Cc", "Cf", "Cs", "Co"})
_HEAD = 24
"""The widest head of a chain below which the rows that go on are aligned."""
_GLUE = "\0"
"""Stands for a space at which no line ends; cleaned text has none."""


def to_terminal(page: Page, *, width: int = 80) -> str:
    """The page in lines of at most ``width`` columns, where its words and formulas are no longer than that.

    >>> from backproof.syntax.latex import parse
    >>> L, y = parse("L"), parse("(y - a)^2")
    >>> print(to_terminal(Page((Display((Step(L, "=", y, ("the loss",)),)),))), end="")
        L = (y − a)²   (the loss)
    """
    return "\n\n".join("\n".join(_block(block, width)) for block in page.blocks) + "\n"


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text, level):
            title = _filled(_text(text), width)
            yield from title
            if level <= 2:
                yield "═─"[level > 1] * max(map(columns, title), default=0)
        case Paragraph(text):
            yield from _filled(_text(text), width)
        case Display(steps):
            yield from _display(steps, width)
        case Table(head, rows):
            yield from _table([list(map(_text, cells)) for cells in (head, *rows)], width)
        case Picture(_, words):
            yield from _filled(f"[Picture: {_clean(words)}]", width)


def _clean(text: str) -> str:
    """Text in one line that does not command the terminal."""
    words = re.sub(r"\s+", " ", text)
    return "".join("·" if unicodedata.category(sign) in _COMMANDS else sign for sign in words)


def _formula(node: Node) -> str:
    return _clean(unicode(node))


def _text(text: Inline) -> str:
    """Running text; a formula stays in one piece."""
    return "".join(_clean(part) if isinstance(part, str) else _formula(part).replace(" ", _GLUE) for part in text)


def _display(steps: tuple[Step, ...], width: int) -> Iterator[str]:
    head = 0
    for step in steps:
        left = "" if step.left is None else _formula(step.left) + " "
        if step.left is not None:
            head = columns(left) if columns(left) <= _HEAD else _INDENT
        yield from _step(left or " " * head, head, step, width)


def _step(left: str, head: int, step: Step, width: int) -> Iterator[str]:
    sign = _formula(relation(step))
    behind = _INDENT + head + len(sign) + 1
    right = _breakable(_formula(step.right))
    *before, last = _filled(f"{sign}{_GLUE}{right}", width, " " * _INDENT + left, behind)
    yield from before
    reason = f"({_text(step.reason)})" if step.reason else ""
    if reason and columns(last) + _GAP + columns(reason) <= width:
        yield _unglued(f"{last}{' ' * _GAP}{reason}")
        return
    yield last
    if reason:
        indent = behind if behind <= width // 3 else 2 * _INDENT
        yield from _filled(reason, width, " " * indent, indent + 1)


def _breakable(formula: str) -> str:
    """A formula that breaks before its signs, and before those of multiplication only in a long product."""
    products = _FACTORS.sub(rf"{_GLUE}\1{_GLUE}", formula).split(" ")
    parts = (each if len(each) <= _PRODUCT else each.replace(_GLUE, " ") for each in products)
    return _SIGN.sub(rf"\1{_GLUE}", " ".join(parts))


def _table(rows: list[list[str]], width: int) -> Iterator[str]:
    """Columns as wide as they need; where they have no room together, each row in lines of its own."""
    head, *body = rows
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        for cells in body:
            for name, cell in zip(head, cells, strict=True):
                yield from _filled(f"{name}: {cell}", width, subsequent=_INDENT)
        return
    yield _padded(head, widths)
    yield "  ".join("─" * each for each in widths)
    yield from (_padded(cells, widths) for cells in body)


def _padded(cells: Iterable[str], widths: list[int]) -> str:
    padded = (cell + " " * (room - columns(cell)) for cell, room in zip(cells, widths, strict=True))
    return _unglued("  ".join(padded).rstrip())


def _filled(text: str, width: int, first: str = "", subsequent: int = 0) -> list[str]:
    """The words in lines; what is longer than a line has one for itself."""
    lines: list[list[str]] = [[]]
    used = columns(first)
    for word in text.split():
        if lines[-1] and used + 1 + columns(word) > width:
            lines.append([])
            used = subsequent
        used += bool(lines[-1]) + columns(word)
        lines[-1].append(word)
    indents = (first, *[" " * subsequent] * (len(lines) - 1))
    return [_unglued(indent + " ".join(words)) for indent, words in zip(indents, lines, strict=True)]


def _unglued(line: str) -> str:
    return line.replace(_GLUE, " ")
