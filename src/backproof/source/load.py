"""Bytes -> text: which files can be read, and what is said of the others."""

from __future__ import annotations

import codecs
import errno
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, final

from backproof.source.copies import original
from backproof.source.diagnostic import BackproofError, Diagnostic
from backproof.source.included import with_included
from backproof.source.text import Source

LARGEST = 20_000_000  # bytes; a thesis is 2 MB, and the text of a larger file is no derivation
STANDARD_INPUT = "-"

# The longer mark first: UTF-32 begins with the bytes of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")

_CAUSES = {
    errno.ENOENT: ("there is no such file", "check the name, and the folder that it is in"),
    errno.EISDIR: ("this is a folder", "name the files in it, for example with *.md"),
    errno.EACCES: ("you may not read this file", "change its permissions"),
}


@final
@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is wanted for: what is said to be expected, and what to do with a binary file and a broken text."""

    expected: str
    export: str
    save: str


DOCUMENT: Final = FileKind(
    "a text file: Markdown, LaTeX or a notebook",
    "export the document as one of these",
    "save the document as UTF-8 text",
)


def load(path: str, kind: FileKind = DOCUMENT) -> Source:
    """The text of a file, or of standard input where ``path`` is ``-``; TeX with the files that it takes in.

    A copy that backproof has marked is read without its marks.

    Raises :class:`BackproofError` where the file can't be opened, is larger than 20 MB or isn't text.
    """
    if path == STANDARD_INPUT:
        return original(decode("<stdin>", _read(sys.stdin.buffer), kind))
    read = partial(_file, kind=kind)
    return with_included(original(read(path)), read, LARGEST)


def _file(path: str, kind: FileKind) -> Source:
    try:
        with Path(path).open("rb") as file:
            data = _read(file)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise _unopened(path, error, kind) from error
    return decode(path, data, kind)


def decode(name: str, data: bytes, kind: FileKind = DOCUMENT) -> Source:
    """The text that bytes stand for: UTF-8, UTF-16 or UTF-32 with a byte order mark, UTF-16 without, or Windows-1252.

    The mark is no part of the text. Windows-1252 (which contains Latin-1) is what old editors wrote: it is taken where
    the bytes are no UTF-8 and no character of several bytes is among them, so that one broken byte in a UTF-8 document
    is reported and does not turn all of its Greek letters into others.

    >>> decode("hw.md", "σ(z)".encode()).text
    'σ(z)'
    >>> decode("old.tex", "Übung".encode("latin-1")).text
    'Übung'
    """
    if len(data) > LARGEST:
        raise _unreadable(
            name, "the file is too large", f"more than {LARGEST:,} bytes", f"at most {LARGEST:,} bytes", "split it"
        )
    mark, encoding = next((each for each in _BYTE_ORDER_MARKS if data.startswith(each[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    if not mark and b"\0" in body:
        return Source(name, _wide_text(name, body, kind))
    try:
        return Source(name, body.decode(encoding))
    except UnicodeDecodeError as error:
        if mark:
            raise _undecodable(name, data, len(mark) + error.start, encoding, kind) from error
        return Source(name, _old_text(name, body, error.start, kind))


def _read(file: BinaryIO) -> bytes:
    return file.read(LARGEST + 1)


def _wide_text(name: str, data: bytes, kind: FileKind) -> str:
    """UTF-16 without its mark: half of the bytes of letters, digits and spaces are zero, always the same half."""
    broken = data.index(b"\0")
    zeros = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    if len(data) % 2 or 4 * max(zeros) < len(data) // 2 or 20 * min(zeros) > max(zeros):
        raise _binary(name, data, broken, kind)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _binary(name, data, broken, kind) from error
    if any(ord(sign) in _CONTROLS for sign in text):
        raise _binary(name, data, broken, kind)
    return text


def _old_text(name: str, data: bytes, broken: int, kind: FileKind) -> str:
    control = next((at for at, byte in enumerate(data) if byte in _CONTROLS), None)
    if control is not None:
        raise _binary(name, data, control, kind)
    if not data.decode("utf-8", "ignore").isascii():
        raise _undecodable(name, data, broken, "utf-8", kind)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _undecodable(name, data, error.start, "utf-8", kind) from error


def _unreadable(name: str, message: str, written: str, expected: str, advice: str) -> BackproofError:
    return BackproofError(Diagnostic(message, written, expected, advice, source=Source(name, "")))


def _unopened(path: str, error: OSError | ValueError, kind: FileKind) -> BackproofError:
    number = error.errno if isinstance(error, OSError) else None
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    message, advice = _CAUSES.get(number or 0, (f"the file can't be read: {reason}", "name another file"))
    return _unreadable(path, message, path, kind.expected, advice)


def _binary(name: str, data: bytes, at: int, kind: FileKind) -> BackproofError:
    written = f"the byte 0x{data[at]:02x} at offset {at:,}"
    return _unreadable(name, "this is a binary file", written, kind.expected, kind.export)


def _undecodable(name: str, data: bytes, at: int, encoding: str, kind: FileKind) -> BackproofError:
    written = f"the byte 0x{data[at]:02x} at offset {at:,}"
    return _unreadable(name, "the text can't be decoded", written, f"{encoding.upper()} text", kind.save)
