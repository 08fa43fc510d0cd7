r"""Displays that nobody closed: where they end, so that the next ``$$`` opens and the prose between stays prose."""

from __future__ import annotations

import re

from backproof.read.extract.marks import is_prose

_TEXT = re.compile(r"\\(?:text[a-z]*|mbox|operatorname\*?)\s*\{[^{}]*\}")
_MATHEMATICAL = re.compile(r"[\\_^=]")
_TWO_WORDS = re.compile(r"(?<![\\A-Za-z{_^])[A-Za-z]{2,},? +[A-Za-z]{2,}")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_LINE_HEAD = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?")
_REACH = 2_000


def end_of_unclosed(text: str, start: int, closing: int) -> int | None:
    """Where a display ends whose content begins at ``start``, if the ``$$`` at ``closing`` opens another one.

    It does where its line is a whole display (``$$ c = d $$``), or where prose stands before it and mathematics behind.
    None where it closes the display, as it nearly always does.
    """
    content = text[start:closing]
    if "\n" not in content:
        return None
    broken = _break(content)
    if _is_whole_line(text, closing) or (broken is not None and _is_mathematics(_next_segment(text, closing + 2))):
        return start + (broken if broken is not None else content.rindex("\n"))
    return None


def _break(content: str) -> int | None:
    """Where the first line of prose begins behind mathematics, or the blank line before other words."""
    at = 0
    for line in content.splitlines(keepends=True):
        plain = _TEXT.sub("", line)
        if content[:at].strip() and is_prose(plain):
            return at
        at += len(line)
    gap = _BLANK_LINE.search(content.rstrip()) if content.strip() else None
    if gap and content[: gap.start()].strip() and not _MATHEMATICAL.search(content, gap.end()):
        return gap.start()
    return None


def _is_whole_line(text: str, at: int) -> bool:
    """Whether displays that are closed fill the line from an offset on, and begin it."""
    line = text.rfind("\n", max(0, at - _REACH), at) + 1
    end = text.find("\n", at, at + _REACH)
    segments = text[at : end if end >= 0 else min(len(text), at + _REACH)].split("$$")
    begins = _LINE_HEAD.fullmatch(text, line, at) is not None
    return begins and len(segments) % 2 == 1 and _is_mathematics(segments[1])


def _next_segment(text: str, at: int) -> str:
    end = text.find("$$", at, at + _REACH)
    return text[at:end] if end >= 0 else ""


def _is_mathematics(segment: str) -> bool:
    plain = _TEXT.sub("", segment)
    return _MATHEMATICAL.search(plain) is not None and "$" not in plain and not _TWO_WORDS.search(plain)
