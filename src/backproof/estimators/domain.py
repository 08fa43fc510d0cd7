"""Why a loss has no value: a function outside its domain, or numbers that grew too large."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from backproof.calculus.arithmetic import FLOAT64
from backproof.calculus.evaluate import Evaluation
from backproof.estimators.settings import InvalidSetting, refused
from backproof.expr import Apply, Model, Range
from backproof.rules import rule_of
from backproof.show import to_unicode
from backproof.train.engine import Array, Job

NO_SIZES: Final[Mapping[Range, int]] = MappingProxyType({})
FIRST: Final = 200
"""Samples that are looked at."""


def explained(
    model: Model, job: Job, parameters: Mapping[str, Array], rate: float | None, sizes: Mapping[Range, int] = NO_SIZES
) -> InvalidSetting:
    """The error for training whose first epoch has no finite loss."""
    found = _outside(model, job, parameters, sizes)
    if found is not None:
        what, words = found
        return refused(
            f"the loss has no value: {what} is outside of its domain",
            what,
            f"arguments with {words}",
            "give the output a link that keeps it there: output_activation='exp', 'softplus' or 'sigmoid', or write it "
            "into the equations",
        )
    return refused(
        "Solver produced non-finite parameter weights. The input data may contain large values and need to be "
        "preprocessed.",
        "lbfgs" if rate is None else f"the rate {rate:g} in epoch 1",
        "a loss and parameters that stay finite",
        "standardise the inputs and the targets (sklearn.preprocessing), use a smaller rate, or clip_norm=1",
    )


def _outside(
    model: Model, job: Job, parameters: Mapping[str, Array], sizes: Mapping[Range, int]
) -> tuple[str, str] | None:
    """The first function that is asked outside of its domain, for the first parameters and some sample."""
    given: dict[str, Any] = {**job.constants, **parameters}
    named = {symbol.name: symbol for each in model for symbol in each.body.symbols}
    rows = range(job.samples) if job.chosen is None else job.chosen
    for row in rows[:FIRST]:
        values = given | {name: _row(array, row) for name, array in job.data.items()}
        known = {symbol: values[name] for name, symbol in named.items() if name in values}
        evaluation = Evaluation.at(known, sizes, FLOAT64, 0)
        with np.errstate(all="ignore"):
            evaluation.define(model)
        match evaluation.undefined:
            case Apply(function) as node:
                rule = rule_of(function)
                if rule is not None and rule.domain.hint != "real":
                    return to_unicode(node), rule.domain.words
    return None


def _row(array: Any, row: int) -> Array:
    taken = array[row]
    return np.asarray(taken.toarray()[0] if hasattr(taken, "toarray") else taken)
