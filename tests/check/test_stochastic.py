"""Steps on one sample follow the gradient of what the loss adds for that sample."""

from __future__ import annotations

import pytest

from backproof.check.samples.stochastic import SAID
from tests.check.judging import displays, judged

MEAN = (
    r"p^{(i)} = \sigma(w^T x^{(i)})",
    r"J(w) = -\frac{1}{m} \sum_{i=1}^m \left( y^{(i)} \log p^{(i)} + (1 - y^{(i)}) \log (1 - p^{(i)}) \right)",
)
SQUARES = (r"E = \frac12 \sum_{n=1}^N (w^T x^{(n)} - t^{(n)})^2",)
STEP = r"w := w - \alpha (p^{(i)} - y^{(i)}) x^{(i)}"
OTHER = r"w \leftarrow w - \eta (w^T x^{(n)} - t^{(n)}) x^{(n)}"


@pytest.mark.parametrize(("given", "step"), [(MEAN, STEP), (SQUARES, OTHER), (MEAN, STEP.replace("(i)", "(k)"))])
def test_a_step_on_one_sample_of_a_sum_or_a_mean_is_right_if_so_meant(given: tuple[str, ...], step: str) -> None:
    found = judged(displays(*given, step))[-1]
    assert found.verdict.value == "right-if"
    assert any(SAID in each for each in found.assumes)


@pytest.mark.parametrize(
    ("given", "slip"),
    [
        (MEAN, STEP.replace("- y", "+ y")),
        (MEAN, STEP.replace("w - ", "w + ")),
        (MEAN, STEP.replace(" x^{(i)}", "")),
        (MEAN, STEP.replace(r"\alpha", r"2 \alpha")),
        (SQUARES, OTHER.replace("(w^T", "2 (w^T")),
        (SQUARES, OTHER.replace("t^{(n)}", "x^{(n)}")),
    ],
)
def test_no_slip_in_such_a_step_is_excused(given: tuple[str, ...], slip: str) -> None:
    assert judged(displays(*given, slip))[-1].verdict.value in {"unchecked", "wrong"}
