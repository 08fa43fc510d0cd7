"""The table of functions of a whole axis. Derivatives stand in index form: d result / d (element n of the axis)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, final

from backproof.expr import Cases, CompareIndices, Delta, Expression, Index, Over, Slot, Sum
from backproof.expr.build import ONE, ZERO, apply, divide, mul, number, power, subtract
from backproof.expr.walk import substitute
from backproof.records import dataclass
from backproof.rules import stable
from backproof.rules.later import precise
from backproof.rules.rule import Array


@final
@dataclass(frozen=True, slots=True)
class AxisRule:
    """One function of an axis.

    ``keeps`` says whether the result has the axis again (softmax) or is reduced (norm). ``partial`` takes a node and a
    letter n, and builds the derivative of the node by element n of its axis. ``float64`` works along the last axis,
    ``precise`` takes the axis as a list of 50-digit numbers. ``expansion`` is the same value in simpler nodes.
    """

    name: str
    keeps: bool
    partial: Callable[[Over, Index], Expression]
    float64: Callable[[Array], Array]
    precise: Callable[[list[Any]], Any]
    latex: str
    spoken: str
    reason: str
    expansion: Callable[[Over], Expression] | None = None


def element(over: Over, slot: Slot) -> Expression:
    """The body at one element of the axis."""
    return substitute(over.body, {over.index: slot})


def _moved(over: Over, name: str, at: Slot | None) -> Over:
    """Another function of the same axis, or the same one at another element."""
    return Over(name, over.index, over.body, at)


def _at(over: Over) -> Slot:
    assert over.at is not None, f"{over.function} keeps its axis, so it needs the element"
    return over.at


def _softmax_slope(over: Over, n: Index) -> Expression:
    return mul(over, subtract(Delta(_at(over), n), _moved(over, "softmax", n)))


def _softmax_expansion(over: Over) -> Expression:
    return divide(apply("exp", element(over, _at(over))), Sum(over.index, apply("exp", over.body)))


def _logsumexp_expansion(over: Over) -> Expression:
    return apply("log", Sum(over.index, apply("exp", over.body)))


def _log_softmax_expansion(over: Over) -> Expression:
    return subtract(element(over, _at(over)), _logsumexp_expansion(over))


def _product_of_others(over: Over, n: Index) -> Expression:
    # Not prod / x_n: that is undefined where x_n is zero.
    others = Cases(((CompareIndices("!=", over.index, n), over.body),), ONE)
    return Over("prod", over.index, others)


def _norm_expansion(over: Over) -> Expression:
    return apply("sqrt", Sum(over.index, power(over.body, number(2))))


def _flat(over: Over, n: Index) -> Expression:
    return ZERO


_ENTRIES = (
    AxisRule("softmax", True, _softmax_slope, stable.softmax, precise.softmax, r"\operatorname{softmax}", "softmax",

             "the derivative of a softmax is the softmax times the difference of a Kronecker delta and the softmax",
             _softmax_expansion),
    AxisRule("log_softmax", True, lambda over, n: subtract(Delta(_at(over), n), _moved(over, "softmax", n)),
             stable.log_softmax,
             precise.log_softmax, r"\operatorname{log\,softmax}", "log-softmax",
             "the derivative of a log-softmax is a Kronecker delta minus the softmax",
             _log_softmax_expansion),
    AxisRule("logsumexp", False, lambda over, n: _moved(over, "softmax", n), stable.logsumexp, precise.logsumexp,
             r"\operatorname{logsumexp}", "log-sum-exp", "the derivative of log-sum-exp is the softmax",
             _logsumexp_expansion),
    AxisRule("prod", False, _product_of_others, stable.product, precise.product, r"\prod", "product",
             "the derivative of a product by one factor is the product of the others"),
    AxisRule("max", False, lambda over, n: _moved(over, "argmax", n), stable.largest, max, r"\max", "maximum",
             "only the largest element moves the maximum"),
    AxisRule("min", False, lambda over, n: _moved(over, "argmin", n), stable.smallest, min, r"\min", "minimum",
             "only the smallest element moves the minimum"),
    AxisRule("norm", False, lambda over, n: divide(element(over, n), over), stable.norm, precise.norm, "norm",
             "Euclidean norm",
             "the derivative of the norm is the vector divided by its norm", _norm_expansion),
    AxisRule("argmax", True, _flat, stable.largest_at, precise.largest_at, r"\arg\max", "place of the maximum",
             "the place of the maximum does not move with small changes"),
    AxisRule("argmin", True, _flat, stable.smallest_at, precise.smallest_at, r"\arg\min", "place of the minimum",
             "the place of the minimum does not move with small changes"),
)  # fmt: skip

AXIS_RULES: Mapping[str, AxisRule] = MappingProxyType({rule.name: rule for rule in _ENTRIES})
