"""The line that made the error which later ones carry forward."""

from __future__ import annotations

import re

import pytest

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Verdict
from backproof.source import Source

FORWARD = r"""
$x = 2$, $w = 0.5$, $v = 3$, $t = 1$

$z = w x = 0.5 \cdot 2 = 1.1$

$y = v z = 3 \cdot 1.1 = 3.3$
"""


def told(text: str) -> list[tuple[int, int | None]]:
    """The lines that follow, each with the line that its reason names."""
    source = Source("notes.md", text)
    found = []
    for judgement in check_source(source).judgements:
        if judgement.verdict is Verdict.FOLLOWS:
            named = re.search(r"in line (\d+)$", judgement.reason)
            found.append((source.position(judgement.span.start).line, int(named[1]) if named else None))
    return found


def test_a_number_that_goes_on_names_the_line_of_the_first_slip() -> None:
    assert {root for _, root in told(FORWARD)} == {4}


@pytest.mark.parametrize(
    ("behind", "root"),
    [
        (r"$E = \frac12 (y - t)^2 = \frac12 (3.3 - 1)^2 = 2.645$", 4),
        (r"$\frac{\partial E}{\partial y} = y - t = 3.3 - 1 = 2.3$", 4),
    ],
)
def test_what_is_computed_from_what_follows_names_the_first_slip_too(behind: str, root: int) -> None:
    assert {named for _, named in told(f"{FORWARD}\n{behind}\n")} == {root}


def test_a_short_number_names_the_line_of_a_quantity_before_one_that_has_it_by_chance() -> None:
    text = r"""
$a = 2$, $b = 3$

$p = a b = 6.5$

$q = a + b = 5.05$

$r = 2 p = 2 \cdot 6.5 = 13$

$s = 2 q = 2 \cdot 5.05 = 10.1$
"""
    assert dict(told(text)) == {8: 4, 10: 6}


def test_every_line_that_follows_names_a_line_before_it() -> None:
    for at, root in told(FORWARD):
        assert root is not None
        assert root < at
