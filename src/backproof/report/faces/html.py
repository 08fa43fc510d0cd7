"""A page as one file of HTML: formulas in MathML, style and pictures inside, no script and nothing from a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pkgutil import get_data

from backproof.report.faces.layout import pieces
from backproof.report.faces.pictures import inline_svg
from backproof.report.faces.steps import formula
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Picture, Step, Table
from backproof.syntax.markup import escaped
from backproof.syntax.mathml import mathml
from backproof.syntax.unicode import unicode

_LONG = 12.0
"""Ems from which a formula may go on in the next line."""


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""No script, no picture, no request: even if something of a document were taken for HTML, it could do nothing."""


def to_html(page: Page) -> str:
    """The page as a document of HTML that needs nothing else."""
    body = "\n".join(part for block in page.blocks for part in _block(block))
    return whole(_title(page), style("backproof.report.faces", "page.css"), body)


def whole(title: str, style_sheet: str, body: str) -> str:
    """A file of HTML; the title is escaped."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{style_sheet}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def style(package: str, name: str) -> str:
    """A style sheet that lies beside a module."""
    return (get_data(package, name) or b"").decode()


def _title(page: Page) -> str:
    """The words of the first heading."""
    first = next((block.text for block in page.blocks if isinstance(block, Heading)), ("backproof",))
    return escaped("".join(part if isinstance(part, str) else unicode(part) for part in first))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            name = f"h{min(max(level, 1), 6)}"
            yield f"<{name}>{_text(text)}</{name}>"
        case Paragraph(text):
            yield f"<p>{_text(text)}</p>"
        case Display(steps):
            yield '<div class="display">'
            yield from map(_step, steps)
            yield "</div>"
        case Table(head, rows):
            yield '<div class="wide"><table>'
            yield f"<thead>{_row('th', head)}</thead>"
            yield f"<tbody>{''.join(_row('td', cells) for cells in rows)}</tbody>"
            yield "</table></div>"
        case Picture(svg, words):
            yield f"<figure>{inline_svg(svg) or ''}<figcaption>{escaped(words)}</figcaption></figure>"


def _text(text: Inline) -> str:
    return "".join(escaped(part) if isinstance(part, str) else mathml(part) for part in text)


def _row(name: str, cells: tuple[Inline, ...]) -> str:
    return "<tr>" + "".join(f"<{name}>{_text(cell)}</{name}>" for cell in cells) + "</tr>"


def _step(step: Step) -> str:
    """A row of a display: the left side, the rest in its own column, and the reason beside or below that."""
    left = "" if step.left is None else mathml(step.left, display=True)
    first, *more = pieces(step.right, _LONG)
    parts = [mathml(formula(replace(step, left=None, right=first)), display=True)]
    parts += [mathml(part, display=True, goes_on=True) for part in more]
    right = "<wbr>".join(parts)
    reason = f'<span class="reason">{_text(step.reason)}</span>' if step.reason else ""
    return f'<div class="left">{left}</div><div class="right"><span class="formula">{right}</span>{reason}</div>'
