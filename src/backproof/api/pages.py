"""Pages in the formats that users name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from backproof.report.faces import to_html, to_latex, to_markdown, to_terminal
from backproof.report.page import Page
from backproof.source import BackproofError, Diagnostic

FACES: Final[Mapping[str, Callable[[Page], str]]] = {
    "text": to_terminal, "markdown": to_markdown, "latex": to_latex, "html": to_html,
}  # fmt: skip
"""What prints a page, by the name of the format."""


def in_format(page: Page, format: str) -> str:
    """The page as ``text``, ``markdown``, ``latex`` (a whole document) or ``html`` (a whole file)."""
    if format not in FACES:
        raise BackproofError(
            Diagnostic(f"there is no format {format}", format, f"one of {', '.join(FACES)}", "choose one of them")
        )
    return FACES[format](page)
