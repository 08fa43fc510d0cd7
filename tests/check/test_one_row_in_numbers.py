r"""``w_j^{[2]}`` beside a ``W^{[2]}`` that is given as one row: the elements of that row, and no rows of a matrix."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FORMULAS = displays(
    r"z_j^{[1]} = \sum_{i=1}^{n} w_{ji}^{[1]} x_i + b_j^{[1]}", r"a_j^{[1]} = \tanh(z_j^{[1]})",
    r"z^{[2]} = \sum_{j=1}^{p} w_j^{[2]} a_j^{[1]} + b^{[2]}", r"L = \frac12 (z^{[2]} - y)^2",
    r"\delta^{[2]} = \frac{\partial L}{\partial z^{[2]}} = z^{[2]} - y",
    r"\frac{\partial L}{\partial w_j^{[2]}} = %s",
)  # fmt: skip
NUMBERS = "## 2\n\n" + displays(
    r"x = \begin{pmatrix} 1 \\ 2 \end{pmatrix}, \quad b^{[1]} = \begin{pmatrix} 0.2 \\ -0.1 \end{pmatrix}, \quad "
    r"W^{[1]} = \begin{pmatrix} 0.1 & 0.3 \\ -0.2 & 0.4 \end{pmatrix}, \quad "
    r"W^{[2]} = \begin{pmatrix} 0.5 & -0.6 \end{pmatrix}, \quad b^{[2]} = 0.1, \quad y = 1",
    r"z^{[1]} = W^{[1]} x + b^{[1]} = %s",
    r"\frac{\partial L}{\partial W^{[2]}} = \delta^{[2]} (a^{[1]})^T",
)
ROW, SUM = r"\delta^{[2]} a_j^{[1]}", r"\begin{pmatrix} 0.9 \\ 0.5 \end{pmatrix}"


def sheet(slope: str = ROW, total: str = SUM) -> list[str]:
    """The verdicts on the formulas with a slope, and on the numbers with a sum."""
    return verdicts(f"{FORMULAS % slope}\n\n{NUMBERS % total}")


def test_elements_of_a_single_row_refute_nothing_of_the_whole() -> None:
    assert not {"wrong", "follows"} & {*sheet()}
    assert sheet()[6] == "right"


@pytest.mark.parametrize("slip", [r"\delta^{[2]} z_j^{[1]}", r"a_j^{[1]}"])
def test_slips_in_its_elements_are_refuted(slip: str) -> None:
    assert sheet(slope=slip)[6] in {"wrong", "unchecked"}


def test_slips_in_its_numbers_are_refuted() -> None:
    assert "wrong" in sheet(total=r"\begin{pmatrix} 0.9 \\ 0.6 \end{pmatrix}")
