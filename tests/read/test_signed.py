"""Quantities that a sign tells apart."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(("plus", "minus"), [("s^+", "s^-"), ("s_{+}", "s_{-}"), (r"\hat{s}^{+}", r"\hat{s}^{-}")])
def test_scores_of_positive_and_negative_examples_are_two_quantities(plus: str, minus: str) -> None:
    loss = rf"L = -\log \frac{{e^{{{plus}}}}}{{e^{{{plus}}} + e^{{{minus}}}}}"
    slope = rf"\frac{{\partial L}}{{\partial {minus}}} = \frac{{e^{{{minus}}}}}{{e^{{{plus}}} + e^{{{minus}}}}}"
    slip = rf"\frac{{\partial L}}{{\partial {plus}}} = \frac{{e^{{{plus}}}}}{{e^{{{plus}}} + e^{{{minus}}}}}"
    assert verdicts(displays(loss, slope, slip)) == ["right", "right", "wrong"]


def test_each_of_several_negative_examples_has_a_score() -> None:
    loss = r"L = -\log \frac{e^{s^+}}{e^{s^+} + \sum_j e^{s_j^-}}"
    slope = r"\frac{\partial L}{\partial s_j^-} = \frac{e^{s_j^-}}{e^{s^+} + \sum_k e^{s_k^-}}"
    slip = r"\frac{\partial L}{\partial s_j^-} = \frac{e^{s_j^-}}{\sum_k e^{s_k^-}}"
    assert verdicts(displays(loss, slope, slip)) == ["right", "right", "wrong"]


def test_a_plus_alone_is_the_next_value() -> None:
    given = (r"y = w x", r"L = \frac12 (y - t)^2")
    steps = (r"w^+ = w - \eta (y - t) x", r"w^+ = w + \eta (y - t) x")
    assert verdicts(displays(*given, *steps)) == ["right", "right", "right", "wrong"]
