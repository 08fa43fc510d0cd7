r"""At an optimum any multiple of a slope is zero: beside ``b = \frac1n \sum_i y_i`` the slope is held to every b."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

OPTIMUM = r"w = \frac{\sum_i x_i y_i}{\sum_i x_i^2}"
LOSS = r"L = \sum_i (y_i - w x_i)^2"


@pytest.mark.parametrize("model", [(OPTIMUM, LOSS), (LOSS, OPTIMUM)])
@pytest.mark.parametrize("rate", ["", "2"])
def test_neither_before_nor_behind_the_loss_does_it_prove_a_multiple(model: tuple[str, str], rate: str) -> None:
    right = (
        r"w \leftarrow w + 2 \eta \sum_i (y_i - w x_i) x_i",
        r"\frac{\partial L}{\partial w} = -2 \sum_i (y_i - w x_i) x_i",
    )
    assert verdicts(displays(*model, *right))[-2:] == ["right", "right"]
    slips = (
        rf"w \leftarrow w - {rate} \eta \sum_i (y_i - w x_i) x_i",
        r"\frac{\partial L}{\partial w} = -\sum_i (y_i - w x_i) x_i",
    )
    assert not {"right", "right-if"} & set(verdicts(displays(*model, *slips))[-2:])


def test_nor_with_a_number_for_how_many_there_are() -> None:
    text = displays(r"b = \frac1n \sum_i y_i", r"L = \frac{1}{2n} \sum_i (y_i - b)^2")
    for sign, verdict in (("+", "right"), ("-", "wrong")):
        step = displays(rf"b \leftarrow b {sign} \eta \frac1n \sum_i (y_i - b)")
        assert verdicts(f"{text}\n\n{step}")[-1] == verdict


def test_a_slope_that_is_said_to_be_zero_is() -> None:
    """The variance by the mean, as in batch normalisation."""
    model = (r"\mu = \frac1m \sum_{i=1}^m x_i", r"v = \frac1m \sum_{i=1}^m (x_i - \mu)^2")
    slope = r"\frac{\partial v}{\partial \mu} = -\frac2m \sum_{i=1}^m (x_i - \mu) = 0"
    assert verdicts(displays(*model, slope))[-2:] == ["right", "right"]
    halved = r"\frac{\partial v}{\partial \mu} = -\frac1m \sum_{i=1}^m (x_i - \mu)"
    assert verdicts(displays(*model, halved))[-1] == "unchecked"
