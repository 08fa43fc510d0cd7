"""The bytes of a model file: safetensors with a checksum over the whole file.

A file is the length of its head (8 bytes, little-endian), the head (a JSON object) and the bytes of the arrays::

    {"__metadata__": {"sha256": "...", "backproof": "{...}"},
     "W": {"dtype": "F32", "shape": [3, 4], "data_offsets": [0, 48]}, ...}

``sha256`` is that of the file with 64 zeros in its own place. It stands first, so that its place is known.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias, final

import numpy as np

from backproof.train.files import plain

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

LENGTH = struct.Struct("<Q")
LARGEST_HEAD = 50_000_000  # bytes; safetensors allows twice that
METADATA = "__metadata__"
_BEGINNING = b'{"__metadata__":{"sha256":"'
DIGEST = slice(len(_BEGINNING), len(_BEGINNING) + 64)
BLANK = b"0" * 64
_MOST_AXES = 32  # of an array in NumPy 1
_ALIGNED = 8  # bytes; the arrays begin at a multiple, so that other programs may map the file into memory

_KINDS = {
    "BOOL": np.dtype(np.bool_),
    **{f"{sign}{8 * size}": np.dtype(f"<{sign.lower()}{size}") for sign in "IU" for size in (1, 2, 4, 8)},
    **{f"F{8 * size}": np.dtype(f"<f{size}") for size in (2, 4, 8)},
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
KINDS = ", ".join(_NAMES[kind] for kind in _NAMES)


class Malformed(Exception):
    """What is no model file, or a damaged one: what is wrong, what was found, what belongs there."""

    def __init__(self, message: str, found: str, expected: str) -> None:
        super().__init__(message)
        self.message, self.found, self.expected = message, found, expected


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One array of a file: its name, what its numbers are, and which bytes behind the head are its own."""

    name: str
    kind: np.dtype[Any]
    shape: tuple[int, ...]
    start: int
    end: int


@final
@dataclass(frozen=True, slots=True)
class Head:
    """The arrays of a file as they are listed, the header's text, and the checksum that the file states."""

    entries: tuple[Entry, ...]
    header: str
    digest: bytes


def kind_of(array: Array) -> np.dtype[Any] | None:
    """The kind in which an array is written, or None where a file can't hold it."""
    kind = array.dtype.newbyteorder("<")
    return kind if kind in _NAMES and array.ndim <= _MOST_AXES else None


def entries(arrays: Mapping[str, Array]) -> tuple[Entry, ...]:
    """Where each array goes: the widest numbers first, so that every array begins at a multiple of their width."""
    found, at = [], 0
    for name, array in sorted(arrays.items(), key=lambda item: (-item[1].itemsize, item[0])):
        found.append(Entry(name, array.dtype.newbyteorder("<"), array.shape, at, at + array.nbytes))
        at += array.nbytes
    return tuple(found)


def encode(laid_out: tuple[Entry, ...], names: tuple[str, ...], header: str) -> bytes:
    """The length and the head, with zeros for the checksum; the arrays are listed in the order of ``names``."""
    listed: dict[str, plain.JSON] = {METADATA: {"sha256": BLANK.decode(), "backproof": header}}
    by_name = {entry.name: entry for entry in laid_out}
    for name in names:
        entry = by_name[name]
        listed[name] = {
            "dtype": _NAMES[entry.kind],
            "shape": list(entry.shape),
            "data_offsets": [entry.start, entry.end],
        }
    head = plain.written(listed).encode()
    head += b" " * (-len(head) % _ALIGNED)
    return LENGTH.pack(len(head)) + head


def decode(head: bytes, rest: int) -> Head:
    """What a head says of the ``rest`` bytes behind it. Raises :class:`Malformed`."""
    if not head.startswith(_BEGINNING):
        raise Malformed("this is no model file of backproof", f"{head[:27]!r}", f"{_BEGINNING!r} at offset 8")
    try:
        listed = plain.read(head.decode())
    except ValueError as problem:
        raise Malformed("the head of the file can't be read", f"{problem}", "JSON in UTF-8") from None
    match listed.pop(METADATA):
        case {"sha256": str(), "backproof": str(header), **others} if not others:
            found = tuple(_entry(name, described) for name, described in listed.items())
        case _:
            raise Malformed("the head of the file is incomplete", "other members", "the members sha256 and backproof")
    _check_that_they_fill(found, rest)
    return Head(found, header, head[DIGEST])


def by_place(found: tuple[Entry, ...]) -> list[Entry]:
    """The arrays in the order of their bytes; those without any stand before the one that begins there."""
    return sorted(found, key=lambda entry: (entry.start, entry.end))


def _entry(name: str, described: plain.JSON) -> Entry:
    match described:
        case {"dtype": str(kind), "shape": [*shape], "data_offsets": [start, end], **others} if not others:
            extents = tuple(_natural(name, extent) for extent in shape)
            return _checked(Entry(name, _kind(name, kind), extents, _natural(name, start), _natural(name, end)))
        case _:
            _malformed(name, "other members", "dtype, shape and two data_offsets")


def _kind(name: str, written: str) -> np.dtype[Any]:
    if written not in _KINDS:
        _malformed(name, f"the dtype {written[:60]!r}", f"one of {KINDS}")
    return _KINDS[written]


def _natural(name: str, number: object) -> int:
    if type(number) is not int or not 0 <= number < 1 << 62:
        _malformed(name, f"the number {str(number)[:60]}", "whole numbers from 0 to 2**62")
    return number


def _checked(entry: Entry) -> Entry:
    if len(entry.shape) > _MOST_AXES:
        _malformed(entry.name, f"{len(entry.shape)} axes", f"at most {_MOST_AXES}")
    if math.prod(extent or 1 for extent in entry.shape) * entry.kind.itemsize >= 1 << 62:
        _malformed(entry.name, f"the shape {_short(entry.shape)}", "fewer than 2**62 bytes")
    size = math.prod(entry.shape) * entry.kind.itemsize
    if entry.end - entry.start != size:
        found = f"the bytes {entry.start:,} to {entry.end:,}"
        _malformed(entry.name, found, f"{size:,} bytes for the shape {_short(entry.shape)} of {_NAMES[entry.kind]}")
    return entry


def _check_that_they_fill(found: tuple[Entry, ...], rest: int) -> None:
    """Array follows array without gap or overlap, and the last one ends with the file."""
    at = 0
    for entry in by_place(found):
        if entry.start != at:
            _malformed(entry.name, f"a beginning at {entry.start:,}", f"{at:,}, where the array before it ends")
        at = entry.end
    if rest < at:
        raise Malformed("the file is cut short", f"{rest:,} bytes behind the head", f"{at:,}")
    if rest > at:
        raise Malformed("something stands behind the last array", f"{rest:,} bytes behind the head", f"{at:,}")


def _short(shape: tuple[int, ...]) -> str:
    text = " x ".join(map(str, shape)) or "()"
    return text if len(text) <= 60 else f"{text[:60]}..."


def _malformed(name: str, found: str, expected: str) -> NoReturn:
    raise Malformed(f"the array {name[:60]!r} is described wrongly", found, expected)
