"""Writes ``docs/what-is-read.md`` from the table of notations that the tests hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.notations import NOTATIONS, Notation

PAGE = Path(__file__).resolve().parent.parent / "docs" / "what-is-read.md"
WORDS = {"R": "right", "I": "right-if", "W": "wrong", "F": "follows", "U": "unchecked"}


def page(notations: Iterable[Notation] = NOTATIONS) -> str:
    """The page in Markdown: one table for each group of notations, in the order in which groups begin."""
    return "\n".join(_lines(notations)) + "\n"


def _lines(notations: Iterable[Notation]) -> Iterator[str]:
    yield "# What is read"
    yield ""
    yield "Every row is a small document that the tests check: the verdicts are those of its lines, in order."
    yield "`make readme` writes this page from `tests/notations.py`."
    groups: dict[str, list[Notation]] = {}
    for each in notations:
        groups.setdefault(each.group, []).append(each)
    for group, rows in groups.items():
        yield from ("", f"## {group}", "", "| notation | example | verdicts |", "|---|---|---|")
        for row in rows:
            verdicts = ", ".join(WORDS[letter] for letter in row.verdicts)
            said = f"{verdicts}; not read yet: {row.but}" if row.but else verdicts
            yield f"| {row.name} | {_example(row.text)} | {said} |"


def _example(text: str) -> str:
    """A document in a cell of a table: each of its lines as code."""
    lines = (line.replace("|", "\\|") for line in text.splitlines())
    return "<br>".join(f"`` {line} ``" if "`" in line else f"`{line}`" for line in lines)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
