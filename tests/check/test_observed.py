r"""What is observed with noise, ``y = X \beta + \epsilon``, is held in slopes of a loss."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    ("lines", "right", "slip"),
    [
        (
            (r"y = X \beta + \epsilon", r"S = \|y - X \beta\|^2"),
            r"\frac{\partial S}{\partial \beta} = -2 X^T (y - X \beta)",
            r"\frac{\partial S}{\partial \beta} = 2 X^T (y - X \beta)",
        ),
        (
            (r"y_i = \alpha + \beta x_i + \varepsilon_i", r"S = \sum_i (y_i - \alpha - \beta x_i)^2"),
            r"\frac{\partial S}{\partial \beta} = -2 \sum_i x_i (y_i - \alpha - \beta x_i)",
            r"\frac{\partial S}{\partial \beta} = -2 \sum_i (y_i - \alpha - \beta x_i)",
        ),
        (
            (r"y = w x + \epsilon", r"\hat y = w x", r"L = \frac12 (y - \hat y)^2"),
            r"\frac{\partial L}{\partial w} = -(y - \hat y) x",
            r"\frac{\partial L}{\partial w} = (y - \hat y) x",
        ),
    ],
)
def test_residuals_of_a_model_with_noise_have_slopes(lines: tuple[str, ...], right: str, slip: str) -> None:
    found = judged(displays(*lines, right, slip))[-2:]
    assert [each.verdict.value for each in found] == ["right-if", "wrong"]
    assert found[0].assumes == ("y is observed, and held",)


def test_what_is_observed_has_a_slope_of_its_own() -> None:
    slopes = (r"\frac{\partial y}{\partial w} = x", r"\frac{\partial y}{\partial w} = w")
    assert verdicts(displays(r"y = w x + \epsilon", *slopes))[-2:] == ["right", "wrong"]


def test_noise_in_a_hidden_value_holds_nothing() -> None:
    net = (r"h = w x + \epsilon", "y = v h", r"L = \frac12 (y - t)^2 + w^2")
    right, lost = (rf"\frac{{\partial L}}{{\partial w}} = {side}" for side in ("(y - t) v x + 2 w", "2 w"))
    found = verdicts(displays(*net, right, lost))[-2:]
    assert found[0] == "right"
    assert found[1] not in {"right", "right-if"}
