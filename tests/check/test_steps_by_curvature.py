r"""A step that divides by a derivative or a matrix is no step of descent: ``x - f'(x) / f''(x)``, ``w - H^{-1} g``."""

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


LEAST_SQUARES = (r"r = X w - y", r"L = \frac12 \| r \|^2", r"g = X^T r", r"H = X^T X")


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w_{new} = w - H^{-1} X^T r", "unchecked"),
        (r"w \leftarrow w - H^{-1} g", "unchecked"),
        (r"w_{new} = (X^T X)^{-1} X^T y", "unchecked"),
        (r"w \leftarrow w - \eta X^T r", "right"),
        (r"w \leftarrow w + \eta X^T r", "wrong"),
    ],
)
def test_nor_is_one_by_an_inverse(step: str, verdict: str) -> None:
    assert verdicts(displays(*LEAST_SQUARES, step))[-1] == verdict


def test_a_number_of_samples_is_no_matrix() -> None:
    model = r"L = N^{-1} \sum_{i=1}^N \frac12 (w x_i - y_i)^2"
    step = r"w \leftarrow w - \eta N^{-1} \sum_{i=1}^N (w x_i %s y_i) x_i"
    assert verdicts(displays(model, step % "-"))[-1] == "right"
    assert verdicts(displays(model, step % "+"))[-1] == "wrong"
