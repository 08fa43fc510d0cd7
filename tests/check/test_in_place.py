"""Activations that are written over what they are applied to."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    "formula", [r"z_i = \frac{\exp(z_i)}{\sum_k \exp(z_k)}", r"z_i = \frac{e^{z_i}}{\sum_k e^{z_k}}", r"z = \tanh(z)"]
)
def test_the_name_on_the_left_is_the_new_value(formula: str) -> None:
    (found,) = judged(displays(formula))
    assert found.verdict.value == "right-if"
    assert found.assumes == ("the z on the left is the new value, what the function gives for the z on the right",)


@pytest.mark.parametrize(
    "formula",
    [r"z_i = \frac{e^{z_i}}{\sum_k e^{z_i}}", r"z_i = \frac{z_i}{\sum_k e^{z_k}}", "z = 2 z", r"z_i = e^{z_i}"],
)
def test_what_is_no_activation_of_the_name_is_not_read_so(formula: str) -> None:
    assert verdicts(displays(formula)) == ["unchecked"]
