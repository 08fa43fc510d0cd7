"""The tasks, and the point at which results are compared. Needs nothing but Python: every environment imports it."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Final

SIZES: Final = {"i": 3, "j": 4, "k": 2, "a": 5, "c": 6}
"""The extents that letters run over; all differ."""
EPSILON: Final = 0.25
"""What layer norm adds to the variance: exact in binary."""


@dataclass(frozen=True)
class Task:
    """Definitions; the letters of each input; what is differentiated by, and how often."""

    definitions: tuple[str, ...]
    inputs: Mapping[str, str]
    by: tuple[str, ...]
    order: int = 1


_SOFTMAX = (r"p_k=\frac{e^{z_k}}{\sum_m e^{z_m}}", r"L=-\sum_k y_k\log p_k")
_LAYERS = {"x": "i", "w": "ij", "b": "j", "v": "jk", "c": "k"}

TASKS: Final[Mapping[str, Task]] = {
    "softmax cross-entropy": Task(_SOFTMAX, {"z": "k", "y": "k"}, ("z",)),
    "two layers, squared error": Task(
        (
            r"h_j=\sigma(\sum_i x_i w_{ij}+b_j)",
            r"o_k=\sigma(\sum_j h_j v_{jk}+c_k)",
            r"L=\frac12\sum_k (o_k-y_k)^2",
        ),
        {**_LAYERS, "y": "k"},
        ("w", "b", "v", "c"),
    ),
    "two layers, cross-entropy": Task(
        (r"h_j=\sigma(\sum_i x_i w_{ij}+b_j)", r"z_k=\sum_j h_j v_{jk}+c_k", *_SOFTMAX),
        {**_LAYERS, "y": "k"},
        ("w", "b", "v", "c"),
    ),
    "Hessian of softmax cross-entropy": Task(_SOFTMAX, {"z": "k", "y": "k"}, ("z",), order=2),
    "layer norm": Task(
        (
            r"\mu=\frac1n\sum_{i=1}^n x_i",
            r"u=\frac1n\sum_{i=1}^n (x_i-\mu)^2",
            r"o_i=g_i\frac{x_i-\mu}{\sqrt{u+\frac14}}+b_i",
            r"L=\sum_i (o_i-y_i)^2",
        ),
        {"x": "i", "g": "i", "b": "i", "y": "i"},
        ("x", "g", "b"),
    ),
    "attention": Task(
        (
            r"s_{ij}=\frac12\sum_a q_{ia}r_{ja}",
            r"p_{ij}=\frac{e^{s_{ij}}}{\sum_m e^{s_{im}}}",
            r"o_{ic}=\sum_j p_{ij}v_{jc}",
            r"L=\sum_i\sum_c (o_{ic}-y_{ic})^2",
        ),
        {"q": "ia", "r": "ja", "v": "jc", "y": "ic"},
        ("q", "r", "v"),
    ),
}

Flat = list[float]
"""The elements of an array, the last index moving fastest."""


def values(task: Task) -> dict[str, Flat]:
    """The inputs at the point of comparison; labels sum to one."""
    drawn = random.Random(7)
    found = {}
    for name, letters in task.inputs.items():
        flat = [drawn.uniform(0.1, 0.9) for _ in range(prod(SIZES[letter] for letter in letters))]
        found[name] = [each / sum(flat) for each in flat] if name == "y" else flat
    return found


def places(letters: str) -> list[tuple[int, ...]]:
    """The elements of an array, counted from 0, in the order of its values."""
    return list(product(*(range(SIZES[letter]) for letter in letters)))


def letters_of(task: Task, by: str) -> str:
    """The letters of a derivative."""
    return task.inputs[by] * task.order


Derive = Callable[[str], Any]
Value = Callable[[str, Any], Mapping[str, Flat]]


def run(derive: Derive, value: Value) -> None:
    """Derive the task that the command line names, and print the processor time and the values, each as a line of JSON.

    Imports and the evaluation of the result are not counted.
    """
    (name,) = sys.argv[1:]
    start = time.process_time()
    derived = derive(name)
    seconds = time.process_time() - start
    print(json.dumps(seconds), flush=True)
    print(json.dumps(value(name, derived)))
