"""What Kronecker's delta is needs no ranges of its letters."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SOFTMAX = (r"s_i = \frac{e^{z_i}}{\sum_k e^{z_k}}", r"\frac{\partial s_i}{\partial z_j} = s_i (\delta_{ij} - s_j)")


@pytest.mark.parametrize(
    "cases",
    [
        r"1 & \text{if } i = j \\ 0 & \text{if } i \neq j",
        r"1 & i = j \\ 0 & \text{otherwise}",
        r"0 & i \neq j \\ 1 & j = i",
    ],
)
def test_the_definition_by_cases_is_right(cases: str) -> None:
    definition = rf"\delta_{{ij}} = \begin{{cases}} {cases} \end{{cases}}"
    assert verdicts(displays(definition, *SOFTMAX)) == ["right"] * 3


@pytest.mark.parametrize(
    "cases", [r"0 & i = j \\ 1 & i \neq j", r"1 & i \neq j \\ 0 & i = j", r"1 & i = k \\ 0 & i \neq k"]
)
def test_another_delta_is_not(cases: str) -> None:
    assert verdicts(displays(*SOFTMAX, rf"\delta_{{ij}} = \begin{{cases}} {cases} \end{{cases}}"))[-1] != "right"
