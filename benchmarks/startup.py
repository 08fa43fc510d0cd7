"""Start-up times of whole processes: what a user waits for. Asserts nothing."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKPROOF = [sys.executable, "-m", "backproof"]
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import backproof": [sys.executable, "-c", "import backproof"],
    "import numpy": [sys.executable, "-c", "import numpy"],
    "backproof --version": [*BACKPROOF, "--version"],
    "backproof check examples/homework.md": [*BACKPROOF, "check", "examples/homework.md"],
}


def seconds(command: list[str]) -> float:
    """The time of one run, from start to end of the process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the median and the extremes of each command, after one run that fills the caches."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    print(f"{'command':40}  {'median':>8}  {'least':>8}  {'most':>8}   ({runs} runs, seconds)")
    for name, command in COMMANDS.items():
        seconds(command)
        times = [seconds(command) for _ in range(runs)]
        print(f"{name:40}  {statistics.median(times):8.3f}  {min(times):8.3f}  {max(times):8.3f}")


if __name__ == "__main__":
    main()
