"""Functions that name a part of what they are: their derivatives go through that part."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

MISH = r"Let $f(x) = x \tanh(s)$ with $s = \log(1 + e^x)$." + "\n\n"


@pytest.mark.parametrize(
    ("slope", "expected"),
    [
        (r"f'(x) = \tanh(s) + \frac{x}{1 + e^{-x}}(1 - \tanh^2(s))", "right"),
        (r"f'(x) = \tanh(s) + x(1 - \tanh^2(s))", "wrong"),
        (r"f'(x) = \tanh(s)", "wrong"),
    ],
)
def test_a_slope_goes_through_what_a_function_names(slope: str, expected: str) -> None:
    assert verdicts(f"{MISH}$${slope}$$\n")[-1] == expected


def test_names_are_followed_from_one_to_the_next() -> None:
    chain = "Let $f(x) = u^2 + v$ with $u = \\sin v$ and $v = x^2$.\n\n"
    assert verdicts(chain + "$$f'(x) = 4ux\\cos v + 2x$$\n")[-1] == "right"
    assert verdicts(chain + "$$f'(x) = 2u\\cos v + 2x$$\n")[-1] == "wrong"
