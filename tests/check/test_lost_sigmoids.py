"""Definitions of probabilities that lost their sigmoid."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

LOSS = r"L = -y \log p - (1 - y) \log (1 - p)"
BY_WEIGHT, BY_BIAS = r"\frac{\partial L}{\partial w} = (p - y) x", r"\frac{\partial L}{\partial b} = p - y"


def test_a_score_that_two_equations_take_for_a_probability_is_the_slip() -> None:
    first, *others = judged(displays("p = w x + b", LOSS, BY_WEIGHT, BY_BIAS))
    assert first.verdict.value == "wrong"
    assert first.reason.startswith("it is a probability, and the equations that use it hold for the sigmoid of this: ")
    assert [each.verdict.value for each in others] == ["right", "right", "right"]


def test_so_it_is_of_a_function_over_samples() -> None:
    text = displays(
        r"h_\theta(x) = \theta^T x",
        r"l = \sum_{i=1}^m y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log (1 - h_\theta(x^{(i)}))",
        r"\frac{\partial l}{\partial \theta} = \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x^{(i)}",
        r"\theta \leftarrow \theta + \alpha \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x^{(i)}",
    )
    assert verdicts(text) == ["wrong", "right", "right", "right"]


def test_one_equation_alone_shows_no_slip_of_another_line() -> None:
    assert verdicts(displays("p = w x + b", LOSS, BY_WEIGHT)) == ["right", "right", "unchecked"]


def test_other_slips_are_not_excused_by_it() -> None:
    slips = BY_WEIGHT.replace("- y", "+ y"), BY_BIAS.replace("p - y", "y - p")
    assert verdicts(displays("p = w x + b", LOSS, BY_WEIGHT, BY_BIAS, *slips))[-2:] == ["wrong", "wrong"]


def test_squares_of_a_score_take_it_for_no_probability() -> None:
    squares = r"L = \frac12 (p - y)^2"
    assert verdicts(displays("p = w x + b", squares, BY_WEIGHT, BY_BIAS)) == ["right"] * 4


def test_a_mixture_of_probabilities_needs_no_sigmoid() -> None:
    by_share = r"\frac{\partial L}{\partial \pi} = (p - y) (a - c)"
    by_part = r"\frac{\partial L}{\partial a} = (p - y) \pi"
    found = verdicts(displays(r"p = \pi a + (1 - \pi) c", LOSS, by_share, by_part))
    assert found[:2] == ["right", "right"]
    assert "right" not in found[2:]


def test_a_probability_with_its_sigmoid_is_right() -> None:
    assert verdicts(displays(r"p = \sigma(w x + b)", LOSS, BY_WEIGHT, BY_BIAS)) == ["right"] * 4
