"""What the rules of matrix notation share: axes, transposes, outer products, how tightly a tree holds together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from backproof.expr import (
    Add,
    Expression,
    Index,
    Mul,
    Number,
    Over,
    Sum,
)
from backproof.expr.build import mul, negative
from backproof.expr.walk import walk
from backproof.show.letters import name
from backproof.show.positions import count
from backproof.show.show import Ends, show
from backproof.show.trees import fenced, letter, row, script
from backproof.syntax.tree import Atom, Fence, Node, Script, Styled

SUM, PRODUCT, TIGHT = 1, 2, 3
Shown = tuple[Node, int]
Axes = tuple[Index, ...]
"""The letter of the rows, then that of the columns."""
IDENTITY: Final = name(r"\mathbf{I}")
ONES: Final = name(r"\mathbf{1}")
TRANSPOSED: Final = letter("top")
SQUARE: Final = 2
MOST_AXES: Final = 2


class NoMatrixForm(ValueError):
    """An expression has no form in matrix notation; the message says why."""


@final
@dataclass(frozen=True, slots=True)
class Raiser:
    """The author's bounds, the layout of vectors, and a rule for each type of node."""

    ends: Ends
    rows: bool
    rules: Rules

    def shown(self, node: Expression, axes: Axes) -> Shown:
        if len(axes) > MOST_AXES:
            raise NoMatrixForm("an array with more than two axes is no matrix")
        if not node.free & frozenset(axes) and not node.free and not _has_sums(node):
            return _scalar(self, node)
        own = tuple(axis for axis in axes if axis in node.free)
        if len(axes) == MOST_AXES and len(own) == 1:
            return spread(self, node, own, axes), PRODUCT
        rule = self.rules.get(type(node))
        if rule is None:
            raise NoMatrixForm(f"{type(node).__name__.lower()} has no matrix form")
        return rule(self, node, axes)

    def tree(self, node: Expression, axes: Axes, at_least: int = SUM) -> Node:
        """The tree of a part, in parentheses where it is looser than its place needs."""
        tree, level = self.shown(node, axes)
        return tree if level >= at_least else fenced(tree)

    def elementwise(self, node: Expression, axes: Axes) -> Node:
        """A part that stands in every element of an array, or has the same axes."""
        own = tuple(axis for axis in axes if axis in node.free)
        if own not in ((), axes):
            raise NoMatrixForm("its parts have other shapes")
        return self.tree(node, own)

    def transposed(self, node: Expression, axes: Axes) -> Node:
        """The transpose of a part."""
        tree, level = self.shown(node, axes)
        if isinstance(tree, Script) and tree.sup == TRANSPOSED:
            return tree.base if tree.sub is None else script(tree.base, tree.sub)
        return turned(tree) if level == TIGHT else script(fenced(tree), sup=TRANSPOSED)


def turned(base: Node) -> Node:
    r"""The transpose of a name or of something in parentheses: ``w^\\top``, ``w_1^\\top``, ``(W^{(1)})^\\top``."""
    match base:
        case Script(inner, sub, None, 0):
            return script(inner, sub, TRANSPOSED)
        case Atom() | Fence() | Styled():
            return script(base, sup=TRANSPOSED)
    return script(fenced(base), sup=TRANSPOSED)


def outer(self: Raiser, left: Node, right: Node) -> list[Node]:
    """The product of every element of one vector with every element of another one."""
    return [turned(left), right] if self.rows else [left, turned(right)]


def _has_sums(node: Expression) -> bool:
    """Whether a number is computed from arrays; the size of a range is none such."""
    sums = (part for part in walk(node) if isinstance(part, Sum | Over))
    return any(isinstance(part, Over) or count(part) is None for part in sums)


def _scalar(self: Raiser, node: Expression) -> Shown:
    """A number: without free letters and without sums, it is written as in index form."""
    loose = isinstance(node, Add) or (isinstance(node, Number) and node.value < 0)
    return show(node, ends=self.ends), SUM if loose else PRODUCT if isinstance(node, Mul) else TIGHT


def spread(self: Raiser, body: Expression, own: Axes, axes: Axes) -> Node:
    """A row or a column in every column or row of a matrix, by a column of ones."""
    vector = self.tree(body, own, TIGHT)
    return row(*(outer(self, ONES, vector) if own == axes[1:] else outer(self, vector, ONES)))


def positive(term: Expression) -> Expression:
    """A term that is printed with a minus in front, without it."""
    match term:
        case Mul((Number(value), *rest)):
            return mul(Number(-value), *rest)
    return negative(term)


Rules = Mapping[type, Callable[[Raiser, Any, Axes], Shown]]
