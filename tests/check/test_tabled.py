"""Numbers that tables give: a row of names above a row of numbers, or a name and a number in each row."""

from __future__ import annotations

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import displays, verdicts

ROW = """The network starts with

| $x$ | $w_{13}$ | $w_{23}$ |
|---|---|---|
| 2 | 0.5 | -0.3 |

"""
COLUMN = """The parameters are

| name | value |
|------|-------|
| $x$ | 2 |
| $w_{13}$ | 0.5 |
| $w_{23}$ | −0.3 |

"""


@pytest.mark.parametrize("table", [ROW, COLUMN])
@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r"e = w_{23} x + 0.1 = -0.3 \cdot 2 + 0.1 = -0.5", ["right", "right", "right"]),
        (r"e = w_{23} x + 0.1 = 0.5 \cdot 2 + 0.1 = 1.1", ["right", "wrong", "follows"]),
        (r"e = w_{23} x + 0.1 = 0.3 \cdot 2 + 0.1 = 0.7", ["right", "wrong", "follows"]),
    ],
)
def test_a_table_gives_numbers(table: str, line: str, found: list[str]) -> None:
    """The weight of another column, or its number without the sign, is refuted."""
    assert verdicts(table + displays(line)) == found


@pytest.mark.parametrize(
    "table",
    [
        "| epoch | $w_{1}$ |\n|---|---|\n| 1 | 0.5 |\n| 2 | 0.4 |\n",
        "| $w_{1}$ | $w_{2}$ |\n|---|---|\n| 0.5 | 0.4 |\n| 0.3 | 0.2 |\n",
        "The new weights are\n\n| $w_{1}$ | $w_{2}$ |\n|---|---|\n| 0.5 | 0.4 |\n",
        "| weight | gradient |\n|---|---|\n| $w_1$ | 0.5 |\n",
        "| weight | value | updated |\n|---|---|---|\n| $w_1$ | 0.5 | 0.4 |\n",
        "| $w_{1}$ | $w_{2}$ |\n|---|---|\n| small | large |\n",
    ],
)
def test_other_tables_give_nothing(table: str) -> None:
    """Tables of epochs, of samples, and of what comes out."""
    assert read_document(Source("hw.md", f"{table}\nHere $y = 2$.")).tabled == ()
