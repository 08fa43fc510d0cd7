"""Test scores and times against scikit-learn's perceptrons with the same settings. Asserts nothing.

Ten seeds each: a seed splits the data, and draws first weights and batches. Both learn in turn on one core, either one
first in every second pair; seconds are processor time. Everything is written to ``benchmarks/ESTIMATORS.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

import numpy as np
import sklearn
import sklearn.neural_network as theirs
from numpy.typing import NDArray
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine, make_moons
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

import backproof.estimators as ours
from backproof.estimators import network

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "benchmarks" / "ESTIMATORS.md"
Table = tuple[Any, NDArray[Any]]
Settings = dict[str, Any]
SOLVERS: Final[dict[str, Settings]] = {
    "adam": {"solver": "adam"},
    "sgd": {"solver": "sgd", "learning_rate_init": 0.05},
    "lbfgs": {"solver": "lbfgs"},
}


def text() -> Table:
    """Documents of five topics as sparse rows: words by Zipf's law, a fifth of them those of the topic."""
    random = np.random.default_rng(0)
    count, vocabulary, topics = 1200, 3000, 5
    common = 1 / np.arange(1, vocabulary + 1)
    own = [random.permutation(common) for _ in range(topics)]
    y = random.integers(0, topics, count)
    documents = []
    for topic in y:
        length = int(random.integers(20, 80))
        shares = 0.8 * common / common.sum() + 0.2 * own[topic] / own[topic].sum()
        documents.append(" ".join(f"word{each}" for each in random.choice(vocabulary, length, p=shares)))
    return TfidfVectorizer().fit_transform(documents), y


def diabetes() -> Table:
    """Progression of the disease in standard deviations."""
    X, y = load_diabetes(return_X_y=True)
    return X, (y - y.mean()) / y.std()


TABLES: Final[dict[str, Callable[[], Table]]] = {
    "iris": lambda: load_iris(return_X_y=True),
    "wine": lambda: load_wine(return_X_y=True),
    "breast cancer": lambda: load_breast_cancer(return_X_y=True),
    "digits": lambda: load_digits(return_X_y=True),
    "two moons": lambda: make_moons(400, noise=0.2, random_state=0),
    "diabetes": diabetes,
    "sparse text": text,
}


@dataclass(frozen=True)
class Row:
    """A table learnt by a solver: scores and seconds of each seed, ours and theirs."""

    table: str
    solver: str
    scores: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))
    seconds: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))

    @property
    def gains(self) -> list[float]:
        """By how much our score is higher, seed by seed."""
        return [here - there for here, there in zip(*self.scores, strict=True)]

    @property
    def ratio(self) -> float:
        """Their median time by ours."""
        here, there = map(statistics.median, self.seconds)
        return there / here

    @property
    def worse(self) -> bool:
        """Whether our score is lower by more than two standard errors, or our time longer."""
        return statistics.mean(self.gains) < -2 * _error(self.gains) or self.ratio < 1

    def __str__(self) -> str:
        here, there = map(statistics.mean, self.scores)
        wins = sum(gain > 0 for gain in self.gains)
        losses = sum(gain < 0 for gain in self.gains)
        return (
            f"| {self.table} | {self.solver} | {here:.4f} | {there:.4f} "
            f"| {statistics.mean(self.gains):+.4f} ± {_error(self.gains):.4f} "
            f"| {wins} / {len(self.gains) - wins - losses} / {losses} "
            f"| {statistics.median(self.seconds[0]):.3f} | {statistics.median(self.seconds[1]):.3f} "
            f"| {self.ratio:.1f} | {'worse' if self.worse else ''} |"
        )


def _overall(gains: Sequence[float]) -> str:
    return (
        f"Over all rows the mean gain is {statistics.mean(gains):+.4f} ± {_error(gains):.4f}; of {len(gains)} pairs "
        f"{sum(gain > 0 for gain in gains)} were won, {sum(gain < 0 for gain in gains)} lost, the others equal."
    )


def _error(values: Sequence[float]) -> float:
    """The standard error of a mean."""
    return statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0


def measure(table: str, solver: str, seeds: int, **settings: Any) -> Row:
    """Learn a table with both, with several seeds."""
    X, y = TABLES[table]()
    kind = "MLPRegressor" if y.dtype.kind == "f" else "MLPClassifier"
    row = Row(table, solver)
    for seed in range(seeds):
        X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
        scaler = StandardScaler(with_mean=isinstance(X, np.ndarray)).fit(X_train)
        X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)
        for at in (0, 1) if seed % 2 else (1, 0):
            estimator = getattr((ours, theirs)[at], kind)(random_state=seed, **SOLVERS[solver], **settings)
            row.seconds[at].append(cost(partial(estimator.fit, X_train, y_train)))
            row.scores[at].append(float(estimator.score(X_test, y_test)))
    return row


