"""Activations by cases have one slope for each unit, without a sum over the others."""

from __future__ import annotations

import pytest

from backproof import Model
from tests.derive.test_derivations import not_right

BY_CASES = {
    "leaky": r"\begin{cases} z_j & z_j > 0 \\ 0.01 z_j & \text{otherwise} \end{cases}",
    "elu": r"\begin{cases} z_j & \text{if } z_j \geq 0 \\ \alpha (e^{z_j} - 1) & \text{if } z_j < 0 \end{cases}",
    "relu": r"\begin{cases} z_j & z_j > 0 \\ 0 & \text{otherwise} \end{cases}",
}


@pytest.mark.parametrize("name", BY_CASES)
@pytest.mark.parametrize("notation", ["index", "delta"])
def test_no_sum_over_other_units_is_left(name: str, notation: str) -> None:
    document = rf"$$z_j = \sum_i w_{{ji}} x_i$$ and $$a_j = {BY_CASES[name]}$$ and $$J = \sum_j (a_j - y_j)^2$$"
    derivation = Model.from_document(document).derive("w", notation=notation)
    assert r"\sum" not in derivation.latex
    assert not_right(derivation.to("markdown")) == []


def test_the_letter_below_a_maximum_is_bound_so_that_a_loss_of_it_is_a_number() -> None:
    model = Model.from_document(r"$$p = \max_i x_i$$ $$L = \frac12 (p - y)^2$$")
    assert model.inputs == ("x", "y")
    assert model.gradient("x").evaluate(x=[1, 4, 2], y=1).tolist() == [0, 3, 0]
