"""Names that are given to parts of what another line writes out."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"p = \sigma(v \cdot \tanh(w x + b) + c)", "L = (p - y)^2")
PARTS = ("z = w x + b", r"h = \tanh(z)", "s = v h + c")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial s} = 2 (p - y) p (1 - p)", "right"),
        (r"\frac{\partial L}{\partial s} = (p - y) p (1 - p)", "wrong"),
        (r"\frac{\partial L}{\partial h} = 2 (p - y) p (1 - p) v", "right"),
        (r"\frac{\partial L}{\partial z} = 2 (p - y) p (1 - p) v (1 - h^2)", "right"),
        (r"\frac{\partial L}{\partial z} = 2 (p - y) p (1 - p) v (1 - h)", "wrong"),
        (r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} x", "right"),
    ],
)
def test_a_part_with_a_name_is_differentiated_by(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, *PARTS, claim)) == ["right"] * 5 + [verdict]


def test_entries_are_parts_too() -> None:
    network = (r"p = \sum_j v_j \tanh(\sum_i w_{ji} x_i)", r"L = (p - y)^2", r"z_j = \sum_i w_{ji} x_i")
    claim = r"\frac{\partial L}{\partial z_j} = 2 (p - y) v_j (1 - \tanh^2(z_j))"
    assert verdicts(displays(*network, claim, claim.replace("1 - ", "1 + "))) == ["right"] * 4 + ["wrong"]


def test_what_is_made_in_another_way_is_no_part() -> None:
    assert verdicts(displays(*NETWORK, "z = w x - b", r"\frac{\partial L}{\partial z} = v"))[-1] == "unchecked"
