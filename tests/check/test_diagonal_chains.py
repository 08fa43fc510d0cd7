"""A chain goes on from the Jacobian of functions that are applied element by element with its diagonal."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = r"Let $x \in \mathbb{R}^m$, $y = \sigma(x)$, $z = \sigma(y)$."
"""Four statements, which are right."""
CHAIN = r"\frac{\partial z}{\partial x} = \frac{\partial z}{\partial y} \frac{\partial y}{\partial x}"


@pytest.mark.parametrize(
    ("member", "verdict"),
    [
        (r"\sigma'(y) \sigma'(x)", "right-if"),
        (r"\sigma'(y) \odot \sigma'(x)", "right-if"),
        (r"\operatorname{diag}(\sigma'(y)) \operatorname{diag}(\sigma'(x))", "right"),
        (r"\sigma'(y) \sigma'(y)", "wrong"),
        (r"\sigma'(x)", "wrong"),
        (r"\sigma'(z) \odot \sigma'(x)", "wrong"),
    ],
)
def test_a_member_is_held_against_the_diagonal(member: str, verdict: str) -> None:
    assert verdicts(f"{GIVEN}\n\n{displays(f'{CHAIN} = {member}')}")[-2:] == ["right", verdict]
