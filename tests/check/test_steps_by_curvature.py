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
        (r"w_{new} = w - H^{-1} X^T r", "right"),
        (r"w \leftarrow w - H^{-1} g", "right"),
        (r"w \leftarrow w - \eta H^{-1} g", "right"),
        (r"\Delta w = -H^{-1} g", "right"),
        (r"w_{new} = (X^T X)^{-1} X^T y", "right"),
        (r"w_{new} = w + H^{-1} X^T r", "wrong"),
        (r"w \leftarrow w + H^{-1} g", "wrong"),
        (r"\Delta w = H^{-1} g", "wrong"),
        (r"w \leftarrow w - 2 H^{-1} g", "unchecked"),
        (r"w \leftarrow w - (H + \mu I)^{-1} g", "unchecked"),
        (r"w \leftarrow w - \eta X^T r", "right"),
        (r"w \leftarrow w + \eta X^T r", "wrong"),
    ],
)
def test_one_by_an_inverse_is_newtons_or_another_one(step: str, verdict: str) -> None:
    assert verdicts(displays(*LEAST_SQUARES, step))[-1] == verdict


def test_a_number_of_samples_is_no_matrix() -> None:
    model = r"L = N^{-1} \sum_{i=1}^N \frac12 (w x_i - y_i)^2"
    step = r"w \leftarrow w - \eta N^{-1} \sum_{i=1}^N (w x_i %s y_i) x_i"
    assert verdicts(displays(model, step % "-"))[-1] == "right"
    assert verdicts(displays(model, step % "+"))[-1] == "wrong"


CLASSIFIER = (
    r"p = \sigma(X w)",
    r"L = -y^T \log p - (1 - y)^T \log(1 - p)",
    r"S = \operatorname{diag}(p \odot (1 - p))",
)


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w_{new} = w - (X^T S X)^{-1} X^T (p - y)", "right"),
        (r"w_{new} = (X^T S X)^{-1} X^T S (X w + S^{-1} (y - p))", "right"),
        (r"w_{new} = w - (X^T S X)^{-1} X^T (y - p)", "wrong"),
        (r"w_{new} = (X^T S X)^{-1} X^T S (X w - S^{-1} (y - p))", "wrong"),
        (r"w_{new} = w - (X^T X)^{-1} X^T (p - y)", "unchecked"),
    ],
)
def test_least_squares_with_weights_of_each_step_are_newtons(step: str, verdict: str) -> None:
    assert verdicts(displays(*CLASSIFIER, step))[-1] == verdict
