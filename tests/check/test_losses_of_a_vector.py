"""Open losses of a whole vector: R and E in ``L = R(z) + D`` are applied to z, and multiplied with nothing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("loss", ["R", "E"])
@pytest.mark.parametrize(("penalty", "allowed"), [(r"2 \mu_j", {"right"}), (r"\mu_j", {"wrong", "unchecked"})])
def test_a_letter_that_is_applied_and_differentiated_is_no_factor(loss: str, penalty: str, allowed: set[str]) -> None:
    lines = (
        r"z_j = \mu_j + s_j \epsilon_j",
        r"D = \sum_j \mu_j^2",
        rf"L = {loss}(z) + D",
        rf"\frac{{\partial L}}{{\partial \mu_j}} = \frac{{\partial {loss}}}{{\partial z_j}} + {penalty}",
    )
    found = verdicts(displays(*lines))
    assert found[:3] == ["right"] * 3
    assert found[3] in allowed


def test_a_letter_that_also_stands_in_products_stays_a_factor() -> None:
    lines = (r"E = a b", r"y = E (z) + b E", r"\frac{\partial y}{\partial z} = E")
    assert verdicts(displays(*lines))[-1] == "right"
