"""What training costs: fits of backproof's estimators and of scikit-learn's, one after the other. Asserts nothing.

The same data, sizes, batches, solver and number of epochs; interleaved, medians, one thread, and without the import.
Everything is written to ``benchmarks/TRAINING.md``. ``--quick`` takes fewer rounds.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy
import sklearn
from scipy import sparse
from sklearn import neural_network as theirs

from backproof import estimators as ours

THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "benchmarks" / "TRAINING.md"


@dataclass(frozen=True)
class Case:
    """One setting for both. ``widths`` are those of all layers; ``options`` are given to both constructors."""

    name: str
    widths: tuple[int, ...]
    activation: str
    samples: int
    batch: int
    epochs: int
    options: dict[str, Any]
    regression: bool = False
    dtype: str = "float32"
    filled: float = 1.0

    @property
    def steps(self) -> int:
        """Steps of one fit."""
        return self.epochs * -(-self.samples // self.batch)


SGD: Final = {"solver": "sgd", "momentum": 0.0, "learning_rate_init": 0.1}
MOMENTUM: Final = {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": True, "learning_rate_init": 0.05}
SMALL_STEPS: Final = {**SGD, "learning_rate_init": 1e-4}
ADAM: Final = {"solver": "adam"}
LBFGS: Final = {"solver": "lbfgs"}
CASES: Final = (
    Case("T1: one sample at a time", (3, 4, 1), "logistic", 1000, 1, 4, SGD, regression=True),
    Case("T2: small batches", (4, 16, 3), "tanh", 1600, 32, 20, MOMENTUM),
    Case("T2 in float64", (4, 16, 3), "tanh", 1600, 32, 20, MOMENTUM, dtype="float64"),
    Case("T3: a table", (30, 64, 64, 1), "relu", 64 * 20, 64, 10, ADAM),
    Case("T4: a large table", (100, 256, 256, 10), "relu", 256 * 8, 256, 5, ADAM),
    Case("T4 in float64", (100, 256, 256, 10), "relu", 256 * 8, 256, 5, ADAM, dtype="float64"),
    Case("T5: digits as large as MNIST's", (784, 512, 256, 10), "relu", 128 * 8, 128, 3, ADAM),
    Case("T6: wide layers", (784, 2048, 2048, 10), "relu", 512 * 4, 512, 2, ADAM),
    Case("no hidden layer to speak of", (20, 2, 1), "relu", 2000, 200, 30, ADAM),
    Case("deep and narrow", (16, *[16] * 8, 1), "relu", 1600, 32, 5, ADAM),
    Case("a large batch of few columns", (8, 100, 1), "relu", 20_000, 2000, 5, ADAM, regression=True),
    Case("sigmoids in a wide layer", (64, 1024, 1), "logistic", 2000, 200, 5, ADAM, regression=True),
    Case("two samples at a time, wide", (100, 512, 1), "relu", 400, 2, 2, SMALL_STEPS, regression=True),
    Case("a single step, and all that goes before it", (4, 100, 3), "relu", 150, 150, 1, ADAM),
    Case("a batch for each epoch: L-BFGS", (30, 64, 1), "tanh", 1000, 1000, 50, LBFGS),
    Case("sparse text", (10_000, 100, 4), "relu", 2000, 200, 2, ADAM, filled=0.01),
    Case("sparse text, few units", (10_000, 10, 4), "relu", 2000, 50, 2, ADAM, filled=0.01),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Medians of a case, in seconds for a fit, and the ratios of the rounds."""

    case: Case
    ours: float
    theirs: float
    ratio: float
    worst: float


def data_of(case: Case) -> tuple[Any, Any]:
    """Numbers from a seed; classes come from a linear rule, so that there is something to learn."""
    random = np.random.default_rng(0)
    width, outputs = case.widths[0], case.widths[-1]
    if case.filled < 1:
        X: Any = sparse.random(case.samples, width, case.filled, format="csr", random_state=0, dtype=np.float32)
    else:
        X = random.normal(size=(case.samples, width)).astype(case.dtype)
    score = np.asarray(X @ random.normal(size=(width, max(outputs, 2))))
    return X, (score[:, 0] if case.regression else score.argmax(axis=1))


