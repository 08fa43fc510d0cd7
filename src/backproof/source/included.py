r"""Files that a TeX document takes in: the text of ``\input{part}`` stands where the command stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

from backproof.source.diagnostic import BackproofError, Diagnostic
from backproof.source.text import LeftOut, Source, Span, Stretch

TEX = frozenset({".tex", ".ltx", ".latex"})
MOST_FILES = 200
_COMMAND = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]*)\}|\\input\s+([^\s{}\\%]+)|\\.|%[^\n]*", re.DOTALL)


def with_included(source: Source, read: Callable[[str], Source], largest: int) -> Source:
    """A TeX document with the files beside it that it takes in, one inside another; ``read`` opens one of them.

    A file outside of the document's folder, one that takes itself in, and what can't be read is left out, and
    ``left_out`` says why. Together they have at most ``largest`` characters.
    """
    if Path(source.name).suffix.lower() not in TEX or _COMMAND.search(source.text) is None:
        return source
    joining = _Joining(Path(source.name).parent, read, largest)
    joining.take(source, (Path(source.name).resolve(),))
    if not joining.left_out and len(joining.stretches) == 1:
        return source
    return Source(source.name, "".join(joining.texts), tuple(joining.stretches), tuple(joining.left_out))


@final
@dataclass
class _Joining:
    """The text so far, and where each stretch of it comes from."""

    folder: Path
    read: Callable[[str], Source]
    largest: int
    texts: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    files: int = 0
    length: int = 0

    def take(self, source: Source, around: tuple[Path, ...]) -> None:
        """Add a file, and the ones that it takes in; ``around`` are the files that this one stands in."""
        at = 0
        for command in _COMMAND.finditer(source.text):
            written = command[1] or command[2]
            if not written:
                continue
            found = self._opened(written.strip(), around)
            if isinstance(found, str):
                self._add(source, at, command.end())
                self.left_out.append(LeftOut(Span(self.length - len(command[0]), self.length), found))
            else:
                self._add(source, at, command.start())
                self.take(found, (*around, Path(found.name).resolve()))
            at = command.end()
        self._add(source, at, len(source.text))

    def _add(self, source: Source, start: int, end: int) -> None:
        self.stretches.append(Stretch(self.length, source, start))
        self.texts.append(source.text[start:end])
        self.length += end - start

    def _opened(self, written: str, around: tuple[Path, ...]) -> Source | str:
        """The file that a command names, or why it is left out."""
        path = self.folder / (written if Path(written).suffix else f"{written}.tex")
        if not path.resolve().is_relative_to(self.folder.resolve()):
            return "this file lies outside of the document's folder"
        if path.resolve() in around:
            return "this file takes itself in"
        if self.files == MOST_FILES:
            return f"more than {MOST_FILES} files are taken in"
        if not path.is_file():
            return "there is no such file beside the document"
        self.files += 1
        try:
            found = self.read(str(path))
        except BackproofError as error:
            return error.diagnostic.message
        return found if self.length + len(found.text) <= self.largest else "with this file the document is too large"


def omissions(source: Source) -> tuple[Diagnostic, ...]:
    """What was left out of a document, as messages that point at the commands."""
    found = []
    for each in source.left_out:
        where, span = source.origin(each.span)
        written = " ".join(where.slice(span).split())
        advice = "what it defines is not known here: copy it into the document, or put the file beside it"
        expected = "a text file in the document's folder, or in one below it"
        found.append(Diagnostic(f"left out: {each.why}", written, expected, advice, where, span))
    return tuple(found)
