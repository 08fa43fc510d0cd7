"""Names that an algorithm gives one array after the other, and definitions whose shapes do not fit."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LAYERS = r"a^{(k)} = b^{(k)} + W^{(k)} h^{(k-1)}, \quad h^{(k)} = f(a^{(k)})"
ERRORS = r"g \leftarrow \nabla_{a^{(k)}} J = g \odot f'(a^{(k)})"
BACK = r"g \leftarrow \nabla_{h^{(k-1)}} J = W^{(k)\top} g"
NETWORK = r"z = W x + b, \quad h = \tanh(z), \quad y = V h + c, \quad L = \frac12 \|y - t\|^2"


def test_a_name_that_arrows_hand_on_has_the_shape_of_what_it_was_given_last() -> None:
    assert "wrong" not in verdicts(displays(LAYERS, ERRORS, BACK))
    steps = (r"g \leftarrow y - t", r"\frac{\partial L}{\partial V} = g h^T", r"g \leftarrow V^T g")
    assert "wrong" not in verdicts(displays(NETWORK, *steps, r"\frac{\partial L}{\partial h} = g"))


@pytest.mark.parametrize(("claim", "verdict"), [(r"V^T (y - t)", "right"), (r"V (y - t)", "wrong")])
def test_an_arrow_hands_on_no_slip_of_other_names(claim: str, verdict: str) -> None:
    steps = (r"g \leftarrow y - t", r"g \leftarrow V^T g")
    assert verdicts(displays(NETWORK, *steps, rf"\frac{{\partial L}}{{\partial h}} = {claim}"))[-1] == verdict


def test_nothing_is_right_by_a_definition_whose_shapes_do_not_fit() -> None:
    words = r"Let $y = W x$ with $W \in \mathbb{R}^{m \times n}$ and $L = f(y)$. "
    both = (r"\frac{\partial L}{\partial y} W", r"W \frac{\partial L}{\partial y}")
    found = verdicts(words + displays(*(rf"\frac{{\partial L}}{{\partial x}} = {each}" for each in both)))
    assert found[-2:] == ["unchecked", "unchecked"]


STEPS = (
    r"Let $X \in \mathbb{R}^{d \times N}$, $V \in \mathbb{R}^{p \times d}$, $W \in \mathbb{R}^{K \times p}$, "
    r"$Y \in \mathbb{R}^{K \times N}$."
    "\n\n"
    + displays(
        r"H = \tanh(V X), \quad S = W H, \quad L = \frac12 \|S - Y\|_F^2",
        r"D = \frac{\partial L}{\partial S} = S - Y, \quad \frac{\partial L}{\partial W} = D H^T",
        r"W \leftarrow (1 - \eta \lambda) W - \eta D H^T", r"W \leftarrow W - \eta D H^T",
    )
)  # fmt: skip


@pytest.mark.parametrize("slip", [r"\frac{\partial L}{\partial H} = W D", r"\frac{\partial L}{\partial W} = H D^T"])
def test_steps_from_a_share_of_the_last_value_leave_a_name_its_shape(slip: str) -> None:
    right = r"\frac{\partial L}{\partial H} = W^T D"
    assert verdicts(STEPS + "\n\n" + displays(right))[-1] == "right"
    assert verdicts(STEPS + "\n\n" + displays(right, slip))[-1] == "wrong"
