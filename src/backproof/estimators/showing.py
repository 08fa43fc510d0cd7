"""What an estimator trains, to be read: its equations, the derived gradient, and the plan that runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from backproof.estimators.engine import engine
from backproof.expr import Definition, Model
from backproof.program.training import Objective
from backproof.show import to_unicode


def shown(objective: Objective, samples: int, dtype: np.dtype[Any], minimised: str) -> str:
    """The equations of a batch, those of the gradient, and the plan for batches of so many samples.

    ``minimised`` is how J is made smaller, in words.
    """
    forward, backward = _halves(objective.equations, objective.loss)
    parts = [
        "The objective of a batch of samples n",
        _lines(forward),
        f"Its gradient, by reverse mode; {minimised}",
        _lines(backward),
        repr(engine().planned(objective.program, dict.fromkeys(_unsized(objective), samples), dtype)),
    ]
    return "\n\n".join(parts)


def _halves(equations: Model, loss: str) -> tuple[list[Definition], list[Definition]]:
    """The definitions up to the objective, and those of the adjoints behind it."""
    definitions = list(equations)
    at = 1 + next(at for at, each in enumerate(definitions) if each.symbol.name == loss)
    return definitions[:at], definitions[at:]


def _unsized(objective: Objective) -> set[str]:
    shapes = (node.shape for node in objective.program.inputs.values())
    return {extent for shape in shapes for extent in shape if isinstance(extent, str)}


def _lines(definitions: list[Definition]) -> str:
    return "\n".join(f"    {to_unicode(each.head)} = {to_unicode(each.body)}" for each in definitions)
