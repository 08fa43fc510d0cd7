r"""A document that writes ``D_j S_i`` for a slope says by what it derives, and is read so throughout."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SOFTMAX = r"S_j = \frac{e^{a_j}}{\sum_{k=1}^N e^{a_k}}"
TOLD = r"D_j S_i = \frac{\partial S_i}{\partial a_j}"
BESIDE = (r"D = -3",)
"""The letter of the sign alone is a number."""


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"D_j S_i = S_i (\delta_{ij} - S_j)", "right"),
        (r"D_i S_j = S_i (\delta_{ij} - S_j)", "right"),
        (r"\sum_i S_i D_j S_i = S_j^2 - S_j \sum_i S_i^2", "right"),
        (r"D_j S_i = S_i (\delta_{ij} + S_j)", "wrong"),
        (r"D_j S_i = S_j (\delta_{ij} - S_j)", "wrong"),
        (r"\sum_i S_i D_j S_i = S_j^2 - \sum_i S_i^2", "wrong"),
    ],
)
def test_the_index_below_the_sign_is_that_of_the_variable(line: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, TOLD, line, *BESIDE)) == ["right", "right", verdict, "right"]


def test_two_signs_are_told_apart_by_their_indices() -> None:
    told = r"D_{ij} a_k = \frac{\partial \sum_m W_{km} x_m}{\partial W_{ij}}"
    whole = r"D_{ij} S_t = S_t (\delta_{ti} - S_i) x_j"
    slip = r"D_{ij} S_t = S_t (\delta_{tj} - S_i) x_j"
    page = displays(r"a_k = \sum_m W_{km} x_m", SOFTMAX, TOLD, told, whole, slip)
    assert verdicts(page) == ["right", "right", "right", "right", "right", "wrong"]


def test_a_letter_that_no_line_calls_a_sign_is_a_factor() -> None:
    lines = (r"y_j = D_j s_j", r"\frac{\partial y_j}{\partial s_j} = D_j", r"\frac{\partial y_j}{\partial D_j} = D_j")
    assert verdicts(displays(*lines)) == ["right", "right", "wrong"]
