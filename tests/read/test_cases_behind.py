r"""Words behind a formula that part it into cases: ``$s(z) = 1$ if $z > 0$ and $0$ otherwise``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

STEP = "The units fire by $s(z) = 1$ if $z > 0$ and $0$ otherwise.\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "$s(z) = 1$ if $z > 0$ and $0$ otherwise.",
        "$s(z) = 1$ if $z > 0$, otherwise $0$.",
        "$s(z) = 1$ when $z > 0$, and $0$ else.",
    ],
)
def test_the_other_case_has_its_own_value(words: str) -> None:
    numbers = displays("h = s(0 + 1 - 1.5) = 0", "g = s(1 + 1 - 1.5) = 0", "k = s(1 + 1 - 1.5) = 1")
    said = verdicts(f"{words}\n\n{numbers}")
    assert said == ["right", "right", "right", "right", "right", "wrong", "right", "right"]


def test_without_the_other_case_a_function_has_no_value_there() -> None:
    said = verdicts("$s(z) = 1$ if $z > 0$.\n\n" + displays("h = s(-2) = 0", "k = s(2) = 1", "g = s(2) = 0"))
    assert said == ["right", "right", "unchecked", "unchecked", "right", "right", "right", "wrong"]


def test_a_slope_by_cases_holds_in_each() -> None:
    relu = "Take $r(z) = z$ if $z > 0$ and $0$ otherwise.\n\n"
    right = r"Its slope is $\frac{d r(z)}{dz} = 1$ if $z > 0$ and $0$ otherwise."
    wrong = r"Its slope is $\frac{d r(z)}{dz} = z$ if $z > 0$ and $0$ otherwise."
    assert verdicts(relu + right) == ["right"] * 4
    assert verdicts(relu + wrong) == ["right", "right", "wrong", "right"]


def test_numbers_that_a_name_gets_again_are_not_proved_by_those_before() -> None:
    again = displays("h = s(0 + 1 - 1.5) = 0", "h = s(1 + 1 - 1.5) = 0")
    assert verdicts(STEP + again)[2:] == ["right", "right", "right", "wrong"]
    by_inputs = displays("h = s(x_1 + x_2 - 1.5)", r"x = (0, 1): \quad h = s(0 + 1 - 1.5) = 0")
    assert verdicts(STEP + by_inputs + displays(r"x = (1, 1): \quad h = s(1 + 1 - 1.5) = 0"))[-1] == "wrong"
    assert verdicts(STEP + by_inputs + displays(r"x = (1, 1): \quad h = s(1 + 1 - 1.5) = 1"))[-1] == "right"
