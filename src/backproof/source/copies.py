"""Copies of documents with the marks that backproof wrote into them: read as the documents that they are copies of.

A mark stands behind a formula, or on a line below it, and is a sign with a footnote; the footnotes stand at the end,
below a comment. Without both, the text is the document's again, character by character, and its places are those in the
copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from backproof.source.text import Source, Stretch

NOTE = "backproof-"
"""How the names of footnotes begin."""
REPORT = "<!-- backproof: what it found stands below this line, and is not read -->"

_MARK = rf"(?:\(✓\)|[✓✗↳?])\[\^{NOTE}[0-9]+\]"
_MARKS = re.compile(rf"\n[ \t>]*{_MARK}(?: {_MARK})*(?=\r?\n|\Z)| {_MARK}")
_OTHERS = frozenset({".tex", ".ltx", ".latex", ".ipynb"})


def original(source: Source) -> Source:
    """The document that a copy was made of; any other text is its own original.

    >>> copy = Source("hw.md", "$a = b$ ✗[^backproof-1] and $c$")
    >>> original(copy).text
    '$a = b$ and $c$'
    """
    is_copy = f"[^{NOTE}" in source.text or REPORT in source.text
    if not is_copy or PurePath(source.name).suffix.lower() in _OTHERS:
        return source
    parts = list(_parts(source.text))
    stretches, length = [], 0
    for start, end in parts:
        stretches.append(Stretch(length, source, start))
        length += end - start
    return Source(source.name, "".join(source.text[start:end] for start, end in parts), tuple(stretches))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """What of a copy is the document: from where to where."""
    report = text.find(f"\n\n{REPORT}")
    end = len(text) if report < 0 else report
    at = 0
    for mark in _MARKS.finditer(text, 0, end):
        yield at, mark.start()
        at = mark.end()
    yield at, end
