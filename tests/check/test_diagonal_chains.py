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


SPACES = r"Let $x \in \mathbb{R}^m$ and $y \in \mathbb{R}^n$, where $y = g(x)$ and $z = f(y)$."
SLOPE = r"\frac{\partial z}{\partial x_i} = \sum_j \frac{\partial z}{\partial y_j}\frac{\partial y_j}{\partial x_i}"
INPUT = "Now $w$ is the input and $x = f(w)$, $y = f(x)$, $z = f(y)$."
THREE = (
    r"\frac{\partial z}{\partial w} = \frac{\partial z}{\partial y} \frac{\partial y}{\partial x}"
    r" \frac{\partial x}{\partial w}"
)


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("f'(y) f'(x) f'(w)", "right-if"),
        ("f'(f(f(w))) f'(f(w)) f'(w)", "right-if"),
        ("f'(y) f'(w)", "wrong"),
        ("f'(z) f'(y) f'(x)", "wrong"),
    ],
)
def test_slopes_of_arrays_that_other_lines_give_other_spaces_are_a_diagonal(side: str, expected: str) -> None:
    assert verdicts(f"{SPACES}\n\n$${SLOPE}$$\n\n{INPUT}\n\n$${THREE}$$\n\n$$= {side}$$")[-1] == expected


def test_a_jacobian_that_is_none_is_no_diagonal() -> None:
    mixed = r"$A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$, $y = f(x)$, $z = A y$."
    assert verdicts(f"{mixed}\n\n$${CHAIN}$$\n\n$$= f'(x)$$")[-1] == "wrong"
