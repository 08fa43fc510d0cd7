"""A program for networks of any size as the one of a network: deriving it anew takes a hundred times as long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backproof.program.graph import Extent, Node, reached
from backproof.program.plan import Program


def sized(program: Program, extents: Mapping[str, int]) -> Program:
    """The program with numbers for extents that it has by name; other names stay.

    >>> from backproof.program.graph import Graph
    >>> x = Graph().input("x", ("samples", "layer 0"))
    >>> sized(Program({"x": x}, {}), {"layer 0": 3}).inputs["x"].shape
    ('samples', 3)
    """

    def number(extent: Extent) -> Extent:
        return extents.get(extent, extent) if isinstance(extent, str) else extent

    nodes: dict[Node, Node] = {}
    for node in reached((*program.outputs.values(), *program.inputs.values())):
        operands = tuple(nodes[each] for each in node.operands)
        nodes[node] = Node(node.operation, operands, node.places, tuple(map(number, node.shape)))
    return replace(
        program,
        inputs={name: nodes[node] for name, node in program.inputs.items()},
        outputs={name: nodes[node] for name, node in program.outputs.items()},
        heads={nodes[node]: head for node, head in program.heads.items() if node in nodes},
        values=frozenset(nodes[node] for node in program.values if node in nodes),
    )
