"""ONNX models under onnxruntime, compared with NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pytest
from numpy.typing import NDArray

Array = NDArray[Any]
TOLERANCES: Final = {"float32": 1e-6, "float64": 1e-12}
"""Of an array, by its largest element, or by 1 where that is smaller."""
DTYPES: Final = tuple(TOLERANCES)
ROWS: Final = (1, 1000)


def needs(package: str) -> Any:
    """A package of the extra ``onnx-test``; where it is not installed, the test is skipped with a sentence."""
    return pytest.importorskip(package, reason=f"{package} is not installed: pip install 'backproof[onnx-test]'")


def run(proto: Any, given: Mapping[str, Array]) -> dict[str, Array]:
    """The outputs of a model by their names, once it has passed every check of onnx."""
    needs("onnx").checker.check_model(proto, full_check=True)
    runtime = needs("onnxruntime")
    session = runtime.InferenceSession(proto.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_outputs()]
    return dict(zip(names, session.run(names, dict(given)), strict=True))


def agree(found: Array, expected: Array, dtype: str) -> None:
    """Equal but for rounding; what is not finite is so in both."""
    assert found.shape == expected.shape
    assert found.dtype == np.dtype(dtype)
    top = max(1.0, float(np.abs(expected[np.isfinite(expected)]).max(initial=0)))
    np.testing.assert_allclose(found, expected, rtol=0, atol=TOLERANCES[dtype] * top)
