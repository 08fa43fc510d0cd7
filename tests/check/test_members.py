"""Members of a chain whose head nothing determines: a member that is proved proves and refutes those behind it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FORWARD = displays(r"h_i = \frac{x_i - \mu}{s}", r"s = \frac1m \sum_{i=1}^m (x_i - \mu)^2")
CHAIN = (
    r"\begin{aligned} \frac{\partial f}{\partial \mu} &= \sum_{i=1}^m \frac{\partial f}{\partial h_i} \frac{-1}{s} "
    r"+ \frac{\partial f}{\partial s} \frac{1}{m} \sum_{i=1}^m -2 (x_i - \mu) \\ &= %s \end{aligned}"
)
FIRST = r"-\frac{1}{s} \sum_{i=1}^m \frac{\partial f}{\partial h_i}"


@pytest.mark.parametrize(
    ("member", "verdict"),
    [
        (rf"{FIRST} - \frac{{2}}{{m}} \frac{{\partial f}}{{\partial s}} (\sum_{{i=1}}^m x_i - m \mu)", "right"),
        (rf"{FIRST} + \frac{{2}}{{m}} \frac{{\partial f}}{{\partial s}} (\sum_{{i=1}}^m x_i - m \mu)", "wrong"),
        # The brackets are lost, and with them the factor before the mean.
        (rf"{FIRST} - \frac{{2}}{{m}} \frac{{\partial f}}{{\partial s}} \sum_{{i=1}}^m x_i - m \mu", "wrong"),
    ],
)
def test_a_step_from_what_is_proved_is_held_to_it(member: str, verdict: str) -> None:
    assert verdicts(f"{FORWARD}\n\n{displays(CHAIN % member)}")[-2:] == ["right", verdict]


def test_a_step_from_what_is_open_is_open() -> None:
    chain = r"\frac{\partial f}{\partial \nu} = 2 \frac{\partial f}{\partial h_1} = 3 \frac{\partial f}{\partial h_1}"
    assert verdicts(displays(chain)) == ["unchecked", "unchecked"]
