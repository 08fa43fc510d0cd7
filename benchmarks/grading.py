"""Seconds to grade many submissions of the size of the example, on one process and on two. Asserts nothing.

Each submission has slips of its own, so that no two are the same text.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from backproof.api.grading import grade

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SLIPS = (
    ("-2(y - O_0)$$", "2(y - O_0)$$"),
    (r"\gamma_{j0}$$", r"\gamma_{0j}$$"),
    ("H_j (1 - H_j) X_i", "H_j X_i"),
    ("2 \\alpha", "\\alpha"),
    ("= H_j X_i$$", "= H_j (1 - H_j) X_i$$"),
)
"""Places of the homework, and what else may stand there."""


def submissions(folder: Path, count: int) -> None:
    """Copies of the homework, each with some of the slips and a name in it."""
    text = (EXAMPLES / "homework.md").read_text(encoding="utf-8")
    for number in range(count):
        random, own = Random(number), text
        for right, slip in SLIPS:
            own = own.replace(right, slip) if random.random() < 1 / 2 else own
        (folder / f"student-{number:03}.md").write_text(f"{own}\n\nStudent {number}\n", encoding="utf-8")


def main() -> None:
    """Print the seconds, the grades of the first few, and how many were graded."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    shown = ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        submissions(folder, options.count)
        for jobs in (2, 1):
            start = time.perf_counter()
            grades = grade([folder], EXAMPLES / "key.md", EXAMPLES / "rubric.toml", jobs=jobs)
            seconds = time.perf_counter() - start
            shown = str(grades)
            print(f"{len(grades.graded)} submissions on {jobs} processes: {seconds:.1f} s")
    print("\n".join(shown.splitlines()[:6]))


if __name__ == "__main__":
    main()
