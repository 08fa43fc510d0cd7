"""Definitions by cases with the numbers of a document: the branch that is taken gives the result."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LEAKY = r"a = \begin{cases} z & \text{if } z > 0 \\ 0.1 z & \text{if } z \leq 0 \end{cases}"
OTHERWISE = r"a = \begin{cases} z & \text{if } z > 0 \\ 0.1 z & \text{otherwise} \end{cases}"


@pytest.mark.parametrize("cases", [LEAKY, OTHERWISE])
@pytest.mark.parametrize(
    ("z", "result", "verdict"),
    [
        ("-2", "-0.2", "right"),
        ("-2", r"0.1 \cdot (-2)", "right"),
        ("3", "3", "right"),
        ("-2", "-2", "wrong"),
        ("3", r"0.1 \cdot 3", "wrong"),
    ],
)
def test_a_result_is_that_of_the_branch_whose_condition_holds(cases: str, z: str, result: str, verdict: str) -> None:
    assert verdicts(displays(f"z = {z}", f"{cases} = {result}"))[-1] == verdict


def test_a_condition_on_what_has_no_value_decides_nothing() -> None:
    assert (
        verdicts(displays("z = 2", LEAKY.replace("z > 0", "q > 0").replace(r"z \leq 0", r"q \leq 0") + " = 2"))[-1]
        == "unchecked"
    )