def cost(action: Callable[[], object]) -> float:
    """The processor time that something takes."""
    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        action()
    return time.process_time() - start


def small(runs: int) -> list[tuple[str, float, float]]:
    """What else an estimator does, in milliseconds: ours and theirs."""
    X, y = load_digits(return_X_y=True)
    fitted = [each.MLPClassifier(max_iter=2, random_state=0) for each in (ours, theirs)]
    for each in fitted:
        cost(partial(each.fit, X, y))

    def fit(each: Any, units: int) -> None:
        type(each)((units,), max_iter=1).fit(X[:100], y[:100])

    def derived(each: Any) -> None:
        network._network.cache_clear()
        network._derived.cache_clear()
        fit(each, 100)

    sizes = count(101)
    actions: dict[str, Callable[[Any], object]] = {
        "a fit of one step, of a network of a new kind": derived,
        "a fit of one step, of a network with other sizes": lambda each: fit(each, next(sizes)),
        "a fit of one step, of a network that was fitted before": lambda each: fit(each, 100),
        "`partial_fit` of 200 rows": lambda each: each.partial_fit(X[:200], y[:200]),
        "`partial_fit` of one row": lambda each: each.partial_fit(X[:1], y[:1]),
        "`predict` of 1797 rows": lambda each: each.predict(X),
        "`predict` of one row": lambda each: each.predict(X[:1]),
    }
    found = []
    for what, action in actions.items():
        times = [[cost(partial(action, each)) for each in fitted] for _ in range(runs)]
        here, there = (1e3 * statistics.median(each) for each in zip(*times, strict=True))
        found.append((what, here, there))
    return [fresh(max(3, runs // 3)), *found]


FIRST: Final = """
import time, warnings
warnings.simplefilter("ignore")
from sklearn.datasets import load_digits
from {module} import MLPClassifier
X, y = load_digits(return_X_y=True)
network, start = MLPClassifier(max_iter=1), time.process_time()
network.fit(X[:100], y[:100])
print(time.process_time() - start)
"""
"""The first fit of a process, and of a network of its kind: all is imported, and nothing was used yet."""


def fresh(runs: int) -> tuple[str, float, float]:
    """The first fit in a process of its own, in milliseconds: ours and theirs, in turn."""
    times: list[list[float]] = [[], []]
    for _ in range(runs):
        for at, module in enumerate(("backproof.estimators", "sklearn.neural_network")):
            command = [sys.executable, "-c", FIRST.format(module=module)]
            ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            times[at].append(float(ran.stdout))
    here, there = (1e3 * statistics.median(each) for each in times)
    return "the first fit in a fresh process, one step", here, there


def page(rows: Sequence[Row], others: Sequence[tuple[str, float, float]], seeds: int) -> str:
    """The page with all figures, those against us as well."""
    lines = [
        "# Scores and times beside scikit-learn's perceptrons",
        "",
        f"Written by `python -m benchmarks.estimators`; scikit-learn {sklearn.__version__}, NumPy {np.__version__}, "
        f"Python {platform.python_version()}, one thread, load average {os.getloadavg()[0]:.1f} at the end.",
        "",
        f"{seeds} seeds each, the same for both: a seed splits the data, draws the same first weights and "
        "shuffles the samples in the same order. Default settings (100 hidden units, at most 200 epochs) but for the "
        "solver, and a rate of 0.05 for sgd. Scores are those of the quarter held out: accuracy, or the coefficient of "
        "determination for diabetes. The gain is paired, with its standard error; wins, draws and losses are seeds. "
        "Seconds are medians of processor time, both in turn. *worse* stands where the gain is below zero by more than "
        "two errors, or the time longer. The weights are the same up to rounding, which a test holds; where scores "
        "differ, rounding has grown: L-BFGS ends elsewhere, and a steep sgd forgets slowly.",
        "",
        "| data | solver | score | scikit-learn | gain | won / same / lost | seconds | scikit-learn | faster by | |",
        "|---|---|---:|---:|---:|:---:|---:|---:|---:|---|",
        *map(str, rows),
        "",
        _overall([gain for row in rows for gain in row.gains]),
        "",
        "## What else an estimator does",
        "",
        "Medians in milliseconds of processor time. A network of a new kind (other activations, another loss, more "
        "layers) has its gradient derived; with other sizes it has its program planned; equal networks share both.",
        "",
        "| | here | scikit-learn | faster by |",
        "|---|---:|---:|---:|",
        *(f"| {what} | {here:.1f} | {there:.1f} | {there / here:.1f} |" for what, here, there in others),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--runs", type=int, default=31)
    options = parser.parse_args()
    rows = []
    with threadpool_limits(1):
        for solver in SOLVERS:
            for table in TABLES:
                rows.append(measure(table, solver, options.seeds))
                print(rows[-1], flush=True)
        others = small(options.runs)
    PAGE.write_text(page(rows, others, options.seeds), encoding="utf-8")


if __name__ == "__main__":
    main()
