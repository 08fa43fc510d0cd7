"""The files that are graded, and what they are called."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from backproof.source import BackproofError, Diagnostic

DOCUMENTS: Final = frozenset({".md", ".markdown", ".tex", ".ipynb"})
"""What is taken from a folder."""


def named(submissions: Iterable[str | os.PathLike[str]]) -> dict[str, str]:
    """Each file once, by the shortest end of its path that no other one has; with its ending where it needs that.

    Raises :class:`~backproof.source.BackproofError` where there are none.
    """
    files = {Path(path).resolve(): path for path in _files(submissions)}
    names: dict[str, str] = {}
    for full, path in files.items():
        ends = (_end(size, ending) for size in range(1, len(full.parts)) for ending in (False, True))
        names[next((end(full) for end in ends if sum(end(full) == end(other) for other in files) == 1), path)] = path
    return names


def _files(submissions: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The files that are named, and the documents of the folders that are."""
    found: list[str] = []
    for each in map(Path, submissions):
        inside = (
            sorted(path for path in each.iterdir() if path.suffix.lower() in DOCUMENTS) if each.is_dir() else [each]
        )
        found += map(str, inside)
    if not found:
        raise BackproofError(
            Diagnostic(
                "there is nothing to grade",
                written="no submission",
                expected="files, or folders with documents: Markdown, LaTeX, notebooks",
                advice="name at least one",
            )
        )
    return found


def _end(size: int, ending: bool) -> Callable[[Path], str]:
    """What names a path by so many of its last parts."""
    return lambda path: "/".join((path if ending else path.with_suffix("")).parts[-size:])


def batches(files: Mapping[str, str], size: int) -> Iterator[dict[str, str]]:
    """Some of the files at a time."""
    pending = iter(files.items())
    while some := dict(islice(pending, size)):
        yield some
