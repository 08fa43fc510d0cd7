"""Wide spaces beside the signs of an equation separate nothing; those between equations do."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("gap", [r"\quad", r"\qquad", r"\hspace{9mm}"])
def test_spaces_around_the_signs_of_an_equation_are_layout(gap: str) -> None:
    given = displays(f"y {gap} = {gap} x^2 {gap} + {gap} a x")
    assert verdicts(given + "\n\n" + displays(rf"\frac{{dy}}{{dx}} {gap} = {gap} 2 {gap} \cdot {gap} x {gap} + a")) == [
        "right",
        "right",
    ]
    assert verdicts(given + "\n\n" + displays(rf"\frac{{dy}}{{dx}} {gap} = {gap} 2 x {gap} - {gap} a"))[-1] == "wrong"


@pytest.mark.parametrize(
    "two",
    [
        r"y = a^2 \quad -y = -a^2", r"y = a^2 \quad * \quad z = 2 a", r"y = a^2 \quad \Rightarrow \quad z = 2 a",
        r"y = a^2, \quad z = 2 a", r"y = a^2 \quad \text{and} \quad z = 2 a", r"y = a^2 \quad z = 2 a \quad *",
    ],
)  # fmt: skip
def test_spaces_between_two_equations_are_not(two: str) -> None:
    assert verdicts(displays(two)) == ["right", "right"]


def test_spaces_around_the_sign_of_alignment_are_layout() -> None:
    rows = r"\begin{aligned} L \quad &= \quad (h - 1)^2 \\ \frac{dL}{dh} \quad &= \quad 2 (h - 1) \end{aligned}"
    assert verdicts(displays(rows)) == ["right", "right"]
    assert verdicts(displays(rows.replace("2 (h", "3 (h"))) == ["right", "wrong"]
