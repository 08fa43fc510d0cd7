"""Sums and products with dots in them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"u_1 + u_2 + \dots + u_n", "right"),
        (r"u_1 + \cdots + u_n", "right"),
        (r"u_1 + u_2 + u_3 + ... + u_n", "right"),
        (r"u_2 + u_3 + \dots + u_n", "wrong"),
        (r"-u_1 - u_2 - \dots - u_n", "wrong"),
        (r"u_1 + u_2 + \dots", "unchecked"),
        (r"u_1 + v_2 + \dots + u_n", "unchecked"),
        (r"u_1 - u_2 + \dots + u_n", "unchecked"),
    ],
)
def test_a_sum_with_dots_is_the_sum_over_what_counts_its_terms(side: str, verdict: str) -> None:
    assert verdicts(displays(r"r = \sum_{i=1}^n u_i", rf"\sum_{{i=1}}^n u_i = {side}")) == ["right", verdict]


def test_terms_before_the_dots_that_do_not_go_on_stand_by_themselves() -> None:
    line = r"s = v_0 + v_1 z_1 + v_2 z_2 + \dots + v_n z_n"
    slopes = (r"\frac{\partial s}{\partial z_i} = v_i", r"\frac{\partial s}{\partial z_i} = z_i")
    assert verdicts(displays(line, *slopes)) == ["right", "right", "wrong"]


def test_a_product_with_dots() -> None:
    found = verdicts(
        displays(r"q = u_1 u_2 \cdots u_n = \prod_{i=1}^n u_i", r"q = u_1 \cdot u_2 \cdot \dots \cdot u_n")
    )
    assert found == ["right", "right", "right"]
    assert verdicts(displays(r"q = \prod_{i=1}^n u_i", r"q = u_1 + \dots + u_n")) == ["right", "unchecked"]


def test_dots_that_stand_for_something_unclear_are_no_name() -> None:
    found = judged(displays(r"f = x + \dots"))[0]
    assert (found.verdict.value, found.reason) == ("unchecked", "what the dots stand for is not clear")


def test_samples_may_count_the_terms() -> None:
    line = r"J = \frac{1}{m} (\ell^{(1)} + \ell^{(2)} + \dots + \ell^{(m)})"
    assert verdicts(displays(line))[0] != "wrong"
