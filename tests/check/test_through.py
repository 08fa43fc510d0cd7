"""A chain rule of a loss that nobody defines is refuted where no loss fulfils it and all of its paths are known."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SCORES = r"S = \frac{1}{\sqrt{d}} Q K^T"
WEIGHTED = r"z_i = \sum_j w_{ij} x_j"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K", "right"),
        (r"\frac{\partial L}{\partial S} K", "wrong"),
        (r"\frac{2}{\sqrt{d}} \frac{\partial L}{\partial S} K", "wrong"),
    ],
)
def test_a_factor_that_a_chain_rule_lacks_is_missed_for_every_loss(side: str, verdict: str) -> None:
    assert verdicts(displays(SCORES, rf"\frac{{\partial L}}{{\partial Q}} = {side}"))[-1] == verdict


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\sum_i \frac{\partial L}{\partial z_i} w_{ij}", "right"),
        (r"\sum_i \frac{\partial L}{\partial z_i} w_{ij}^2", "wrong"),
        (r"2 \sum_i \frac{\partial L}{\partial z_i} w_{ij}", "wrong"),
    ],
)
def test_the_same_in_indices(side: str, verdict: str) -> None:
    assert verdicts(displays(WEIGHTED, rf"\frac{{\partial L}}{{\partial x_j}} = {side}"))[-1] == verdict


def test_a_second_definition_of_what_it_goes_through_leaves_it_open() -> None:
    claim = r"\frac{\partial L}{\partial x_j} = 3 \sum_i \frac{\partial L}{\partial z_i} w_{ij}"
    assert verdicts(displays(WEIGHTED, r"z_i = 3 \sum_j w_{ij} x_j", claim))[-1] == "unchecked"


def test_a_part_of_the_gradient_that_another_term_names_leaves_it_open() -> None:
    through = r"3 \sum_i \frac{\partial L}{\partial z_i} w_{ij}"
    line = rf"\frac{{\partial L}}{{\partial x_j}} = {through} + \frac{{\partial L}}{{\partial u_j}}"
    assert verdicts(displays(WEIGHTED, line))[-1] == "unchecked"
