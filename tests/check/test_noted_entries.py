"""Entries that stand alone before the equation that has them are judged as this equation is."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts
from tests.check.test_misprinted_functions import BY_X, BY_Y, SUM, WRITTEN
from tests.check.test_misprinted_functions import INNER as JACOBIAN
from tests.check.test_misprinted_functions import OUTER as OUTERMOST
from tests.check.test_misprinted_functions import VALUE as VALUE_OF_IT

OUTER = r"f(u, v) = \begin{bmatrix} u v \\ u - v \end{bmatrix}"
INNER = r"g(x, y) = \begin{bmatrix} x + y \\ x \end{bmatrix}"
ALONE = r"\begin{bmatrix} (x + y) x \\ (x + y) - x \end{bmatrix}"
VALUE = r"(f \circ g)(x, y) = "
RIGHT = r"\begin{bmatrix} x^2 + x y \\ y \end{bmatrix}"
SLIP = r"\begin{bmatrix} x^2 + x y \\ x \end{bmatrix}"


def of(entries: str, equation: str) -> list[str]:
    return verdicts(displays(OUTER, INNER, entries, VALUE + equation))[2:]


def test_entries_before_the_equation_that_has_them_are_its_side() -> None:
    assert of(ALONE, RIGHT) == ["right", "right"]


def test_entries_that_a_refuted_equation_has_are_as_wrong() -> None:
    assert of(ALONE.replace("- x", "- y"), SLIP) == ["follows", "wrong"]


@pytest.mark.parametrize("entries", [ALONE.replace("- x", "+ x"), ALONE.replace(") x", ")"), RIGHT.replace("+", "-")])
def test_other_entries_are_not(entries: str) -> None:
    assert of(entries, RIGHT)[0] not in {"right", "right-if"}


def test_an_equation_of_another_section_is_about_something_else() -> None:
    text = f"{displays(OUTER, INNER, ALONE)}\n\n# Another\n\n{displays(VALUE + RIGHT)}"
    assert verdicts(text)[2] not in {"right", "right-if"}


def test_an_error_is_not_undone_by_entries_that_stand_alone() -> None:
    """They take what the other lines say of the entry that is a slip, as the equation does that has them."""
    entries = r"\begin{pmatrix} x^2 y + x^2 y^2 \\ x^4 y^3 (x + y) \end{pmatrix}"
    found = judged(displays(OUTERMOST, rf"{WRITTEN} \quad {entries}", VALUE_OF_IT, JACOBIAN, SUM, BY_X, BY_Y))
    assert [each.verdict.value for each in found] == ["right", "wrong", *["right-if"] * 6]
    assert "second error" not in found[1].reason
