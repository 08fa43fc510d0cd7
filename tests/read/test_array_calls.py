"""Calls of NumPy inside formulas: they are products, sums over an axis, and functions of each element."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

COLUMNS = ("Z = W A + b", r"dW = \frac1m np.dot(dZ, A.T)")
ROWS = ("Z = X W + b", r"dW = \mathrm{np.dot}(X.T, dZ)")


@pytest.mark.parametrize(
    ("layer", "claim", "verdict"),
    [
        (COLUMNS, "dA = np.dot(W.T, dZ)", "right"),
        (COLUMNS, "dA = np.dot(W, dZ)", "wrong"),
        (COLUMNS, "dW = np.dot(dZ, A.T) / m", "right"),
        (COLUMNS, "dW = np.dot(A, dZ.T) / m", "wrong"),
        (ROWS, "dX = np.matmul(dZ, W.T)", "right"),
        (ROWS, "dX = np.matmul(W.T, dZ)", "wrong"),
    ],
)
def test_products_of_matrices(layer: tuple[str, ...], claim: str, verdict: str) -> None:
    assert verdicts(displays(*layer, claim)) == ["right", "right", verdict]


@pytest.mark.parametrize("axis", ["0", "1"])
def test_sums_over_an_axis_are_open(axis: str) -> None:
    assert verdicts(displays(*COLUMNS, rf"db = \frac1m np.sum(dZ, axis={axis}, keepdims=True)"))[-1] == "unchecked"


@pytest.mark.parametrize(("slope", "verdict"), [(r"1 - np.tanh(Z)^2", "right"), (r"1 + np.tanh(Z)^2", "wrong")])
def test_functions_and_products_of_each_element(slope: str, verdict: str) -> None:
    layer = ("Z = W X + b", "A = np.tanh(Z)")
    assert verdicts(displays(*layer, rf"dZ = np.multiply(dA, {slope})")) == ["right", "right", verdict]


def test_sums_of_all_elements() -> None:
    neuron = (r"A = \sigma(Z)", "Z = w^T X + b")
    loss = r"J = -\frac1m np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))"
    claims = ("dZ = A - Y", "dw = np.dot(X, dZ.T) / m", "db = np.sum(dZ) / m", "dZ = Y - A")
    assert verdicts(displays(*neuron, loss, *claims)) == ["right"] * 6 + ["wrong"]


def test_letters_that_are_no_module_stay() -> None:
    assert verdicts(displays("y = n p x", r"\frac{\partial y}{\partial x} = n p")) == ["right", "right"]
