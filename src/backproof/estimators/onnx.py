"""scikit-learn pipelines with our estimators as ONNX models, by way of skl2onnx.

>>> from backproof.estimators.onnx import register  # once, before skl2onnx.to_onnx(pipeline, X)
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from backproof.emit.onnx import protos
from backproof.emit.onnx.nodes import KINDS, Nodes
from backproof.estimators import exporting
from backproof.estimators.equation import EquationEstimator
from backproof.estimators.mlp import MLPClassifier, MLPRegressor
from backproof.source import BackproofError, Diagnostic

OPTIONS: Final = {"zipmap": [True, False, "columns"], "nocl": [False], "output_class_labels": [False, True]}
"""What may be asked of a classifier, as of the classifiers that skl2onnx knows itself."""


def register() -> None:
    """Tell skl2onnx how our estimators are converted; raises :class:`BackproofError` where it is not installed."""
    try:
        from skl2onnx import update_registered_converter  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise BackproofError(
            Diagnostic(
                "export of pipelines needs the package skl2onnx",
                written=str(error),
                expected="skl2onnx 1.17 or newer",
                advice="pip install 'skl2onnx>=1.17'",
            )
        ) from None
    for kind in (MLPClassifier, MLPRegressor, EquationEstimator):
        options = {"options": OPTIONS} if kind is MLPClassifier else {}
        parser = {"parser": _parse} if kind is EquationEstimator else {}
        update_registered_converter(kind, f"Backproof{kind.__name__}", _shape, _convert, **options, **parser)


def _parse(scope: Any, model: Any, inputs: Any, custom_parsers: Any = None) -> Any:
    """An operator with the outputs of an estimator: labels and probabilities, or numbers."""
    operator = scope.declare_local_operator("BackproofEquationEstimator", model)
    operator.inputs = inputs
    for name in exporting.predictor(model).outputs.names:
        operator.outputs.append(scope.declare_local_variable(name, _number(operator)()))
    return operator.outputs


def _shape(operator: Any) -> None:
    """The types and shapes of the outputs."""
    from skl2onnx.common.data_types import Int64TensorType, StringTensorType  # noqa: PLC0415  # an extra

    found = exporting.predictor(operator.raw_operator).outputs
    labels = {"int64": Int64TensorType, "string": StringTensorType}
    kinds = [_number(operator)] if found.classes is None else [labels[found.kind], _number(operator)]
    samples = operator.inputs[0].get_first_dimension()
    for output, kind, shape in zip(operator.outputs, kinds, found.shapes, strict=True):
        output.set_type(kind([samples, *shape[1:]]))


def _number(operator: Any) -> Any:
    """The type of numbers that skl2onnx computes with, which is that of the input."""
    from skl2onnx.common.data_types import guess_tensor_type  # noqa: PLC0415  # an extra

    return type(guess_tensor_type(operator.inputs[0].type))


def _convert(scope: Any, operator: Any, container: Any) -> None:
    """Add the nodes of an estimator to a graph of skl2onnx."""
    if container.target_opset < protos.OPSET:
        raise BackproofError(
            Diagnostic(
                f"our estimators need the operators of opset {protos.OPSET}",
                written=f"target_opset={container.target_opset}",
                expected=f"{protos.OPSET} or newer",
                advice=f"give target_opset={protos.OPSET}",
            )
        )
    from skl2onnx.common.data_types import guess_proto_type  # noqa: PLC0415  # an extra

    given = operator.inputs[0]
    double = guess_proto_type(given.type) == KINDS["float64"]
    nodes = Nodes(np.float64 if double else np.float32, scope.get_unique_variable_name)
    found = exporting.predictor(operator.raw_operator)
    # Whole numbers and truth values are numbers too.
    arrays = exporting.steps(nodes, found, nodes.cast(given.onnx_name))
    for array, output in zip(arrays, operator.outputs, strict=True):
        nodes.output(array, output.onnx_name)
    container.nodes.extend(protos.steps(nodes))
    container.initializers.extend(protos.constants(nodes))
    container.node_domain_version_pair_sets.add(("", protos.OPSET))
