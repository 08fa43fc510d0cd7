"""The tasks with SymPy, for any size: indexed symbols and sums with symbolic bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from benchmarks.peers.tasks import SIZES, TASKS, Flat, letters_of, places, run, values

BOUNDS = {letter: sp.Symbol(f"N_{letter}", integer=True, positive=True) for letter in SIZES}
FREE = {letter: sp.symbols(f"{letter}_1:3", integer=True, positive=True) for letter in SIZES}
"""Two letters for each range: the second for Hessians."""
Array = Callable[..., Any]


def total(letter: str, body: Callable[[Any], Any], name: str = "") -> Any:
    """The sum over a letter."""
    index = sp.Symbol(name or letter, integer=True, positive=True)
    return sp.Sum(body(index), (index, 1, BOUNDS[letter]))


def array(name: str) -> Array:
    """The elements of an input."""
    base = sp.IndexedBase(name)
    return lambda *slots: base[slots]


def sigmoid(z: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + sp.exp(-z))


def cross_entropy(z: Array, y: Array) -> Any:
    """Of a softmax."""
    return -total("k", lambda k: y(k) * sp.log(sp.exp(z(k)) / total("k", lambda m: sp.exp(z(m)), "m")))


def hidden(x: Array, w: Array, b: Array) -> Array:
    """The first of two layers."""
    return lambda j: sigmoid(total("i", lambda i: x(i) * w(i, j)) + b(j))


def second(h: Array, v: Array, c: Array) -> Array:
    """The pre-activations of the second layer."""
    return lambda k: total("j", lambda j: h(j) * v(j, k)) + c(k)


def squared(*layers: Array) -> Any:
    """Two layers with squared error."""
    x, w, b, v, c, y = layers
    z = second(hidden(x, w, b), v, c)
    return total("k", lambda k: (sigmoid(z(k)) - y(k)) ** 2) / 2


def categorical(*layers: Array) -> Any:
    """Two layers with categorical cross-entropy."""
    x, w, b, v, c, y = layers
    return cross_entropy(second(hidden(x, w, b), v, c), y)


def layer_norm(x: Array, g: Array, b: Array, y: Array) -> Any:
    """Layer norm with squared error."""
    size = BOUNDS["i"]
    mean = total("i", x, "r") / size
    variance = total("i", lambda s: (x(s) - mean) ** 2, "s") / size
    root = sp.sqrt(variance + sp.Rational(1, 4))
    return total("i", lambda i: (g(i) * (x(i) - mean) / root + b(i) - y(i)) ** 2)


def attention(q: Array, r: Array, v: Array, y: Array) -> Any:
    """Scaled dot-product attention with squared error."""

    def weight(i: Any, j: Any) -> Any:
        return sp.exp(total("a", lambda a: q(i, a) * r(j, a)) / 2)

    def output(i: Any, c: Any) -> Any:
        return total("j", lambda j: weight(i, j) / total("j", lambda m: weight(i, m), "m") * v(j, c))

    return total("i", lambda i: total("c", lambda c: (output(i, c) - y(i, c)) ** 2))


LOSSES: Mapping[str, Callable[..., Any]] = {
    "softmax cross-entropy": cross_entropy,
    "two layers, squared error": squared,
    "two layers, cross-entropy": categorical,
    "Hessian of softmax cross-entropy": cross_entropy,
    "layer norm": layer_norm,
    "attention": attention,
}


def letters(name: str, by: str) -> tuple[Any, ...]:
    """The free letters of a derivative."""
    written = letters_of(TASKS[name], by)
    return tuple(FREE[letter][written[:at].count(letter)] for at, letter in enumerate(written))


def derive(name: str) -> dict[str, Any]:
    """The derivative by one element of each parameter, whose letters stay free."""
    task, found = TASKS[name], {}
    loss = LOSSES[name](*map(array, task.inputs))
    for by in task.by:
        free, rank = letters(name, by), len(task.inputs[by])
        slope = loss
        for at in range(0, len(free), rank):
            slope = sp.diff(slope, sp.IndexedBase(by)[free[at : at + rank]])
        found[by] = slope
    return found


def value(name: str, derived: Mapping[str, Any]) -> dict[str, Flat]:
    """The derivatives with numbers for sizes, letters and elements."""
    task = TASKS[name]
    sizes = {BOUNDS[letter]: size for letter, size in SIZES.items()}
    known = {
        sp.IndexedBase(each)[tuple(at + 1 for at in place)]: number
        for each, flat in values(task).items()
        for place, number in zip(places(task.inputs[each]), flat, strict=True)
    }
    found = {}
    for by, slope in derived.items():
        free, written = letters(name, by), slope.subs(sizes)
        at = ({letter: number + 1 for letter, number in zip(free, place, strict=True)}
              for place in places(letters_of(task, by)))  # fmt: skip
        found[by] = [float(written.subs(each).doit().subs(known)) for each in at]
    return found


if __name__ == "__main__":
    run(derive, value)
