"""Gradients that are divided by the number of samples are those of the mean, beside the loss of one sample."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNIT = (r"a = \sigma(z)", r"z = w^T x + b", r"\mathcal{L}(a, y) = -(y \log a + (1 - y) \log (1 - a))")
MEAN = r"J = \frac{1}{m} \sum_{i=1}^m \mathcal{L}(a^{(i)}, y^{(i)})"
BIAS = r"db = \frac{1}{m} \sum_{i=1}^m dz^{(i)}"


@pytest.mark.parametrize(
    "lines",
    [(MEAN, r"dz = a - y", BIAS), (MEAN, r"dz^{(i)} = a^{(i)} - y^{(i)}", BIAS), (r"dz = a - y", BIAS)],
)
def test_the_gradient_of_a_sample_is_that_of_its_own_loss(lines: tuple[str, ...]) -> None:
    assert set(verdicts(displays(*UNIT, *lines))) <= {"right", "right-if"}


@pytest.mark.parametrize("slip", [r"db = \sum_{i=1}^m dz^{(i)}", r"db = \frac{1}{m} \sum_{i=1}^m dz^{(i)} a^{(i)}"])
def test_a_slip_beside_them_is_refuted(slip: str) -> None:
    weights = r"dw = \frac{1}{m} \sum_{i=1}^m x^{(i)} dz^{(i)}"
    assert verdicts(displays(*UNIT, MEAN, r"dz = a - y", weights, slip))[-1] == "wrong"
