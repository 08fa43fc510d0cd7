r"""A page as Markdown: every formula a display of its own, which a person reads and ``backproof check`` judges.

Prose is escaped, so that nothing in it is a formula, HTML or a mark of Markdown by accident. Where a backslash would
itself begin a formula (``\(``), the sign is written as an entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backproof.report.faces.steps import formula, sentence, written
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Picture, Table
from backproof.syntax.tree import Node
from backproof.syntax.write import latex

_ESCAPES = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "\\`[]="}
    | {sign: f"\\{sign}" for sign in "*|~#"}
    | {"$": r"\$", "&": "&amp;", "<": "&lt;", ">": "&gt;", "≠": "&ne;", "←": "&larr;", "!": "&#33;"}
)
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ADDRESS = re.compile(r"(https?):(?=//)")
_OPENING = re.compile(r"\A(\d{0,9})(?=[-+.:)])")
_TOUCHING = re.compile(r"(?<!\\)(\$)\0(?=[$\d])")
"""A formula with another one or a number right behind it: those dollars would not close, or open a display."""
_BAR = re.compile(r"\\?\|")


def to_markdown(page: Page) -> str:
    r"""The page as Markdown with formulas in dollars.

    >>> from backproof.syntax.latex import parse
    >>> print(to_markdown(Page((Paragraph(("The loss is ", parse("L"), ", and costs $5.")),))), end="")
    The loss is $L$, and costs \$5.
    """
    return "\n\n".join(part for block in page.blocks for part in _block(block)) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * min(max(level, 1), 6)} {_text(text)}"
        case Paragraph(text):
            yield _paragraph(text)
        case Display(steps):
            for step in steps:
                if step.reason:
                    yield _paragraph(sentence(step.reason))
                yield f"$${latex(written(formula(step)))}$$"
        case Table(head, rows):
            yield "\n".join([_row(head), "|" + "---|" * len(head), *map(_row, rows)])
        case Picture(_, words):
            yield f"*{_text((words,))}*"


def _row(cells: tuple[Inline, ...]) -> str:
    return "".join(f"| {_text(cell, in_table=True)} " for cell in cells) + "|"


def _paragraph(text: Inline) -> str:
    """A paragraph on one line; what would begin a list or a heading does not."""
    return _OPENING.sub(r"\1\\", _text(text))


def _text(text: Inline, in_table: bool = False) -> str:
    parts = [_inline(part, in_table) for part in text]
    return " ".join(_TOUCHING.sub(r"\1 ", "\0".join(parts)).replace("\0", "").split())


def _inline(part: str | Node, in_table: bool) -> str:
    if isinstance(part, str):
        return prose(part)
    source = latex(written(part))
    return f"${_BAR.sub(_bar, source) if in_table else source}$"


def _bar(bar: re.Match[str]) -> str:
    """In a table a bar ends the cell, even in a formula."""
    return r"\Vert " if bar[0] == r"\|" else r"\vert "


def prose(text: str) -> str:
    """Words in which nothing is a mark of Markdown, a formula or HTML."""
    return _UNDERSCORE.sub(r"\\_", _ADDRESS.sub(r"\1&#58;", text.translate(_ESCAPES)))
