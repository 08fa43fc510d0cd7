"""Steps as numbers in front of other indices: h_{1, i} and h_{2, i} are two vectors, and W is square."""

import pytest

from backproof import check

FIRST = r"$$h_{1,i} = \tanh(\sum_j W_{ij} h_{0,j})$$"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial h_{2,i}}{\partial h_{1,j}} = (1 - h_{2,i}^2) W_{ij}", "right"),
        (r"\frac{\partial h_{2,i}}{\partial h_{1,j}} = (1 - h_{1,i}^2) W_{ij}", "wrong"),
        (r"\frac{\partial h_{2,i}}{\partial h_{1,j}} = (1 - h_{2,i}^2) W_{ji}", "wrong"),
        (r"\frac{\partial h_{2,i}}{\partial h_{1,j}} = (1 + h_{2,i}^2) W_{ij}", "wrong"),
    ],
)
def test_steps_in_front_of_letters_are_names_of_vectors(claim: str, expected: str) -> None:
    second = FIRST.replace("h_{1,i}", "h_{2,i}").replace("h_{0,j}", "h_{1,j}")
    assert [each.verdict.value for each in check(f"{FIRST} {second} $${claim}$$").statements] == [
        "right", "right", expected,
    ]  # fmt: skip


def test_a_matrix_with_rows_by_number_stays_one() -> None:
    rows = r"$$z_1 = \sum_i w_{1,i} x_i$$ and $$z_2 = \sum_i w_{2,i} x_i$$"
    text = rf"{rows} and $$\frac{{\partial z_2}}{{\partial w_{{2,i}}}} = x_i$$"
    assert [each.verdict.value for each in check(text).statements] == ["right"] * 3
