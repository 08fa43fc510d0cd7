r"""A page as a LaTeX document that compiles with pdflatex, amsmath and amssymb.

Each display is an ``align*``: short reasons stand at the right margin, long ones interrupt it; long sums go on in the
next row. Pictures are left out with their words, as LaTeX alone can't draw SVG.
"""

from __future__ import annotations

import re

from backproof.report.faces.layout import lines, width
from backproof.report.faces.steps import relation, sentence, written
from backproof.report.faces.texts import prose
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Picture, Step, Table
from backproof.syntax.tree import Node
from backproof.syntax.write import latex

_PREAMBLE = r"""\documentclass[11pt,a4paper,fleqn]{article}
\usepackage[utf8]{inputenc}
\usepackage[margin=2.5cm]{geometry}
\usepackage{amsmath,amssymb,longtable}
\allowdisplaybreaks
\setcounter{MaxMatrixCols}{99}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6em plus 0.2em}
\setlength{\mathindent}{2em}
\setlength{\jot}{0.4em}
\AtBeginDocument{\setlength{\abovedisplayskip}{0.7em plus 0.3em}\setlength{\belowdisplayskip}{\abovedisplayskip}}
"""
_PROVIDED = {
    r"\omicron": r"\NewDocumentCommand{\omicron}{}{o}",
    r"\degree": r"\NewDocumentCommand{\degree}{}{{}^{\circ}}",
    r"\llbracket": r"\NewDocumentCommand{\llbracket}{}{[\![}",
    r"\rrbracket": r"\NewDocumentCommand{\rrbracket}{}{]\!]}",
    r"\begin{rcases}": r"\NewDocumentEnvironment{rcases}{}"
    r"{\left.\begin{array}{@{}l@{\quad}l@{}}}{\end{array}\right\}}",
    r"\mathbb{1}": r"\NewCommandCopy{\letterbb}{\mathbb}"
    "\n"
    r"\RenewDocumentCommand{\mathbb}{m}{\if1#1\mathbf{1}\else\letterbb{#1}\fi}",
}
r"""What formulas may need and amssymb lacks; its ``\mathbb`` has no digits."""

# Widths in ems.
_LINE = 38.0
_SIGN = 1.4  # of a relation sign
_INDENT = 2.0  # before a formula that goes on in the next row
_GAP = 3.0  # before a reason
_LEAST = 12.0  # of the room for a formula behind a long head
_REASON = 0.8  # of the size of the text is that of reasons
_SIZES = {"": 1.0, r"\footnotesize": 0.87, r"\scriptsize": 0.8}
_SMALLEST = r"\tiny"
_END = " \\\\\n"
_SECTIONS = {1: "section", 2: "section", 3: "subsection"}

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def to_latex(page: Page) -> str:
    """The page as a complete LaTeX document."""
    match page.blocks:
        case (Heading(text, 1), *rest):
            title, blocks = _text(text), tuple(rest)
        case blocks:
            title = ""
    body = "".join(_gap(before, block) + _block(block) for before, block in zip((None, *blocks), blocks, strict=False))
    head = f"\\title{{{title}}}\n\\author{{}}\n\\date{{\\vspace{{-3em}}}}\n" if title else ""
    begin = "\\begin{document}\n" + ("\\maketitle\n" if title else "")
    return f"{_PREAMBLE}{_provided(title + body)}{head}{begin}\n{body}\n\n\\end{{document}}\n"


def _gap(before: Block | None, block: Block) -> str:
    """What stands between two blocks: a display belongs to the paragraph before it."""
    match before, block:
        case None, _:
            return ""
        case Paragraph() | Display(), Display():
            return "\n"
        case _:
            return "\n\n"


def _provided(text: str) -> str:
    return "".join(f"{definition}\n" for command, definition in _PROVIDED.items() if command in text)


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return rf"\{_SECTIONS.get(level, 'subsubsection')}*{{{_text(text)}}}"
        case Paragraph(text):
            return _text(text)
        case Display(steps):
            return _display(steps)
        case Table(head, rows):
            return _table(head, rows)
        case Picture(_, words):
            return rf"\begin{{center}}\itshape {prose(words)}\end{{center}}"


def _text(text: Inline) -> str:
    return "".join(prose(part) if isinstance(part, str) else f"${_formula(part)}$" for part in text)


def _formula(node: Node) -> str:
    """A formula; letters that the fonts of mathematics lack are printed as text."""
    return _NOT_ASCII.sub(lambda run: rf"\text{{{prose(run[0])}}}", latex(written(node)))


def _display(steps: tuple[Step, ...]) -> str:
    """The rows; where a reason has no room in the margin, its sentence interrupts them, and the chain goes on below."""
    widest = max((width(step.left) for step in steps if step.left), default=0.0)
    room = max(_LINE - widest - _SIGN, _LEAST)
    parts: list[str] = []
    rows: list[str] = []
    head = ""
    for step in steps:
        text, row = _row(step, room)
        if text:
            parts += [*_aligned(rows), text]
            rows = []
        head = _formula(step.left) if step.left else head
        left = _guarded(head) if step.left else "" if rows or not head else rf"\hphantom{{{head}}}"
        rows.append(f"{left} {row}")
    return "\n".join([*parts, *_aligned(rows)])


def _aligned(rows: list[str]) -> list[str]:
    return ["\\begin{align*}", _END.join(rows), "\\end{align*}"] if rows else []


def _row(step: Step, room: float) -> tuple[str, str]:
    """A step without its left side, in several rows where it is long, and its reason where the margin has no room."""
    wide = width(step.right)
    broken = () if wide <= room else lines(step.right, room - _INDENT)
    first, *more = [_fitted(part, room) for part in broken] or [_formula(step.right)]
    row = _END.join([f"&{latex(relation(step))} {first}", *(rf"&\qquad {{}}{part}" for part in more)])
    if not step.reason:
        return "", row
    if wide + _GAP + _REASON * _text_width(step.reason) <= room:
        return "", rf"{row} \tag*{{\footnotesize {_text(step.reason)}}}"
    return _text(sentence(step.reason)), row


def _text_width(text: Inline) -> float:
    return sum(0.45 * len(part) if isinstance(part, str) else width(part) for part in text)


def _fitted(node: Node, room: float) -> str:
    """A formula in the largest letters that fit, where it can't be broken."""
    wide = width(node)
    size = next((size for size, scale in _SIZES.items() if scale * wide <= room), _SMALLEST)
    return rf"\text{{{size}$\displaystyle {_formula(node)}$}}" if size else _formula(node)


def _guarded(first: str) -> str:
    r"""What stands first in a row; after ``\\``, a bracket or a star would belong to that."""
    return f"{{}}{first}" if first.startswith(("[", "*")) else first


def _table(head: tuple[Inline, ...], rows: tuple[tuple[Inline, ...], ...]) -> str:
    lines_ = [" & ".join(_guarded(_text(cell)) for cell in cells) + r" \\" for cells in (head, *rows)]
    columns = _columns([max(map(_text_width, column)) + 1 for column in zip(head, *rows, strict=True)])
    inside = "\n".join([lines_[0], r"\hline", r"\endhead", *lines_[1:]])
    return f"\\begin{{longtable}}{{{columns}}}\n{inside}\n\\end{{longtable}}"


def _columns(widths: list[float]) -> str:
    """The columns as wide as their cells, or else sharing the line."""
    total = sum(widths)
    if total <= _LINE:
        return "l" * len(widths)
    return "".join(rf"p{{{0.9 * each / total:.3f}\linewidth}}" for each in widths)
