"""Units by the letter of their layer and a number, where the letter counts elsewhere: ``net_{j1}``, ``w_{i1j2}``."""

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    "net_{h1} = w_1 i_1 + w_2 i_2 + b_1",
    "net_{h2} = w_3 i_1 + w_4 i_2 + b_1",
    r"out_{h1} = \frac{1}{1 + e^{-net_{h1}}}",
    r"out_{h2} = \frac{1}{1 + e^{-net_{h2}}}",
    "net_{o1} = w_5 out_{h1} + w_6 out_{h2} + b_2",
    r"out_{o1} = \frac{1}{1 + e^{-net_{o1}}}",
    r"E = \frac{1}{2} (target - out_{o1})^2",
    r"\frac{\partial E}{\partial w_1} = \frac{\partial E}{\partial out_{h1}} out_{h1} (1 - out_{h1}) i_1",
)
SHARED = r"\frac{\partial E}{\partial b_1} = \frac{\partial E}{\partial out_{h1}} out_{h1} (1 - out_{h1})"
"""The bias of both hidden units goes through the second one, too."""


@pytest.mark.parametrize(("hidden", "output"), [("h", "o"), ("h", "k"), ("j", "k"), ("p", "q"), ("m", "n")])
def test_units_are_named_by_any_letter_that_counts_nothing(hidden: str, output: str) -> None:
    text = displays(*NETWORK, SHARED)
    for layer, letter in (("h", hidden), ("o", output)):
        for number in "12":
            text = text.replace(f"{{{layer}{number}}}", f"{{{letter}{number}}}")
    assert verdicts(text) == ["right"] * len(NETWORK) + ["wrong"]


def test_weights_lead_from_one_unit_to_another() -> None:
    lines = (
        "net_{j1} = w_{i1j1} x_{i1} + w_{i2j1} x_{i2}",
        r"o_{j1} = \sigma(net_{j1}), \quad E = \frac{1}{2} (o_{j1} - t)^2",
        r"\frac{\partial E}{\partial w_{i1j1}} = (o_{j1} - t) o_{j1} (1 - o_{j1}) x_{i1}",
        r"\frac{\partial E}{\partial w_{i2j1}} = (o_{j1} - t) o_{j1} (1 - o_{j1}) x_{i1}",
    )
    assert verdicts(displays(*lines)) == ["right", "right", "right", "right", "wrong"]


def test_a_letter_that_is_summed_over_counts() -> None:
    lines = (
        r"z_1 = \sum_i w_{i1} x_i, \quad L = z_1^2",
        r"\frac{\partial L}{\partial w_{i1}} = 2 z_1 x_i",
        r"\frac{\partial L}{\partial w_{i1}} = 2 z_1 x_1",
    )
    assert verdicts(displays(*lines)) == ["right", "right", "right", "wrong"]
