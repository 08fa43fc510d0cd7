"""A letter of losses that a number is given to is none: ``L = 3`` layers."""

from __future__ import annotations

from tests.check.judging import displays, verdicts


def test_the_gradients_are_those_of_the_loss_that_is_defined() -> None:
    network = displays(
        r"Z^{[1]} = W^{[1]} X, \quad A^{[1]} = \tanh(Z^{[1]}), \quad \hat Y = W^{[2]} A^{[1]}",
        r"J = \frac{1}{2m} \lVert \hat{Y} - Y \rVert_F^2",
    )
    text = f"A network with $L = 2$ layers: {network} $$dW^{{[2]}} = %s (\\hat{{Y}} - Y) (A^{{[1]}})^T$$"
    assert verdicts(text % r"\frac{1}{m}")[-1] == "right"
    assert verdicts(text % "")[-1] == "wrong"
