r"""Beside ``S_j = e^{a_j}/\sum_k e^{a_k}``, ``P = S(W x)`` says what a is, where no line does."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SOFTMAX = r"S_j = \frac{e^{a_j}}{\sum_{k=1}^N e^{a_k}}"
APPLIED = r"P(\mathbf{x}) = S(W\mathbf{x})"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial P_t}{\partial W_{ij}} = S_t(\delta_{ti} - S_i) x_j", "right"),
        (r"\frac{\partial P_t}{\partial W_{ij}} = P_t(\delta_{ti} - P_i) x_j", "right"),
        (r"\frac{\partial S_i}{\partial a_j} = S_i (\delta_{ij} - S_j)", "right"),
        (r"\frac{\partial P_t}{\partial W_{ij}} = S_t(\delta_{ti} + S_i) x_j", "wrong"),
        (r"\frac{\partial P_t}{\partial W_{ij}} = P_t(\delta_{tj} - P_i) x_j", "wrong"),
        (r"\frac{\partial S_i}{\partial a_j} = S_i (1 - S_j)", "wrong"),
    ],
)
def test_the_array_is_applied_to_what_its_elements_are_made_of(line: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, APPLIED, line))[-1] == verdict


def test_where_it_is_applied_to_two_arrays_its_elements_are_of_neither() -> None:
    page = displays(
        SOFTMAX,
        APPLIED,
        r"Q(\mathbf{x}) = S(V\mathbf{x})",
        r"\frac{\partial P_t}{\partial W_{ij}} = S_t(\delta_{ti} - S_i) x_j",
    )
    assert verdicts(page)[-1] != "right"
