"""Estimators as ONNX models: what they predict from a matrix of samples, with the outputs that skl2onnx has."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any, Final, final

import numpy as np

from backproof.calculus.resolve import letters_for, needed
from backproof.emit.onnx import protos
from backproof.emit.onnx.export import documented
from backproof.emit.onnx.functions import applied
from backproof.emit.onnx.nodes import Nodes, numbered
from backproof.emit.onnx.operations import computed
from backproof.estimators.equation import EquationEstimator
from backproof.estimators.mlp import MLPClassifier
from backproof.estimators.perceptron import Perceptron
from backproof.estimators.settings import refused
from backproof.expr import Model, Symbol, Tensor
from backproof.program.plan import Program
from backproof.program.training import prediction
from backproof.train.engine import Array
from backproof.train.files import problems
from backproof.train.files.atomic import replacing

SAMPLES, LABEL, PROBABILITIES, NUMBERS = "X", "label", "probabilities", "variable"
DTYPES: Final = ("float32", "float64")


@final
@dataclass(frozen=True, slots=True)
class Column:
    """Which columns of the samples an input of the equations takes, and the shape that it has for one sample."""

    columns: slice
    shape: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Outputs:
    """What the outputs of a network mean: numbers, classes, or several labels at once.

    ``classes`` has the labels, None for numbers; ``several`` says that each output is a label of its own. Numbers are
    multiplied by ``spread``, and ``mean`` is added.
    """

    count: int
    classes: Array | None = None
    several: bool = False
    mean: float = 0.0
    spread: float = 1.0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the outputs of the ONNX model."""
        return (NUMBERS,) if self.classes is None else (LABEL, PROBABILITIES)

    @property
    def kind(self) -> str:
        """The type of the labels."""
        return "int64" if self.several or _labels(self.classes).dtype.kind == "i" else "string"

    @property
    def shapes(self) -> tuple[tuple[int | str, ...], ...]:
        """The shapes of the outputs."""
        if self.classes is None:
            return ((protos.BATCH, self.count),)
        probabilities = (protos.BATCH, len(self.classes))
        return (probabilities if self.several else (protos.BATCH,), probabilities)


@final
@dataclass(frozen=True, slots=True)
class Predictor:
    """What an estimator computes: a program with values for its parameters, and the columns of its inputs."""

    equations: Model
    output: Symbol
    program: Program
    values: Mapping[str, Array]
    inputs: Mapping[str, Column]
    features: int
    outputs: Outputs
    dtype: np.dtype[Any]

    @property
    def documentation(self) -> str:
        """The equations that lead to the output."""
        return documented(needed(self.equations, Tensor(self.output, letters_for(self.output))))


def predictor(estimator: Any) -> Predictor:
    """What a fitted estimator computes, in the type of its parameters."""
    match estimator:
        case EquationEstimator():
            return _of_equations(estimator)
        case Perceptron():
            return _of_perceptron(estimator)
    raise refused("this is no estimator of backproof", type(estimator).__name__, "a fitted estimator", "give one")


def _of_perceptron(estimator: Perceptron) -> Predictor:
    network = estimator._equations()
    plain, features = network.plain, network.design.sizes[0]
    outputs = Outputs(estimator.n_outputs_)
    if isinstance(estimator, MLPClassifier):
        outputs = Outputs(estimator.n_outputs_, estimator.classes_, not estimator._labels.one)
    return Predictor(
        plain.model,
        plain.outputs[-1],
        network.output()[1],
        network.arrays(estimator.coefs_, estimator.intercepts_),
        {plain.input.name: Column(slice(0, features), _shape(plain.input, {}))},
        features,
        outputs,
        np.result_type(*estimator.coefs_),
    )


def _of_equations(estimator: EquationEstimator) -> Predictor:
    wiring = estimator._wiring()
    model, parameters = wiring.model.definitions, estimator._trained()
    constants = {symbol.name: np.asarray(value) for symbol, value in wiring.constants.items()}
    return Predictor(
        model,
        wiring.output,
        prediction(model, [wiring.output], wiring.inputs, sizes=wiring.sizes),
        {**constants, **parameters},
        {symbol.name: Column(wiring.columns[symbol], _shape(symbol, wiring.sizes)) for symbol in wiring.inputs},
        estimator.n_features_in_,
        Outputs(prod(_shape(wiring.output, wiring.sizes)), estimator._classes),
        np.result_type(*parameters.values()),
    )


def _shape(symbol: Symbol, sizes: Mapping[Any, int]) -> tuple[int, ...]:
    return tuple(range_.size or sizes[range_] for range_ in symbol.ranges)


