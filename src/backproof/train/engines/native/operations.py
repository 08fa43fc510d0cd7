"""Operations of a plan as words: products by their three matrices, blocks by their instructions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, final

from backproof.program.graph import Contract, Fold, Locate, Map, Node
from backproof.records import dataclass
from backproof.train.engines.native.words import AXES, BLOCK, FOLD, FOLDS, LOCATE, MAP, PRODUCT, Lying, literal

Where = Callable[[Node], Lying]
Shape = Sequence[int]
MOST_AXES: Final = AXES + 1


class Unsupported(Exception):
    """What the native engine does not run; the message ends the sentence 'The native engine does not run ...'."""


def block(rows: int, instructions: Sequence[Sequence[int]]) -> list[int]:
    """A block of instructions."""
    return [BLOCK, rows, len(instructions), *(word for each in instructions for word in each)]


def instruction(node: Node, where: Where, shape: Callable[[Node], Shape], functions: Mapping[str, int]) -> list[int]:
    """A map, a fold or a search; the first axis of the result is that of the rows."""
    match node.operation:
        case Map(function):
            operands = [_spread(where(each), places, node.rank) for each, places in zip(node.operands, node.places,
                                                                                        strict=True)]  # fmt: skip
            return mapped(_number(function, functions), shape(node), where(node), operands)
        case Fold(function, axes):
            kept = [axis for axis in range(node.operands[0].rank) if axis not in axes]
            return _folded(FOLDS.index(function), shape(node.operands[0]), where(node), where(node.operands[0]), kept)
        case Locate(function, axis):
            order = [*(at for at in range(node.rank) if at != axis), axis]
            return _located(FOLDS.index(function), shape(node), where(node), where(node.operands[0]), order)
    raise AssertionError(f"{node.operation} is no instruction")


def with_lanes(node: Node, where: Where, shape: Callable[[Node], Shape], functions: Mapping[str, int]) -> list[int]:
    """The same in a block of one row: the axes of the result stand with the first one innermost."""
    _refuse_axes((1, *shape(node.operands[0])))
    match node.operation:
        case Map(function):
            order = _first_innermost(range(node.rank))
            words = [MAP, _number(function, functions), node.rank, *(shape(node)[axis] for axis in order)]
            words += where(node).along(None, *order)
            for each, places in zip(node.operands, node.places, strict=True):
                words += _spread(where(each), places, node.rank).along(None, *order)
            return words
        case Fold(function, axes):
            (operand,) = node.operands
            kept = _first_innermost([axis for axis in range(operand.rank) if axis not in axes])
            words = [
                FOLD,
                FOLDS.index(function),
                len(kept),
                len(axes),
                *(shape(operand)[axis] for axis in (*kept, *axes)),
            ]
            words += where(node).along(None, *_first_innermost(range(node.rank)))
            return [*words, *where(operand).along(None, *kept, *axes)]
        case Locate(function, axis):
            order = [*(at for at in _first_innermost(range(node.rank)) if at != axis), axis]
            words = [LOCATE, FOLDS.index(function), node.rank, *(shape(node)[at] for at in order)]
            return [*words, *where(node).along(None, *order), *where(node.operands[0]).along(None, *order)]
    raise AssertionError(f"{node.operation} is no instruction")


def _first_innermost(axes: Sequence[int]) -> Sequence[int]:
    return [*axes[1:], *axes[:1]]


def mapped(function: int, shape: Shape, out: Lying, operands: Sequence[Lying]) -> list[int]:
    """A function element by element; operands have a stride for each axis of the result, or are numbers."""
    _refuse_axes(shape)
    rows: list[int | None] = [*range(len(shape))] or [None]
    words = [MAP, function, len(rows) - 1, *shape[1:], *out.along(*rows)]
    for each in operands:
        words += each.along(*(rows if each.strides else [None] * len(rows)))
    return words


def whole_fold(node: Node, where: Where, shape: Shape) -> list[int]:
    """A fold over any axes, the rows among them, as a block of one row."""
    match node.operation:
        case Fold(function, axes):
            operand = where(node.operands[0])
            kept = [axis for axis in range(len(shape)) if axis not in axes]
            _refuse_axes(shape)
            words = [FOLD, FOLDS.index(function), len(kept), len(axes), *(shape[axis] for axis in (*kept, *axes))]
            words += [*where(node).along(None, *range(len(kept))), *operand.along(None, *kept, *axes)]
            return block(1, [words])
        case Locate(function, axis):
            order = [*(at for at in range(node.rank) if at != axis), axis]
            _refuse_axes(shape)
            words = [LOCATE, FOLDS.index(function), len(order), *(shape[at] for at in order)]
            out, operand = where(node), where(node.operands[0])
            return block(1, [[*words, *out.along(None, *order), *operand.along(None, *order)]])
    raise AssertionError(f"{node.operation} takes no rows together")


def _number(function: str, functions: Mapping[str, int]) -> int:
    if function not in functions:
        raise Unsupported(f"the function {function}")
    return functions[function]


def _refuse_axes(shape: Shape) -> None:
    if len(shape) > MOST_AXES:
        raise Unsupported(f"operations over {len(shape)} axes, more than {MOST_AXES}")


def _spread(operand: Lying, places: Sequence[int], rank: int) -> Lying:
    """An operand with a stride for each axis of the result."""
    if not operand.strides:
        return Lying(operand.buffer, operand.offset, (0,) * rank)
    strides = [0] * rank
    for place, stride in zip(places, operand.strides, strict=True):
        strides[place] += stride
    return Lying(operand.buffer, operand.offset, tuple(strides))


def _folded(function: int, shape: Shape, out: Lying, operand: Lying, kept: Sequence[int]) -> list[int]:
    """A fold of each row; ``shape`` is that of the operand, and its first axis is kept."""
    _refuse_axes(shape)
    axes = [axis for axis in range(len(shape)) if axis not in kept]
    words = [FOLD, function, len(kept) - 1, len(axes), *(shape[axis] for axis in (*kept[1:], *axes))]
    return [*words, *out.along(*range(len(kept))), *operand.along(*kept, *axes)]


def _located(function: int, shape: Shape, out: Lying, operand: Lying, order: Sequence[int]) -> list[int]:
    _refuse_axes(shape)
    words = [LOCATE, function, len(order) - 1, *(shape[axis] for axis in order[1:])]
    return [*words, *out.along(*order), *operand.along(*order)]


@final
@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis of a contraction, with its strides in the two factors and the result."""

    extent: int
    a: int
    b: int
    c: int
    bias: int = 0

    @property
    def of_two(self) -> bool:
        """Whether two of the three arrays have the axis: it is one of rows, of columns, or summed over."""
        return (self.a > 0) + (self.b > 0) + (self.c > 0) == 2

    def joined(self, inner: _Axis) -> _Axis | None:
        """Both as one axis, where all three arrays lie so."""
        fits = all(
            mine == inner.extent * other for mine, other in ((self.a, inner.a), (self.b, inner.b), (self.c, inner.c))
        )
        return _Axis(self.extent * inner.extent, inner.a, inner.b, inner.c) if fits else None


