"""``X`` beside ``x_{ij}``: what holds where the small letter names the elements of the capital is right if it does."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FIT = (
    r"p_i = \sigma(\theta^T x_i), \quad J = -\sum_{i=1}^n [y_i \log p_i + (1 - y_i) \log(1 - p_i)]",
    r"\frac{\partial J}{\partial \theta_j} = \sum_{i=1}^n (p_i - y_i) x_{ij}",
)


@pytest.mark.parametrize("slip", [r"X (p - y)", r"X^T (y - p)", r"X^T (p + y)"])
def test_the_gradient_of_a_regression(slip: str) -> None:
    hessian = r"H = \sum_{i=1}^n p_i (1 - p_i) x_i x_i^T"
    found = verdicts(displays(*FIT, hessian, r"\nabla_\theta J = X^T (p - y)", rf"\nabla_\theta J = {slip}"))
    assert set(found[:-1]) <= {"right", "right-if"}
    assert found[-1] not in {"right", "right-if"}


LAYERS = displays(
    r"z^l = W^l a^{l-1} + b^l, \quad a^l = \sigma(z^l), \quad C = \frac12 \|a^L - y\|^2",
    r"z^{l+1}_k = \sum_j w^{l+1}_{kj} \sigma(z^l_j) + b^{l+1}_k",
)


def test_the_weights_of_layers() -> None:
    slope = r"$$\frac{\partial z^{l+1}_k}{\partial z^l_j} = %s \sigma'(z^l_j)$$"
    assert set(verdicts(LAYERS + slope % "w^{l+1}_{kj}")) <= {"right", "right-if"}
    assert verdicts(LAYERS + slope % "w^{l+1}_{jk}")[-1] not in {"right", "right-if"}
