"""A page as Markdown, for tests: the least that `check` can read."""

from __future__ import annotations

from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Step, Table
from backproof.show.trees import relation
from backproof.syntax.tree import Node
from backproof.syntax.write import latex


def markdown(page: Page) -> str:
    """The blocks with empty lines between them."""
    return "".join(f"{_block(block)}\n\n" for block in page.blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_inline(text)}"
        case Paragraph(text):
            return _inline(text)
        case Display(steps):
            rows = " \\\\\n".join(map(_row, steps))
            return f"$$\\begin{{aligned}}\n{rows}\n\\end{{aligned}}$$"
        case Table(head, rows):
            lines = [head, (("---",),) * len(head), *rows]
            return "\n".join(f"| {' | '.join(map(_inline, cells))} |" for cells in lines)
        case _:
            return ""


def _row(step: Step) -> str:
    left = "" if step.left is None else latex(step.left)
    return f"{left} &{latex(relation(step.relation))} {latex(step.right)}"


def _inline(text: Inline) -> str:
    return "".join(_part(part) for part in text)


def _part(part: str | Node) -> str:
    return part if isinstance(part, str) else f"${latex(part)}$"
