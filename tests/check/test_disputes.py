"""Names that a document defines in two ways: a line that holds for what was said last is not refuted."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source
from tests.check.judging import displays, verdicts

UNIT = r"""1. Let $z = w x + b$, $a = \sigma(z)$ and $E = \frac12 (a - t)^2$.

$$\frac{dE}{dw} = (a - t) a (1 - a) x$$
"""

LINEAR = (
    UNIT
    + r"""
2. For a linear unit $a = z$.

$$\frac{dE}{dw} = LINE$$
"""
)

DECAY = (
    UNIT
    + r"""
2. With $E = \frac12 (a - t)^2 + \frac{\lambda}{2} w^2$ and $a = \tanh(z)$

$$\frac{dE}{dw} = LINE$$
"""
)


def last(page: str, line: str) -> str:
    return check_source(Source("units.md", page.replace("LINE", line))).judgements[-1].verdict.value


@pytest.mark.parametrize(
    ("line", "verdict"), [("(a - t) x", "unchecked"), ("(a - t) w", "wrong"), ("2 (a - t) x", "wrong")]
)
def test_a_letter_that_is_another_one_here_refutes_no_line(line: str, verdict: str) -> None:
    assert last(LINEAR, line) == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"(a - t) (1 - a^2) x + \lambda w", "right"),
        (r"(a - t) (1 + a^2) x + \lambda w", "wrong"),
        (r"(a - t) (1 - a^2) x + 2 \lambda w", "wrong"),
    ],
)
def test_a_line_may_rest_on_several_names_that_are_defined_anew_together(line: str, verdict: str) -> None:
    assert last(DECAY, line) == verdict


def test_names_of_another_exercise_may_be_free_in_one_that_defines_its_own_loss() -> None:
    """In the second exercise y are labels, in the first one they are outputs of the weights w."""
    first = displays(r"y_i = \sum_k w_k x_{i+k}", r"L = \sum_i (y_i - t_i)^2")
    second = displays(
        r"L = \frac{1}{2} \sum_i ( \sum_j A_{ij} w_j - y_i )^2",
        r"\frac{\partial^2 L}{\partial w_k \partial w_m} = \sum_i %s A_{im}",
    )
    text = f"# Exercise 1\n\n{first}\n# Exercise 2\n\n{second}"
    assert verdicts(text % "A_{ik}")[-1] == "unchecked"
    assert verdicts(text % "A_{im}")[-1] == "wrong"
