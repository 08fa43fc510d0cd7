r"""Definitions of what another line says to be a derivative, and Jacobians of units that share a letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SLOPE = r"V_{ki} = \frac{\partial y_k}{\partial x_i}"
NETWORK = displays(
    r"a_j = \sum_{i=0}^D w^{(1)}_{ji} x_i, \quad z_j = h(a_j)",
    r"a_k = \sum_{j=0}^M w^{(2)}_{kj} z_j, \quad y_k = a_k",
)
CHAIN = (
    r"J_{ki} = \frac{\partial y_k}{\partial x_i}"
    r" = \sum_j \frac{\partial y_k}{\partial a_j} \frac{\partial a_j}{\partial x_i}"
    r" = \sum_j w^{(1)}_{ji} \frac{\partial y_k}{\partial a_j}"
)


def test_what_another_line_says_to_be_an_open_derivative_is_not_right_by_its_form() -> None:
    found = judged(displays(SLOPE, r"V_{ki} = \sum_j w_{ki} v_j u_{ji}"))[-1]
    assert (found.verdict.value, found.reason) == (
        "unchecked",
        "another line says that V is a derivative, which is open",
    )


def test_a_definition_alone_stays_one() -> None:
    assert verdicts(displays(r"V_{ki} = \sum_j w_{kj} u_{ji}")) == ["right"]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\frac{\partial y_k}{\partial a_j} = h'(a_j) w^{(2)}_{kj}", "right"),
        (r"\frac{\partial y_k}{\partial a_j} = h(a_j) w^{(2)}_{kj}", "wrong"),
        (r"J_{ki} = \sum_j w^{(2)}_{kj} h'(a_j) w^{(1)}_{ji}", "right"),
        (r"J_{ki} = -\sum_j w^{(2)}_{kj} h'(a_j) w^{(1)}_{ji}", "wrong"),
    ],
)
def test_a_chain_rule_through_units_that_share_a_letter_is_about_those_of_its_own(claim: str, found: str) -> None:
    assert verdicts(NETWORK + "\n\n# The Jacobian\n\n" + displays(CHAIN, claim)) == ["right"] * 7 + [found]
