"""The tasks with tensorgrad: tensors with named edges, the gradient fully simplified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
import tensorgrad as tg
import tensorgrad.functions as F  # noqa: N812 - as everybody who uses it writes
import torch
from tensorgrad.compiler import compile_to_callable

from benchmarks.peers.tasks import EPSILON, SIZES, TASKS, Flat, letters_of, run, values

LETTERS = {letter: sp.Symbol(letter) for letter in SIZES}


def squared(*layers: Any) -> Any:
    """Two layers with squared error."""
    x, w, b, v, c, y = layers
    return F.sum((F.sigmoid(F.sigmoid(x @ w + b) @ v + c) - y) ** 2) / 2


def categorical(*layers: Any) -> Any:
    """Two layers with categorical cross-entropy."""
    x, w, b, v, c, y = layers
    return F.cross_entropy(F.sigmoid(x @ w + b) @ v + c, y, dim="k")


def cross_entropy(z: Any, y: Any) -> Any:
    """Of a softmax."""
    return F.cross_entropy(z, y, dim="k")


def layer_norm(x: Any, g: Any, b: Any, y: Any) -> Any:
    """Layer norm with squared error, from its primitives."""
    centred = x - F.mean(x, dim="i", keepdims=True)
    variance = F.mean(centred**2, dim="i", keepdims=True)
    return F.sum((g * centred / F.sqrt(variance + EPSILON) + b - y) ** 2)


def attention(q: Any, r: Any, v: Any, y: Any) -> Any:
    """Scaled dot-product attention with squared error."""
    return F.sum((F.softmax(q @ r / 2, dim="j") @ v - y) ** 2)


LOSSES: Mapping[str, Callable[..., Any]] = {
    "softmax cross-entropy": cross_entropy,
    "two layers, squared error": squared,
    "two layers, cross-entropy": categorical,
    "Hessian of softmax cross-entropy": cross_entropy,
    "layer norm": layer_norm,
    "attention": attention,
}


def variables(name: str) -> dict[str, Any]:
    """The inputs of a task."""
    return {
        each: tg.Variable(each, *(LETTERS[letter] for letter in letters))
        for each, letters in TASKS[name].inputs.items()
    }


def derive(name: str) -> dict[str, Any]:
    """The gradient by each parameter."""
    task, inputs = TASKS[name], variables(name)
    loss = LOSSES[name](*inputs.values())
    slopes = {by: loss.grad(inputs[by]).full_simplify() for by in task.by}
    if task.order == 2:
        slopes = {by: slope.grad(inputs[by]).full_simplify() for by, slope in slopes.items()}
    return slopes


def value(name: str, derived: Mapping[str, Any]) -> dict[str, Flat]:
    """The gradients at the point, with the axes in the order of the letters."""
    task, inputs = TASKS[name], variables(name)
    arrays = {
        inputs[each]: torch.tensor(flat, dtype=torch.float64).reshape([SIZES[letter] for letter in task.inputs[each]])
        for each, flat in values(task).items()
    }
    sizes = {LETTERS[letter]: size for letter, size in SIZES.items()}
    found = {}
    for by, slope in derived.items():
        result = compile_to_callable(slope)(arrays, sizes)
        order = [result.edges.index(edge) for edge in sorted(result.edges, key=_rank(letters_of(task, by)))]
        found[by] = result.permute(order).flatten().tolist()
    return found


def _rank(letters: str) -> Callable[[str], int]:
    """Edges of a derivative are named like the letters, with signs behind them."""
    return lambda edge: letters.index(edge[0])


def _names_for_tensors() -> None:
    """PyTorch 2.15 has no names of axes any more, which tensorgrad 0.3 gives to its results."""
    if not hasattr(torch.Tensor, "names"):
        torch.Tensor.names = property(lambda tensor: (None,) * tensor.ndim)
        torch.Tensor.rename = lambda tensor, *names: tensor
        torch.Tensor.refine_names = _named


def _named(tensor: Any, *names: str) -> Any:
    tensor.edges = names
    return tensor


if __name__ == "__main__":
    _names_for_tensors()
    run(derive, value)
