"""Arrows with nothing before them lead on; they declare names and shapes, and never what is computed."""

from __future__ import annotations

from tests.check.judging import displays, verdicts


def test_a_display_behind_an_arrow_goes_on_with_the_equation_before_and_a_slip_is_never_right() -> None:
    assert verdicts(displays("y = x^2 + 2x", r"\rightarrow x (x + 2)")) == ["right", "right"]
    assert verdicts(displays("y = x^2 + 2x", r"\rightarrow x (x + 3)")) == ["right", "unchecked"]


def test_a_formula_that_words_point_to_is_not_judged() -> None:
    assert verdicts(r"The loss of a softmax is usually $\rightarrow \sum_i y_i \log(y_i)$ in texts.") == ["unchecked"]


def test_names_and_shapes_are_declared() -> None:
    text = r"hidden: sigmoid $\rightarrow \sigma(z)$, layers $\rightarrow m \times n$, output $\rightarrow p$"
    assert verdicts(text) == ["right"] * 3
