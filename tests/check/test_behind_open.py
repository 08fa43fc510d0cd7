"""Results behind what is open: the arithmetic is right, and the line is only if what stands before it is."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

GIVEN = ("x = 2", "w = 0.5")


def test_arithmetic_behind_an_open_formula_is_right_if_that_holds() -> None:
    found = judged(displays(*GIVEN, r"\frac{\partial L}{\partial w} = 0.3 \cdot 0.25 \cdot 2 = 0.15"))
    assert [each.verdict.value for each in found][-2:] == ["unchecked", "right-if"]
    assert found[-1].assumes == ("what stands before it in its chain holds, which is open",)


def test_arithmetic_that_is_wrong_is_so_whatever_stands_before_it() -> None:
    assert verdicts(displays(*GIVEN, r"\frac{\partial L}{\partial w} = 0.3 \cdot 0.25 \cdot 2 = 0.16"))[-1] == "wrong"


def test_what_the_definitions_give_is_right_whatever_stands_before_it() -> None:
    loss = (*GIVEN, "L = w^2 x")
    assert verdicts(displays(*loss, r"\frac{\partial L}{\partial w} = 2 w x = 2"))[-2:] == ["right", "right"]
    assert verdicts(displays(*loss, r"\frac{\partial L}{\partial w} = 2 w q = 2"))[-1] in {"right", "right-if"}
