"""A gradient that is written as a function of its variable is the gradient, whatever else is said of its letter."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

LOSS = r"L(w) = \frac12 (w x - t)^2"


def test_what_is_said_of_a_gradient_without_its_argument_is_a_claim() -> None:
    gradient = r"g(w) = \frac{dL}{dw} = (w x - t) x"
    assert verdicts(displays(LOSS, gradient, "g = (w x - t) x")) == ["right"] * 4
    assert verdicts(displays(LOSS, gradient, "g = (w x + t) x")) == ["right"] * 3 + ["wrong"]


def test_a_gradient_at_several_places_stays_a_function() -> None:
    twice = (r"g(w) = \frac{dL}{dw} = (w x - t) x", "g(1) = (x - t) x", "g(1) = (x + t) x")
    found = verdicts(displays(LOSS, *twice))
    assert found[:2] == ["right"] * 2
    assert found[-1] not in {"right", "right-if"}


def test_the_gradient_of_a_sum_over_samples_is_a_vector_beside_the_matrix_of_the_samples() -> None:
    page = displays(
        r"a_n = w^T x_n, \quad \mu_n = \sigma(a_n)",
        r"L(w) = -\sum_{n=1}^N [y_n \log \mu_n + (1 - y_n) \log(1 - \mu_n)]",
        r"g(w) = \nabla_w L(w) = \sum_{n=1}^N (\mu_n - y_n) x_n",
    )
    assert verdicts(page + displays(r"g = X^T (\mu - y)"))[3:] == ["right", "right", "right-if"]
    assert verdicts(page + displays(r"g = X^T (\mu + y)"))[5] not in {"right", "right-if"}
