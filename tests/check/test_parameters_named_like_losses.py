r"""Parameters with the letter of a loss: the matrix E of ``e = E x``, by which L is differentiated."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

EMBEDDING = (r"e = E x", r"s = u^T e", r"L = -\log \sigma(s)", r"\frac{\partial L}{\partial u} = (\sigma(s) - 1) e")


@pytest.mark.parametrize(("slope", "verdict"), [("u x^T", "right"), ("x u^T", "wrong")])
def test_they_may_be_matrices(slope: str, verdict: str) -> None:
    line = rf"\frac{{\partial L}}{{\partial E}} = (\sigma(s) - 1) {slope}"
    assert verdicts(displays(*EMBEDDING, line))[-1] == verdict


def test_a_loss_that_is_added_to_another_one_is_a_number() -> None:
    found = verdicts(
        displays(r"J = a E + b C", r"\frac{\partial J}{\partial E} = a", r"\frac{\partial J}{\partial C} = a")
    )
    assert found == ["right", "right", "wrong"]
