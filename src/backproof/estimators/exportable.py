"""What estimators can be exported to."""

from __future__ import annotations

import os
from typing import Any

from sklearn.utils.validation import check_is_fitted


class Exportable:
    """An estimator that others can run."""

    def to_onnx(self, path: str | os.PathLike[str] | None = None, *, dtype: Any = None) -> Any:
        """What was learnt as an ONNX model, written to a file where there is a ``path``.

        Its input is ``X`` with a row for each sample; its outputs are ``label`` and ``probabilities``, or ``variable``.
        ``dtype`` is float32 or float64, by default that of the parameters. Raises :class:`BackproofError` where the
        package onnx is not installed, and where the file can't be written.
        """
        from backproof.estimators import exporting  # noqa: PLC0415  # it names the estimators, which are of this class

        check_is_fitted(self)
        proto = exporting.exported(self, dtype)
        if path is not None:
            exporting.write(proto, path)
        return proto