ONE: Final = _Axis(1, 0, 0, 0)


def product(
    contract: Contract, extents: Mapping[int, int], arrays: tuple[Lying, Lying, Lying],
    biases: Sequence[tuple[Lying, Sequence[int]]] = (),
) -> list[int]:  # fmt: skip
    """A sum of a product: rows, columns and what is summed over as one axis each, all others around them.

    ``arrays`` are the two factors and the result. With a bias, and the axes of the result that it has, sums begin
    there; there are no axes around then.
    """
    left, right, out = arrays
    begin, places = biases[0] if biases else (literal(0.0), ())
    along = [contract.kept[place] for place in places]
    axes = [
        _Axis(extent, _stride(contract.left, left, axis), _stride(contract.right, right, axis),
              _stride(contract.kept, out, axis), _stride(along, begin, axis))
        for axis, extent in extents.items() if extent > 1
    ]  # fmt: skip
    rows, outer = _chosen([each for each in axes if each.a and each.c and not each.b])
    columns, others = _chosen([each for each in axes if each.b and each.c and not each.a])
    depth, sums = _chosen([each for each in axes if each.a and each.b and not each.c])
    outer += [*others, *sums, *_merged([each for each in axes if not each.of_two])]
    if rows.extent > 1 and columns.extent > 1 and 1 not in (rows.c, columns.c):
        # Only rows or columns in one piece can be written: the shorter of the two goes around.
        if rows.extent < columns.extent:
            rows, outer = ONE, [*outer, rows]
        else:
            columns, outer = ONE, [*outer, columns]
    if len(outer) > AXES:
        raise Unsupported(f"products over {len(outer) + 3} axes")
    words = [PRODUCT, len(outer), rows.extent, columns.extent, depth.extent, *(each.extent for each in outer)]
    words += [left.buffer, left.offset, rows.a, depth.a, *(each.a for each in outer)]
    words += [right.buffer, right.offset, depth.b, columns.b, *(each.b for each in outer)]
    words += [out.buffer, out.offset, rows.c, columns.c, *(each.c for each in outer)]
    return [*words, begin.buffer, begin.offset, rows.bias, columns.bias]


def _stride(places: Sequence[int], lying: Lying, axis: int) -> int:
    return sum(stride for place, stride in zip(places, lying.strides, strict=True) if place == axis)


def _merged(axes: Sequence[_Axis]) -> list[_Axis]:
    """Axes that lie in memory as one axis joined."""
    done: list[_Axis] = []
    for each in sorted(axes, key=lambda axis: (axis.c, axis.a, axis.b), reverse=True):
        joined = done[-1].joined(each) if done else None
        if joined is None:
            done.append(each)
        else:
            done[-1] = joined
    return done


def _chosen(axes: Sequence[_Axis]) -> tuple[_Axis, list[_Axis]]:
    """The axis of a role for which a product is fastest, and the others."""
    merged = _merged(axes)
    if not merged:
        return ONE, []
    best = max(merged, key=lambda axis: (axis.c == 1, axis.extent))
    return best, [each for each in merged if each is not best]
