"""Start-up times of whole processes: what a user waits for. Asserts nothing."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKPROOF = [sys.executable, "-m", "backproof"]
PEER = "import numpy, sklearn.neural_network; from sklearn.datasets import load_iris; X, y = load_iris(return_X_y=True)"
IRIS = f"{PEER}; from backproof.estimators import MLPClassifier; MLPClassifier(solver='lbfgs').fit(X, y).predict(X)"
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import backproof": [sys.executable, "-c", "import backproof"],
    "import numpy": [sys.executable, "-c", "import numpy"],
    "import numpy and scikit-learn's perceptrons": [sys.executable, "-c", PEER],
    "the same, and fit iris and predict": [sys.executable, "-c", IRIS],
    "backproof --version": [*BACKPROOF, "--version"],
    "backproof check examples/homework.md": [*BACKPROOF, "check", "examples/homework.md"],
}


def seconds(command: list[str]) -> float:
    """The time of one run, from start to end of the process; modules are compiled once, as for a user."""
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def main() -> None:
    """Print the median and the extremes of each command, after one run that fills the caches."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    print(f"{'command':45}  {'median':>8}  {'least':>8}  {'most':>8}   ({runs} runs, seconds)")
    for name, command in COMMANDS.items():
        seconds(command)
        times = [seconds(command) for _ in range(runs)]
        print(f"{name:45}  {statistics.median(times):8.3f}  {min(times):8.3f}  {max(times):8.3f}")


if __name__ == "__main__":
    main()
