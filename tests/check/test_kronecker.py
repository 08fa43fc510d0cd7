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


ELEMENTS = r"\frac{\partial y_k}{\partial a_j} = y_k (I_{kj} - y_j)"
PROBABILITIES = r"y_k = \frac{\exp(a_k)}{\sum_j \exp(a_j)}"


def test_the_elements_of_the_identity_matrix_are_kroneckers_delta() -> None:
    assert verdicts(displays(PROBABILITIES, ELEMENTS)) == ["right"] * 2
    assert verdicts(displays(PROBABILITIES, ELEMENTS.replace("- y_j", "+ y_j"))) == ["right", "wrong"]


def test_inputs_with_two_indices_are_no_identity_matrix() -> None:
    given = r"I_{kj} = 2 x_k x_j"
    assert verdicts(displays(PROBABILITIES, given, ELEMENTS))[-1] != "right"
    assert verdicts(displays(r"z_{ij} = w I_{ij}", r"\frac{\partial z_{ij}}{\partial w} = I_{ij}")) == ["right"] * 2
