"""A part of a document proves nothing by a path that another part defines."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

BEFORE = "# One\n\n$$h_j = \\sigma(z_j)$$\n\n# Two\n\n"
NETWORK = r"""
$$z_j = \sum_i w_{ij} x_i + b_j$$

$$u_k = \sum_j v_{jk} h_j + c_k$$

$$L = \frac12 \sum_k (u_k - y_k)^2 + \frac12 \sum_j z_j^2$$

"""
BY_H = r"\sum_k (u_k - y_k) v_{jk} h_j (1 - h_j)"


@pytest.mark.parametrize("claim", ["0", "z_j", r"2 \frac{\partial L}{\partial z_j} \frac{\partial z_j}{\partial b_j}"])
def test_a_path_through_another_section_is_not_missing(claim: str) -> None:
    assert verdicts(rf"{BEFORE}{NETWORK}$$\frac{{\partial L}}{{\partial b_j}} = {claim}$$")[-1] == "wrong"


@pytest.mark.parametrize(
    "claim", [f"{BY_H} + z_j", r"\frac{\partial L}{\partial z_j} \frac{\partial z_j}{\partial b_j}"]
)
def test_what_is_right_by_the_whole_document_stays_right(claim: str) -> None:
    assert verdicts(rf"{BEFORE}{NETWORK}$$\frac{{\partial L}}{{\partial b_j}} = {claim}$$")[-1] == "right"


def test_a_section_that_defines_a_name_again_is_judged_by_that() -> None:
    again = rf"{BEFORE}{NETWORK}$$h_j = \tanh(z_j)$$ $$\frac{{\partial h_j}}{{\partial z_j}} = 1 - h_j^2$$"
    assert verdicts(again)[-1] == "right"
