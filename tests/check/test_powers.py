"""Powers of whole matrices: of the elements of activations, of the norm of weights, and products where one may be."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

BATCH = (r"Z = W X + b", r"A = \tanh(Z)", r"E = \frac12 \|A - T\|^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial Z} = (A - T) \odot (1 - A^2)", "right"),
        (r"\frac{\partial E}{\partial W} = [(A - T) \odot (1 - A^2)] X^T", "right"),
        (r"\frac{\partial E}{\partial Z} = (A - T) \odot (1 + A^2)", "wrong"),
        (r"\frac{\partial E}{\partial Z} = (A - T) \odot (1 - A^3)", "wrong"),
    ],
)
def test_the_square_of_activations_is_that_of_each_of_them(claim: str, verdict: str) -> None:
    assert verdicts(displays(*BATCH, claim))[-1] == verdict


def test_a_power_of_a_matrix_that_is_square_stays_unread() -> None:
    text = r"$A \in \mathbb{R}^{n \times n}$, $B \in \mathbb{R}^{n \times n}$" + "\n\n" + displays("B = A A", "B = A^2")
    found = judged(text)[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", "a power of a matrix is not read yet")


def test_the_square_of_weights_beside_a_loss_is_that_of_their_norm() -> None:
    total = r"J = \frac12 \|A - T\|^2 + \frac{\mu}{2} W^2"
    slopes = [rf"\frac{{\partial J}}{{\partial W}} = [(A - T) \odot (1 - A \odot A)] X^T {end}" for end in
              (r"+ \mu W", r"+ 2 \mu W", r"- \mu W", "")]  # fmt: skip
    found = judged(displays(*BATCH[:2], total, *slopes))[2:]
    assert found[0].assumes == ("the square of a matrix is that of its norm",)
    assert [each.verdict.value for each in found] == ["right-if", "right", "wrong", "wrong", "wrong"]


def test_shapes_that_a_power_may_change_refute_nothing() -> None:
    assert verdicts(displays(*BATCH, r"E = A^2 X^T + \mu"))[-1] != "wrong"
