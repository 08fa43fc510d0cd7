"""Formulas in a line of plain text: nothing that stands beside a slash seems to stand under it."""

from __future__ import annotations

import pytest

from backproof.syntax.latex import parse
from backproof.syntax.unicode import unicode


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{\partial L}{\partial O} \frac{\partial O}{\partial w}", "∂L/∂O · ∂O/∂w"),
        (r"\frac{1}{2} (y - O)^2", "1/2 · (y − O)²"),
        (r"-\frac{t_k}{y_k} y_k + b", "−t_k/y_k · y_k + b"),
        (r"\frac{d}{dt} \sigma(t)", "d/dt σ(t)"),
        (r"\frac{\partial}{\partial w} (y - w x)^2", "∂/∂w (y − wx)²"),
        (r"\frac{\partial^2}{\partial x^2} f", "∂²/∂x² f"),
        (r"(y - O) \frac{\partial O}{\partial w}", "(y − O) ∂O/∂w"),
        (r"w - \eta \frac{\partial L}{\partial w}", "w − η ∂L/∂w"),
        (r"-\frac{a}{b}", "−a/b"),
        (r"\mathbb{1}[i = j]", "𝟙[i = j]"),
        (r"\begin{cases} 1 & \text{if } i = j \\ 0 & \text{otherwise} \end{cases}", "{1 if i = j; 0 otherwise"),
        (r"\bigcup_i A_i", "⋃_i A_i"),
        (r"\sum_{i=1}^3 (x_i - 1)^2", "∑_{i=1}^3 (x_i − 1)²"),
    ],
)
def test_a_formula_is_one_line(latex: str, expected: str) -> None:
    assert unicode(parse(latex)) == expected
