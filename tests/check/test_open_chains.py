"""A line that begins with an equals sign may continue several equations: a slip is shown against one that fits it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

PAGE = (
    r"\hat{y}_j = v_j^T z",
    r"z_j = \text{sigmoid}(w_j^T x)",
    r"E = \frac{1}{2} \sum_{i=1}^m \sum_{e=1}^k (\hat{y}_e^{(i)} - y_e^{(i)})^2",
    r"\frac{\partial E}{\partial v_j} = \frac{\partial E}{\partial \hat{y}_j} \cdot "
    r"\frac{\partial \hat{y}_j}{\partial v_j} \quad "
    r"\frac{\partial E}{\partial \hat{y}_j} = \sum_{i=1}^m (\hat{y}_j^{(i)} - y_j^{(i)})",
)
GOES_ON = r"= \sum_{i=1}^m (\hat{y}_j^{(i)} - y_j^{(i)}) \cdot z^{(i)}"


def test_what_goes_on_from_an_equation_with_its_indices_is_proved() -> None:
    assert judged(displays(*PAGE, GOES_ON))[-1].verdict.value == "right-if"


@pytest.mark.parametrize(
    ("right", "wrong"), [(r"y_j^{(i)})", r"y_j^{(i)})^2"), (r"- y_j^{(i)}", r"+ y_j^{(i)}"), (r"= \sum", r"= 2 \sum")]
)
def test_a_slip_is_shown_against_the_equation_that_has_all_indices_of_the_line(right: str, wrong: str) -> None:
    slip = judged(displays(*PAGE, GOES_ON.replace(right, wrong)))[-1]
    assert slip.verdict.value == "wrong"
    assert slip.reading.startswith(r"\frac{\partial E}{\partial v_{kj}} = ")
    assert slip.counterexample is not None
