"""Arrow, which reads the files; a message where it is not installed."""

from __future__ import annotations

from backproof.source import BackproofError, Diagnostic, installing

try:
    import pyarrow
    from pyarrow import compute, csv, parquet
except ImportError as error:
    _MISSING = Diagnostic(
        "tables are read with Arrow, which is not installed",
        written=str(error),
        expected="the package pyarrow",
        advice=installing("train"),
    )
    raise BackproofError(_MISSING) from None

__all__ = ["compute", "csv", "parquet", "pyarrow"]
