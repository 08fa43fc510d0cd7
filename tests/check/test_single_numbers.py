"""Capitals without indices: numbers in a document with no sign of matrices, and matrices nowhere else."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

ONE_UNIT_EACH = (
    r"z_1 = W_1 x + b_1",
    r"a_1 = \sigma(z_1)",
    r"z_2 = W_2 a_1 + b_2",
    r"L = \frac12 (z_2 - y)^2",
)
CLAIM = r"\frac{\partial L}{\partial W_1} = \frac{\partial L}{\partial z_1} x"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (CLAIM, "right-if"),
        (r"\frac{\partial L}{\partial a_1} = \frac{\partial L}{\partial z_2} W_2", "right-if"),
        (r"\frac{\partial L}{\partial z_1} = \frac{\partial L}{\partial a_1} a_1 (1 - a_1)", "right"),
        (r"\frac{\partial L}{\partial W_1} = \frac{\partial L}{\partial z_1} a_1", "wrong"),
        (r"\frac{\partial L}{\partial a_1} = \frac{\partial L}{\partial z_2} W_1", "wrong"),
    ],
)
def test_where_no_line_shows_a_matrix_capitals_are_numbers(claim: str, verdict: str) -> None:
    assert verdicts(displays(*ONE_UNIT_EACH, claim))[-1] == verdict


def test_the_verdict_says_so_once() -> None:
    found = judged(displays(*ONE_UNIT_EACH, CLAIM))
    assert found[0].assumes == ("W_{1} is a single number",)
    assert found[-1].assumes == ("W_{1} is a single number", "W_{2} is a single number")


def test_beside_arrays_with_indices_a_difference_may_be_one_of_shapes() -> None:
    lines = (
        r"z = W x",
        r"L = \sum_i z_i^2",
        r"\frac{\partial L}{\partial x} = 2 W z",
        r"\frac{\partial L}{\partial x} = W z",
    )
    assert "wrong" not in verdicts(displays(*lines))


def test_where_a_line_shows_matrices_a_missing_transpose_is_not_excused() -> None:
    lines = (r"z = W x", r"L = \frac12 z^T z", r"\frac{\partial L}{\partial x} = W z")
    assert verdicts(displays(*lines))[-1] == "wrong"
