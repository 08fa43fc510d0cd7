"""A gradient in another layout is no slip in a text that leaves the layout open, and one everywhere else."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LAYER = "A layer $u = W x + b$ with the error $\\delta = \\frac{\\partial E}{\\partial u}$."
TURNED = r"\frac{\partial E}{\partial W} = x \delta^T"
SAID = [
    "The layout of the gradients does not matter here.",
    "All gradients are written up to a transpose.",
    "We do not distinguish between row and column vectors in what follows.",
]


@pytest.mark.parametrize("said", SAID)
def test_a_text_that_leaves_the_layout_open_may_turn_a_gradient(said: str) -> None:
    assert verdicts(f"{LAYER} {said}\n\n{displays(TURNED)}")[-1] == "right-if"


@pytest.mark.parametrize("said", ["", "We write down all transposes.", "The layout of the page is that of a book."])
def test_any_other_text_may_not(said: str) -> None:
    assert verdicts(f"{LAYER} {said}\n\n{displays(TURNED)}")[-1] == "wrong"


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("slip", [r"x u^T", r"x x^T", r"u \delta^T"])
def test_another_factor_is_proved_in_no_layout(said: str, slip: str) -> None:
    claim = rf"\frac{{\partial E}}{{\partial W}} = {slip}"
    assert verdicts(f"{LAYER} {said}\n\n{displays(claim)}")[-1] in {"wrong", "unchecked"}


def test_a_product_in_the_other_order_is_meant_as_well() -> None:
    text = "Up to the layout, with $Z = W h + b$ and $L = \\frac12 \\|Z - t\\|^2$:\n\n"
    assert verdicts(text + displays(r"\frac{\partial L}{\partial W} = h^T (Z - t)"))[-1] == "right-if"
    assert verdicts(text + displays(r"\frac{\partial L}{\partial W} = h^T (t - Z)"))[-1] == "wrong"


def test_a_line_that_nothing_decides_in_its_own_layout_is_open() -> None:
    layers = displays(r"x^\ell = f(u^\ell)", r"u^\ell = W^\ell x^{\ell-1} + b^\ell")
    layers += "\n\n" + displays(r"\delta^\ell = (W^{\ell+1})^T \delta^{\ell+1} \circ f'(u^\ell)") + "\n\n"
    said = "The layout of the gradients does not matter.\n\n"
    claim = r"\frac{{\partial E}}{{\partial W^\ell}} = {} (\delta^\ell)^T"
    assert verdicts(said + layers + displays(claim.format(r"x^{\ell-1}")))[-1] == "unchecked"
    assert verdicts(said + layers + displays(claim.format(r"x^\ell")))[-1] == "wrong"
