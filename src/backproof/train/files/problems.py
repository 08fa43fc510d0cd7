"""What is said of model files that can't be written or read."""

from __future__ import annotations

import errno

from backproof.source import BackproofError, Diagnostic, Source
from backproof.train.files.layout import KINDS, Array, Malformed
from backproof.train.files.plain import NotPlain

_NOT_READ = {
    errno.ENOENT: ("there is no such file", "check the name, and the folder that it is in"),
    errno.EACCES: ("you may not read this file", "change its permissions"),
}
_NOT_WRITTEN = {
    errno.ENOSPC: ("the disk is full", "make room, or name a file on another disk"),
    errno.EDQUOT: ("your share of the disk is full", "make room, or name a file on another disk"),
    errno.EFBIG: ("the file would be larger than is allowed here", "raise the limit (ulimit -f)"),
    errno.ENOENT: ("there is no such folder", "create it, or name another one"),
    errno.ENOTDIR: ("there is no such folder", "create it, or name another one"),
    errno.EISDIR: ("this is a folder", "name a file in it, such as model.safetensors"),
    errno.EACCES: ("you may not write there", "change the permissions of the folder, or name another one"),
    errno.EROFS: ("this disk can't be written to", "name a file on another disk"),
}


def unwritten(path: str, size: int, error: OSError | ValueError) -> BackproofError:
    """The disk refuses; what was there before stays."""
    message, advice = _cause(_NOT_WRITTEN, error, "the file can't be written", "name another file")
    return _about(
        path, message, f"a file of {size:,} bytes", "room and permission; what was there is unchanged", advice
    )


def unopened(path: str, error: OSError | ValueError) -> BackproofError:
    """The disk does not give the file."""
    message, advice = _cause(_NOT_READ, error, "the file can't be read", "name another file")
    return _about(path, message, path, "a model file that backproof wrote", advice)


def no_file(path: str, folder: bool) -> BackproofError:
    """A folder, a pipe or a device."""
    message = "this is a folder" if folder else "this is no file but a pipe or a device"
    return _about(path, message, path, "a model file that backproof wrote", "name a model file, such as m.safetensors")


def damaged(path: str, problem: Malformed) -> BackproofError:
    """The bytes of the file are not those of a model file."""
    advice = "take another copy of the file, or train and save the model again"
    return _about(path, problem.message, problem.found, problem.expected, advice)


def no_kind(path: str, name: str, array: Array) -> BackproofError:
    """An array that no file can hold."""
    found = f"{name!r} of {array.dtype}, {array.ndim} axes"
    return _about(path, "this array can't be saved", found, f"{KINDS}; at most 32 axes", "convert it with astype")


def not_plain(path: str, problem: NotPlain) -> BackproofError:
    """A part of the header that would not come back as it is."""
    found = f"{problem.written} at {problem.place}"
    return _about(path, "the header can't be saved", found, problem.expected, "put arrays among the arrays")


def refused(path: str, message: str, found: str, expected: str) -> BackproofError:
    """Something else that would not come back as it is."""
    return _about(path, message, found, expected, "choose another one")


def _cause(
    known: dict[int, tuple[str, str]], error: OSError | ValueError, message: str, advice: str
) -> tuple[str, str]:
    if not isinstance(error, OSError):
        return f"{message}: {error}", advice
    return known.get(error.errno or 0, (f"{message}: {error.strerror or error}", advice))


def _about(path: str, message: str, written: str, expected: str, advice: str) -> BackproofError:
    return BackproofError(Diagnostic(message, written, expected, advice, source=Source(path, "")))
