"""Save and load: arrays and a header to one file and back."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from backproof.train.files import plain, problems
from backproof.train.files.atomic import replacing
from backproof.train.files.layout import (
    BLANK,
    DIGEST,
    LARGEST_HEAD,
    LENGTH,
    METADATA,
    Array,
    Entry,
    Malformed,
    by_place,
    decode,
    encode,
    entries,
    kind_of,
)
from backproof.train.files.plain import JSON

SCHEMA = "backproof.model/1"
_PIECE = 1 << 24  # bytes that are copied at once where an array does not lie in one piece


@final
@dataclass(frozen=True, slots=True)
class Loaded:
    """What a model file holds: arrays by name, as writable copies, and the header without its schema."""

    arrays: dict[str, Array]
    header: dict[str, JSON]


def save(path: str | os.PathLike[str], arrays: Mapping[str, Array], header: Mapping[str, JSON]) -> None:
    """Write arrays (booleans, integers, floats of 16 to 64 bits) and a header of plain JSON to one file.

    The file is replaced as a whole: a full disk, an error or a kill leaves what was there. Any program that knows
    safetensors can read it. Raises :class:`BackproofError` where the disk refuses, where an array or a part of the
    header is of another kind, and where a number of the header is not finite.
    """
    name = os.fspath(path)
    head, laid_out = _head(name, arrays, header)
    digest = hashlib.sha256(head)
    for piece in _pieces(arrays, laid_out):
        digest.update(piece)
    try:
        with replacing(path) as file:
            file.write(head.replace(BLANK, digest.hexdigest().encode(), 1))
            for piece in _pieces(arrays, laid_out):
                file.write(piece)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        size = len(head) + sum(array.nbytes for array in arrays.values())
        raise problems.unwritten(name, size, error) from error


def load(path: str | os.PathLike[str]) -> Loaded:
    """The arrays and the header of a file that :func:`save` wrote.

    Nothing of the file is run, nothing is allocated that the file's size does not bear out, and a checksum over the
    whole file finds every changed byte. Raises :class:`BackproofError` where the file can't be read, is no model file
    or is damaged.
    """
    name = os.fspath(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would wait for ever
            raise problems.no_file(name, os.path.isdir(path))
        with Path(path).open("rb") as file:
            return _loaded(file)
    except Malformed as problem:
        raise problems.damaged(name, problem) from None
    except (OSError, ValueError) as error:
        raise problems.unopened(name, error) from error


def _head(path: str, arrays: Mapping[str, Array], header: Mapping[str, JSON]) -> tuple[bytes, tuple[Entry, ...]]:
    if "schema" in header:
        raise problems.refused(path, "the header names a schema", f"{header['schema']}", f"no name schema: {SCHEMA}")
    for name, array in arrays.items():
        if kind_of(array) is None:
            raise problems.no_kind(path, name, array)
        if name == METADATA or not name.isprintable():
            raise problems.refused(path, "no array may have this name", f"{name!r}", "a printable name of its own")
    laid_out = entries(arrays)
    try:
        head = encode(laid_out, tuple(arrays), plain.written({"schema": SCHEMA, **header}))
    except plain.NotPlain as problem:
        raise problems.not_plain(path, problem) from None
    if len(head) > LARGEST_HEAD:
        raise problems.refused(path, "the header is too large", f"{len(head):,} bytes", f"at most {LARGEST_HEAD:,}")
    return head, laid_out


def _pieces(arrays: Mapping[str, Array], laid_out: tuple[Entry, ...]) -> Iterator[memoryview]:
    """The bytes of the arrays, without a copy of those that lie in one piece already."""
    for entry in laid_out:
        array = arrays[entry.name]
        if array.flags.c_contiguous and array.dtype == entry.kind:
            yield array.reshape(-1).view(np.uint8).data
        else:
            flat = array.reshape(-1, order="C") if array.nbytes <= _PIECE else array.flat
            step = max(1, _PIECE // array.itemsize)
            for start in range(0, array.size, step):
                yield np.ascontiguousarray(flat[start : start + step], dtype=entry.kind).view(np.uint8).data


def _loaded(file: io.BufferedReader) -> Loaded:
    size = os.fstat(file.fileno()).st_size
    begin = file.read(LENGTH.size)
    if len(begin) < LENGTH.size:
        raise Malformed("this is no model file", f"{len(begin)} bytes", "8 bytes with the length of the head, and more")
    (length,) = LENGTH.unpack(begin)
    if length > LARGEST_HEAD:
        raise Malformed(
            "this is no model file of backproof", f"a head of {length:,} bytes", f"at most {LARGEST_HEAD:,}"
        )
    if length > size - LENGTH.size:
        raise Malformed("the file is cut short", f"{size:,} bytes", f"a head of {length:,} bytes and the arrays")
    written = file.read(length)
    head = decode(written, size - LENGTH.size - length)
    arrays = {entry.name: np.empty(entry.shape, entry.kind) for entry in head.entries}
    digest = hashlib.sha256(begin + written[: DIGEST.start] + BLANK + written[DIGEST.stop :])
    for entry in by_place(head.entries):
        space = arrays[entry.name].reshape(-1).view(np.uint8).data
        if file.readinto(space) != len(space):
            raise Malformed("the file is cut short", f"an end in the array {entry.name!r}", "all of its bytes")
        digest.update(space)
    if digest.hexdigest().encode() != head.digest:
        stated = head.digest[:16].decode("ascii", "backslashreplace")
        raise Malformed("the file is damaged", f"the checksum {digest.hexdigest()[:16]}...", f"{stated}...")
    _check_truths(arrays)
    return Loaded(arrays, _header(head.header))


def _check_truths(arrays: Mapping[str, Array]) -> None:
    for name, array in arrays.items():
        if array.dtype == np.bool_ and array.size and array.reshape(-1).view(np.uint8).max() > 1:
            raise Malformed(f"the array {name[:60]!r} of truth values has others", "a byte above 1", "0 and 1")


def _header(text: str) -> dict[str, JSON]:
    try:
        header = plain.read(text)
    except ValueError as problem:
        raise Malformed("the header can't be read", f"{problem}", "JSON") from None
    schema = header.pop("schema", None)
    if schema != SCHEMA:
        raise Malformed("another version wrote this file", f"the schema {str(schema)[:60]!r}", SCHEMA)
    return header
