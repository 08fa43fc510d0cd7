"""Losses that are said for each value of a label, and claims for one of these values."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = r"L = -y \log p - (1 - y) \log(1 - p)"
BRACE = r"L = \begin{cases} -\log p & \text{if } y = 1 \\ -\log(1 - p) & \text{if } y = 0 \end{cases}"
APART = (r"L = -\log p \quad \text{if } y = 1", r"L = -\log(1 - p) \quad \text{if } y = 0")
SIGMOID, SLOPE = r"p = \sigma(z)", r"\frac{\partial L}{\partial z} = p - y"


@pytest.mark.parametrize("given", [(BRACE,), APART, (", ".join(APART),)])
def test_a_loss_for_two_labels_is_one_for_both(given: tuple[str, ...]) -> None:
    assert set(verdicts(displays(*given, SIGMOID, SLOPE))) == {"right"}
    assert verdicts(displays(*given, SIGMOID, SLOPE.replace("p - y", "y - p")))[-1] == "wrong"
    assert verdicts(displays(*given, SIGMOID, SLOPE.replace("p - y", "p - 1")))[-1] == "wrong"


def test_what_holds_for_both_labels_need_not_hold_between_them() -> None:
    mixed = r"\frac{\partial L}{\partial p} = -\frac{2 y - 1}{y p + (1 - y)(1 - p)}"
    assert verdicts(displays(BRACE, mixed))[-1] == "right"
    assert verdicts(displays(LOSS, mixed))[-1] == "wrong"


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        (r"\frac{\partial L}{\partial z} = p - 1 \quad \text{if } y = 1", ("p - 1", "p")),
        (r"\frac{\partial L}{\partial p} = -\frac1p \text{ if } y = 1", ("y = 1", "y = 0")),
        (r"\text{if } y = 0, \quad L = -\log(1 - p)", ("-\\log", "\\log")),
    ],
)
def test_a_value_of_a_label_is_put_in(line: str, slip: tuple[str, str]) -> None:
    other = "# Layer\n\n$$y = W x + b$$\n\n# Loss\n\n"
    for before in ("", other):
        assert verdicts(before + displays(LOSS, SIGMOID, line))[-1] == "right"
        assert verdicts(before + displays(LOSS, SIGMOID, line.replace(*slip)))[-1] == "wrong"


def test_a_value_of_what_a_line_does_not_rest_on_says_nothing() -> None:
    text = displays(LOSS.replace("y", "r"), SIGMOID, r"\frac{\partial L}{\partial z} = p - 1 \text{ if } y = 1")
    assert judged(text)[-1].verdict.value == "unchecked"


def test_other_values_are_given() -> None:
    assert verdicts(displays(r"f(x) = x^2", r"f'(x) = 4 \quad \text{where } x = 2"))[-1] == "right"