def exported(estimator: Any, dtype: Any = None) -> Any:
    """The ``ModelProto`` of a fitted estimator."""
    names = getattr(estimator, "feature_names_in_", None)
    features = [] if names is None else [("features", json.dumps([str(each) for each in names]))]
    return model(predictor(estimator), dtype, features)


def model(found: Predictor, dtype: Any = None, metadata: Iterable[tuple[str, str]] = ()) -> Any:
    """The ``ModelProto`` of a predictor."""
    kind = found.dtype if dtype is None else np.dtype(dtype)
    if kind.name not in DTYPES:
        raise refused("numbers of this type can't be exported", kind.name, " or ".join(DTYPES), "give one of them")
    outputs = found.outputs
    nodes = Nodes(kind, numbered({SAMPLES, *outputs.names}))
    written = steps(nodes, found, SAMPLES)
    for name, array in zip(outputs.names, written, strict=True):
        nodes.output(array, name)
    kinds = ("",) if outputs.classes is None else (outputs.kind, "")
    return protos.model(
        nodes,
        {SAMPLES: (protos.BATCH, found.features)},
        {name: (kind, shape) for name, kind, shape in zip(outputs.names, kinds, outputs.shapes, strict=True)},
        name="backproof",
        doc=found.documentation,
        metadata=metadata,
    )


def steps(nodes: Nodes, found: Predictor, samples: str) -> tuple[str, ...]:
    """Add the steps from a matrix of samples to the outputs; their names in the graph."""
    given = {name: _taken(nodes, samples, each, found.features) for name, each in found.inputs.items()}
    ((name, matrix),) = computed(nodes, found.program, found.values, given).items()
    nodes.prefix = "prediction"
    if found.program.outputs[name].rank != 2:
        matrix = nodes("Reshape", matrix, nodes.whole([-1, found.outputs.count]))
    if found.outputs.classes is None:
        return (_scaled(nodes, matrix, found.outputs),)
    return _classified(nodes, matrix, found.outputs)


def _taken(nodes: Nodes, samples: str, column: Column, features: int) -> str:
    """The columns of an input, in its shape."""
    nodes.prefix = "input"
    start, stop = column.columns.start, column.columns.stop
    if (start, stop) != (0, features):
        samples = nodes("Slice", samples, *(nodes.whole([each]) for each in (start, stop, 1)))
    return samples if len(column.shape) == 1 else nodes("Reshape", samples, nodes.whole([-1, *column.shape]))


def _scaled(nodes: Nodes, numbers: str, outputs: Outputs) -> str:
    if (outputs.mean, outputs.spread) == (0, 1):
        return numbers
    return nodes("Add", applied(nodes, "multiply", numbers, nodes.number(outputs.spread)), nodes.number(outputs.mean))


def _classified(nodes: Nodes, found: str, outputs: Outputs) -> tuple[str, str]:
    """Labels and probabilities, as the estimator takes them from its outputs."""
    classes = _labels(outputs.classes)
    if outputs.several:
        return _above(nodes, found), found
    if len(classes) == 1:
        shape = nodes("Shape", found)
        place = nodes("ArgMax", found, axis=1, keepdims=0)
        probabilities = nodes("Expand", nodes.number(1), shape)
    elif outputs.count == 1:
        place = nodes("Squeeze", _above(nodes, found), nodes.whole([1]))
        probabilities = nodes("Concat", nodes("Sub", nodes.number(1), found), found, axis=1)
    else:
        place, probabilities = nodes("ArgMax", found, axis=1, keepdims=0), found
    return nodes("Gather", nodes.constant(classes, "classes"), place, axis=0), probabilities


def _above(nodes: Nodes, found: str) -> str:
    """1 where an output is more probable than not."""
    return nodes.cast(nodes("Greater", found, nodes.number(0.5)), "int64")


def _labels(classes: Array | None) -> Array:
    """Labels as ONNX has them: whole numbers, or text."""
    assert classes is not None, "numbers have no labels"
    values = classes.tolist()
    if all(isinstance(each, int | float) and each == int(each) for each in values):
        return np.array([int(each) for each in values], np.int64)
    return np.array([str(each) for each in values], dtype=object)


def write(proto: Any, path: str | os.PathLike[str]) -> None:
    """Write a model to a file, which is replaced as a whole."""
    content = proto.SerializeToString()
    try:
        with replacing(path) as file:
            file.write(content)
    except (OSError, ValueError) as error:
        raise problems.unwritten(os.fspath(path), len(content), error) from error
