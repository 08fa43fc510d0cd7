r"""Index form raised to matrix notation: ``\sum_i w_{ij} x_i + b_j`` is ``w^\top x + b``.

An expression with one free letter is a column, with two a matrix of rows and columns. A sum is the product along its
letter; factors with the same letters are multiplied element by element. What has three free letters has no such form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from backproof.expr import (
    Add,
    Apply,
    Constant,
    Derivative,
    Expression,
    Index,
    Mul,
    Number,
    Over,
    Power,
    Sum,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, mul, negative
from backproof.expr.walk import walk
from backproof.rules import AXIS_RULES, rule_of
from backproof.show.letters import CLASSES, SAMPLED, name
from backproof.show.positions import count
from backproof.show.show import NO_ENDS, Ends, show
from backproof.show.trees import MINUS, NOWHERE, digits, fenced, fraction, letter, listed, row, script, sign
from backproof.syntax.tree import Atom, Fence, Node, Root, Script, Styled

SUM, PRODUCT, TIGHT = 1, 2, 3
Shown = tuple[Node, int]
Axes = tuple[Index, ...]
"""The letter of the rows, then that of the columns."""
ONES: Final = name(r"\mathbf{1}")
TRANSPOSED: Final = letter("top")
SQUARE: Final = 2
MOST_AXES: Final = 2


class NoMatrixForm(ValueError):
    """An expression has no form in matrix notation; the message says why."""


def raised(expression: Expression, axes: Axes = (), ends: Ends = NO_ENDS, *, rows: bool = False) -> Node:
    """The tree of an expression whose free letters are ``axes``: none for a number, one for a vector, two for a matrix.

    Vectors are columns, or ``rows``. Raises NoMatrixForm where an array has more than two axes, or letters are used in
    other ways.

    >>> from backproof.expr import Range, Symbol
    >>> from backproof.syntax.write import latex
    >>> i, j = Index("i", Range("in")), Index("j", Range("out"))
    >>> w, x = Symbol("w", (i.range, j.range)), Symbol("x", (i.range,))
    >>> latex(raised(Sum(i, mul(Tensor(w, (i, j)), Tensor(x, (i,)))), (j,)))
    'w^{\\\\top} x'
    """
    return _Raiser(ends, rows).tree(expression, axes)


@final
@dataclass(frozen=True, slots=True)
class _Raiser:
    """The author's bounds and the layout of vectors, for the rules below."""

    ends: Ends
    rows: bool

    def shown(self, node: Expression, axes: Axes) -> Shown:
        if len(axes) > MOST_AXES:
            raise NoMatrixForm("an array with more than two axes is no matrix")
        if not node.free & frozenset(axes) and not node.free and not _has_sums(node):
            return _scalar(self, node)
        own = tuple(axis for axis in axes if axis in node.free)
        if len(axes) == MOST_AXES and len(own) == 1:
            return _spread(self, node, own, axes), PRODUCT
        rule = RAISE.get(type(node))
        if rule is None:
            raise NoMatrixForm(f"{type(node).__name__.lower()} has no matrix form")
        return rule(self, node, axes)

    def tree(self, node: Expression, axes: Axes, at_least: int = SUM) -> Node:
        """The tree of a part, in parentheses where it is looser than its place needs."""
        tree, level = self.shown(node, axes)
        return tree if level >= at_least else fenced(tree)

    def transposed(self, node: Expression, axes: Axes) -> Node:
        """The transpose of a part."""
        tree, level = self.shown(node, axes)
        if isinstance(tree, Script) and tree.sup == TRANSPOSED:
            return tree.base if tree.sub is None else script(tree.base, tree.sub)
        return _turned(tree) if level == TIGHT else script(fenced(tree), sup=TRANSPOSED)


def _turned(base: Node) -> Node:
    r"""The transpose of a name or of something in parentheses: ``w^\\top``, ``w_1^\\top``, ``(W^{(1)})^\\top``."""
    match base:
        case Script(inner, sub, None, 0):
            return script(inner, sub, TRANSPOSED)
        case Atom() | Fence() | Styled():
            return script(base, sup=TRANSPOSED)
    return script(fenced(base), sup=TRANSPOSED)


def _outer(self: _Raiser, left: Node, right: Node) -> list[Node]:
    """The product of every element of one vector with every element of another one."""
    return [_turned(left), right] if self.rows else [left, _turned(right)]


