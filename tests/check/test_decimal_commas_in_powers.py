"""In a document with decimal commas the power of a number is that of all its digits."""

from __future__ import annotations

from tests.check.judging import verdicts

GIVEN = r"Given $h = 0,25$ and $g = -0,3$. "


GIVEN = r"Given $h = 0,25$ and $r = -0,3$. "


def test_a_power_of_a_number_with_a_comma_is_no_list() -> None:
    assert verdicts(GIVEN + r"$$q = 0,16 \cdot (1 - 0,25^2) = 0,15$$")[-1] == "right"
    assert verdicts(GIVEN + r"$$q = 0,16 \cdot (1 - 0,25^2) = 0,16$$")[-1] == "wrong"
    slope = GIVEN + r"$$g (1 - h^2) = -0,3 \cdot (1 - 0,25^2) = %s$$"

    slope = GIVEN + r"$$r \cdot (1 - h^2) = -0,3 \cdot (1 - 0,25^2) = %s$$"
    assert verdicts(slope % "-0,28125")[-2:] == ["right", "right"]
    assert verdicts(slope % "-0,28725")[-2:] == ["right", "wrong"]


def test_a_list_in_a_subscript_or_in_a_document_with_points_stays_one() -> None:
    assert verdicts(r"$$y = 0.5 x$$ $$\max(1,2^2) = 4$$")[-1] == "right"
    assert verdicts(r"$$y = 0.5 x$$ $$\max(1,2^2) = 2$$")[-1] == "wrong"
