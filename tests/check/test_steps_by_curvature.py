r"""A step that divides by a derivative, as Newton's, is no step of descent: ``x - f'(x) / f''(x)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"f(x) = x \sigma(x)", r"\mu = \frac{1}{d} \sum_{i=1}^d x_i")


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"x_{new} = x - \frac{f'(x)}{f''(x)}", "unchecked"),
        (r"x_{new} = x - \frac{f(x)}{f'(x)}", "unchecked"),
        (r"x_{new} = x + \eta \frac{\partial \mu}{\partial x}", "wrong"),
    ],
)
def test_it_is_not_held_to_the_gradient_of_another_quantity(step: str, verdict: str) -> None:
    assert verdicts(displays(*MODEL, step))[-1] == verdict
