r"""Rows and columns of matrices: ``W_{i,:}``, ``W_{:,j}``, ``W_{\cdot j}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LINES = displays(
    "z = W x", "z_i = W_{i,:} x", r"W x = \sum_j W_{:,j} x_j", r"L = \frac{1}{2} z^T z",
    r"\frac{\partial L}{\partial x_j} = W_{:,j}^T z", r"\frac{\partial L}{\partial W_{i,:}} = z_i x^T",
    r"\frac{\partial L}{\partial x} = \sum_i z_i W_{i,:}",
)  # fmt: skip
DOTTED = LINES.replace("W_{i,:}", r"W_{i\cdot}").replace("W_{:,j}", r"W_{\cdot j}")


@pytest.mark.parametrize("text", [LINES, DOTTED])
def test_rows_and_columns_are_read(text: str) -> None:
    assert verdicts(text) == ["right"] * 7


@pytest.mark.parametrize(
    ("written", "slip", "at"),
    [
        ("z_i = W_{i,:} x", "z_i = W_{:,i} x", 1),
        (r"\sum_j W_{:,j} x_j", r"\sum_j W_{j,:} x_j", 2),
        ("= W_{:,j}^T z", "= W_{j,:} z", 4),
        ("= W_{:,j}^T z", "= W_{:,j}^T x", 4),
        ("= z_i x^T", "= x_i z^T", 5),
        (r"\sum_i z_i W_{i,:}", r"\sum_i z_i W_{:,i}", 6),
    ],
)
def test_a_row_is_no_column(written: str, slip: str, at: int) -> None:
    assert verdicts(LINES.replace(written, slip))[at] in {"wrong", "unchecked"}


def test_a_range_of_rows_is_not_read() -> None:
    assert verdicts(displays("z = W x", "u = W_{0:d} x"))[-1:] == ["unchecked"]
