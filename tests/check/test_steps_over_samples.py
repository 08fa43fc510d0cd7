"""Steps by the derivatives of several samples, each printed for itself before."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SAMPLES = displays(
    r"v = 0.3",
    r"\eta = 0.2",
    r"y = v x",
    r"E = \frac12 (y - t)^2",
    r"x = 2",
    r"t = 1",
    r"\frac{\partial E}{\partial v} = (0.6 - 1) \cdot 2 = -0.8",
    r"x = 3",
    r"t = 2",
    r"\frac{\partial E}{\partial v} = (0.9 - 2) \cdot 3 = -3.3",
)


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"v^{new} = 0.3 - 0.2 (-0.8 - 3.3)", "right-if"),
        (r"v^{new} = 0.3 - 0.2 \cdot \frac{-0.8 - 3.3}{2}", "right-if"),
        (r"v^{new} = 0.3 - 0.2 (0.8 - 3.3)", "wrong"),
        (r"v^{new} = 0.3 + 0.2 (-0.8 - 3.3)", "wrong"),
    ],
)
def test_a_step_may_go_by_all_samples(step: str, verdict: str) -> None:
    """The sum and the mean of what was printed are steps of all samples; with a sign lost they are wrong."""
    assert verdicts(SAMPLES + "\n\nBoth samples together:\n\n" + displays(step))[-1] == verdict
