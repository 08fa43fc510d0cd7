"""Names that a document defines in two ways: a line that holds for what was said last is not refuted."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

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
