r"""A line that defines a square says what its root is, whether it is divided by as ``/s`` or as ``s^{-1}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MOMENTS = (r"m = \frac{1}{n} \sum_{i=1}^n x_i", r"s^2 = \frac1n \sum_{i=1}^n (x_i - m)^2")


@pytest.mark.parametrize("scaled", [r"\frac{x_i - m}{s}", "(x_i - m) / s", "(x_i - m) s^{-1}"])
def test_a_deviation_is_the_root_of_what_defines_its_square(scaled: str) -> None:
    right, slip = (rf"\frac{{\partial s}}{{\partial x_i}} = \frac{{{factor} y_i}}{{n}}" for factor in ("", "2"))
    assert verdicts(displays(*MOMENTS, f"y_i = {scaled}", right, slip)) == ["right"] * 4 + ["wrong"]
