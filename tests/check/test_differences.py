"""A quotient of differences that is nearly a derivative is the derivative it tends to."""

import pytest

from tests.check.judging import verdicts

CENTRAL = r"\frac{J(\theta + \epsilon) - J(\theta - \epsilon)}{2 \epsilon}"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{dJ}{d\theta} \approx " + CENTRAL, "right"),
        (r"\frac{dJ}{d\theta} \approx " + CENTRAL.replace("2 ", ""), "wrong"),
        (r"\frac{dJ}{d\theta} \approx " + CENTRAL.replace("J(\\theta -", "J(\\theta +"), "wrong"),
        (r"J'(\theta) \approx \frac{J(\theta + \epsilon) - J(\theta)}{\epsilon}", "right"),
        (r"J'(\theta) \approx \frac{J(\theta) - J(\theta + \epsilon)}{\epsilon}", "wrong"),
        (r"\frac{\partial J}{\partial \theta_i} \approx " + CENTRAL.replace(r"\epsilon)", r"\epsilon e_i)"), "right"),
        (r"\frac{\partial J}{\partial \theta_j} \approx " + CENTRAL.replace(r"\epsilon)", r"\epsilon e_i)"), "wrong"),
        (
            r"\frac{\partial J}{\partial \theta_1} \approx"
            r" \frac{J(\theta_1 + \epsilon, \dots, \theta_n) - J(\theta_1 - \epsilon, \dots, \theta_n)}{2 \epsilon}",
            "right",
        ),
    ],
)
def test_an_approximation_by_differences_holds_in_the_limit(claim: str, expected: str) -> None:
    assert verdicts(f"$${claim}$$") == [expected]


@pytest.mark.parametrize(("quotient", "expected"), [("E(w + h) - E(w)", "right"), ("E(w) - E(w + h)", "wrong")])
def test_the_differences_of_a_defined_loss_are_its_own(quotient: str, expected: str) -> None:
    text = r"$$E = \frac12 (t - w x)^2, \quad \frac{\partial E}{\partial w} \approx \frac{%s}{h}$$"
    assert verdicts(text.replace("%s", quotient))[-1] == expected


def test_an_equation_is_none_in_the_limit() -> None:
    text = r"$$f(x) = x^3, \quad f'(x) = \frac{f(x + h) - f(x)}{h}$$"
    assert verdicts(text)[-1] != "right"


def test_other_approximations_stay_open() -> None:
    assert verdicts(r"$$f(x) = x^3, \quad f(x + h) \approx \frac{f(x)}{h}$$")[-1] == "unchecked"


def test_a_limit_along_an_axis_is_the_derivative_by_that_element() -> None:
    limit = r"\lim_{h \to 0} \frac{J(\theta + h e_i) - J(\theta - h e_i)}{%s h}"
    text = (
        r"$$\frac{\partial J}{\partial \theta_i} = "
        + limit
        + r"$$ For $J(\theta) = \theta^3$ it is $J(1.01) - J(0.99)$."
    )
    assert verdicts(text.replace("%s", "2"))[0] == "right"
    assert verdicts(text.replace("%s", ""))[0] == "wrong"
