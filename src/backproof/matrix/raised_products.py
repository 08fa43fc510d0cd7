"""Products in matrix notation: element by element, outer, scaled by diagonals; and sums, which contract a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from backproof.calculus.collect import collected_factors, collected_terms
from backproof.expr import (
    Add,
    Delta,
    Expression,
    Index,
    Mul,
    Number,
    Power,
    Sum,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, mul
from backproof.expr.walk import substitute, walk
from backproof.matrix.raiser import (
    MOST_AXES,
    ONES,
    PRODUCT,
    SQUARE,
    SUM,
    TIGHT,
    Axes,
    NoMatrixForm,
    Raiser,
    Shown,
    _has_sums,
    _scalar,
    outer,
    positive,
    turned,
)
from backproof.show.letters import name
from backproof.show.show import is_negative
from backproof.show.trees import MINUS, digits, fenced, fraction, letter, row, script, sign
from backproof.syntax.tree import Node


def product(self: Raiser, node: Mul, axes: Axes) -> Shown:
    """A product; where one of its sums has the identity matrix as a term, term by term."""
    for at, factor in enumerate(node.factors):
        if isinstance(factor, Add) and any(map(_has_delta, factor.terms)):
            others = (*node.factors[:at], *node.factors[at + 1 :])
            return self.shown(collected_terms(collected_factors((*others, term)) for term in factor.terms), axes)
    return _of_factors(self, list(node.factors), axes)


def _has_delta(term: Expression) -> bool:
    return any(isinstance(factor, Delta) for factor in (term.factors if isinstance(term, Mul) else (term,)))


def _of_factors(self: Raiser, factors: Sequence[Expression], axes: Axes) -> Shown:
    """Numbers in front, then what has the same letters element by element, then the outer product or a scaling."""
    coefficient = mul(*(factor for factor in factors if isinstance(factor, Number)))
    rest = [factor for factor in factors if not isinstance(factor, Number)]
    groups = _groups(rest, axes)
    front = [coefficient, *groups.pop((), [])]
    return _in_front(self, front, _shape(self, groups, axes))


def _in_front(self: Raiser, factors: Sequence[Expression], body: list[Node]) -> Shown:
    """Numbers in front of an array, those without sums as one fraction."""
    plain = mul(*(factor for factor in factors if not _has_sums(factor)))
    others = [self.tree(factor, (), TIGHT if body else PRODUCT) for factor in factors if _has_sums(factor)]
    minus = is_negative(plain)
    size = positive(plain) if minus else plain
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


def _shape(self: Raiser, groups: Mapping[Axes, list[Expression]], axes: Axes) -> list[Node]:
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
        return outer(self, _hadamard(self, rows, axes[:1], True), _hadamard(self, columns, axes[1:], True))
    if len(whole) == 1 and isinstance(whole[0], Delta) and (rows or columns):
        # A delta makes both letters one.
        same = [*rows, *(substitute(each, {axes[1]: axes[0]}) for each in columns)]
        return [_diagonal(_hadamard(self, same, axes[:1]))]
    middle = _hadamard(self, whole, axes, bool(len(whole) > 1 and (rows or columns)))
    before = [_diagonal(_hadamard(self, rows, axes[:1]))] if rows else []
    after = [_diagonal(_hadamard(self, columns, axes[1:]))] if columns else []
    return [*before, middle, *after]


def _hadamard(self: Raiser, factors: Sequence[Expression], axes: Axes, tight: bool = False) -> Node:
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


def contraction(self: Raiser, node: Sum, axes: Axes) -> Shown:
    """The product along the summed letter: a matrix and a column, two matrices, two columns."""
    match node:
        case Sum(rows, Sum(columns, Power(base, Number(value)))) if value == SQUARE and not axes:
            norm = fenced(self.tree(base, (rows, columns)), r"\|", r"\|")
            return script(norm, letter("F"), digits("2")), TIGHT
    k = node.index
    if any(isinstance(part, Delta) and k in {part.left, part.right} for part in walk(node.body)):
        raise NoMatrixForm("a sum over a Kronecker delta is not carried out")
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
            self, front, outer(self, fenced(contracted), _hadamard(self, groups[axes[1:]], axes[1:], True))
        )
    if len(axes) == MOST_AXES and own == axes[1:] and set(groups) == {axes[:1]}:
        return _in_front(
            self, front, outer(self, _hadamard(self, groups[axes[:1]], axes[:1], True), fenced(contracted))
        )
    raise NoMatrixForm("the factors beside a sum have other letters")


def _contracted(self: Raiser, k: Index, factors: Sequence[Expression], axes: Axes) -> Node:
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


def _inner(self: Raiser, k: Index, vectors: Sequence[Expression]) -> Node:
    """A number: the squared norm of one vector, or the inner product of two."""
    match vectors:
        case [Power(base, Number(value))] if value == SQUARE:
            return script(fenced(self.tree(base, (k,)), r"\|", r"\|"), sup=digits("2"))
        case [first, *rest]:
            left = self.tree(first, (k,), TIGHT)
            right = _hadamard(self, rest, (k,), True) if rest else ONES
            left, right = (left, right) if rest else (right, left)
            return row(left, turned(right)) if self.rows else row(turned(left), right)
    raise NoMatrixForm("an empty sum")


def _matrices(self: Raiser, k: Index, factors: Sequence[Expression], axes: Axes) -> Node:
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
