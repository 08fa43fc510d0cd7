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


HESSIAN = r"\nabla_\theta^2 J = \sum_{i=1}^n p_i (1 - p_i) x_i x_i^T"
GRADIENT = r"\nabla_\theta J = X^T (p - y)"


def test_a_vector_is_a_column_where_definitions_take_it_as_one() -> None:
    assert verdicts(displays(*FIT[:1], GRADIENT, HESSIAN))[-1] == "right"
    assert verdicts(displays(*FIT[:1], GRADIENT, HESSIAN.replace("x_i x_i^T", "x_i^T x_i")))[-1] == "unchecked"


def test_a_vector_is_a_row_where_definitions_take_it_as_one() -> None:
    rows = FIT[0].replace(r"\theta^T x_i", r"x_i \theta")
    assert verdicts(displays(rows, GRADIENT, HESSIAN.replace("x_i x_i^T", "x_i^T x_i")))[-1] == "right"


LAYERS = displays(
    r"z^l = W^l a^{l-1} + b^l, \quad a^l = \sigma(z^l), \quad C = \frac12 \|a^L - y\|^2",
    r"z^{l+1}_k = \sum_j w^{l+1}_{kj} \sigma(z^l_j) + b^{l+1}_k",
)


def test_the_weights_of_layers() -> None:
    slope = r"$$\frac{\partial z^{l+1}_k}{\partial z^l_j} = %s \sigma'(z^l_j)$$"
    assert set(verdicts(LAYERS + slope % "w^{l+1}_{kj}")) <= {"right", "right-if"}
    assert verdicts(LAYERS + slope % "w^{l+1}_{jk}")[-1] not in {"right", "right-if"}


NETWORK = (r"z = W x + b, \quad h = \sigma(z), \quad o = U h + c", r"L = \frac12 \sum_{k=1}^{q} (o_k - y_k)^2")
BOLD = (
    r"\mathbf{z} = \mathbf{W} \mathbf{x} + \mathbf{b}, \quad \mathbf{h} = \sigma(\mathbf{z}), "
    r"\quad \mathbf{o} = \mathbf{U} \mathbf{h} + \mathbf{c}",
    NETWORK[1],
)
BY_H = r"\frac{\partial L}{\partial h_j} = \sum_{k=1}^{q} (o_k - y_k) u_{kj}"
BY_W = r"\frac{\partial L}{\partial w_{ji}} = \sum_{k=1}^{q} (o_k - y_k) u_{kj} h_j (1 - h_j) x_i"


@pytest.mark.parametrize("forward", [NETWORK, BOLD])
def test_small_letters_alone_show_that_the_capitals_are_matrices(forward: tuple[str, ...]) -> None:
    assert verdicts(displays(*forward, BY_H, BY_W)) == ["right"] * 6


@pytest.mark.parametrize("forward", [NETWORK, BOLD])
@pytest.mark.parametrize(
    "slip", [BY_H.replace("u_{kj}", "u_{jk}"), BY_W.replace(" h_j (1", " (1"), BY_W.replace("u_{kj}", "w_{kj}")]
)
def test_the_elements_of_such_matrices_are_not_turned_round(forward: tuple[str, ...], slip: str) -> None:
    assert verdicts(displays(*forward, BY_H, BY_W, slip))[-1] == "wrong"


def test_a_count_is_no_matrix_of_the_elements_in_its_small_letter() -> None:
    lines = displays(r"E = N \sum_{i} \sum_j n_{ij} x_j", r"\frac{\partial E}{\partial x_j} = N \sum_i n_{ij}")
    assert verdicts(lines)[-1] == "right"
