"""A derivative of an expression that stands on the left in full: no other line could say more of its names."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts


@pytest.mark.parametrize(
    ("rule", "slip"),
    [
        (r"\frac{\partial}{\partial w}(w x + b) = x", r"\frac{\partial}{\partial w}(w x + b) = b"),
        (r"\frac{\partial a^T x}{\partial x} = a", r"\frac{\partial (w_1 x_1 + w_2 x_2)}{\partial w_1} = x_2"),
        (r"\frac{d}{dx} \ln(a x) = \frac{1}{x}", r"\frac{d}{dx} \ln(a x) = \frac{1}{a}"),
    ],
)
def test_a_name_that_the_slope_has_lost_is_no_excuse(rule: str, slip: str) -> None:
    assert verdicts(f"${rule}$ and ${slip}$") == ["right", "wrong"]


def test_a_name_that_only_the_slope_has_may_be_anything() -> None:
    assert verdicts(r"$\frac{\partial}{\partial w}(w x + b) = c$") == ["unchecked"]


@pytest.mark.parametrize("slope", ["A", "A^T"])
def test_a_matrix_may_be_laid_out_the_other_way(slope: str) -> None:
    assert verdicts(rf"$\frac{{\partial \operatorname{{tr}}(A X)}}{{\partial X}} = {slope}$")[-1] != "wrong"
