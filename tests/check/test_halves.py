"""A step along half of the gradient, where a line writes the half beside the derivative."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = r"L = \sum_i (w x_i - y_i)^2"
HALVED = r"w \leftarrow w - \eta \frac12 \frac{\partial L}{\partial w}"
OUT = r"w \leftarrow w - \eta \sum_i (w x_i - y_i) x_i"


@pytest.mark.parametrize("step", [HALVED, HALVED.replace(r"\eta \frac12", r"\frac{\eta}{2}")])
def test_a_half_before_the_derivative_is_part_of_the_step(step: str) -> None:
    found = judged(displays(LOSS, step, OUT))[1:]
    assert [each.verdict.value for each in found] == ["right-if", "right-if"]
    assert all("the step goes along half of the gradient" in each.assumes for each in found)


def test_a_half_of_the_gradient_may_be_said_before() -> None:
    half = r"\frac12 \frac{\partial L}{\partial w} = \sum_i (w x_i - y_i) x_i"
    assert verdicts(displays(LOSS, half, OUT)) == ["right", "right", "right-if"]


@pytest.mark.parametrize(
    "page",
    [
        (LOSS, OUT),
        (LOSS, HALVED, OUT.replace("w - ", "w + ")),
        (LOSS, HALVED, OUT.replace(" x_i$", "$").replace(") x_i", ")")),
        (LOSS, HALVED.replace("w - ", "w + ")),
        (LOSS, HALVED.replace("frac12", "frac14")),
        (LOSS.replace("=", r"= \frac12"), HALVED),
    ],
)
def test_any_other_factor_is_a_slip(page: tuple[str, ...]) -> None:
    assert verdicts(displays(*page))[-1] == "wrong"
