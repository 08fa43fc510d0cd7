"""What words may tie to an activation refutes nothing, and excuses no slip beside it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = (r"\mathcal{L}(a, y) = -y \log a - (1 - y) \log(1 - a)", r"g(z) = \tanh(z)")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"g'(z) = 1 - a^2", "unchecked"),
        (r"g'(z) = 1 - a", "wrong"),
        (r"g'(z) = 1 - y^2", "unchecked"),
        (r"g'(z) = \begin{cases} 0 & \text{if } z < 0 \\ 1 & \text{if } z > 0 \end{cases}", "unchecked"),
        (r"g'(z) = \begin{cases} 1 & \text{if } z < 0 \\ 0 & \text{if } z > 0 \end{cases}", "wrong"),
        (r"g'(z) = 1 - z^2", "wrong"),
    ],
)
def test_values_and_activations_by_words_are_left_open(line: str, verdict: str) -> None:
    assert verdicts(displays(*GIVEN, line))[-1] == verdict
