"""The six networks, their data and their first weights: the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Case:
    """A network: hidden layers have one activation; one output is a regression or a probability, several are classes.

    ``optimiser`` is ``sgd``, ``nesterov`` (momentum 0.9) or ``adam``; the loss is the mean over the batch.
    """

    name: str
    widths: tuple[int, ...]
    activation: str
    loss: str
    optimiser: str
    rate: float
    batch: int
    batches: int

    @property
    def samples(self) -> int:
        """Rows of the data; each epoch shuffles them and has ``batches`` steps."""
        return self.batch * self.batches

    @property
    def flops(self) -> int:
        """Of the products of one step: forward, and backward to weights and to hidden layers."""
        products = [a * b for a, b in pairwise(self.widths)]
        return 2 * self.batch * (3 * sum(products) - products[0])

    @property
    def told(self) -> str:
        """In a few words."""
        return f"{'-'.join(map(str, self.widths))} {self.activation}, {self.loss}, {self.optimiser}"


SQUARED, LOGISTIC, CLASSES = "squared error", "logistic", "softmax"
CASES: Final = {
    case.name: case
    for case in (
        Case("T1", (3, 4, 1), "sigmoid", SQUARED, "sgd", 0.1, 1, 1000),
        Case("T2", (4, 16, 3), "tanh", CLASSES, "nesterov", 0.01, 32, 50),
        Case("T3", (30, 64, 64, 1), "relu", LOGISTIC, "adam", 1e-3, 64, 20),
        Case("T4", (100, 256, 256, 10), "relu", CLASSES, "adam", 1e-3, 256, 8),
        Case("T5", (784, 512, 256, 10), "relu", CLASSES, "adam", 1e-3, 128, 8),
        Case("T6", (784, 2048, 2048, 10), "relu", CLASSES, "adam", 1e-3, 512, 4),
    )
}
WIDTHS: Final = (4, 8, 16, 31, 32, 33, 64, 127, 128, 129, 256, 512)
BATCHES: Final = (1, 2, 3, 4, 5, 8, 16, 32, 64, 128, 256, 512)
CASES.update(
    (case.name, case)
    for case in (
        *(Case(f"width {width}", (64, width, width, 10), "relu", CLASSES, "adam", 1e-3, 64, 16) for width in WIDTHS),
        *(Case(f"batch {batch}", (64, 128, 128, 10), "relu", CLASSES, "adam", 1e-3, batch, 16) for batch in BATCHES),
    )
)


@dataclass(frozen=True)
class Given:
    """Data in float32: ``y`` are numbers, or numbers of classes; ``weights`` have a row for each input."""

    x: Array
    y: Array
    weights: list[Array]
    biases: list[Array]


def given(case: Case) -> Given:
    """Data of a linear rule, and weights after Glorot & Bengio (2010), from a seed."""
    random = np.random.default_rng(0)
    outputs = case.widths[-1]
    x = random.normal(size=(case.samples, case.widths[0])).astype(np.float32)
    score = x @ random.normal(size=(case.widths[0], outputs))
    y = score.argmax(axis=1) if outputs > 1 else score[:, 0] if case.loss == SQUARED else score[:, 0] > 0
    pairs = list(pairwise(case.widths))
    weights = [(random.uniform(-1, 1, pair) * np.sqrt(6 / sum(pair))).astype(np.float32) for pair in pairs]
    biases = [np.zeros(pair[1], np.float32) for pair in pairs]
    return Given(x, y.astype(np.int64 if outputs > 1 else np.float32), weights, biases)
