"""Inputs and outputs of one sample, ``y`` and ``x``, beside those of all, ``y_i`` and ``x_i``."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

ONE = (r"\ell = -y (w^\top x + b)", r"\nabla_w \ell = -y x")
ALL = r"J = \frac{\lambda}{2} \|w\|^2 + \frac1n \sum_{i=1}^n \max(0, 1 - y_i (w^\top x_i + b))"
SLOPE = r"\nabla_w J = \lambda w - \frac1n \sum_{i=1}^n \mathbb{1}[y_i (w^\top x_i + b) < 1] y_i x_i"


def test_a_loss_over_samples_beside_that_of_one_is_of_their_inputs_and_outputs() -> None:
    assert verdicts(displays(*ONE, ALL, SLOPE)) == ["right"] * 4
    assert verdicts(displays(*ONE, ALL, SLOPE.replace("- \\frac", "+ \\frac")))[-1] == "wrong"
    assert verdicts(displays(*ONE, ALL, SLOPE.replace("y_i x_i", "y_i w")))[-1] == "wrong"


def test_a_vector_beside_its_elements_is_no_sample() -> None:
    lines = (r"z = \sum_i w_i x_i", r"L = \frac12 (z - t)^2")
    assert verdicts(displays(*lines, r"\frac{\partial L}{\partial w_i} = (z - t) x_i")) == ["right"] * 3


def test_a_condition_on_a_value_holds_for_what_and_joins_to_its_formula() -> None:
    text = r"$\ell = \max(0, 1 - y z)$. For $y z < 1$ we have $$\frac{\partial \ell}{\partial z} = -y$$ and"
    assert verdicts(text + r" $\frac{\partial \ell}{\partial y} = -z$.")[-1] == "right"
    assert verdicts(text + r" $\frac{\partial \ell}{\partial y} = z$.")[-1] == "wrong"
    assert verdicts(text + r" always $\frac{\partial \ell}{\partial y} = -z$.")[-1] == "wrong"
