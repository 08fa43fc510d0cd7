"""Bars over names as gradients, where a document says so; and as means, where it does not."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = r"z = w x + b, \quad y = \sigma(z), \quad L = \frac12 (y - t)^2"
SAID = (r"\bar{y} = \frac{dL}{dy}", r"\overline{L} = 1")
CLAIMS = (r"\overline{y} = y - t", r"\overline{z} = \overline{y} \sigma'(z)", r"\overline{w} = \overline{z} x")


@pytest.mark.parametrize("said", SAID)
def test_a_bar_is_the_gradient_by_what_stands_below_it(said: str) -> None:
    assert verdicts(displays(NETWORK, said, *CLAIMS)) == ["right"] * 7


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("at", "slip"), [(0, "t - y"), (1, r"\overline{y} \sigma(z)"), (2, r"\overline{z}")])
def test_a_slip_in_one_is_refuted(said: str, at: int, slip: str) -> None:
    claims = [*CLAIMS[:at], CLAIMS[at].split("=")[0] + "= " + slip]
    assert verdicts(displays(NETWORK, said, *claims))[-1] == "wrong"


def test_a_bar_that_nothing_says_is_a_gradient_stays_a_name() -> None:
    mean = r"\bar{x} = \frac1n \sum_{i=1}^n x_i, \quad \frac{\partial \bar{x}}{\partial x_i} = \frac1n"
    assert verdicts(displays(mean, r"\bar{x} = 1"))[:2] == ["right", "right"]


def test_an_accent_over_a_name_with_its_scripts_is_one_over_the_name() -> None:
    loss = r"\hat{y_i} = w x_i, \quad E = \sum_i (\hat{y}_i - y_i)^2"
    text = displays(loss, r"\frac{\partial E}{\partial \hat{y_i}} = 2 (\hat{y_i} - y_i)")
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("= 2 (", "= ("))[-1] == "wrong"


@pytest.mark.parametrize(
    ("sum_", "value", "expected"),
    [
        (r"\bar v_5 \cos v_2 + \bar v_4 v_1", r"v_1 - \cos v_2", ["right", "right"]),
        (r"\bar v_4 v_1", "v_1", ["wrong", "follows"]),
        (r"\bar v_5 \cos v_2 + \bar v_4 v_1", r"v_1 + \cos v_2", ["right", "wrong"]),
    ],
)
def test_nodes_inside_with_a_gradient_of_one_are_no_outputs(sum_: str, value: str, expected: list[str]) -> None:
    nodes = (r"v_3 = \ln v_1", "v_4 = v_1 v_2", r"v_5 = \sin v_2", "v_6 = v_3 + v_4", "v_7 = v_6 - v_5")
    bars = (r"\bar v_7 = 1", r"\bar v_6 = \bar v_7 = 1", r"\bar v_5 = -\bar v_7 = -1", r"\bar v_4 = \bar v_6 = 1")
    assert verdicts(displays(*nodes, *bars, rf"\bar v_2 = {sum_} = {value}"))[-2:] == expected
