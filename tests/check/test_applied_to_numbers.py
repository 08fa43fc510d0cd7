r"""Functions of a printed result are functions of its name: ``h = \sigma(0.45)`` behind ``z = w x + b = 0.45``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"w = 0.3", r"x = 2", r"b = -0.15", r"v = 0.8", r"t = 1", r"z = w x + b = 0.6 - 0.15 = 0.45",
    r"h = \sigma(0.45) = 0.6106", r"y = v h = 0.4885", r"L = \frac12 (y - t)^2 = 0.1308",
)  # fmt: skip
SLOPE = r"\frac{\partial L}{\partial w} = "


@pytest.mark.parametrize("h", [r"\sigma(0.45)", r"\frac{1}{1 + e^{-0.45}}"])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(y - t) v h (1 - h) x", "right"),
        (r"(y - t) v h x", "wrong"),
        (r"(t - y) v h (1 - h) x", "wrong"),
    ],
)
def test_a_chain_rule_goes_through_them(h: str, claim: str, verdict: str) -> None:
    text = displays(*NETWORK, SLOPE + claim).replace(r"\sigma(0.45)", h)
    assert verdicts(text)[-1] == verdict


@pytest.mark.parametrize(
    ("written", "other"),
    [
        (r"b = -0.15", r"b = -0.15, \quad c = 0.45"),
        (r"z = w x", r"u = w x = 0.45$$ $$z = w x"),
        (r"\sigma(0.45)", r"\sigma(0.6 - 0.15)"),
    ],
)
def test_a_number_that_may_be_another_one_stands_for_no_name(written: str, other: str) -> None:
    text = displays(*NETWORK, SLOPE + r"(y - t) v h (1 - h) x").replace(written, other)
    assert verdicts(text)[-1] in {"unchecked", "right"}
    slip = displays(*NETWORK, SLOPE + r"(y - t) v h x").replace(written, other)
    assert verdicts(slip)[-1] == "unchecked"


WORKED = (
    r"x = 0.6", r"w_1 = 0.15", r"w_5 = 0.5", r"t = 1", r"net_{h1} = w_1 x = 0.15 * 0.6 = 0.09",
    r"out_{h1} = \frac{1}{1 + e^{-0.09}} = 0.5225", r"net_o = w_5 out_{h1} = 0.5 * 0.5225 = 0.2613",
    r"out_o = \frac{1}{1 + e^{-0.2613}} = 0.5650", r"E = \frac12 (t - out_o)^2 = 0.0946",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial w_5} = -0.4350 * 0.2458 * 0.5225 = -0.0559", "right"),
        (r"\frac{\partial E}{\partial w_5} = -0.4350 * 0.2458 * 0.6 = -0.0642", "wrong"),
        (r"\frac{\partial E}{\partial net_o} = -0.4350 * 0.2458 = -0.1069", "right"),
        (r"\frac{\partial E}{\partial net_o} = -0.4350 * 0.5650 = -0.2458", "wrong"),
        (r"\frac{\partial E}{\partial w_1} = -0.1069 * 0.5 * 0.2495 * 0.6 = -0.0080", "right"),
        (r"\frac{\partial E}{\partial w_1} = -0.1069 * 0.2495 * 0.6 = -0.0160", "wrong"),
    ],
)
def test_derivatives_in_numbers_go_through_them(line: str, verdict: str) -> None:
    r"""Also through a result of one digit directly before, and through ``net_o``, whose o counts nothing."""
    assert verdicts(displays(*WORKED, line))[-2] == verdict


def test_a_result_of_one_digit_further_up_stands_for_no_name() -> None:
    apart = displays(*WORKED, r"\frac{\partial E}{\partial w_1} = -0.1069 * 0.2495 * 0.6 = -0.0160")
    apart = apart.replace(r"$$out_{h1}", r"$$c = 2 x = 1.2$$" + "\n\n" + r"$$out_{h1}")
    assert verdicts(apart)[-2] == "unchecked"
