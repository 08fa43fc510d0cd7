"""A slope in numbers is meant at those of its document: what neighbours bear out does not refute it for all."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

NETWORK = (
    r"net_{o1} = w_5 \, out_{h1} + w_6 \, out_{h2} + b_2",
    r"net_{o1} = 0.55 \times 0.6083 + 0.3 \times 0.6271 + 0.5 = 1.0227",
    r"out_{o1} = \frac{1}{1 + e^{-1.0227}} = 0.7355",
    r"E_{o1} = \frac12 (T_1 - out_{o1})^2 = \frac12 (0.05 - 0.7355)^2 = 0.2350",
    r"E_{total} = E_{o1} + E_{o2} = 0.2350 + 0.0241 = 0.2591",
)
BEHIND = r"\frac{\partial E_{o2}}{\partial out_{h1}} = -0.0086"


def test_a_product_of_printed_slopes_is_not_refuted_for_all_values() -> None:
    slope = r"\frac{\partial E_{total}}{\partial w_5} = 0.6855 \times 0.1945 \times 0.6083 = 0.0811"
    found = verdicts(displays(*NETWORK, slope, BEHIND))
    assert not {"wrong", "follows"} & set(found)


def test_its_value_is_calculated() -> None:
    slope = r"\frac{\partial E_{total}}{\partial w_5} = 0.6855 \times 0.1945 \times 0.6083 = 0.0911"
    assert verdicts(displays(*NETWORK, slope, BEHIND))[-2] == "wrong"
