r"""Names with a power that is zero: ``(x + \epsilon)^2 = x^2 + 2 x \epsilon`` says what the series begin with."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

DUAL = "A dual number is $a + b \\epsilon$ with $\\epsilon^2 = 0$.\n\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"(a + b \epsilon)(c + d \epsilon) = a c + (a d + b c) \epsilon", "right"),
        (r"(a + b \epsilon)(c + d \epsilon) = a c + (a d - b c) \epsilon", "wrong"),
        (r"f(x + \epsilon) = f(x) + f'(x) \epsilon", "right"),
        (r"f(x + \epsilon) = f(x) + 2 f'(x) \epsilon", "wrong"),
        (r"\log(a + \epsilon) = \log a + \frac{\epsilon}{a}", "right"),
        (r"\log(a + \epsilon) = \log a + a \epsilon", "wrong"),
    ],
)
def test_powers_from_there_on_are_left_out(line: str, verdict: str) -> None:
    assert verdicts(DUAL + displays(line))[-1] == verdict


def test_nothing_is_left_out_where_no_line_says_so() -> None:
    assert verdicts(displays(r"(x + h)^2 = x^2 + 2 x h"))[-1] == "wrong"
    assert verdicts(displays(r"(x + h)^2 = x^2 + 2 x h", r"h^2 = 0"))[0] == "wrong"


def test_what_vanishes_as_a_whole_proves_nothing() -> None:
    """Where ``x^2`` is zero at an optimum, ``3 x^2`` and ``2 x^2`` are not the same slope."""
    text = r"$f(x) = x^3$ and at the optimum $x^2 = 0$." + "\n\n" + displays(r"f'(x) = 2 x^2")
    assert verdicts(text)[-1] == "wrong"
