"""Formulas with several elements where a text computes one number."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = displays(r"h = (0.5, 0.2)", r"w = (2, 1)")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"q = \sqrt{h} = 2 \cdot 0.5 + 1 \cdot 0.2 + 0.1 = 1.3", "wrong"),
        (r"q = w \odot h = 2 \cdot 0.5 + 1 \cdot 0.2 = 1.2", "unchecked"),
        (r"q = w \odot h = 2 \cdot 0.5 = 1", "unchecked"),
        (r"q = w \odot h = \sqrt{1 + 0.04} = 1.0198", "unchecked"),
        (r"q = \sqrt{h} = 1.3", "unchecked"),
        (r"q = w \odot h + 0.1 = 2 \cdot 0.5 + 1 \cdot 0.2 + 0.1 = 1.3", "unchecked"),
    ],
    ids=[
        "nothing of it",
        "the sum",
        "an element",
        "the length",
        "a number that may be wrong itself",
        "a sum of one term",
    ],
)
def test_what_is_computed_has_to_be_something_of_the_elements(line: str, verdict: str) -> None:
    assert verdicts(GIVEN + "\n\n" + displays(line))[2] == verdict


def test_what_is_computed_behind_such_a_formula_says_what_its_name_is() -> None:
    line = r"q = \sqrt{h} = 2 \cdot 0.5 + 1 \cdot 0.2 + 0.1 = 1.3"
    assert verdicts(GIVEN + "\n\n" + displays(line)) == ["right", "right", "wrong", "right", "right"]
    assert verdicts(GIVEN + "\n\n" + displays(line.replace("1.3", "1.4")))[-1] == "wrong"


def test_the_same_formula_for_another_sample_is_the_same_slip() -> None:
    hidden = displays(r"z^{(1)} = (0.5, 0.2)", r"z^{(2)} = (0.4, 0.3)")
    first = r"y = \sqrt{z^{(1)}} = 0.1 + 2 \cdot 0.5 + 1 \cdot 0.2 = 1.3"
    again = displays(first, r"y = \sqrt{z^{(2)}}")
    assert verdicts(hidden + "\n\n" + again) == ["right"] * 2 + ["wrong", "right", "right", "wrong"]
    other = displays(first, r"y = \exp(z^{(2)})")
    assert verdicts(hidden + "\n\n" + other)[-1] != "wrong"
