"""Solutions of a gradient that is set to zero are held to it; other definitions are what their author says."""

from __future__ import annotations

import pytest

from tests.check.judging import judged, verdicts

RIDGE = r"Let $J = \|y - X w\|^2 + \lambda \|w\|^2$. "


@pytest.mark.parametrize(
    "words",
    [
        "Setting the gradient to zero gives",
        r"$$\nabla_w J = -2 X^T (y - X w) + 2 \lambda w$$ Setting it to zero, we get",
        r"$$\nabla_w J = -2 X^T (y - X w) + 2 \lambda w$$ We set this equal to zero and obtain",
        r"Setting $\nabla_w J = 0$ yields",
        "The gradient has to be zero:",
    ],
)
@pytest.mark.parametrize("name", ["w", "w^*", r"\hat w", r"w_{\text{ridge}}"])
def test_the_normal_equations_are_solved(words: str, name: str) -> None:
    for sign, verdict in (("+", "right"), ("-", "wrong")):
        closed = rf"$${name} = (X^T X {sign} \lambda I)^{{-1}} X^T y$$"
        assert verdicts(f"{RIDGE}{words}\n{closed}")[-1] == verdict


def test_the_reason_says_what_is_not_zero() -> None:
    found = judged(rf"{RIDGE}Setting the gradient to zero gives $$w = (X^T X)^{{-1}} X^T y$$")[-1]
    assert found.verdict.value == "wrong"
    assert "the derivative that is set to zero is not zero there" in found.reason


@pytest.mark.parametrize(
    ("solution", "verdict"),
    [(r"\frac{x y}{x^2 + \lambda}", "right"), (r"\frac{x y}{x^2 - \lambda}", "wrong"), (r"\frac{y}{x}", "wrong")],
)
@pytest.mark.parametrize(
    "text",
    [
        r"Setting the derivative to zero gives $$w = {}$$",
        r"$$\frac{{\partial L}}{{\partial w}} = -x (y - w x) + \lambda w = 0 \Rightarrow w = {}$$",
        r"$$\frac{{\partial L}}{{\partial w}} = 0 \implies w = {}$$",
    ],
)
def test_so_is_one_equation_in_numbers(text: str, solution: str, verdict: str) -> None:
    loss = r"Let $L = \frac12 (y - w x)^2 + \frac{\lambda}{2} w^2$. "
    found = verdicts(loss + text.format(solution))
    assert found[-1] == verdict
    assert "wrong" not in found[:-1]


LIKELIHOOD = r"Let $\ell(\mu, s) = -\frac{n}{2} \log s - \frac{1}{2 s} \sum_{i=1}^n (x_i - \mu)^2$. "


@pytest.mark.parametrize(("count", "verdict"), [("n", "right"), ("{n-1}", "wrong")])
def test_a_solution_may_rest_on_another_one(count: str, verdict: str) -> None:
    text = (
        LIKELIHOOD
        + r"Setting the derivative with respect to $\mu$ to zero gives $\hat\mu = \frac1n \sum_{i=1}^n x_i$. "
        r"Setting the derivative to zero gives "
    )
    solved = rf"$$\hat s = \frac1{count} \sum_{{i=1}}^n (x_i - \hat\mu)^2$$"
    assert verdicts(text + solved)[-1] == verdict


@pytest.mark.parametrize(
    "text",
    [
        r"Maximise $L = \sum_k n_k \log p_k$ subject to $\sum_k p_k = 1$. Setting the derivative to zero gives"
        r" $$p_k = \frac{n_k}{N}$$",
        r"Let $L = \frac12 (y - v h)^2$. We set the gradients to zero and compute $$h = w x$$",
        r"Let $L = \frac12 (y - h)^2$, and the gradients are set to zero. Then $$h = w x$$",
        r"Let $L = \frac12 (y - w x)^2 + \frac{\lambda}{2} w^2$. Setting $\lambda$ to zero gives $$w = \frac{y}{x}$$",
        r"Let $L = \frac12 (y - w x)^2 + \frac{\lambda}{2} w^2$. For $\lambda = 0$, setting the gradient to zero gives"
        r" $$w = \frac{y}{x}$$",
    ],
)
def test_what_is_said_of_something_else_refutes_nothing(text: str) -> None:
    assert "wrong" not in verdicts(text)


COEFFICIENTS = r"$$r(\beta) = \frac{1}{2 n} \|X \beta - y\|^2 + \frac{\lambda}{2} \beta^\top \beta$$ "
NORMAL = r"Setting the gradient to zero, $$(X^\top X + n \lambda I) \beta = X^\top y$$ "


