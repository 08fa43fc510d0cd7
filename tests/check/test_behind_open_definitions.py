"""What a second definition says of a name is not proved by itself where the first one is open."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

OPEN = (r"y_i = \sum_j x_{ij} w_j", r"s_m = \sigma'(\sum_j a_{mj} x_{ijk}) b_m")


@pytest.mark.parametrize("side", ["b_m", r"\sigma(b_m)"])
def test_it_stays_open(side: str) -> None:
    assert verdicts(displays(*OPEN, f"s_m = {side}"))[1:] == ["unchecked", "unchecked"]


def test_alone_it_is_a_definition_and_refutes() -> None:
    lines = ("s_m = b_m^2", r"\frac{\partial s_m}{\partial b_m} = 2 b_m", r"\frac{\partial s_m}{\partial b_m} = b_m")
    assert verdicts(displays(*lines)) == ["right", "right", "wrong"]