def _has_sums(node: Expression) -> bool:
    """Whether a number is computed from arrays; the size of a range is none such."""
    sums = (part for part in walk(node) if isinstance(part, Sum | Over))
    return any(isinstance(part, Over) or count(part) is None for part in sums)


def _scalar(self: _Raiser, node: Expression) -> Shown:
    """A number: without free letters and without sums, it is written as in index form."""
    loose = isinstance(node, Add) or (isinstance(node, Number) and node.value < 0)
    return show(node, ends=self.ends), SUM if loose else PRODUCT if isinstance(node, Mul) else TIGHT


def _tensor(self: _Raiser, node: Tensor, axes: Axes) -> Shown:
    if SAMPLED in node.symbol.name:
        raise NoMatrixForm("its samples are numbered in brackets")
    if CLASSES.fullmatch(node.symbol.name):
        raise NoMatrixForm("a label is compared with numbers of classes")
    base = name(_without_dots(node.symbol.name))
    return _oriented(base, node.slots, axes)


def _without_dots(text: str) -> str:
    """A derivative array by its names only."""
    return text.replace("_{" + r"\cdot" * 2 + "}", "").replace(r"_{\cdot}", "").replace(r"_{\cdot 0}", "_{0}")


def _derivative(self: _Raiser, node: Derivative, axes: Axes) -> Shown:
    if not isinstance(node.of, Tensor) or node.of.slots:
        raise NoMatrixForm("the derivative of an array has more axes than a matrix, or its layout is open")
    change = letter("partial")
    tree = fraction(row(change, name(node.of.symbol.name)), row(change, name(_without_dots(node.by.symbol.name))))
    return _oriented(tree, node.by.slots, axes)


def _oriented(base: Node, slots: Sequence[object], axes: Axes) -> Shown:
    """An array whose slots are the axes, in this order or turned."""
    if tuple(slots) == axes:
        return base, TIGHT
    if tuple(slots) == axes[::-1]:
        return _turned(base), TIGHT
    raise NoMatrixForm("elements are named by number, or a letter stands twice")


def _add(self: _Raiser, node: Add, axes: Axes) -> Shown:
    parts: list[Node] = []
    for term in node.terms:
        minus = _is_negative(term)
        body = negative(term) if minus and not isinstance(term, Mul) else _positive(term) if minus else term
        own = tuple(axis for axis in axes if axis in body.free)
        part = self.tree(body, own, PRODUCT) if own in ((), axes) else _spread(self, body, own, axes)
        parts += [MINUS] if minus else [sign("+")] if parts else []
        parts.append(part)
    return row(*parts), SUM


def _spread(self: _Raiser, body: Expression, own: Axes, axes: Axes) -> Node:
    """A row or a column in every column or row of a matrix, by a column of ones."""
    vector = self.tree(body, own, TIGHT)
    return row(*(_outer(self, ONES, vector) if own == axes[1:] else _outer(self, vector, ONES)))


def _is_negative(term: Expression) -> bool:
    match term:
        case Number(value) | Mul((Number(value), *_)):
            return value < 0
    return False


def _positive(term: Expression) -> Expression:
    match term:
        case Mul((Number(value), *rest)):
            return mul(Number(-value), *rest)
    return negative(term)


def _apply(self: _Raiser, node: Apply, axes: Axes) -> Shown:
    own = [tuple(axis for axis in axes if axis in each.free) for each in node.arguments]
    if any(each not in ((), axes) for each in own):
        raise NoMatrixForm(f"the arguments of {node.function.name} have other shapes")
    match node.function.name:
        case "sqrt":
            return Root(self.tree(node.arguments[0], axes), None, NOWHERE), TIGHT
        case "abs":
            return fenced(self.tree(node.arguments[0], axes), "|", "|"), TIGHT
    rule = rule_of(node.function)
    function = name(rule.latex if rule is not None else node.function.name)
    function = script(function, primes=sum(node.function.orders)) if node.function.orders else function
    inside = tuple(self.tree(each, letters) for each, letters in zip(node.arguments, own, strict=True))
    return row(function, fenced(listed(inside))), TIGHT


def _over(self: _Raiser, node: Over, axes: Axes) -> Shown:
    if node.function not in {"softmax", "log_softmax"} or node.at != axes[-1:][0]:
        raise NoMatrixForm(f"{AXIS_RULES[node.function].spoken} has no sign of its own here")
    inside = (*axes[:-1], node.index)
    return row(name(AXIS_RULES[node.function].latex), fenced(self.tree(node.body, inside))), TIGHT


