"""Dots between entries and between terms: which letter runs over what they leave out."""

from __future__ import annotations

import pytest

from backproof.read.terms.terms import Unreadable
from tests.read.spelt import read, spelt


@pytest.mark.parametrize(
    ("latex", "term"),
    [
        (r"\begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}", "[x_{i} for i = 1..n]"),
        (r"\begin{bmatrix} x_0 & x_1 & \cdots & x_n \end{bmatrix}", "[x_{i} for i = 0..n]"),
        (r"[a_1, \dots, a_4]", "[a_{i} for i = 1..4]"),
        (r"\begin{pmatrix} f_1(x) \\ \vdots \\ f_m(x) \end{pmatrix}", "[f_{i}(x) for i = 1..m]"),
        (
            r"\begin{bmatrix} w_{11} & \dots & w_{1n} \\"
            r" \vdots & \ddots & \vdots \\ w_{m1} & \dots & w_{mn} \end{bmatrix}",
            "[w_{j,i} for j = 1..m for i = 1..n]",
        ),
        (r"\begin{bmatrix} w_1^T \\ \vdots \\ w_k^T \end{bmatrix}", "[w_{i}^T for i = 1..k]"),
        (r"\begin{bmatrix} 1 \\ x_1 \\ \vdots \\ x_n \end{bmatrix}", "[1; [x_{i} for i = 1..n]]"),
        (r"[b, w_1, w_2, \dots, w_n]", "[b, [w_{i} for i = 1..n]]"),
        (
            r"\begin{bmatrix} x_1 & \dots & x_n \\ y_1 & \dots & y_n \end{bmatrix}",
            "[[x_{i} for i = 1..n]; [y_{i} for i = 1..n]]",
        ),
        (r"a_1 z_1 + \dots + a_n z_n", "sum[i = 1..n]((a_{i} * z_{i}))"),
        (r"b + a_1 z_1 + a_2 z_2 + \cdots + a_n z_n", "(b + sum[i = 1..n]((a_{i} * z_{i})))"),
        (
            r"\begin{bmatrix} P(y = 1 | x) \\ \vdots \\ P(y = K | x) \end{bmatrix}",
            r"[\mathrm{P}(y=\bullet \mid x)_{i} for i = 1..K]",
        ),
        (r"x^{(1)} + \dots + x^{(m)}", "sum[i = 1..m](x^{(i)})"),
        (r"w_{i1} + \dots + w_{in}", "sum[k = 1..n](w_{i,k})"),
    ],
)
def test_a_letter_runs_from_the_first_entry_to_the_last(latex: str, term: str) -> None:
    assert spelt(read(latex)) == term


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{bmatrix} x_1 \\ \vdots \\ y_n \end{bmatrix}",
        r"\begin{bmatrix} x_1 \\ x_3 \\ \vdots \\ x_n \end{bmatrix}",
        r"\begin{bmatrix} x_1 z_2 \\ \vdots \\ x_n z_m \end{bmatrix}",
        r"\begin{bmatrix} 0 \\ \vdots \\ 0 \end{bmatrix}",
        r"\begin{bmatrix} x_1 & \dots & x_n \\ y_1 & y_2 & y_3 \end{bmatrix}",
        r"\begin{bmatrix} P(y = 1 | x) \\ \vdots \\ P(z = K | x) \end{bmatrix}",
        # Neither the corners nor the entries beside them agree.
        r"\begin{bmatrix} p_1 q_1 & \dots & p_1 p_n \\ \vdots & \ddots & \vdots \\ p_n p_1 & \dots & p_n \end{bmatrix}",
        r"\begin{bmatrix} p_1^2 & \dots & p_1 q_n \\ \vdots & \ddots & \vdots \\ p_n p_1 & \dots & p_n^2 \end{bmatrix}",
    ],
)
def test_dots_between_entries_of_no_one_form_are_not_read(latex: str) -> None:
    with pytest.raises(Unreadable):
        read(latex)


def test_dots_in_a_sum_of_no_one_form_are_not_read() -> None:
    with pytest.raises(Unreadable, match="what the dots stand for is not clear"):
        read(r"a_1 z_1 + \dots + a_n y_n")
