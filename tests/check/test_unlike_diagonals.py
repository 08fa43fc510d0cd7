"""A matrix with dots may have another form down its diagonal than beside it, as the Jacobian of the softmax has."""

import pytest

from tests.check.judging import verdicts

SETUP = r"$p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}$ "


def jacobian(corner: str, beside: str, last: str) -> str:
    """The derivative of the softmax by its inputs, with these entries at three corners."""
    return (
        SETUP + r"$$\frac{\partial p}{\partial z} = \begin{bmatrix} " + f"{corner} & {beside} & \\cdots & {last}"
        r" \\ -p_2 p_1 & p_2 (1 - p_2) & \cdots & -p_2 p_K \\ \vdots & \vdots & \ddots & \vdots \\"
        r" -p_K p_1 & -p_K p_2 & \cdots & p_K (1 - p_K) \end{bmatrix}$$"
    )


@pytest.mark.parametrize(
    ("corner", "beside", "last", "expected"),
    [
        ("p_1 (1 - p_1)", "-p_1 p_2", "-p_1 p_K", "right"),
        ("p_1 (1 - p_1)", "-p_2 p_1", "-p_K p_1", "right"),
        ("p_1 (1 - p_1)", "-p_1 p_3", "-p_1 p_K", "unchecked"),
        ("p_1 (1 - p_2)", "-p_1 p_2", "-p_1 p_K", "unchecked"),
        ("p_1 (1 + p_1)", "-p_1 p_2", "-p_1 p_K", "unchecked"),
    ],
)
def test_all_entries_that_are_written_are_of_the_two_forms(corner: str, beside: str, last: str, expected: str) -> None:
    assert verdicts(jacobian(corner, beside, last))[-1] == expected


@pytest.mark.parametrize(
    ("diagonal", "beside", "expected"),
    [("p_{0} (1 - p_{0})", "-p_{0} p_{1}", "right"), ("p_{0} (1 - p_{0})", "p_{0} p_{1}", "wrong"),
     ("p_{0} (1 + p_{0})", "-p_{0} p_{1}", "wrong"), ("-p_{0}", "-p_{0} p_{1}", "wrong")],
)  # fmt: skip
def test_a_slip_in_one_of_the_forms_is_refuted(diagonal: str, beside: str, expected: str) -> None:
    corners = [form.format(*at) for form, at in ((diagonal, "11"), (beside, "1K"), (beside, "K1"), (diagonal, "KK"))]
    first, second, third, fourth = corners
    matrix = f"{first} & \\cdots & {second} \\\\ \\vdots & \\ddots & \\vdots \\\\ {third} & \\cdots & {fourth}"
    text = SETUP + r"$$\frac{\partial p}{\partial z} = \begin{bmatrix} " + matrix + r" \end{bmatrix}$$"
    assert verdicts(text)[-1] == expected
