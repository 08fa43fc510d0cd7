"""A program as an ONNX graph: one rule for each operation on whole arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from string import ascii_letters
from types import MappingProxyType
from typing import Final

import numpy as np

from backproof.calculus.parts import RELATIONS
from backproof.emit.onnx.functions import applied
from backproof.emit.onnx.nodes import Array, Nodes, identifier
from backproof.program.batch import SAMPLES
from backproof.program.graph import (
    Contract,
    Diagonal,
    Extent,
    Fold,
    Input,
    Literal,
    Locate,
    Map,
    Mask,
    Node,
    Pick,
    Places,
    reached,
)
from backproof.program.plan import Program
from backproof.source import BackproofError, Diagnostic

FOLDS: Final[Mapping[str, str]] = {"sum": "ReduceSum", "prod": "ReduceProd", "max": "ReduceMax", "min": "ReduceMin"}
PLACES: Final[Mapping[str, str]] = {"max": "ArgMax", "min": "ArgMin"}


def computed(
    nodes: Nodes,
    program: Program,
    values: Mapping[str, Array],
    given: Mapping[str, str],
    results: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Add the steps that compute a program; the names of its outputs in the graph, by their names in the program.

    Inputs are either ``given``, by their names in the graph, or have ``values``, which become constants. ``results``
    are names that were reserved for outputs. The first axis of what depends on the data counts the samples.
    """
    found: dict[Node, str] = {}
    reserved = {program.outputs[name]: result for name, result in results.items()}
    for node in reached(program.outputs.values()):
        head = program.heads.get(node)
        name = "" if head is None else identifier(head.symbol.name)
        nodes.prefix = f"{name}_part" if name else "part"
        found[node] = array = _Rule(nodes, values, given, found).name(node)
        if node in reserved:
            found[node] = nodes.named(array, reserved[node], reserved=True)
        elif name and node in program.values:
            found[node] = nodes.named(array, name)
    for name, node in program.outputs.items():
        nodes.output(found[node], results.get(name, found[node]))
    return {name: results.get(name, found[node]) for name, node in program.outputs.items()}


class _Rule:
    """What is known where a node is written."""

    def __init__(
        self, nodes: Nodes, values: Mapping[str, Array], given: Mapping[str, str], found: Mapping[Node, str]
    ) -> None:
        self.add, self.values, self.given, self.found = nodes, values, given, found

    def name(self, node: Node) -> str:
        """The name of the array of a node, with its steps added."""
        operands = [self.found[each] for each in node.operands]
        match node.operation:
            case Input(name):
                return self._input(name)
            case Literal(value):
                return self.add.number(value)
            case Mask() as mask:
                return self.add.constant(_mask(mask, _sizes(node)).astype(self.add.dtype), "mask")
            case Map("copy"):
                return self._copy(node, operands[0])
            case Map(function):
                spread = [
                    self._spread(each, places, node.rank) for each, places in zip(operands, node.places, strict=True)
                ]
                return applied(self.add, function, *spread)
            case Fold("prod", axes) if self.add.dtype == np.float64:
                return self._multiplied(operands[0], node.operands[0], axes)
            case Fold(function, axes):
                return self.add(FOLDS[function], operands[0], self.add.whole(axes), keepdims=0)
            case Locate(function, axis):
                return self._locate(PLACES[function], operands[0], axis, node)
            case Contract() as contract:
                return _product(self.add, contract, *operands)
            case Pick(axis, element):
                return self.add("Gather", operands[0], self.add.constant(np.int64(element)), axis=axis)
            case Diagonal(axes):
                return self.add("Einsum", operands[0], equation=f"{_letters(axes)}->{_letters(sorted(set(axes)))}")

    def _input(self, name: str) -> str:
        if name in self.given:
            return self.given[name]
        if name not in self.values:
            raise BackproofError(
                Diagnostic(
                    f"nothing gives {name}",
                    written=f"values for {', '.join(self.values) or 'nothing'}",
                    expected=f"a value for {name}, or its place among the inputs",
                    advice=f"give {name}",
                )
            )
        return self.add.constant(np.asarray(self.values[name], self.add.dtype), identifier(name))

    def _spread(self, array: str, places: Places, rank: int) -> str:
        """An operand with its axes where the result has them; leading ones are broadcast."""
        order = sorted(range(len(places)), key=lambda axis: places[axis])
        array = self.add.transposed(array, order)
        first = min(places, default=rank)
        missing = [axis - first for axis in range(first, rank) if axis not in places]
        return self.add("Unsqueeze", array, self.add.whole(missing)) if missing else array

    def _copy(self, node: Node, operand: str) -> str:
        """An array with its axes in another order, or with more of them."""
        ((source,), (places,)) = node.operands, node.places
        spread = self._spread(operand, places, node.rank)
        if source.rank == node.rank:
            return spread
        shape = [
            self._samples() if extent == SAMPLES.name else self.add.whole([_known(extent)]) for extent in node.shape
        ]
        return self.add("Expand", spread, self.add("Concat", *shape, axis=0))

    def _samples(self) -> str:
        """How many samples a batch has, as the inputs say it."""
        return self.add("Shape", next(iter(self.given.values())), start=0, end=1)

    def _multiplied(self, operand: str, source: Node, axes: Places) -> str:
        """A product over axes element by element: onnxruntime has none for float64 in older versions."""
        for axis in reversed(axes):
            places = [self.add.constant(np.int64(element)) for element in range(_known(source.shape[axis]))]
            operand = reduce(lambda x, y: self.add("Mul", x, y), [
                self.add("Gather", operand, place, axis=axis) for place in places
            ])  # fmt: skip
        return operand

    def _locate(self, operator: str, operand: str, axis: int, node: Node) -> str:
        place = self.add(operator, operand, axis=axis, keepdims=1)
        elements = np.arange(_known(node.shape[axis])).reshape([-1, *[1] * (node.rank - axis - 1)])
        return self.add.cast(self.add("Equal", self.add.constant(elements), place))


