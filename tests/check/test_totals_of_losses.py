r"""Losses without an index beside those of samples: ``\partial E/\partial w = \sum_n \partial E_n/\partial w``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

OF_ONE = (r"y_n = w x_n + b", r"E_n = \frac12 (y_n - t_n)^2")
TOTAL = r"\frac{\partial E}{\partial w} = \sum_n \frac{\partial E_n}{\partial w}"
MEAN = r"\frac{\partial E}{\partial w} = \frac1N \sum_{n=1}^N \frac{\partial E_n}{\partial w}"


def test_derivatives_of_elements_that_are_summed_say_what_the_total_is() -> None:
    assert verdicts(displays(TOTAL)) == ["right"]
    assert verdicts(displays(*OF_ONE, TOTAL)) == ["right"] * 3


@pytest.mark.parametrize(
    ("total", "claim", "verdict"),
    [
        (TOTAL, r"\frac{\partial E}{\partial w} = \sum_n (y_n - t_n) x_n", "right"),
        (TOTAL, r"\frac{\partial E}{\partial b} = \sum_n (y_n - t_n)", "right"),
        (TOTAL, r"\frac{\partial E}{\partial w} = \sum_n (y_n - t_n)", "wrong"),
        (TOTAL, r"\frac{\partial E}{\partial b} = \frac1N \sum_{n=1}^N (y_n - t_n)", "wrong"),
        (MEAN, r"\frac{\partial E}{\partial b} = \frac1N \sum_{n=1}^N (y_n - t_n)", "right"),
        (MEAN, r"\frac{\partial E}{\partial b} = \sum_{n=1}^N (y_n - t_n)", "wrong"),
    ],
)
def test_other_lines_are_held_to_the_total(total: str, claim: str, verdict: str) -> None:
    assert verdicts(displays(*OF_ONE, total, claim)) == ["right", "right", "right", verdict]


def test_a_total_that_is_defined_is_not_what_a_line_says_of_it() -> None:
    mean = r"E = \frac1N \sum_{n=1}^N E_n"
    found = verdicts(displays(r"y_n = w x_n + b", r"E_n = \frac12 (y_n - t_n)^2", mean, TOTAL))
    assert found[2] == "right"
    assert found[3] != "right"


GRADIENTS = (
    r"y_n = w^T x_n",
    r"E_n = \frac12 (y_n - t_n)^2",
    r"\nabla E(w) = \sum_{n=1}^N \nabla E_n(w)",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla E = \sum_{n=1}^N (y_n - t_n) x_n", "right"),
        (r"\nabla E_n = (y_n - t_n) x_n", "right"),
        (r"\nabla E_n = (t_n - y_n) x_n", "wrong"),
        (r"\nabla E = (y_n - t_n) x_n", "wrong"),
    ],
)
def test_gradients_of_losses_with_their_parameters_behind_them(claim: str, verdict: str) -> None:
    assert verdicts(displays(*GRADIENTS, claim)) == ["right", "right", "right", verdict]


def test_the_gradient_of_the_loss_of_a_sample_is_none_by_that_loss() -> None:
    assert verdicts(displays(*GRADIENTS[:2], r"\nabla E_n = (y_n - t_n) x_n"))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("name", "verdict"), [("R", "right"), (r"\mathcal{R}", "right"), ("y", "unchecked"), ("h", "unchecked")]
)
def test_a_loss_is_a_total_and_an_output_may_be_an_array(name: str, verdict: str) -> None:
    claim = rf"\frac{{\partial {name}}}{{\partial w}} = \sum_n \frac{{\partial {name}_n}}{{\partial w}}"
    assert verdicts(displays(claim)) == [verdict]
    # Where a line says what it is, this holds or not.
    each = rf"{name}_n = (w x_n)^2"
    mean = rf"{name} = \frac1N \sum_{{n=1}}^N {name}_n"
    slip = rf"\frac{{\partial {name}}}{{\partial w}} = \sum_{{n=1}}^N \frac{{\partial {name}_n}}{{\partial w}}"
    assert verdicts(displays(each, mean, slip))[-1] == "wrong"


VECTOR_LOSS = (
    r"z^{[1]} = W^{[1]} x + b^{[1]}, \quad a^{[1]} = \tanh(z^{[1]})",
    r"z^{[2]} = W^{[2]} a^{[1]} + b^{[2]}, \quad \hat y = \sigma(z^{[2]})",
    r"\mathcal{L}(\hat y, y) = -[(1 - y) \log(1 - \hat y) + y \log \hat y]",
)


def test_a_cross_entropy_of_outputs_is_the_sum_over_them() -> None:
    head = r"\frac{\partial \mathcal{L}}{\partial W^{[1]}} = "
    true = r"({W^{[2]}}^T (\hat y - y) \circ (1 - (a^{[1]})^2)) x^T"
    assert verdicts(displays(*VECTOR_LOSS, head + true))[-2:] == ["right-if", "right"]
    assert verdicts(displays(*VECTOR_LOSS, head + true.replace(r"\hat y - y", r"y - \hat y")))[-1] == "wrong"
    assert verdicts(displays(*VECTOR_LOSS, head + true.replace("{W^{[2]}}^T", "W^{[2]}")))[-1] == "wrong"
