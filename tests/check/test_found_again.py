"""Results that were wrong, and are given again as they should be: what goes on with the right ones is right."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

ERRORS = displays(
    r"x = \begin{bmatrix}1 & 2 \\ 3 & 4\end{bmatrix}",
    r"dZ = \begin{bmatrix}0.125 \\ 0.375\end{bmatrix}",
    r"dW = x^T dZ = \begin{bmatrix}1.125 \\ 1.750\end{bmatrix}",
)


def test_a_derivative_is_proved_by_its_formula_above() -> None:
    """The formula of a derivative holds where its number is printed again, and not for a copy with a slip."""
    right = displays(r"dW = \begin{bmatrix}1.250 \\ 1.750\end{bmatrix}")
    slip = displays(r"dW = \begin{bmatrix}1.750 \\ 1.250\end{bmatrix}")
    assert verdicts(ERRORS)[-1] == "wrong"
    assert verdicts(ERRORS + right)[-1] == "right"
    assert verdicts(ERRORS + slip)[-1] not in {"right", "right-if"}
