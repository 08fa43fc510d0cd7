"""The words beside the rows of a brace, in the languages that people write in."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

RELU = r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"


def slope(first: str, second: str, value: str = "1") -> list[str]:
    return verdicts(displays(RELU, rf"f'(x) = \begin{{cases}} {value} & {first} \\ 0 & {second} \end{{cases}}"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (r"(x > 0)", r"(x \leq 0)"),
        (r"(x > 0)", r"(\text{otherwise})"),
        (r"\text{falls } x > 0", r"\text{andernfalls}"),
        (r"\text{si } x > 0", r"\text{dans le cas contraire.}"),
        (r"\text{si } x > 0", r"\text{en caso contrario}"),
        (r"\text{если } x > 0", r"\text{в противном случае}"),
        (r"x > 0 \text{ のとき}", r"\text{その他}"),
        (r"若 x > 0", r"否则"),
    ],
)
def test_a_case_says_where_it_holds_and_the_last_one_that_it_holds_elsewhere(first: str, second: str) -> None:
    assert slope(first, second) == ["right", "right"]
    assert slope(first, second, "x") == ["right", "wrong"]


@pytest.mark.parametrize(
    "second", [r"\text{or } x < 0", r"x < 0 \text{ または } x = 0", r"\text{не } x > 0", r"\text{si no } x > 0"]
)
def test_words_that_turn_a_condition_into_another_one_are_not_read_past(second: str) -> None:
    assert slope(r"\text{if } x > 0", second) == ["right", "unchecked"]
