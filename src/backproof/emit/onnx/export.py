"""A program with values for its parameters as an ONNX model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from backproof.emit.onnx import protos
from backproof.emit.onnx.nodes import Array, Nodes, identifier, numbered
from backproof.emit.onnx.operations import computed
from backproof.expr import Definition
from backproof.program.plan import Program
from backproof.show import to_unicode


def exported(
    program: Program,
    values: Mapping[str, Array],
    *,
    equations: Iterable[Definition] = (),
    dtype: Any = np.float32,
    metadata: Iterable[tuple[str, str]] = (),
) -> Any:
    """A ``ModelProto`` that computes the outputs of a program for any number of samples.

    Inputs that have no value are those of the model, by the author's letters. ``equations`` are its documentation.
    """
    unique = numbered(set())
    names = {name: unique(identifier(name)) for name in program.inputs if name not in values}
    results = {name: unique(identifier(name)) for name in program.outputs}
    nodes = Nodes(dtype, unique)
    computed(nodes, program, values, names, results)
    inputs = {names[name]: program.inputs[name].shape for name in names}
    outputs = {results[name]: ("", node.shape) for name, node in program.outputs.items()}
    return protos.model(nodes, inputs, outputs, name="backproof", doc=documented(equations), metadata=metadata)


def documented(equations: Iterable[Definition]) -> str:
    """Definitions as plain text, a line for each."""
    return "\n".join(f"{to_unicode(each.head)} = {to_unicode(each.body)}" for each in equations)
