"""The tasks with backproof: definitions in LaTeX are read, and the explained derivation is the result."""

from __future__ import annotations

import numpy as np

from backproof import Model
from backproof.api.derivation import Derivation
from benchmarks.peers.tasks import SIZES, TASKS, Flat, run, values


def model(name: str) -> Model:
    """The model of a task."""
    return Model.from_document("\n\n".join(f"$${each}$$" for each in TASKS[name].definitions))


def derive(name: str) -> Derivation:
    """The derivation."""
    task = TASKS[name]
    return model(name).derive(*task.by, of=task.of)


def value(name: str, derived: Derivation) -> dict[str, Flat]:
    """The gradient; that derivations print the same is shown by ``tests/derive/test_pytorch.py``."""
    task, found = TASKS[name], model(name)
    shapes = {each: [SIZES[letter] for letter in letters] for each, letters in task.inputs.items()}
    arrays = {each: np.reshape(flat, shapes[each]) for each, flat in values(task).items()}
    return {by: found.gradient(by, of=task.of).evaluate(arrays).ravel().tolist() for by in task.by}


if __name__ == "__main__":
    run(derive, value)
