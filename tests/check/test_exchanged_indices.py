"""A slip in the order of two indices is that of its line: what definitions say of the ranges of a matrix stays."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"a_j^{(i)} = \sum_{d=1}^D w_{jd} x_d^{(i)} + b_j",
    r"a_j^{(i)} = w_j^T x^{(i)} + b_j",
    r"z_j^{(i)} = \sigma(a_j^{(i)})",
    r"\hat{y}_k^{(i)} = \sum_{j=1}^H v_{kj} z_j^{(i)} + c_k",
    r"L = \frac{1}{2} \sum_{i=1}^m \sum_{k=1}^K (\hat{y}_k^{(i)} - y_k^{(i)})^2",
)
SLIP = (
    r"\frac{\partial L}{\partial w_j} = "
    r"\sum_{i=1}^m \sum_{k=1}^K v_{jk} (\hat{y}_k^{(i)} - y_k^{(i)}) z_j^{(i)} (1 - z_j^{(i)}) x^{(i)}"
)
CLAIMS = (
    r"\frac{\partial L}{\partial v_{kj}} = \sum_{i=1}^m (\hat{y}_k^{(i)} - y_k^{(i)}) z_j^{(i)}",
    r"\frac{\partial L}{\partial v_k} = \sum_{i=1}^m (\hat{y}_k^{(i)} - y_k^{(i)}) z^{(i)}",
    r"\frac{\partial L}{\partial z_j^{(i)}} = \sum_{k=1}^K (\hat{y}_k^{(i)} - y_k^{(i)}) v_{kj}",
    r"\frac{\partial L}{\partial w_j} = "
    r"\sum_{i=1}^m \sum_{k=1}^K v_{kj} (\hat{y}_k^{(i)} - y_k^{(i)}) z_j^{(i)} (1 - z_j^{(i)}) x^{(i)}",
    r"v_k \leftarrow v_k - \eta \sum_{i=1}^m (\hat{y}_k^{(i)} - y_k^{(i)}) z^{(i)}",
)


@pytest.mark.parametrize("at", range(len(CLAIMS) + 1))
def test_lines_beside_a_slip_are_judged_as_without_it(at: int) -> None:
    lines = (*NETWORK, *CLAIMS[:at], SLIP, *CLAIMS[at:])
    found = verdicts(displays(*lines))
    assert found.pop(len(NETWORK) + at) not in {"right", "right-if"}
    assert found == ["right"] * (len(lines) - 1)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial \hat y_q}{\partial z_j} = v_{qj}", "right"),
        (r"\frac{\partial \hat y_q}{\partial z_j} = v_{jq}", "wrong"),
        (r"\frac{\partial \hat y_q}{\partial v_q} = z", "right"),
        (r"\frac{\partial L}{\partial z_j} = \sum_{q=1}^K (\hat y_q - y_q) v_{qj}", "right"),
        (r"\frac{\partial L}{\partial z_j} = \sum_{q=1}^K (\hat y_q - y_q) v_{jq}", "wrong"),
    ],
)
def test_letters_say_which_slot_of_a_matrix_the_index_of_a_row_fills(claim: str, verdict: str) -> None:
    given = (
        r"\hat y_k = \sum_{j=1}^H v_{kj} z_j",
        r"\hat y_k = v_k^T z",
        r"L = \frac12 \sum_{k=1}^K (\hat y_k - y_k)^2",
    )
    assert verdicts(displays(*given, claim)) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial v_k} = (\hat y_k - y_k) z", "right"),
        (r"\frac{\partial L}{\partial v_k} = \sum_{k=1}^K (\hat y_k - y_k) z", "wrong"),
        (r"\frac{\partial L}{\partial v_k} = (\hat y_k - y_k) z_j", "unchecked"),
        (r"\frac{\partial L}{\partial v_k} = (y_k - \hat y_k) z", "wrong"),
    ],
)
def test_a_derivative_by_a_row_of_a_matrix_is_a_vector(claim: str, verdict: str) -> None:
    given = (r"\hat y_k = \sum_{j=1}^H v_{kj} z_j", r"L = \frac12 \sum_{k=1}^K (\hat y_k - y_k)^2")
    assert verdicts(displays(*given, claim)) == ["right", "right", verdict]


def test_an_example_begins_with_no_definition_that_says_the_same_again() -> None:
    given = (r"\hat y_k = \sum_{j=1}^H v_{kj} z_j", r"\hat y_k = v_k^T z")
    assert verdicts(displays(*given, r"\frac{\partial \hat y_q}{\partial z_j} = v_{jq}"))[-1] == "wrong"
    # Another one begins where the weights stand the other way around.
    other = (given[0], r"\hat y_k = \sum_{j=1}^H z_j v_{jk}", r"L = \sum_k \hat y_k^2")
    assert verdicts(displays(*other, r"\frac{\partial \hat y_q}{\partial z_j} = v_{jq}"))[-1] == "right"