@pytest.mark.parametrize("name", [r"\hat\beta", r"\beta^*"])
@pytest.mark.parametrize(("weight", "verdict"), [(r"n \lambda", "right"), (r"\lambda", "wrong")])
def test_a_solution_behind_its_own_equation_is_held_to_the_loss(name: str, weight: str, verdict: str) -> None:
    closed = rf"$${name} = (X^\top X + {weight} I)^{{-1}} X^\top y$$"
    assert verdicts(COEFFICIENTS + NORMAL + closed)[-1] == verdict


@pytest.mark.parametrize(("sign", "verdict"), [("+", "right"), ("-", "wrong")])
def test_squares_that_no_loss_names_are_made_small(sign: str, verdict: str) -> None:
    squares = r"$$f(\beta) = (y - X \beta)^\top (y - X \beta) + \lambda \beta^\top \beta$$ "
    closed = rf"$$\hat\beta = (X^\top X {sign} \lambda I)^{{-1}} X^\top y$$"
    assert verdicts(f"{squares}Setting the gradient to zero gives {closed}")[-1] == verdict


@pytest.mark.parametrize(("solution", "verdict"), [(r"\frac{y}{x}", "right"), (r"\frac{2 y}{x}", "wrong")])
def test_so_are_those_of_a_function_of_a_number(solution: str, verdict: str) -> None:
    text = rf"$$f(w) = (x w - y)^2$$ Setting the gradient to zero gives $$x^2 w = x y$$ $$\hat w = {solution}$$"
    assert verdicts(text)[-1] == verdict


@pytest.mark.parametrize(
    "text",
    [
        r"Let $p(x) = e^{-(x - \mu)^2}$. Setting the derivative of the likelihood to zero gives"
        r" $$\hat\mu = \frac{1}{n} \sum_{i=1}^n x_i$$",
        r"Let $s = \sum_i (x_i - \mu)^2$. Setting the derivative of the likelihood to zero gives"
        r" $$\hat v = \frac{1}{n} \sum_i (x_i - \mu)^2$$",
    ],
)
def test_what_is_no_sum_of_squares_of_the_variable_refutes_nothing(text: str) -> None:
    assert "wrong" not in verdicts(text)


@pytest.mark.parametrize(("weight", "verdict"), [(r"n \lambda", "right"), (r"\lambda", "wrong")])
def test_what_adds_a_penalty_to_squares_is_made_small_in_their_place(weight: str, verdict: str) -> None:
    squares = (
        r"$$f(\beta) = \frac{1}{2 n} \|X \beta - y\|^2$$ $$r(\beta) = f(\beta) + \frac{\lambda}{2} \beta^\top \beta$$ "
    )
    closed = rf"$$\hat\beta = (X^\top X + {weight} I)^{{-1}} X^\top y$$"
    assert verdicts(f"{squares}Setting the gradient to zero gives {closed}")[-1] == verdict


MEAN = r"Let $F(\theta) = \frac{1}{2n} \|X \theta - y\|^2 + \frac{\alpha}{2} \|\theta\|^2$. "


@pytest.mark.parametrize(
    "words", ["At the optimum", "Im Minimum ist", "À l'optimum,", "En el mínimo", "W minimum jest"]
)
@pytest.mark.parametrize(("scale", "verdict"), [("n ", "right"), ("", "wrong")])
def test_what_is_marked_as_the_best_value_is_held_to_its_loss(words: str, scale: str, verdict: str) -> None:
    text = rf"{MEAN}{words} $\theta^* = (X^\top X + {scale}\alpha I)^{{-1}} X^\top y$."
    assert verdicts(text) == ["right", verdict]


@pytest.mark.parametrize(
    "text",
    [
        r"Let $J(w) = \|X w - y\|^2 + \lambda \|w\|^2$. The optimal solution of least squares is"
        r" $w^* = (X^\top X)^{-1} X^\top y$.",
        r"Let $J(w) = \|X w - y\|^2$. The optimal solution of ridge regression is"
        r" $w^* = (X^\top X + \lambda I)^{-1} X^\top y$.",
        r"Let $S = X \theta$. At the optimum $\theta^* = X^\top y$.",
    ],
)
def test_the_best_value_of_another_loss_is_not_refuted(text: str) -> None:
    assert "wrong" not in verdicts(text)
