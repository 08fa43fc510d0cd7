"""What a function gives, said once more: the other way round, or with dots for its arguments."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"z = f_1(w_1, x), \quad \hat y = f_2(w_2, f_1(w_1, x)), \quad E = \frac12 (y - \hat y)^2",)
RULE = (
    r"\frac{\partial E}{\partial w_1} = "
    r"-(y - \hat y) \frac{\partial f_2}{\partial f_1} \frac{\partial f_1}{\partial w_1}"
)


@pytest.mark.parametrize("again", [r"f_1(w_1, x) = z", r"z = f_1(\dots)"])
def test_a_value_that_is_said_twice_is_one_value(again: str) -> None:
    assert verdicts(displays(*NETWORK, again, RULE)) == ["right"] * 5
    assert verdicts(displays(*NETWORK, again, RULE.replace("-(y", "(y")))[-1] == "wrong"


@pytest.mark.parametrize("other", [r"f_1(w_1, x) = z + b", r"\hat y = f_1(\dots)"])
def test_another_value_is_not_taken_for_it(other: str) -> None:
    assert verdicts(displays(*NETWORK, other))[-1] != "right"
