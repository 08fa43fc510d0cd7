"""An e that is transposed, or that has an argument, is an error and not Euler's number."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = (
    r"Let $L(e) := \|e\|^2$, $e(\theta) := y - X\theta$, $\theta \in \mathbb{R}^D$ and $X \in \mathbb{R}^{N \times D}$."
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial e} = 2e^\top", "right"),
        (r"\frac{\partial L}{\partial \theta} = -2e^\top X", "right"),
        (r"\frac{\partial L}{\partial \theta} = -2(y^\top - \theta^\top X^\top) X", "right"),
        (r"\frac{\partial L}{\partial e} = -2e^\top", "wrong"),
        (r"\frac{\partial L}{\partial \theta} = 2e^\top X", "wrong"),
    ],
)
def test_its_derivatives_are_those_of_a_vector(line: str, verdict: str) -> None:
    jacobian = r"\frac{\partial e}{\partial \theta} = -X"
    assert verdicts(f"{GIVEN}\n\n{displays(jacobian, line)}")[-2:] == ["right", verdict]


def test_a_power_of_eulers_number_is_one() -> None:
    assert verdicts(displays(r"f = e^{2x}", r"\frac{df}{dx} = 2 e^{2x}", r"\frac{df}{dx} = e^{2x}")) == [
        "right",
        "right",
        "wrong",
    ]
