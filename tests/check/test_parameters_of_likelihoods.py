r"""Likelihoods of all samples, and gradients of one: ``\ell(\theta) = \log L(\theta)``, then ``(y - h(x)) x_j``."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

MODEL = (
    r"h_\theta(x) = g(\theta^T x)",
    r"g(z) = \frac{1}{1 + e^{-z}}",
    r"L(\theta) = \prod_{i=1}^m h_\theta(x^{(i)})^{y^{(i)}} (1 - h_\theta(x^{(i)}))^{1 - y^{(i)}}",
    r"\ell(\theta) = \log L(\theta)"
    r" = \sum_{i=1}^m y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)}))",
)
ONE = "\n\nFor one training example we have\n\n"
SLOPE = r"$$\frac{\partial}{\partial \theta_j} \ell(\theta) = %s (y - h_\theta(x)) x_j$$"
STEP = r"\theta_j := \theta_j + \alpha (y^{(i)} - h_\theta(x^{(i)})) x_j^{(i)}"


def test_the_sum_that_a_chain_goes_on_with_tells_the_likelihood_of_one_sample() -> None:
    found = judged(displays(*MODEL) + ONE + SLOPE % "")
    assert found[-1].verdict.value == "right-if"
    assert "the gradient is that of a single sample" in found[-1].assumes
    assert verdicts(displays(*MODEL) + ONE + SLOPE % "-")[-1] != "right-if"


def test_a_step_on_a_sample_climbs_it() -> None:
    found = verdicts(displays(*MODEL) + ONE + SLOPE % "" + "\n\n" + displays(STEP))
    assert found[-2:] == ["right-if", "right-if"]
    slip = STEP.replace("(y^{(i)} -", "(2 y^{(i)} -")
    assert verdicts(displays(*MODEL) + ONE + SLOPE % "" + "\n\n" + displays(slip))[-1] not in {"right", "right-if"}


def test_a_parameter_that_is_solved_for_differs_from_no_sample_to_the_other() -> None:
    """Its closed form multiplies data; the gradient of the cost does not depend on it."""
    cost = (
        r"h_\theta(x) = \theta^T x",
        r"J(\theta) = \frac12 \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2",
        r"\frac{\partial}{\partial \theta_j} J(\theta) = \sum_{i=1}^m %s (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}",
        r"\nabla_\theta J(\theta) = X^T X \theta - X^T \vec y",
        r"\theta = (X^T X)^{-1} X^T \vec y",
    )
    assert verdicts(displays(*cost).replace("%s", ""))[2] == "right"
    assert verdicts(displays(*cost).replace("%s", "2"))[2] == "wrong"


def test_the_letters_of_matrix_products_name_no_samples() -> None:
    """``(X \\theta - y)^T (X \\theta - y)`` sums over columns, too, whatever letter stands for them."""
    cost = (
        r"h_\theta(x) = \theta^T x",
        r"J(\theta) = \frac12 \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2",
        r"\frac{\partial}{\partial \theta_j} J(\theta) = \sum_{i=1}^m %s (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}",
        r"\nabla_\theta J(\theta) = \nabla_\theta \frac12 (X \theta - \vec y)^T (X \theta - \vec y)"
        r" = X^T X \theta - X^T \vec y",
    )
    assert verdicts(displays(*cost).replace("%s", ""))[2] == "right"
    assert verdicts(displays(*cost).replace("%s", "2"))[2] == "wrong"
