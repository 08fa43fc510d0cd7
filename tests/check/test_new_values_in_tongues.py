"""Words for the new value of a weight, in several languages, mark a step and are no indices."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = ("x = 1", "w = 0.6", "z = w x", r"L = \frac12 z^2", r"\eta = 0.5")


@pytest.mark.parametrize("new", ["yeni", "nowe", r"\text{nya}", r"\text{nová}", r"\text{新}"])
def test_a_step_to_a_new_value_is_computed(new: str) -> None:
    step = rf"w_{{{new}}} = w - \eta \frac{{\partial L}}{{\partial w}} = 0.6 - 0.5 \cdot 0.6 = "
    assert verdicts(displays(*GIVEN, step + "0.3"))[-3:] == ["right", "right", "right"]
    assert verdicts(displays(*GIVEN, step + "0.9"))[-1] == "wrong"


def test_such_a_word_leaves_the_name_without_indices() -> None:
    text = displays(*GIVEN, r"w_{yeni} = w_{eski} - \eta z x", r"\frac{\partial L}{\partial w} = ")
    assert verdicts(text.replace("= $$", "= z x$$"))[-2:] == ["right", "right"]
    assert verdicts(text.replace("= $$", "= z w$$"))[-2:] == ["right", "wrong"]
