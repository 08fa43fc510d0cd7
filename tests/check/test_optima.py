"""A formula poses an optimum and does not compute it: the first says what a name is, others are compared with it."""

import pytest

from tests.check.judging import verdicts


@pytest.mark.parametrize(
    "text",
    [
        r"$$\theta^* = \arg\max_\theta \sum_i \log p(y_i \mid x_i; \theta)$$",
        r"$$w^* = \underset{w}{\operatorname{argmin}} \; J(w)$$",
        r"$$\min_{w, b} \frac{1}{n} \sum_{i=1}^n (w^T x_i + b - y_i)^2$$",
        r"$$\hat{c} = \operatorname*{arg\,max}_k p_k$$",
        r"$$V = \sup_{f} (f(x) - f(y))$$",
    ],
)
def test_an_optimum_says_what_its_name_is(text: str) -> None:
    assert verdicts(text) == ["right"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (r"\arg\max_\theta \prod_{i=1}^n p_i(\theta)", r"\arg\max_\theta \sum_{i=1}^n \log p_i(\theta)", "right"),
        (r"\arg\max_\theta \sum_{i=1}^n \log p_i(\theta)", r"\arg\min_\theta -\sum_{i=1}^n \log p_i(\theta)", "right"),
        (r"\arg\min_w \frac{1}{2} (w x - y)^2", r"\arg\min_w (w x - y)^2", "right"),
        (r"\arg\min_w \frac{1}{n} \sum_{i=1}^n (w x_i - y_i)^2", r"\arg\min_w \sum_{i=1}^n (w x_i - y_i)^2", "right"),
        (r"\arg\min_w J(w)", r"\arg\max_w (-J(w))", "right"),
        (r"\arg\max_w \log w x - w", r"\arg\min_w w - \log w x", "right"),
        (r"\arg\min_w J(w)", r"\arg\max_w J(w)", "wrong"),
        (r"\arg\max_\theta \sum_{i=1}^n \log p_i(\theta)", r"\arg\min_\theta \sum_{i=1}^n \log p_i(\theta)", "wrong"),
    ],
)
def test_a_positive_factor_and_a_logarithm_move_no_optimum(one: str, other: str, expected: str) -> None:
    setup = r"$p_i(\theta) = e^{-(y_i - \theta)^2}$ and $J(w) = (w x - y)^4$. "
    assert verdicts(f"{setup}$$v = {one} = {other}$$")[-1] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\arg\min_w (w x - y)^2", r"\arg\min_w (w x - y)^4"),
        (r"\min_w \frac{1}{2} (w x - y)^2", r"\min_w (w x - y)^2"),
        (r"\arg\min_w (w x - y)^2", r"\min_w (w x - y)^2"),
        (r"\arg\min_w (w x - y)^2", r"\arg\min_x (w x - y)^2"),
        (r"\arg\min_{w, b} J(w, b)", r"\arg\min_{w, b} J(w, b) + b^2"),
        (r"\arg\min_w \frac{1}{c} (w x - y)^2", r"\arg\min_w (w x - y)^2"),
    ],
)
def test_what_differs_otherwise_is_not_decided(one: str, other: str) -> None:
    assert verdicts(f"$J(w, b) = (w x + b - y)^2$ $$v = {one} = {other}$$")[-1] == "unchecked"


def test_a_name_keeps_its_optimum_in_its_section() -> None:
    text = r"$$L(w) = (w x - y)^2, \quad \hat{w} = \arg\min_w L(w)$$ Training finds $\hat{w} = \arg\max_w L(w)$."
    assert verdicts(text) == ["right", "right", "wrong"]
    assert verdicts(text.replace("Training", "\n\n# Another problem\n\n")) == ["right", "right", "right"]


def test_the_largest_element_is_a_function_and_no_optimum() -> None:
    text = r"$$m = \max_k z_k, \quad s = \log \sum_k e^{z_k - m} + m, \quad \frac{\partial s}{\partial m} = 1 - 1$$"
    assert verdicts(text)[:2] == ["right", "right"]