def _product(add: Nodes, contract: Contract, left: str, right: str) -> str:
    """A sum of a product: a product of matrices where the axes allow one."""
    both = [axis for axis in contract.left if axis in contract.right]
    shared = [axis for axis in both if axis in contract.kept]
    summed = [axis for axis in both if axis not in contract.kept]
    rows = [axis for axis in contract.left if axis not in both]
    columns = [axis for axis in contract.right if axis not in both]
    alone = not set(rows + columns) <= set(contract.kept)
    stacked = len(rows) == len(columns) == 1 if shared else len(columns) <= 1
    first = _order(contract.left, shared + rows + summed)
    second = _order(contract.right, shared + summed + columns)
    # A transposed operand becomes a part of the product, for which older versions of onnxruntime have float32 only.
    moved = any(order != sorted(order) and x not in add.constants for x, order in ((left, first), (right, second)))
    if alone or len(summed) != 1 or not stacked or (moved and add.dtype == np.float64):
        equation = f"{_letters(contract.left)},{_letters(contract.right)}->{_letters(contract.kept)}"
        return add("Einsum", left, right, equation=equation)
    product = add("MatMul", add.transposed(left, first), add.transposed(right, second))
    return add.transposed(product, _order(shared + rows + columns, contract.kept))


def _order(axes: Iterable[int], wanted: Iterable[int]) -> list[int]:
    """Where the axes that are wanted stand."""
    places = {axis: at for at, axis in enumerate(axes)}
    return [places[axis] for axis in wanted]


def _letters(axes: Iterable[int]) -> str:
    return "".join(ascii_letters[axis] for axis in axes)


def _sizes(node: Node) -> tuple[int, ...]:
    return tuple(map(_known, node.shape))


def _known(extent: Extent) -> int:
    """An extent that is a number."""
    if isinstance(extent, int):
        return extent
    raise BackproofError(
        Diagnostic(
            f"the elements of {extent} are numbered, and only a batch says how many there are",
            written=f"a condition on the number of an element of {extent}",
            expected="quantities of one sample that do not depend on its number",
            advice="describe one sample in the definitions",
        )
    )


def _mask(mask: Mask, shape: tuple[int, ...]) -> Array:
    """Ones where the relation holds."""

    def side(place: int | None, first: int) -> Array:
        if place is None:
            return np.asarray(first)
        return np.arange(first, first + shape[place]).reshape([-1 if at == place else 1 for at in range(len(shape))])

    return np.broadcast_to(RELATIONS[mask.relation](side(*mask.left), side(*mask.right)), shape)
