"""Upright words before parentheses are functions that nobody defines, unless they stand alone elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        (r"\operatorname{bend}'(w x) x", "right"),
        (r"\operatorname{bend}(w x) x", "wrong"),
        (r"\operatorname{bend}'(w x)", "wrong"),
    ],
)
def test_a_word_before_parentheses_is_any_smooth_function(slope: str, verdict: str) -> None:
    lines = (r"L = \operatorname{bend}(w x)", rf"\frac{{\partial L}}{{\partial w}} = {slope}")
    assert verdicts(displays(*lines))[-1] == verdict


def test_a_word_that_stands_alone_too_is_a_quantity() -> None:
    lines = (r"L = \mathrm{rate} (w + x)", r"\frac{\partial L}{\partial w} = \mathrm{rate}")
    assert verdicts(displays(*lines)) == ["right", "right"]
