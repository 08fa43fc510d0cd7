"""A step without the rate that the others of its section have is judged by these, not by its own paragraph."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = "# Network\n\n" + displays("z = w x + b", r"L = \frac12 (z - y)^2")
WEIGHT = displays(r"w_{new} = w - r * \nabla_w L", "= 1 - 0.5 * 0.2", "= 0.9")
BIAS = displays(r"b_{new} = b - r * \nabla_b L", "= 3 - 0.5 * 0.6", "= 2.7")
RULE = displays(r"w = w - r * \nabla_w L")
STEPS = f"# Steps\n\n{RULE}\n\n(1)\n\n{WEIGHT}\n\n(2)\n\n{BIAS}\n\n(3)\n"


@pytest.mark.parametrize(
    ("written", "instead", "verdict"),
    [
        ("", "", "right"),
        (r"b - r * \nabla_b", r"b - \nabla_b", "wrong"),
        # Where no step of the section has one, a step is as long as the gradient.
        ("r * ", "", "right"),
    ],
)
def test_a_step_has_the_rate_of_its_section(written: str, instead: str, verdict: str) -> None:
    assert verdicts(f"{NETWORK}\n\n{STEPS.replace(written, instead)}")[6] == verdict