def fit(case: Case, module: Any, X: Any, y: Any) -> Callable[[], Any]:
    """A fit with an estimator of the module."""
    kind = module.MLPRegressor if case.regression else module.MLPClassifier
    estimator = kind(
        hidden_layer_sizes=case.widths[1:-1], activation=case.activation, batch_size=case.batch, max_iter=case.epochs,
        tol=0.0, n_iter_no_change=10**6, alpha=1e-4, random_state=0, **case.options,
    )  # fmt: skip
    return lambda: estimator.fit(X, y)


def measure(case: Case, rounds: int) -> Row:
    """Fits of both in turn, after one of each that nobody counts."""
    X, y = data_of(case)
    both = [fit(case, module, X, y) for module in (ours, theirs)]
    seconds: list[list[float]] = [[], []]
    for run in both:
        run()
    for _ in range(rounds):
        for run, taken in zip(both, seconds, strict=True):
            start = time.process_time()
            run()
            taken.append(time.process_time() - start)
    ratios = [b / a for a, b in zip(*seconds, strict=True)]
    mine, other = map(statistics.median, seconds)
    return Row(case, mine, other, statistics.median(ratios), min(ratios))


def line(row: Row) -> str:
    """A row of the table."""
    case = row.case
    network = "-".join(map(str, case.widths if len(set(case.widths)) < 9 else case.widths[:3]))
    solver = case.options["solver"]
    mine, other = (seconds / case.steps * 1e6 for seconds in (row.ours, row.theirs))
    return (
        f"| {case.name} | {network} {case.activation}, {solver} | {case.batch:,} | {mine:,.0f} | {other:,.0f} "
        f"| {row.ratio:.2f} | {row.worst:.2f} |"
    )


def page(rows: list[Row]) -> str:
    """The page that is written."""
    behind = [row.case.name for row in rows if row.ratio < 1]
    said = f"Behind scikit-learn: {'; '.join(behind)}." if behind else "No row is behind scikit-learn."
    processor = platform.processor() or platform.machine()
    return "\n".join(
        [
            "# What training costs on NumPy",
            "",
            "Written by `make bench`. Processor time of whole fits, imports left out, of `backproof.estimators` and of",
            "scikit-learn's perceptrons with the same data, batches, solver and epochs, in turn; medians, in",
            "microseconds for each step of the solver. The ratio is scikit-learn's time by ours (above 1: ours is",
            "faster), the median of the rounds and the worst of them.",
            "",
            f"{os.cpu_count()} cores, {_model() or processor}, {platform.system()}; one thread; load average "
            f"{os.getloadavg()[0]:.1f}: above 1 other work was on the machine. Python {platform.python_version()}, "
            f"NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}.",
            "",
            "| case | network and solver | batch | backproof | scikit-learn | ratio | worst |",
            "|---|---|---:|---:|---:|---:|---:|",
            *map(line, rows),
            "",
            said,
            "",
            "The wider the layers, the more of a step is spent in products of matrices, which both leave to the same",
            "BLAS: there is nothing to win there, and the ratio goes towards 1. PyTorch and JAX are not in this table:",
            "on small networks an epoch that JAX has compiled is a hundred times as fast as either of these, and it is",
            "the native engine that has to measure itself against that.",
            "",
        ]
    )


def _model() -> str:
    """The processor's name, where Linux tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((each.split(":", 1)[1].strip() for each in lines if each.startswith("model name")), "")


def main() -> None:
    """Measure every case and write the page."""
    if any(os.environ.get(name) != "1" for name in THREADS):
        # A BLAS reads these when it is loaded, so they have to be there before NumPy is.
        again = [sys.executable, "-m", "benchmarks.training", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, **dict.fromkeys(THREADS, "1")})
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three rounds instead of five, and no page")
    parser.add_argument("--only", default="", help="the cases whose names contain this")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    rows = []
    for case in CASES:
        if arguments.only in case.name:
            rows.append(measure(case, 3 if arguments.quick else 5))
            print(line(rows[-1]), flush=True)
    if not (arguments.quick or arguments.only):
        PAGE.write_text(page(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
