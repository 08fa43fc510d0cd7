"""Whether a model of equations classifies, as its loss says before there are any data.

Cross-entropies are linear in the labels, errors of numbers are not: -sum_k y_k log p_k, and sum_k (o_k - y_k)^2.
"""

from __future__ import annotations

from math import inf
from typing import Any

from backproof.estimators.models import model_of
from backproof.estimators.wiring import loss_of, target_of
from backproof.expr import Add, Expression, Model, Mul, Sum, Symbol, Tensor
from backproof.expr.walk import parts

CLASSIFIER, REGRESSOR = "classifier", "regressor"


def kind(settings: Any) -> str | None:
    """What scikit-learn calls an estimator of these settings; None where they can't be read."""
    try:
        model = model_of(settings)
        target, loss = target_of(settings, model), loss_of(settings.loss, model)
    except (ValueError, TypeError, OSError):
        return None
    linear = degree(Tensor(loss), target, model.definitions) == 1
    return CLASSIFIER if target.rank and linear else REGRESSOR


def degree(node: Expression, of: Symbol, model: Model) -> float:
    """The degree of a polynomial in the elements of a symbol; infinite where it is none.

    >>> from backproof.expr.build import apply, mul
    >>> y, p = Symbol("y"), Symbol("p")
    >>> cross_entropy = mul(Tensor(y), apply("log", Tensor(p)))
    >>> degree(cross_entropy, y, Model(())), degree(cross_entropy, p, Model(()))
    (1, inf)
    """
    match node:
        case Tensor(symbol):
            definition = next((each for each in model if each.symbol == symbol), None)
            return int(symbol == of) if definition is None else degree(definition.body, of, model)
        case Add(terms):
            return max(degree(each, of, model) for each in terms)
        case Mul(factors):
            return sum(degree(each, of, model) for each in factors)
        case Sum(_, body):
            return degree(body, of, model)
    return inf if any(degree(each, of, model) for each in parts(node)) else 0
