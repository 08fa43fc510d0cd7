"""Where what a command writes goes, and what is said where it can't."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from backproof.cli.status import FINE, UNUSABLE

if TYPE_CHECKING:
    from backproof.source import Diagnostic


@contextlib.contextmanager
def writing(output: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``output`` as a whole; what is no file, such as a pipe, is written to as it is.

    Raises BackproofError where it can't be written, as soon as that is known.
    """
    from backproof.source import BackproofError
    from backproof.train.files.atomic import replacing

    try:
        special = output.exists() and not output.is_file()
        with output.open("wb") if special else replacing(output) as file:
            yield file
    except OSError as error:
        raise BackproofError(unwritable(output, error)) from error


def write(text: str, output: Path | None) -> int:
    """Write to a file or to standard output, and return the exit status."""
    if output is None:
        print(text, end="")
        return FINE
    from backproof.source import BackproofError

    try:
        with writing(output) as file:
            file.write(text.encode(errors="backslashreplace"))
    except BackproofError as error:
        return refuse(error)
    return FINE


def unwritable(output: Path, error: OSError) -> Diagnostic:
    """What is said of a file that can't be written; whatever stood there before stays."""
    from backproof.source import Diagnostic

    why = error.strerror or str(error)
    advice = "make the folder, or name another file"
    return Diagnostic(f"{output} can't be written: {why}", str(output), "a file in a folder that takes it", advice)


def refuse(problem: object) -> int:
    """Say on standard error what is wrong, and return the exit status."""
    print(f"backproof: {problem}", file=sys.stderr)
    return UNUSABLE
