"""A bias that is added to a product of matrices is what its sums begin with: no pass over the product adds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import final

from backproof.program.graph import Contract, Input, Map, Node, Places
from backproof.program.kernels import Block, Kernel, Product, Reduction
from backproof.program.plan import Plan


def with_biases(plan: Plan, contiguous: Container[str]) -> Plan:
    """The plan with sums of a product and one of these inputs as products of three operands.

    The input is a number or has an axis of the product, which its place names.

    >>> from backproof.program.graph import Graph
    >>> from backproof.program.plan import Program, plan
    >>> graph = Graph()
    >>> x, w, b = graph.input("x", ("samples", 3)), graph.input("w", (3, 2)), graph.input("b", (2,))
    >>> product = graph.contract(Contract((0, 1), (1, 2), (0, 2)), x, w)
    >>> z = graph.map("add", [(product, (0, 1)), (b, (1,))], product.shape)
    >>> a = graph.map("tanh", [(z, (0, 1))], z.shape)
    >>> before = plan(Program({"x": x, "w": w, "b": b}, {"a": a}), {"samples": 5})
    >>> [[len(kernel.nodes) for kernel in each.kernels] for each in (before, with_biases(before, {"b"}))]
    [[1, 2], [1, 1]]
    """
    users = Counter(operand for node in plan.order for operand in node.operands)
    users.update(plan.program.outputs.values())
    sums = {node: pair for node in plan.order if (pair := _product_and_bias(node, contiguous)) and users[pair[0]] == 1}
    outputs = set(plan.program.outputs.values())
    begun = {product: (node, bias, place) for node, (product, bias, place) in sums.items() if node not in outputs}
    return _Rewritten(begun).plan(plan) if begun else plan


def _product_and_bias(node: Node, contiguous: Container[str]) -> tuple[Node, Node, Places] | None:
    if node.operation != Map("add"):
        return None
    whole = tuple(range(node.rank))
    pairs = list(zip(node.operands, node.places, strict=True))
    for (product, everywhere), (bias, place) in (pairs, pairs[::-1]):
        operation = bias.operation
        given = isinstance(operation, Input) and operation.name in contiguous and bias.rank < max(2, node.rank)
        if given and everywhere == whole and product.shape == node.shape and _is_plain(product):
            return product, bias, place
    return None


def _is_plain(node: Node) -> bool:
    """Whether a product has one axis of rows, of columns and of terms at most."""
    if not isinstance(node.operation, Contract):
        return False
    left, right, kept = map(set, (node.operation.left, node.operation.right, node.operation.kept))
    axes = (left & kept, right & kept, left & right)
    alone = all(len(each) <= 1 for each in axes) and not left & right & kept
    return alone and len(node.operation.left + node.operation.right) == len(left) + len(right)


@final
class _Rewritten:
    """Nodes and what has taken their place."""

    def __init__(self, begun: Mapping[Node, tuple[Node, Node, Places]]) -> None:
        self._begun = begun
        self._instead: dict[Node, Node] = {}

    def plan(self, plan: Plan) -> Plan:
        order = tuple(dict.fromkeys(map(self._node, plan.order)))
        kernels = tuple(each for each in map(self._kernel, plan.kernels) if each.nodes)
        outputs = {name: self._instead[node] for name, node in plan.program.outputs.items()}
        return replace(plan, program=replace(plan.program, outputs=outputs), order=order, kernels=kernels)

    def _node(self, node: Node) -> Node:
        """The node, over what has taken the place of its operands."""
        known = self._instead.get(node)
        if known is not None:
            return known
        operands = tuple(map(self._instead.__getitem__, node.operands))
        same = operands == node.operands
        found = node if same else replace(node, operands=operands)
        if node in self._begun:
            total, bias, place = self._begun[node]
            found = replace(found, operands=(*operands, bias), places=(place,))
            self._instead[total] = found
        self._instead[node] = found
        return found

    def _kernel(self, kernel: Kernel) -> Kernel:
        match kernel:
            case Product(node):
                return Product(self._instead[node])
            case Reduction(node):
                return Reduction(self._instead[node])
        sums = {total for total, _, _ in self._begun.values()}
        kept = tuple(self._instead[node] for node in kernel.nodes if node not in sums)
        return Block(kept, frozenset(self._instead[node] for node in kernel.results if node not in sums))
