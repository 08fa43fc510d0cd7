"""A list for a bold vector gives the plain letters of its elements their numbers: on them a kink may lie."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

UNIT = r"""
Input $\mathbf{x} = [1, 0.5, -1]$, weights $\mathbf{w} = [0.2, 0.4, -0.6]$.

$$z = %s = 0.2 + 0.2 + 0.6 = 1.0$$

$$y = \max(0, z) = 1.0$$

$$L = \frac{1}{2} (y - 2)^2 = 0.5$$

"""
FROM_ONE = UNIT % "w_1 x_1 + w_2 x_2 + w_3 x_3"
FROM_ZERO = UNIT % "w_0 x_0 + w_1 x_1 + w_2 x_2"


@pytest.mark.parametrize(("unit", "at", "other"), [(FROM_ONE, 2, 1), (FROM_ZERO, 1, 0)])
def test_a_slope_holds_on_the_side_of_the_kink_where_the_numbers_are(unit: str, at: int, other: int) -> None:
    slope = unit + rf"$$\frac{{\partial L}}{{\partial w_{at}}} = (y - 2) x_%s = %s$$"
    assert "wrong" not in verdicts(slope % (at, "-0.5"))
    assert verdicts(slope % (at, "-0.5"))[-1] == "right"
    assert verdicts(slope % (at, "-1"))[-1] == "wrong"
    assert verdicts(slope % (other, "-1"))[-2] == "wrong"
