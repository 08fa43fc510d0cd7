"""Words such as "active" and "inactive" say on which side of its kink a hinge is."""

import pytest

from tests.check.judging import displays, verdicts

TRIPLET = r"$$L = \max(0, \|a - p\|^2 - \|a - n\|^2 + m)$$"


@pytest.mark.parametrize(
    ("words", "claim", "expected"),
    [
        ("For an active triplet,", r"\frac{\partial L}{\partial a} = 2 (n - p)", "right"),
        ("For an active triplet,", r"\frac{\partial L}{\partial n} = 2 (n - a)", "wrong"),
        ("If the hinge is inactive,", r"\frac{\partial L}{\partial a} = 0", "right"),
        ("If the hinge is inactive,", r"\frac{\partial L}{\partial a} = 2 (n - p)", "wrong"),
        ("If the hinge is active or inactive,", r"\frac{\partial L}{\partial a} = 2 (n - p)", "unchecked"),
    ],
)
def test_a_gradient_is_held_to_the_side_that_words_name(words: str, claim: str, expected: str) -> None:
    assert verdicts(f"{TRIPLET} {words} $${claim}$$")[-1] == expected


def test_which_of_two_hinges_is_active_is_not_guessed() -> None:
    text = (
        r"$$L = \max(0, 1 - a) + \max(0, 1 + b)$$ If the hinge is active,"
        r" $$\frac{\partial L}{\partial a} = -1$$"
    )
    assert verdicts(text)[-1] == "unchecked"


@pytest.mark.parametrize(
    "words", ["If the triplet is hard,", "For a semi-hard triplet:", "Wenn der Abstand zu klein ist:"]
)
def test_a_case_that_is_not_read_spares_what_holds_on_one_side(words: str) -> None:
    loss = displays(r"L = \max(0, (a - p)^2 - (a - n)^2 + m)")
    right, slip = (displays(rf"\frac{{\partial L}}{{\partial a}} = 2 ({each})") for each in ("n - p", "n + p"))
    assert verdicts(f"{loss}\n\n{words}\n\n{right}")[-1] == "unchecked"
    assert verdicts(f"{loss}\n\n{words}\n\n{slip}")[-1] == "wrong"
    assert verdicts(f"{loss}\n\nTherefore\n\n{right}")[-1] == "wrong"
