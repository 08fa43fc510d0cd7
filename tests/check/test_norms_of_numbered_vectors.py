"""The norm of ``x - c_j``: the letter numbers vectors, and the norm does not go over it."""

from __future__ import annotations

from tests.check.judging import displays, verdicts


def test_no_derivative_is_refuted_by_a_norm_over_the_numbers_of_vectors() -> None:
    lines = (
        r"\phi_j = \exp\left(-\frac{\| x - c_j \|^2}{2 \sigma_j^2}\right)",
        r"E = \frac12 (t - \sum_j w_j \phi_j)^2",
        r"\frac{\partial \phi_j}{\partial c_j} = \phi_j \frac{x - c_j}{\sigma_j^2}",
    )
    assert "wrong" not in verdicts(displays(*lines))


def test_a_norm_of_elements_goes_over_their_letter() -> None:
    lines = (r"L = \| a_j - y_j \|^2", r"\frac{\partial L}{\partial a_j} = 2 (a_j - y_j)")
    assert verdicts(displays(*lines)) == ["right"] * 2
    assert verdicts(displays(lines[0], lines[1].replace("2 ", "")))[-1] == "wrong"
