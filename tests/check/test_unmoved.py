"""A line whose right side was lost proves nothing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = r"L = \frac12 (w x + b - y)^2"
SLOPE = r"\frac{\partial L}{\partial w} = (w x + b - y) x"


@pytest.mark.parametrize("same", ["b = b", "w = w", "L = L", r"(w x + b - y) = (w x + b - y)"])
def test_two_sides_that_are_written_alike_say_nothing(same: str) -> None:
    found = judged(displays(LOSS, SLOPE, same))[-1]
    assert found.verdict.value == "unchecked"
    assert "the same as they are written" in found.reason


def test_another_way_to_write_a_derivative_says_something() -> None:
    assert verdicts(displays(LOSS, r"\frac{dL}{dw} = \frac{\partial L}{\partial w}"))[-1] == "right"
    assert verdicts(displays(LOSS, r"\frac{dL}{dw} = \frac{\partial L}{\partial b}"))[-1] == "wrong"


def test_a_chain_may_begin_with_its_head_once_more() -> None:
    head = r"\frac{\partial L}{\partial w}"
    assert verdicts(displays(LOSS, rf"{head} = {head} = (w x + b - y) x"))[1:] == ["right", "right"]
    assert verdicts(displays(LOSS, rf"{head} = {head}"))[1:] == ["right"]
    assert verdicts(displays(LOSS, rf"{head} = {head} = (w x + b - y)"))[1:] == ["right", "wrong"]


@pytest.mark.parametrize("assigned", [r"w \leftarrow w", "w := w", "w^{new} = w^{old}"])
def test_an_update_that_does_not_move_is_wrong(assigned: str) -> None:
    assert verdicts(displays(LOSS, SLOPE, assigned))[-1] == "wrong"


def test_a_next_value_that_is_the_last_one_defines_no_parameter() -> None:
    found = judged(displays(LOSS, SLOPE, "w_{t+1} = w_t"))[-1]
    assert found.verdict.value == "unchecked"
    assert "no step" in found.reason


def test_a_state_may_stay_as_it_is() -> None:
    assert verdicts(displays("h_0 = x", "h_{t+1} = h_t"))[-1] == "right"
