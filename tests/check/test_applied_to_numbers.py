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
