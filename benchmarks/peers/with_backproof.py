"""The tasks with backproof: definitions in LaTeX are read, and the explained derivation is the result."""

from __future__ import annotations

import numpy as np

from backproof import Model
from backproof.api.derivation import Derivation
from benchmarks.peers.tasks import SIZES, TASKS, Flat, run, values


def model(name: str, *more: str) -> Model:
    """The model of a task."""
    return Model.from_document("\n\n".join(f"$${each}$$" for each in (*TASKS[name].definitions, *more)))


def derive(name: str) -> Derivation:
    """The derivation."""
    task = TASKS[name]
    return model(name).derive(*task.by, order=task.order)


def value(name: str, derived: Derivation) -> dict[str, Flat]:
    """The gradient; that derivations print the same is shown by ``tests/derive/test_pytorch.py``."""
    task = TASKS[name]
    twice = task.order == 2
    found = model(name, r"g_k=\frac{\partial L}{\partial z_k}") if twice else model(name)
    shapes = {each: [SIZES[letter] for letter in letters] for each, letters in task.inputs.items()}
    arrays = {each: np.reshape(flat, shapes[each]) for each, flat in values(task).items()}
    slopes = {by: found.gradient(by, of="g" if twice else None) for by in task.by}
    return {by: slope.evaluate(arrays).ravel().tolist() for by, slope in slopes.items()}


if __name__ == "__main__":
    run(derive, value)
