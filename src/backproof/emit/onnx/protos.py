"""The protocol buffers of ONNX, made with ``onnx.helper``; the package is needed here only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from backproof import __version__
from backproof.emit.onnx.nodes import KINDS, Nodes
from backproof.source import BackproofError, Diagnostic, installing

OPSET: Final = 18
"""The first in which all reductions take their axes as an input; every runtime since 2023 knows it."""
IR: Final = 8
"""The version of the format that came with it."""
STRINGS: Final = 8
BATCH: Final = "samples"
Shape = tuple[int | str, ...]


def library() -> Any:
    """The package onnx, or an error that says how to get it."""
    try:
        import onnx.helper  # noqa: PLC0415  # an extra
        import onnx.numpy_helper  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise BackproofError(
            Diagnostic(
                "export to ONNX needs the package onnx",
                written=str(error),
                expected="onnx 1.16 or newer",
                advice=installing("onnx"),
            )
        ) from None
    return onnx


def steps(nodes: Nodes) -> list[Any]:
    """The nodes of a graph."""
    make = library().helper.make_node
    return [
        make(each.operator, each.inputs, [each.output], name=f"{each.operator}_{each.output}", **each.attributes)
        for each in nodes.steps
    ]


def constants(nodes: Nodes) -> list[Any]:
    """The initialisers of a graph: the constants that something uses."""
    tensor = library().numpy_helper.from_array
    used = {name for each in nodes.steps for name in each.inputs}
    return [tensor(array, name) for name, array in nodes.constants.items() if name in used]


def model(
    nodes: Nodes,
    inputs: Mapping[str, Shape],
    outputs: Mapping[str, tuple[str, Shape]],
    *,
    name: str,
    doc: str = "",
    metadata: Iterable[tuple[str, str]] = (),
) -> Any:
    """A ModelProto. Inputs are numbers; outputs have a kind (``""`` for numbers, ``int64``, ``string``) and a shape."""
    helper = library().helper

    def described(name: str, kind: str, shape: Shape) -> Any:
        code = STRINGS if kind == "string" else KINDS[kind or nodes.dtype.name]
        return helper.make_tensor_value_info(name, code, shape)

    graph = helper.make_graph(
        steps(nodes),
        name,
        [described(each, "", shape) for each, shape in inputs.items()],
        [described(each, *kind_and_shape) for each, kind_and_shape in outputs.items()],
        constants(nodes),
        doc_string=doc,
    )
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR,
        producer_name="backproof",
        producer_version=__version__,
        doc_string=doc,
    )
    helper.set_model_props(made, dict(metadata))
    return made
