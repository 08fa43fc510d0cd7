"""L-BFGS over the whole data, by SciPy (Nocedal & Wright, Numerical Optimization, chapter 7.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any, Final, final

import numpy as np

from backproof.train.engine import Array, Engine, Job

EPSILON: Final = float(np.finfo(np.float64).eps)
FLAT: Final = 1e7 * EPSILON
"""SciPy's own bound for a relative fall of the loss."""


@final
@dataclass(frozen=True, slots=True)
class Minimum:
    """Where L-BFGS ended; it has converged where nothing improves any more, or where it was asked to stop."""

    parameters: dict[str, Array]
    loss: float
    iterations: int
    converged: bool
    message: str


def minimise(
    engine: Engine,
    job: Job,
    parameters: dict[str, Array],
    *,
    iterations: int,
    evaluations: int,
    tol: float,
    after: Callable[[float, dict[str, Array]], bool],
) -> Minimum:
    """Go down from ``parameters`` until the largest element of the gradient is below ``tol``.

    ``after`` is called after each iteration with the objective and the parameters, and says whether to stop; SciPy goes
    on in the memory of these parameters.
    """
    from scipy.optimize import minimize  # noqa: PLC0415  # SciPy comes with an extra

    objective = engine.objective(job, parameters)
    shapes = {name: array.shape for name, array in parameters.items()}
    asked = False

    def value(flat: Array) -> tuple[float, Array]:
        loss, gradient = objective(unflat(flat, shapes))
        return loss, flattened(gradient)

    def note(intermediate_result: Any) -> None:
        nonlocal asked
        asked = after(float(intermediate_result.fun), unflat(intermediate_result.x, shapes))
        if asked:
            raise StopIteration

    found = minimize(
        value,
        flattened(parameters),
        method="L-BFGS-B",
        jac=True,
        callback=note,
        # Where the slope is tol, the loss is tol**2 above its minimum, up to the curvature.
        options={
            "maxfun": evaluations,
            "maxiter": iterations,
            "gtol": tol,
            "ftol": max(EPSILON, min(FLAT, tol**2)),
        },
    )
    ended = unflat(found.x, shapes)
    message = "it was asked to stop" if asked else str(found.message)
    return Minimum(ended, float(found.fun), int(found.nit), asked or found.status == 0, message)


def flattened(arrays: dict[str, Array]) -> Array:
    """Arrays one behind the other, as float64."""
    return np.concatenate([array.astype(np.float64, copy=False).ravel() for array in arrays.values()])


def unflat(flat: Array, shapes: dict[str, tuple[int, ...]]) -> dict[str, Array]:
    """The arrays in a flat one.

    >>> {name: array.tolist() for name, array in unflat(np.arange(3.0), {"w": (2,), "b": ()}).items()}
    {'w': [0.0, 1.0], 'b': 2.0}
    """
    parts, start = {}, 0
    for name, shape in shapes.items():
        end = start + prod(shape)
        parts[name] = flat[start:end].reshape(shape)
        start = end
    return parts
