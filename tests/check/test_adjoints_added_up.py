r"""Gradients that are added up line by line, as in reverse mode: ``\bar a = 2 b``, ``\bar a = \bar a + 3 \bar c``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NET = ("a = w x", "b = a^2", "c = 3 a", "d = a^3", "L = b + c + d")
BARS = (r"\bar L = 1", r"\bar b = \bar L", r"\bar c = \bar L", r"\bar d = \bar L")
FIRST = r"\bar a = 2 a \bar b"
LAST = r"\bar w = \bar a x"


@pytest.mark.parametrize(
    ("second", "third"),
    [
        (r"\bar a = \bar a + 3 \bar c", r"\bar a = \bar a + 3 a^2 \bar d = \bar a + 3 a^2"),
        (r"\bar a \leftarrow \bar a + 3 \bar c", r"\bar a \leftarrow \bar a + 3 a^2 \bar d"),
        (r"\bar a += 3 \bar c", r"\bar a \mathrel{+}= 3 a^2 \bar d"),
    ],
)
def test_only_the_last_line_has_to_give_the_gradient(second: str, third: str) -> None:
    found = judged(displays(*NET, *BARS, FIRST, second, third, LAST))
    assert {each.verdict.value for each in found} == {"right", "right-if"}
    assert found[9].assumes == ("\\bar{a} is what was added up so far, to which a later line adds",)
    slips = [(FIRST, second.replace("3", "2"), third), (FIRST, second, third.replace("a^2", "a"))]
    for parts in (*slips, (FIRST.replace("2", "3"), second, third)):
        assert verdicts(displays(*NET, *BARS, *parts, LAST))[11] == "wrong"


def test_further_members_of_a_part_are_compared_with_it() -> None:
    parts = (rf"{FIRST} = 2 a", r"\bar a = \bar a + 3 \bar c", r"\bar a = \bar a + 3 a^2")
    assert "wrong" not in verdicts(displays(*NET, *BARS, *parts))
    assert verdicts(displays(*NET, *BARS, parts[0][:-1], *parts[1:]))[10] != "right"
    assert verdicts(displays(*NET, *BARS, f"{parts[0]} x", *parts[1:]))[10] == "wrong"


def test_what_no_node_hands_on_is_no_part() -> None:
    """The decay of a weight beside its gradient leaves the line before what it is."""
    whole = r"\bar a = 2 a \bar b + 3 \bar c + 3 a^2 \bar d"
    decay = r"\bar w = \bar w + 2 w"
    assert verdicts(displays(*NET, *BARS, whole, LAST, decay))[10] == "right"
    assert verdicts(displays(*NET, *BARS, whole, LAST.replace("x", "w"), decay))[10] == "wrong"


def test_a_gradient_that_is_added_once_is_not_said_to_be_a_part() -> None:
    assert verdicts(displays(*NET, *BARS, FIRST, LAST))[9] == "wrong"


def test_plus_and_equals_are_a_step_of_a_weight() -> None:
    unit = ("z = w x + b", r"L = \frac12 (z - t)^2")
    step = r"w += \eta (t - z) x"
    assert verdicts(displays(*unit, step))[-1] == "right"
    assert verdicts(displays(*unit, step.replace("t - z", "z - t")))[-1] == "wrong"
