"""Time against length: one document repeated 1, 2, 4, 8 and 16 times. Asserts nothing; linear growth doubles it."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from backproof.check.document import check_source
from backproof.source import Source

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "documents" / "one-hidden-layer.md"


def seconds(text: str, runs: int) -> float:
    """The least processor time of some checks."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        check_source(Source("grown.md", text))
        times.append(time.process_time() - start)
    return min(times)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the time for each length and its ratio to the one before."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("document", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--doublings", type=int, default=4)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args(arguments)
    text = options.document.read_text(encoding="utf-8")
    seconds(text, 1)
    print(f"{'times':>6}  {'characters':>10}  {'seconds':>8}  {'ratio':>6}   {options.document.name}")
    before: float | None = None
    for times in (2**each for each in range(options.doublings + 1)):
        longer = "\n\n".join([text] * times)
        now = seconds(longer, options.runs)
        ratio = f"{now / before:6.2f}" if before is not None else "     -"
        print(f"{times:6}  {len(longer):10}  {now:8.2f}  {ratio}")
        before = now


if __name__ == "__main__":
    main()
