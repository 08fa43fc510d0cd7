"""The forward pass once more, with the parameters after the update."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

BEFORE = (
    r"\mathbf{h} = \sigma(\mathbf{W} \mathbf{x} + \mathbf{b})", r"L = \frac12 \|\mathbf{h} - \mathbf{y}\|^2",
    r"\mathbf{W}_{new} = \mathbf{W} - \eta \frac{\partial L}{\partial \mathbf{W}}",
    r"\mathbf{b}_{new} = \mathbf{b} - \eta \frac{\partial L}{\partial \mathbf{b}}",
)  # fmt: skip


AFTER = r"\mathbf{h} = \sigma(\mathbf{W}_{new} \mathbf{x} + \mathbf{b}_{new})"


def test_the_pass_after_the_update_is_that_before_it() -> None:
    assert verdicts(displays(*BEFORE, AFTER)) == ["right"] * 5


def test_a_slip_in_it_is_not_proved() -> None:
    assert verdicts(displays(*BEFORE, AFTER.replace("+", "-")))[-1] != "right"
    assert verdicts(displays(*BEFORE, AFTER.replace(r"\mathbf{x}", r"\mathbf{y}")))[-1] != "right"


def test_old_and_new_values_in_one_line_stay_apart() -> None:
    assert verdicts(displays(*BEFORE, r"\mathbf{h} = \mathbf{W}_{new} - \mathbf{W}"))[-1] == "unchecked"


def test_without_an_update_there_are_no_values_behind_it() -> None:
    assert verdicts(displays(BEFORE[0], AFTER))[-1] == "unchecked"
