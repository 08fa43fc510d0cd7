r"""Networks whose layers are given in numbers: the shape of one weight matrix, and losses of one output or several."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = (
    r"x = \begin{bmatrix} 1 \\ 0.5 \end{bmatrix}",
    r"W^{[1]} = \begin{bmatrix} 0.1 & 0.2 \\ 0.3 & 0.4 \\ 0.5 & 0.6 \end{bmatrix}",
    r"W^{[2]} = \begin{bmatrix} 0.2 & -0.1 & 0.3 \end{bmatrix}",
)
FORWARD = (
    r"z^{[1]} = W^{[1]} x", r"a^{[1]} = \sigma(z^{[1]})", r"z^{[2]} = W^{[2]} a^{[1]}", r"p = \sigma(z^{[2]})",
    r"L = \frac{1}{2} (p - y)^2",
)  # fmt: skip
BACKWARD = (
    r"\delta^{[2]} = (p - y) p (1 - p)", r"\frac{\partial L}{\partial W^{[2]}} = \delta^{[2]} (a^{[1]})^T",
    r"\delta^{[1]} = (W^{[2]})^T \delta^{[2]} \odot a^{[1]} \odot (1 - a^{[1]})",
    r"\frac{\partial L}{\partial W^{[1]}} = \delta^{[1]} x^T",
)  # fmt: skip


def test_a_row_of_weights_is_a_matrix_where_another_layer_has_one() -> None:
    assert verdicts(displays(*GIVEN, *FORWARD, *BACKWARD)) == ["right"] * 8 + ["right-if"] + ["right"] * 3


def test_the_loss_of_a_vector_without_its_sum_is_the_sum_over_its_elements() -> None:
    found = verdicts(displays(*FORWARD, *BACKWARD))
    assert found == ["right"] * 4 + ["right-if"] * 2 + ["right"] * 3


@pytest.mark.parametrize("slip", [r"x^T \delta^{[1]}", r"\delta^{[1]} (a^{[1]})^T", r"2 \delta^{[1]} x^T"])
@pytest.mark.parametrize("given", [GIVEN, ()])
def test_slips_in_such_networks_are_refuted(slip: str, given: tuple[str, ...]) -> None:
    claims = (*BACKWARD[:-1], rf"\frac{{\partial L}}{{\partial W^{{[1]}}}} = {slip}")
    assert verdicts(displays(*given, *FORWARD, *claims))[-1] == "wrong"


def test_a_name_stands_for_its_formula_and_not_for_the_numbers_behind_it() -> None:
    lines = [r"z = W x = \begin{bmatrix} 0.2 \\ 0.5 \\ 0.8 \end{bmatrix}"]
    result = r"a = \sigma(z) = \begin{bmatrix} 0.5498 \\ 0.6225 \\ 0.6900 \end{bmatrix}"
    given = [GIVEN[0], GIVEN[1].replace("^{[1]}", "")]
    assert verdicts(displays(*given, *lines, result)) == ["right"] * 6
    assert verdicts(displays(*given, *lines, result.replace("0.6225", "0.6325")))[-1] == "wrong"


OUTPUT = (
    r"\mathbf{x} = [1, 2]^T",
    r"\mathbf{W}_1 = \begin{bmatrix} 0.1 & 0.3 \\ -0.2 & 0.4 \end{bmatrix}",
    r"\mathbf{b}_1 = \begin{bmatrix} 0 \\ 0.1 \end{bmatrix}",
    r"\mathbf{w}_2 = \begin{bmatrix} 0.5 \\ -0.5 \end{bmatrix}",
    r"b_2 = 0.2",
    r"\mathbf{h} = \sigma(\mathbf{W}_1 \mathbf{x} + \mathbf{b}_1)",
    r"p = \mathbf{w}_2^T \mathbf{h} + b_2",
    r"L = \frac{1}{2}(p - t)^2",
)


def test_a_plain_letter_with_a_number_of_its_own_is_no_element_of_the_bold_one() -> None:
    claims = (
        r"\frac{\partial L}{\partial \mathbf{w}_2} = (p - t) \mathbf{h}",
        r"\frac{\partial L}{\partial b_2} = p - t",
    )
    assert verdicts(displays(*OUTPUT, *claims))[-5:] == ["right"] * 5
    slips = (claims[0].replace(r"\mathbf{h}", r"\mathbf{x}"), claims[1].replace("p - t", "(p - t) p"))
    assert verdicts(displays(*OUTPUT, *slips))[-2:] == ["wrong", "wrong"]
