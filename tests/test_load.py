from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.source import BackproofError, Diagnostic, Source
from backproof.source.load import LARGEST, decode, load

TEXT = "δ_j = σ'(z_j)\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_text_is_read_in_the_encodings_that_can_be_told_apart(data: bytes) -> None:
    assert decode("hw.md", data).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_the_zeros_in_one_half_of_its_bytes(encoding: str) -> None:
    assert decode("hw.md", TEXT.encode(encoding)).text == TEXT
    assert decode("hw.md", "$a = b$".encode(encoding)).text == "$a = b$"


@pytest.mark.parametrize("data", [b"MZ\0\0\0\0\0\0", b"a\0b\0c", b"\0\1\0\2\0\3", b"text\0and more text behind it."])
def test_other_zeros_are_those_of_a_binary_file(data: bytes) -> None:
    with pytest.raises(BackproofError, match=rf"this is a binary file(.|\n)*0x00 at offset {data.index(0)}"):
        decode("hw.md", data)


def test_latin_1_keeps_every_place() -> None:
    assert decode("hw.tex", "Größe: $a = ½ · b²$".encode("latin-1")).text == "Größe: $a = ½ · b²$"


def test_old_text_is_windows_1252() -> None:
    assert decode("hw.tex", "Übung – “Schätzung”".encode("cp1252")).text == "Übung – “Schätzung”"


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"\x89PNG\r\n\0\0", ("this is a binary file", "the byte 0x00 at offset 6", "export the document")),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\x01", ("this is a binary file", "the byte 0x01 at offset 13")),
        ("σ(z) = ".encode() + b"\xff" + "δ".encode(), ("can't be decoded", "0xff at offset 8", "UTF-8", "save the")),
        (b"caf\x81", ("can't be decoded", "0x81 at offset 3", "UTF-8 text")),
        (codecs.BOM_UTF16_LE + b"a\0b", ("can't be decoded", "0x62 at offset 4", "UTF-16-LE text")),
        (b" " * (LARGEST + 1), ("too large", "more than 20,000,000 bytes", "at most 20,000,000 bytes", "split it")),
    ],
)
def test_what_is_no_text_is_named_with_its_place(data: bytes, parts: tuple[str, ...]) -> None:
    with pytest.raises(BackproofError) as caught:
        decode("hw.md", data)
    message = str(caught.value)
    assert message.startswith("hw.md: ")
    for part in parts:
        assert part in message


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(BackproofError, match=r"missing\.md: there is no such file(.|\n)*check the name"):
        load(str(tmp_path / "missing.md"))
    with pytest.raises(BackproofError, match=r"this is a folder(.|\n)*name the files in it"):
        load(str(tmp_path))
    with pytest.raises(BackproofError, match=r"can't be read: .*null"):
        load("with\0nul.md")
    with pytest.raises(BackproofError, match=r"can't be read: .*too long"):
        load("x" * 10_000)


def _outcome(data: bytes) -> Source | Diagnostic:
    try:
        return decode("any", data)
    except BackproofError as error:
        return error.diagnostic


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    outcome = _outcome(data)
    assert isinstance(outcome, Source) or (outcome.written.startswith("the byte 0x") and outcome.advice)