def _power(self: _Raiser, node: Power, axes: Axes) -> Shown:
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


def _mul(self: _Raiser, node: Mul, axes: Axes) -> Shown:
    return _product(self, list(node.factors), axes)


def _product(self: _Raiser, factors: Sequence[Expression], axes: Axes) -> Shown:
    """Numbers in front, then what has the same letters element by element, then the outer product or a scaling."""
    coefficient = mul(*(factor for factor in factors if isinstance(factor, Number)))
    rest = [factor for factor in factors if not isinstance(factor, Number)]
    groups = _groups(rest, axes)
    front = [coefficient, *groups.pop((), [])]
    return _in_front(self, front, _shape(self, groups, axes))


def _in_front(self: _Raiser, factors: Sequence[Expression], body: list[Node]) -> Shown:
    """Numbers in front of an array, those without sums as one fraction."""
    plain = mul(*(factor for factor in factors if not _has_sums(factor)))
    others = [self.tree(factor, (), TIGHT if body else PRODUCT) for factor in factors if _has_sums(factor)]
    minus = _is_negative(plain)
    size = _positive(plain) if minus else plain
    tree, level = _scalar(self, size)
    first = [tree if level > SUM else fenced(tree)] if size != ONE or not (others or body) else []
    whole = row(*first, *others, *body)
    return (row(MINUS, whole), SUM) if minus else (whole, PRODUCT)


def _groups(factors: Iterable[Expression], axes: Axes) -> dict[Axes, list[Expression]]:
    """The factors by the axes that they have."""
    groups: dict[Axes, list[Expression]] = {}
    for factor in factors:
        own = tuple(axis for axis in axes if axis in factor.free)
        groups.setdefault(own, []).append(factor)
    return groups


def _shape(self: _Raiser, groups: Mapping[Axes, list[Expression]], axes: Axes) -> list[Node]:
    """The arrays of a product, as factors side by side."""
    if not axes:
        return []
    whole = groups.get(axes, [])
    if len(axes) == 1:
        return [_hadamard(self, whole, axes)] if whole else []
    rows, columns = groups.get(axes[:1], []), groups.get(axes[1:], [])
    if not whole:
        if not (rows and columns):
            raise NoMatrixForm("all columns or all rows are the same")
        return _outer(self, _hadamard(self, rows, axes[:1], True), _hadamard(self, columns, axes[1:], True))
    middle = _hadamard(self, whole, axes, bool(len(whole) > 1 and (rows or columns)))
    before = [_diagonal(_hadamard(self, rows, axes[:1]))] if rows else []
    after = [_diagonal(_hadamard(self, columns, axes[1:]))] if columns else []
    return [*before, middle, *after]


def _hadamard(self: _Raiser, factors: Sequence[Expression], axes: Axes, tight: bool = False) -> Node:
    """Factors of one shape, element by element; what they are divided by stands in a fraction below them."""
    if len(axes) == MOST_AXES and _lies(factors, axes):
        return self.transposed(mul(*factors), axes[::-1])
    below = [each for each in factors if isinstance(each, Power) and each.exponent == MINUS_ONE]
    if below and len(below) < len(factors):
        above = _hadamard(self, [each for each in factors if each not in below], axes)
        return fraction(above, _hadamard(self, [each.base for each in below], axes))
    if len(factors) == 1:
        return self.tree(factors[0], axes, TIGHT if tight else PRODUCT)
    parts: list[Node] = []
    for factor in factors:
        parts += [sign("odot"), self.tree(factor, axes, TIGHT)]
    return fenced(row(*parts[1:])) if tight else row(*parts[1:])


def _lies(factors: Sequence[Expression], axes: Axes) -> bool:
    """Whether the matrices of a product have the columns as their rows."""
    slots = [part.slots for factor in factors for part in walk(factor) if isinstance(part, Tensor)]
    return bool(slots) and any(each == axes[::-1] for each in slots) and axes not in slots


def _diagonal(column: Node) -> Node:
    return row(name(r"\operatorname{diag}"), fenced(column))


