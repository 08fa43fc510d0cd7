"""A capital without indices that a definition divides by is a number: D of ``(1/D) Σᵢ xᵢ``, as READMEs write it."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

NORM = "```\nμ   = (1/D) Σᵢ xᵢ\nv   = (1/D) Σᵢ (xᵢ − μ)²\nr   = 1/√(v + ε)\nuᵢ  = (xᵢ − μ)·r\n%s\n```"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("∂v/∂xᵢ = 2(xᵢ − μ)/D", "right-if"),
        ("∂r/∂xᵢ = −r²·uᵢ/D", "right-if"),
        ("∂v/∂xᵢ = (xᵢ − μ)/D", "wrong"),
        ("∂v/∂xᵢ = 2(xᵢ − μ)", "wrong"),
        ("∂r/∂xᵢ = −r·uᵢ/D", "wrong"),
    ],
)
def test_layer_normalisation_over_d_features(line: str, verdict: str) -> None:
    assert verdicts(NORM % line)[-1] == verdict


ENTROPY = r"$p_i = \sigma(z_i)$, $L = -\sum_i (y_i \log p_i + (1-y_i) \log(1 - p_i))$. "


def test_a_value_of_all_elements_may_be_meant_behind_it() -> None:
    """What holds for positive examples is no slip behind ``If $y_i = 1$``."""
    assert verdicts(ENTROPY + r"If $y_i = 1$ then $\frac{\partial L}{\partial z_i} = p_i - 1$.")[-1] == "unchecked"
    assert verdicts(ENTROPY + r"If $y_i = 1$ then $\frac{\partial L}{\partial z_i} = p_i + 1$.")[-1] == "wrong"
    assert verdicts(ENTROPY + r"We have $\frac{\partial L}{\partial z_i} = p_i - 1$.")[-1] == "wrong"
