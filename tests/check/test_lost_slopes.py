"""Slopes that stand for values: the derivative on the left of ``y = y(1 - y)`` is missing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    ("value", "slope"),
    [
        (r"y = \sigma(v^T z)", "y = y (1 - y)"),
        (r"a_j = \tanh(u_j)", "a_j = 1 - a_j^2"),
        (r"s = \frac{1}{1 + e^{-t}}", "s = s - s^2"),
        (r"\hat{y} = \mathrm{sigmoid}(q)", r"\hat{y} = (1 - \hat{y}) \hat{y}"),
    ],
)
def test_the_slope_of_a_function_is_not_its_value(value: str, slope: str) -> None:
    right, wrong = judged(displays(value, slope))
    assert (right.verdict.value, wrong.verdict.value) == ("right", "wrong")
    assert wrong.reason.startswith("this is the slope of the function, not its value")
    assert wrong.counterexample is not None


@pytest.mark.parametrize("value", [r"y = \sigma(u)", "y = e^u", "y = 2 u"])
@pytest.mark.parametrize("anew", ["y = 2 y (1 - y)", "y = y^2", "y = y / n", "y = y - u", "y = 0.5 y"])
def test_a_name_that_is_given_another_value_of_itself_refutes_nothing(value: str, anew: str) -> None:
    assert verdicts(displays(value, anew)) == ["right", "unchecked"]


def test_a_value_that_is_its_own_slope_is_no_slip() -> None:
    """What is written alike on both sides says nothing."""
    assert verdicts(displays("y = e^u", "y = e^u", "y = y")) == ["right", "right", "unchecked"]


@pytest.mark.parametrize("sign", [r"\approx", r"\propto"])
def test_what_only_resembles_its_slope_is_no_slip(sign: str) -> None:
    assert "wrong" not in verdicts(displays(r"y = \sigma(u)", rf"y {sign} y (1 - y)"))


@pytest.mark.parametrize("anew", [r"h \leftarrow 2 h", r"h := \frac{h}{2}"])
def test_what_is_computed_is_no_loss_that_its_own_step_descends(anew: str) -> None:
    assert verdicts(displays(r"h = \sigma(x)", anew)) == ["right", "unchecked"]
