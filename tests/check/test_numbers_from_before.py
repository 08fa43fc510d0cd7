"""A slope with a number from before beside a name that has one is judged by the numbers of the document."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

GIVEN = r"Let $x = 2$, $w = 0.5$, $b = 1$ and $t = 1$."
FORWARD = displays(
    r"z = w x + b = 2",
    r"y = z^2 = 4",
    r"E = \frac12 (y - t)^2 = \frac12 \cdot 9 = 4.5",
    r"\frac{\partial E}{\partial z} = (y - t) \cdot 2 z = 3 \cdot 4 = 12",
)


def last(line: str) -> str:
    return judged(f"{GIVEN}\n\n{FORWARD}\n\n{displays(line)}")[-1].verdict.value


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial w} = 12 \cdot x", "right"),
        (r"\frac{\partial E}{\partial w} = 12 x", "right"),
        (r"\frac{\partial E}{\partial w} = 12 \cdot w", "wrong"),
        (r"\frac{\partial E}{\partial w} = 4.5 \cdot x", "wrong"),
        (r"\frac{\partial E}{\partial w} = 12 \cdot x + b", "wrong"),
        (r"\frac{\partial E}{\partial b} = 12 \cdot x", "wrong"),
    ],
)
def test_it_holds_where_its_value_is_the_slope(line: str, verdict: str) -> None:
    assert last(line) == verdict


def test_a_coefficient_is_no_number_from_before() -> None:
    """The 2 of a formula stays what it is, though the inputs x and z are 2, too."""
    assert last(r"\frac{\partial y}{\partial z} = 2 x") == "unchecked"
    assert last(r"\frac{\partial y}{\partial z} = 2 w") == "wrong"
