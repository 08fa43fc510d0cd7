r"""Index form raised to matrix notation: ``\sum_i w_{ij} x_i + b_j`` is ``w^\top x + b``.

An expression with one free letter is a column, with two a matrix of rows and columns. A sum is the product along its
letter; factors with the same letters are multiplied element by element. What has three free letters has no such form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from backproof.expr import (
    Add,
    Apply,
    Cases,
    Constant,
    Delta,
    Derivative,
    Expression,
    Mul,
    Number,
    Over,
    Power,
    Slot,
    Sum,
    Tensor,
)
from backproof.expr.build import negative
from backproof.matrix.raised_products import contraction, product
from backproof.matrix.raiser import (
    IDENTITY,
    PRODUCT,
    SQUARE,
    SUM,
    TIGHT,
    Axes,
    NoMatrixForm,
    Raiser,
    Rules,
    Shown,
    positive,
    spread,
    turned,
)
from backproof.rules import AXIS_RULES, rule_of
from backproof.show.letters import CLASSES, SAMPLED, name
from backproof.show.piecewise import cases
from backproof.show.show import NO_ENDS, Ends, is_negative, show
from backproof.show.trees import MINUS, NOWHERE, digits, fenced, fraction, letter, listed, row, script, sign
from backproof.syntax.tree import Node, Root


def raised(expression: Expression, axes: Axes = (), ends: Ends = NO_ENDS, *, rows: bool = False) -> Node:
    """The tree of an expression whose free letters are ``axes``: none for a number, one for a vector, two for a matrix.

    Vectors are columns, or ``rows``. Raises NoMatrixForm where an array has more than two axes, or letters are used in
    other ways.

    >>> from backproof.expr import Index, Range, Sum, Symbol, Tensor
    >>> from backproof.expr.build import mul
    >>> from backproof.syntax.write import latex
    >>> i, j = Index("i", Range("in")), Index("j", Range("out"))
    >>> w, x = Symbol("w", (i.range, j.range)), Symbol("x", (i.range,))
    >>> latex(raised(Sum(i, mul(Tensor(w, (i, j)), Tensor(x, (i,)))), (j,)))
    'w^{\\\\top} x'
    """
    return Raiser(ends, rows, RAISE).tree(expression, axes)


def _tensor(self: Raiser, node: Tensor, axes: Axes) -> Shown:
    if SAMPLED in node.symbol.name:
        raise NoMatrixForm("its samples are numbered in brackets")
    if CLASSES.fullmatch(node.symbol.name):
        raise NoMatrixForm("a label is compared with numbers of classes")
    base = name(_without_dots(node.symbol.name))
    return _oriented(base, node.slots, axes)


def _without_dots(text: str) -> str:
    """A derivative array by its names only."""
    return text.replace("_{" + r"\cdot" * 2 + "}", "").replace(r"_{\cdot}", "").replace(r"_{\cdot 0}", "_{0}")


def _derivative(self: Raiser, node: Derivative, axes: Axes) -> Shown:
    if not isinstance(node.of, Tensor):
        raise NoMatrixForm("the derivative of an expression has no sign of its own here")
    change = letter("partial")
    tree = fraction(row(change, name(node.of.symbol.name)), row(change, name(_without_dots(node.by.symbol.name))))
    slots = (*node.of.slots, *node.by.slots)
    if node.of.slots and slots != axes:
        raise NoMatrixForm("the derivative of an array is a matrix with a row for each element of that array")
    return _oriented(tree, slots, axes)


def _oriented(base: Node, slots: Sequence[object], axes: Axes) -> Shown:
    """An array whose slots are the axes, in this order or turned."""
    if tuple(slots) == axes:
        return base, TIGHT
    if tuple(slots) == axes[::-1]:
        return turned(base), TIGHT
    raise NoMatrixForm("elements are named by number, or a letter stands twice")


def _add(self: Raiser, node: Add, axes: Axes) -> Shown:
    parts: list[Node] = []
    for term in node.terms:
        minus = is_negative(term)
        body = negative(term) if minus and not isinstance(term, Mul) else positive(term) if minus else term
        own = tuple(axis for axis in axes if axis in body.free)
        part = self.tree(body, own, PRODUCT) if own in ((), axes) else spread(self, body, own, axes)
        parts += [MINUS] if minus else [sign("+")] if parts else []
        parts.append(part)
    return row(*parts), SUM


def _apply(self: Raiser, node: Apply, axes: Axes) -> Shown:
    match node.function.name:
        case "sqrt":
            return Root(self.tree(node.arguments[0], axes), None, NOWHERE), TIGHT
        case "abs":
            return fenced(self.tree(node.arguments[0], axes), "|", "|"), TIGHT
    rule = rule_of(node.function)
    function = name(rule.latex if rule is not None else node.function.name)
    function = script(function, primes=sum(node.function.orders)) if node.function.orders else function
    inside = tuple(self.elementwise(each, axes) for each in node.arguments)
    return row(function, fenced(listed(inside))), TIGHT


def _over(self: Raiser, node: Over, axes: Axes) -> Shown:
    if node.function not in {"softmax", "log_softmax"} or node.at != axes[-1:][0]:
        raise NoMatrixForm(f"{AXIS_RULES[node.function].spoken} has no sign of its own here")
    inside = (*axes[:-1], node.index)
    return row(name(AXIS_RULES[node.function].latex), fenced(self.tree(node.body, inside))), TIGHT


def _power(self: Raiser, node: Power, axes: Axes) -> Shown:
    match node.exponent:
        case Number(value) if value == SQUARE and axes:
            base = self.tree(node.base, axes, TIGHT)
            return row(base, sign("odot"), base), PRODUCT
        case Number(value) if value == -1:
            return fraction(digits("1"), self.tree(node.base, axes)), TIGHT
        case Number(value) if value < 0 and not axes:
            return fraction(digits("1"), self.tree(Power(node.base, Number(-value)), ())), TIGHT
        case exponent if not axes:
            return script(self.tree(node.base, (), TIGHT), sup=show(exponent)), TIGHT
    raise NoMatrixForm("a power of an array is written element by element")


def _cases(self: Raiser, node: Cases, axes: Axes) -> Shown:
    """Cases element by element."""
    return cases(node, lambda part: self.elementwise(part, axes), _no_place), TIGHT


def _no_place(slot: Slot) -> Node:
    raise NoMatrixForm("its cases are told apart by an index")


def _delta(self: Raiser, node: Delta, axes: Axes) -> Shown:
    if {node.left, node.right} != set(axes):
        raise NoMatrixForm("one index is compared with another")
    return IDENTITY, TIGHT


def _constant(self: Raiser, node: Constant, axes: Axes) -> Shown:
    return letter(node.name), TIGHT


RAISE: Final[Rules] = {
    Tensor: _tensor, Derivative: _derivative, Add: _add, Apply: _apply, Over: _over, Power: _power, Mul: product,
    Sum: contraction, Constant: _constant, Cases: _cases, Delta: _delta,
}  # fmt: skip
