"""Numbers of a worked example: those before a step, and those that one member of a chain gives and another does not."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

DATA = (
    "Data: $x^{(1)} = 1$, $y^{(1)} = 1$; $x^{(2)} = -2$, $y^{(2)} = 0$, with "
    + r"$p^{(i)} = \sigma(w x^{(i)} + b)$ and $J = \frac12 \sum_{i=1}^2 (p^{(i)} - y^{(i)})^2$."
    + " Start at $w = 0$, $b = 0$: $p^{(1)} = p^{(2)} = 0.5$ and $J = 0.25$."
)
STEP = displays(r"w \leftarrow w + 0.75 = 0.75")


@pytest.mark.parametrize(("number", "verdict"), [("0.625", "right-if"), ("0.525", "wrong")])
def test_a_number_behind_a_step_may_be_that_of_the_values_before_it(number: str, verdict: str) -> None:
    curvature = displays(rf"s = \frac12 \sum_{{i=1}}^2 p^{{(i)}} (1 - p^{{(i)}}) (x^{{(i)}})^2 = {number}")
    assert verdicts(f"{DATA}\n\n{curvature}")[-1] == verdict.replace("-if", "")
    assert verdicts(f"{DATA}\n\n{STEP}\n\n{curvature}")[-1] == verdict


def test_a_number_that_one_member_gives_and_the_derivative_does_not_is_not_proved() -> None:
    graph = (
        r"We evaluate $f(x, y, z) = (x + y) z + \max(x, z)$ at $x = -2$, $y = 5$, $z = -4$ with the nodes "
        r"$q = x + y = 3$, $p = q z = -12$, $m = \max(x, z) = -2$, $f = p + m = -14$. "
    )
    slope = r"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q} \frac{\partial q}{\partial x}"
    beside = r"\frac{\partial f}{\partial m} \frac{\partial m}{\partial x}"
    before = displays(r"\frac{\partial f}{\partial q} = z = -4")
    assert verdicts(f"{graph}\n\n{before}\n\n{displays(slope + ' + ' + beside + ' = -3')}")[-1] == "right"
    assert verdicts(f"{graph}\n\n{before}\n\n{displays(slope + ' = -4')}")[-1] not in {"right", "right-if"}
