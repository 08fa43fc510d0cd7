"""The refuted lines of documents without labels, against what a person transcribed of them: confirmed or false alarm.

It fails where a line is refuted that the transcription says is right, and where nobody has transcribed one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from backproof.check.verdicts.verdict import Checked, Judgement, Verdict
from backproof.source import Source
from backproof.source.load import load
from tools.corpus import ENDINGS
from tools.evaluations import Sides
from tools.labels import entries
from tools.transcriptions import LINES, Place

Check = Callable[[Source], Checked]
CONFIRMED, FALSE_ALARM, UNKNOWN = "confirmed", "FALSE ALARM", "not transcribed"


def places(document: Checked, stem: str) -> Iterator[tuple[Place, Judgement]]:
    """Each statement with its line and its number among the statements of that line."""
    seen: Counter[int] = Counter()
    for judgement in document.judgements:
        line = document.source.text.count("\n", 0, judgement.span.start) + 1
        seen[line] += 1
        yield (stem, line, seen[line]), judgement


def said(sides: Sides) -> str:
    """What a transcription says of a refuted line; a side without a value is none of the other's."""
    written, true = sides
    expected = np.asarray(true())
    try:
        found = np.asarray(written())
    except ValueError:
        return CONFIRMED
    same = found.shape == expected.shape and np.allclose(found, expected, rtol=1e-9, atol=1e-12)
    return FALSE_ALARM if same else CONFIRMED


def confirmed(folder: Path, check: Check, lines: Mapping[Place, Sides]) -> Iterator[tuple[str, Place, Judgement]]:
    """Each refuted line of the documents that have no labels, with what is known of it."""
    labelled = entries(folder)
    for path in sorted(each for each in folder.rglob("*") if each.suffix in ENDINGS and each.stem != "README"):
        if path.stem in labelled:
            continue
        for place, judgement in places(check(load(str(path))), path.stem):
            if judgement.verdict is Verdict.WRONG:
                yield said(lines[place]) if place in lines else UNKNOWN, place, judgement


def main(
    arguments: list[str] | None = None, *, check: Check | None = None, lines: Mapping[Place, Sides] = LINES
) -> int:
    """Print each refuted line and how many are confirmed; ``check`` and ``lines`` are stood in for by tests."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="searched with its subfolders")
    folder = parser.parse_args(arguments).folder
    if not folder.is_dir():
        print(f"Skipped: there is no corpus at {folder}.")
        return 0
    counts: Counter[str] = Counter()
    for verdict, (stem, line, number), judgement in confirmed(folder, check or _check_source(), lines):
        counts[verdict] += 1
        print(f"{verdict}: {stem}:{line} ({number}): {judgement.reason}")
    print(", ".join(f"{counts[each]} {each}" for each in (CONFIRMED, FALSE_ALARM, UNKNOWN)))
    return 1 if counts[FALSE_ALARM] + counts[UNKNOWN] else 0


def _check_source() -> Check:
    from backproof.check.document import check_source  # noqa: PLC0415 - the tool's own tests bring a checker of theirs

    return check_source


if __name__ == "__main__":
    sys.exit(main())
