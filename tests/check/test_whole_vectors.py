"""Functions of whole vectors of which only the entries are written, with dots: judged where these are written out."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ENTRIES = displays(
    r"\mathbf{f}(\mathbf{x}) = [f_1(x_1, \dots, x_n), f_2(x_1, \dots, x_n), \dots, f_m(x_1, \dots, x_n)]"
)
UNSAID = displays(r"\mathbf{y} = \mathbf{f}(\mathbf{x})")


def jacobian(first: str, right: str, below: str, last: str) -> str:
    """A matrix with dots, by its corners."""
    dots = r"\vdots & \ddots & \vdots"
    return rf"\begin{{bmatrix}} {first} & \dots & {right} \\ {dots} \\ {below} & \dots & {last} \end{{bmatrix}}"


def slopes(of: str, by: str) -> str:
    return rf"\frac{{\partial f_{of}}}{{\partial x_{by}}}"


def gradients(of: str, by: str) -> str:
    return rf"\frac{{\partial}}{{\partial x_{by}}} f_{of}(\mathbf{{x}})"


@pytest.mark.parametrize("head", [r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}}", r"J_{\mathbf{f}}"])
def test_a_jacobian_has_a_row_for_each_entry(head: str) -> None:
    right = jacobian(slopes("1", "1"), slopes("1", "n"), slopes("m", "1"), slopes("m", "n"))
    assert verdicts(ENTRIES + "\n\n" + displays(rf"{head} = {right}")) == ["right", "right"]


def test_a_function_that_is_never_written_out_has_any_entries() -> None:
    corners = (gradients("1", "1"), gradients("1", "n"), gradients("m", "1"), gradients("m", "n"))
    rows = r"\begin{bmatrix} \nabla f_1(\mathbf{x}) \\ \vdots \\ \nabla f_m(\mathbf{x}) \end{bmatrix}"
    chain = rf"\frac{{\partial \mathbf{{y}}}}{{\partial \mathbf{{x}}}} = {rows} = {jacobian(*corners)}"
    assert verdicts(UNSAID + "\n\n" + displays(chain)) == ["right"] * 3


def test_a_sum_of_entries_has_the_sum_of_their_gradients() -> None:
    total = r"\sum_i \frac{\partial f_i(\mathbf{x})}{\partial x"
    text = displays(
        r"y = sum(\mathbf{f}(\mathbf{x})) = \sum_{i=1}^m f_i(\mathbf{x})",
        rf"\frac{{\partial y}}{{\partial \mathbf{{x}}}} = [{total}_1}}, \ldots, {total}_n}}]",
    )
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace(total, "2 " + total)) == ["right", "right", "wrong"]


def test_the_transposed_matrix_may_be_another_layout_and_is_never_right() -> None:
    turned = jacobian(slopes("1", "1"), slopes("m", "1"), slopes("1", "n"), slopes("m", "n"))
    text = displays(rf"\frac{{\partial \mathbf{{f}}}}{{\partial \mathbf{{x}}}} = {turned}")
    assert verdicts(ENTRIES + "\n\n" + text) == ["right", "unchecked"]


def test_a_factor_in_each_entry_is_refuted() -> None:
    twice = jacobian(*(f"2 {slopes(of, by)}" for of, by in (("1", "1"), ("1", "n"), ("m", "1"), ("m", "n"))))
    text = displays(rf"\frac{{\partial \mathbf{{f}}}}{{\partial \mathbf{{x}}}} = {twice}")
    assert verdicts(ENTRIES + "\n\n" + text) == ["right", "wrong"]


def test_what_a_function_is_refutes_nothing_that_holds_for_any() -> None:
    entries = r"\begin{bmatrix} f_1(\mathbf{g}) \\ f_2(\mathbf{g}) \end{bmatrix}"
    values = r"\begin{bmatrix} \ln(g_1) \\ \sin(g_2) \end{bmatrix}"
    text = displays(r"\mathbf{y} = \mathbf{f}(\mathbf{g})", f"{entries} = {values}")
    assert "wrong" not in verdicts(text)


def test_the_values_of_entries_that_are_applied_are_no_slips() -> None:
    text = displays(
        r"\mathbf{y} = \mathbf{f}(\mathbf{g}(x))",
        r"\begin{bmatrix} g_1(x) \\ g_2(x) \end{bmatrix} = \begin{bmatrix} x^2 \\ 3 x \end{bmatrix}",
    )
    assert "wrong" not in verdicts(text)
