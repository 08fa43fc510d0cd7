r"""Squares behind the number of a layer, ``1 - A^{[1]2}``, and the gradients that notes write with them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NET = (r"a^{[1]} = \tanh(z^{[1]})", r"a^{[2]} = v a^{[1]}", r"L = \frac12 (a^{[2]} - y)^2")
BATCH = (
    r"z^{[1](i)} = W^{[1]} x^{(i)} + b^{[1]}", r"a^{[1](i)} = \tanh(z^{[1](i)})",
    r"z^{[2](i)} = W^{[2]} a^{[1](i)} + b^{[2]}", r"a^{[2](i)} = \sigma(z^{[2](i)})",
    r"J = -\frac1m \sum_{i=1}^m \left( y^{(i)} \log(a^{[2](i)}) + (1 - y^{(i)}) \log(1 - a^{[2](i)}) \right)",
    r"dZ^{[2]} = A^{[2]} - Y", r"dW^{[2]} = \frac1m dZ^{[2]} A^{[1]T}",
    r"dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - A^{[1]2})",
)  # fmt: skip


@pytest.mark.parametrize(
    ("side", "verdict"),
    [("1 - a^{[1]2}", "right"), ("1 + a^{[1]2}", "wrong"), ("1 - a^{[2]2}", "wrong"), ("1 - a^{[1]}", "wrong")],
)
def test_the_number_behind_a_layer_is_a_power(side: str, verdict: str) -> None:
    """The square is of what is in that layer, and not the power that both numbers make."""
    assert verdicts(displays(*NET, rf"\frac{{\partial a^{{[1]}}}}{{\partial z^{{[1]}}}} = {side}"))[-1] == verdict


def test_euler_has_no_layers() -> None:
    """A product in an exponent stays one."""
    assert verdicts(displays(r"f(x) = e^{(x)2}", r"f'(x) = 2 e^{2 x}", r"f'(x) = 2 e^{x}")) == [
        "right",
        "right",
        "wrong",
    ]


def test_a_gradient_that_alone_lacks_its_mean_is_not_called_right() -> None:
    """Beside others that are divided by the number of samples, it may be of the loss of each sample, as these are."""
    assert verdicts(displays(*BATCH, r"dW^{[1]} = dZ^{[1]} X^T"))[-1] in {"wrong", "unchecked"}