def _sum(self: _Raiser, node: Sum, axes: Axes) -> Shown:
    """The product along the summed letter: a matrix and a column, two matrices, two columns."""
    match node:
        case Sum(rows, Sum(columns, Power(base, Number(value)))) if value == SQUARE and not axes:
            norm = fenced(self.tree(base, (rows, columns)), r"\|", r"\|")
            return script(norm, letter("F"), digits("2")), TIGHT
    k = node.index
    factors = list(node.body.factors) if isinstance(node.body, Mul) else [node.body]
    coefficient = mul(*(factor for factor in factors if isinstance(factor, Number)))
    outside = [each for each in factors if k not in each.free and not isinstance(each, Number)]
    inside = [each for each in factors if k in each.free]
    contracted = _contracted(self, k, inside, tuple(axis for axis in axes if any(axis in each.free for each in inside)))
    if not outside:
        return _in_front(self, [coefficient], [contracted])
    own = tuple(axis for axis in axes if any(axis in each.free for each in inside))
    groups = _groups(outside, axes)
    front = [coefficient, *groups.pop((), [])]
    if not groups:
        return _in_front(self, front, [contracted])
    if own == axes and set(groups) == {axes}:
        other = _hadamard(self, groups[axes], axes)
        return _in_front(self, front, [other, sign("odot"), fenced(contracted)])
    if len(axes) == MOST_AXES and own == axes[:1] and set(groups) == {axes[1:]}:
        return _in_front(
            self, front, _outer(self, fenced(contracted), _hadamard(self, groups[axes[1:]], axes[1:], True))
        )
    if len(axes) == MOST_AXES and own == axes[1:] and set(groups) == {axes[:1]}:
        return _in_front(
            self, front, _outer(self, _hadamard(self, groups[axes[:1]], axes[:1], True), fenced(contracted))
        )
    raise NoMatrixForm("the factors beside a sum have other letters")


def _contracted(self: _Raiser, k: Index, factors: Sequence[Expression], axes: Axes) -> Node:
    """The sum over k of a product of factors that all have k."""
    if len(axes) > 1 or any(len(each.free) > MOST_AXES for each in factors):
        return _matrices(self, k, factors, axes)
    vectors = [each for each in factors if not each.free & frozenset(axes)]
    matrices = [each for each in factors if each.free & frozenset(axes)]
    if not axes:
        return _inner(self, k, vectors)
    vector = _hadamard(self, vectors, (k,), True) if vectors else ONES
    if self.rows:
        return row(vector, _hadamard(self, matrices, (k, *axes), True))
    return row(_hadamard(self, matrices, (*axes, k), True), vector)


def _inner(self: _Raiser, k: Index, vectors: Sequence[Expression]) -> Node:
    """A number: the squared norm of one vector, or the inner product of two."""
    match vectors:
        case [Power(base, Number(value))] if value == SQUARE:
            return script(fenced(self.tree(base, (k,)), r"\|", r"\|"), sup=digits("2"))
        case [first, *rest]:
            left = self.tree(first, (k,), TIGHT)
            right = _hadamard(self, rest, (k,), True) if rest else ONES
            left, right = (left, right) if rest else (right, left)
            return row(left, _turned(right)) if self.rows else row(_turned(left), right)
    raise NoMatrixForm("an empty sum")


def _matrices(self: _Raiser, k: Index, factors: Sequence[Expression], axes: Axes) -> Node:
    """The product of a matrix over (row, k) and one over (k, column), with a diagonal between."""
    groups: dict[frozenset[Index], list[Expression]] = {}
    for each in factors:
        groups.setdefault(each.free, []).append(each)
    first, second = frozenset({axes[0], k}), frozenset({axes[1], k})
    if len(axes) != MOST_AXES or not groups.keys() <= {first, second, frozenset({k})} or first not in groups:
        raise NoMatrixForm("an array with more than two axes is no matrix")
    left = _hadamard(self, groups[first], (axes[0], k), True)
    between = [_diagonal(_hadamard(self, groups[frozenset({k})], (k,)))] if frozenset({k}) in groups else []
    if second not in groups:
        raise NoMatrixForm("all columns are the same")
    return row(left, *between, _hadamard(self, groups[second], (k, axes[1]), True))


def _constant(self: _Raiser, node: Constant, axes: Axes) -> Shown:
    return letter(node.name), TIGHT


RAISE: Final[Mapping[type, Callable[[_Raiser, Any, Axes], Shown]]] = {
    Tensor: _tensor, Derivative: _derivative, Add: _add, Apply: _apply, Over: _over, Power: _power, Mul: _mul,
    Sum: _sum, Constant: _constant,
}  # fmt: skip
