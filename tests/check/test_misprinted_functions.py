"""An entry of a function that no other line takes for what it is written as: these lines say what is meant."""

from __future__ import annotations

import pytest

from backproof.check.maps.judging import DOUBLED
from tests.check.judging import displays, judged, verdicts

WRITTEN = r"f(x, y) = (x^2 y, \; x + y, \; x y^2)"
MEANT = WRITTEN.replace("x y^2", "x^2 y^2")
OUTER = r"g(u, v, w) = (u + w, \; u v w)"
VALUE = r"(g \circ f)(x, y) = \begin{pmatrix} x^2 y + x^2 y^2 \\ x^4 y^3 (x + y) \end{pmatrix}"
INNER = r"J_f(x, y) = \begin{pmatrix} 2 x y & x^2 \\ 1 & 1 \\ 2 x y^2 & 2 x^2 y \end{pmatrix}"
BY_X = (
    r"\frac{\partial (g \circ f)}{\partial x} = \begin{pmatrix} 2 x y + 2 x y^2 \\ 5 x^4 y^3 + 4 x^3 y^4 \end{pmatrix}"
)
BY_Y = r"\frac{\partial (g \circ f)}{\partial y} = \begin{pmatrix} x^2 + 2 x^2 y \\ 3 x^5 y^2 + 4 x^4 y^3 \end{pmatrix}"
SUM = r"J_f(x, y) + J_f(x, y) = \begin{pmatrix} 4 x y & 2 x^2 \\ 2 & 2 \\ 4 x y^2 & 4 x^2 y \end{pmatrix}"


def test_where_the_lines_agree_on_an_entry_its_definition_is_the_slip() -> None:
    found = judged(displays(WRITTEN, OUTER, VALUE, INNER, SUM, BY_X, BY_Y))
    assert [each.verdict.value for each in found] == ["wrong", "right", *["right-if"] * 5]
    assert found[0].reason.startswith("the other lines take entry 3 of f for something else")
    assert found[2].assumes == ("entry 3 of f is what the other lines take it for",)
    assert verdicts(displays(MEANT, OUTER, VALUE, INNER, SUM, BY_X, BY_Y)) == ["right"] * 7


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        (INNER, INNER.replace("2 x y &", "3 x y &")),  # in another entry
        (INNER, INNER.replace("2 x^2 y", "x^2 y")),  # in this one
        (BY_X, BY_X.replace("5 x^4", "4 x^4")),
    ],
)
def test_a_slip_of_a_line_is_not_excused_by_it(line: str, slip: str) -> None:
    lines = [WRITTEN, OUTER, VALUE, INNER, SUM, r"J_f(x, y) - J_f(x, y) = 0", BY_X, BY_Y]
    at = lines.index(line)
    lines[at] = slip
    assert verdicts(displays(*lines))[at] not in {"right", "right-if"}


def test_slopes_alone_may_go_on_with_one_slip() -> None:
    found = verdicts(
        displays(
            WRITTEN, OUTER, INNER, SUM, r"J_f(1, y) = \begin{pmatrix} 2 y & 1 \\ 1 & 1 \\ 2 y^2 & 2 y \end{pmatrix}"
        )
    )
    assert found[0] == "right"
    assert "right-if" not in found


def test_a_line_that_is_proved_by_the_entry_holds_it() -> None:
    slope = r"\frac{\partial f}{\partial y} = (x^2, 1, 2 x y)"
    found = verdicts(displays(WRITTEN, OUTER, slope, VALUE, INNER, SUM, BY_X, BY_Y))
    assert found[0] == "right"


def test_of_two_functions_of_one_name_side_by_side_one_has_another() -> None:
    found = judged("Let $f(x, y, z) = (3 x y, y - z)$, $f(x, y) = (x, y, x + y)$.")
    assert [each.verdict.value for each in found] == ["right", "unchecked"]
    assert found[1].reason == DOUBLED
