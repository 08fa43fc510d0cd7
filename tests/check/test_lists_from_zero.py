"""A list gives its first entry to the element 0 where the document numbers as many elements from there."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

UNIT = r"$$s = w_0 x_0 + w_1 x_1 + w_2$$ with $w = [1, -2, 0.5]$ and $x = [2, 1]$. "
BIASED = r"$$s = w_0 + w_1 x_1 + w_2 x_2$$ with $w = [1, -2, 0.5]$ and $x = [2, 1]$. "
APART = r"$$s = w_0 + w_1 x_1 + w_2 x_2$$ with $w_0 = 1$, $w = [-2, 0.5]$ and $x = [2, 1]$. "
SUM = r"$$s = \sum_{i=0}^{1} w_i x_i = w_0 x_0 + w_1 x_1$$ with $w = (2, 5)$ and $x = (3, 1)$. "


@pytest.mark.parametrize(
    ("given", "line", "right", "slip"),
    [
        (UNIT, r"$$s = 1 \cdot 2 - 2 \cdot 1 + 0.5 = %s$$", "0.5", "1.5"),
        (UNIT, r"$$\frac{\partial s}{\partial w_1} = x_1 = %s$$", "1", "2"),
        (UNIT, r"$$\frac{\partial s}{\partial x_0} = w_0 = %s$$", "1", "-2"),
        (BIASED, r"$$\frac{\partial s}{\partial x_2} = w_2 = %s$$", "0.5", "-2"),
        (BIASED, r"$$\frac{\partial s}{\partial w_1} = x_1 = %s$$", "2", "1"),
        (APART, r"$$\frac{\partial s}{\partial x_2} = w_2 = %s$$", "0.5", "-2"),
        (SUM, r"$$s = 6 + 5 = %s$$", "11", "7"),
        (SUM, r"$$\frac{\partial s}{\partial w_0} = x_0 = %s$$", "3", "1"),
    ],
)
def test_entries_are_numbered_as_the_elements_are(given: str, line: str, right: str, slip: str) -> None:
    assert verdicts(given + line % right)[-1] == "right"
    assert verdicts(given + line % slip)[-1] == "wrong"
