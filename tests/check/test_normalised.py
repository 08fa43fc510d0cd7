"""Inputs that a text has normalised before: what holds for them is no slip, and what holds for no such input is one."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

WORDS = "The input $x$ is standardised: its mean is zero and its variance one over the $n$ samples.\n\n"
MODEL = displays(r"\hat y_i = w x_i + b", r"L = \frac{1}{2n} \sum_{i=1}^n (\hat y_i - y_i)^2") + "\n\n"


@pytest.mark.parametrize(
    ("line", "with_words", "without"),
    [
        (r"\frac{\partial^2 L}{\partial w^2} = 1", "unchecked", "wrong"),
        (r"\frac{\partial^2 L}{\partial w^2} = 2", "wrong", "wrong"),
        (r"\frac{\partial L}{\partial b} = b - \frac1n \sum_i y_i", "unchecked", "wrong"),
        (r"\frac{\partial L}{\partial b} = b + \frac1n \sum_i y_i", "wrong", "wrong"),
        (r"\frac{\partial L}{\partial w} = \frac1n \sum_i (\hat y_i - y_i) x_i", "right", "right"),
        (r"\frac{\partial L}{\partial w} = \frac1n \sum_i (\hat y_i + y_i) x_i", "wrong", "wrong"),
    ],
)
def test_words(line: str, with_words: str, without: str) -> None:
    assert verdicts(WORDS + MODEL + displays(line))[-1] == with_words
    assert verdicts(MODEL + displays(line))[-1] == without


@pytest.mark.parametrize(("line", "verdict"), [(r"= b - \bar y", "unchecked"), (r"= b + \bar y", "wrong")])
def test_a_condition_says_so_for_its_own_names(line: str, verdict: str) -> None:
    condition = displays(r"\frac1n \sum_i x_{ij} = 0") + "\n\n"
    model = displays(r"\hat y_i = \sum_j w_j x_{ij} + b", r"L = \frac{1}{2n} \sum_i (\hat y_i - y_i)^2")
    mean = displays(r"\bar y = \frac1n \sum_i y_i", rf"\frac{{\partial L}}{{\partial b}} {line}")
    assert verdicts(condition + model + "\n\n" + mean)[-1] == verdict


def test_a_vector_of_length_one() -> None:
    text = "The vector $x$ is normalised to length one.\n\n" + displays(r"z = w^T x", r"L = \frac12 (z - t)^2")
    assert verdicts(text + "\n\n" + displays(r"\| \nabla_w L \|^2 = (z - t)^2"))[-1] == "unchecked"
    assert verdicts(text + "\n\n" + displays(r"\| \nabla_w L \|^2 = 2 (z - t)^2"))[-1] == "wrong"
