"""The number of a step in parentheses behind a name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = ("b = 0.1", r"\delta = 0.12")


@pytest.mark.parametrize(("result", "verdict"), [("0.112", "right"), ("0.12", "wrong")])
def test_the_next_value_of_a_name_is_no_product(result: str, verdict: str) -> None:
    found = verdicts(displays(*GIVEN, rf"b(1) = 0.1 + 0.1 \cdot 0.12 = {result}"))
    assert found[-2:] == ["right", verdict]


def test_a_number_in_parentheses_on_the_right_is_a_factor() -> None:
    assert verdicts(displays("w = 0.2", r"y = 0.5 + w(3) = 1.1"))[-1] == "right"
    assert verdicts(displays("w = 0.2", r"y = 0.5 + w(3) = 1.2"))[-1] == "wrong"
