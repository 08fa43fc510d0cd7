"""Gradients by name may be bold as a whole."""

import pytest

from tests.check.judging import displays, judged, verdicts

LAYER = r"\mathbf{z} = \mathbf{W} \mathbf{x} + \mathbf{b}, \quad \mathbf{a} = \tanh(\mathbf{z})"
LOSS = r"L = \frac12 \|\mathbf{a} - \mathbf{t}\|^2"


@pytest.mark.parametrize("command", ["mathbf", "bm", "boldsymbol"])
def test_a_bold_d_and_a_bold_name_are_a_gradient(command: str) -> None:
    claims = (r"\mathbf{da} = \mathbf{a} - \mathbf{t}", r"\mathbf{dz} = \mathbf{da} \odot (1 - \mathbf{a}^2)")
    last = r"\mathbf{dW} = \mathbf{dz} \mathbf{x}^T, \quad \mathbf{dx} = \mathbf{W}^T \mathbf{dz}"
    text = displays(LAYER, LOSS, *claims, last).replace("mathbf", command)
    assert verdicts(text) == ["right"] * 7
    assert verdicts(text.replace(r"\odot (1 -", r"\odot (1 +"))[4] == "wrong"


def test_scripts_stand_at_the_name_behind_the_d() -> None:
    layers = r"\bm{Z}^{[l]} = \bm{W}^{[l]} \bm{A}^{[l-1]}, \quad \bm{A}^{[l]} = \sigma(\bm{Z}^{[l]})"
    claims = (
        r"\bm{dZ}^{[l]} = \partial J / \partial \bm{Z}^{[l]}",
        r"\bm{dW}^{[l]} = \bm{dZ}^{[l]} \bm{A}^{[l-1]\top}",
    )
    text = displays(layers, *claims)
    assert verdicts(text)[-1] == "right"
    assert verdicts(text.replace(r"\bm{A}^{[l-1]\top}", r"\bm{A}^{[l]\top}"))[-1] == "wrong"
    assert judged(text)[-1].latex.startswith(r"\bm{dW}")


def test_a_bold_d_alone_is_a_vector() -> None:
    assert (
        verdicts(r"$$L = \mathbf{d}^T \mathbf{x}, \quad \frac{\partial L}{\partial \mathbf{x}} = \mathbf{d}$$")
        == ["right"] * 2
    )
