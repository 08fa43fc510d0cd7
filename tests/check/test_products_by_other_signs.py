"""Products of numbers under signs that mean several things, powers of matrices, and bars around an array."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SQUARE = r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
ROW = r"\begin{pmatrix} 1 & 1 \end{pmatrix}"
COLUMN = r"\begin{pmatrix} 4 \\ 5 \end{pmatrix}"


@pytest.mark.parametrize(
    ("formula", "right", "slip"),
    [
        (
            rf"{SQUARE} \otimes {ROW}",
            r"\begin{pmatrix} 1 & 1 & 2 & 2 \\ 3 & 3 & 4 & 4 \end{pmatrix}",
            r"\begin{pmatrix} 1 & 2 & 1 & 2 \\ 3 & 4 & 3 & 4 \end{pmatrix}",
        ),
        (
            rf"{COLUMN} \otimes {COLUMN}",
            r"\begin{pmatrix} 16 & 20 \\ 20 & 25 \end{pmatrix}",
            r"\begin{pmatrix} 16 & 20 \\ 20 & 52 \end{pmatrix}",
        ),
        (
            rf"{SQUARE} \otimes {SQUARE}",
            r"\begin{pmatrix} 1 & 4 \\ 9 & 16 \end{pmatrix}",
            r"\begin{pmatrix} 1 & 4 \\ 6 & 16 \end{pmatrix}",
        ),
        (
            rf"{SQUARE}^2",
            r"\begin{pmatrix} 7 & 10 \\ 15 & 22 \end{pmatrix}",
            r"\begin{pmatrix} 7 & 10 \\ 15 & 20 \end{pmatrix}",
        ),
        (
            rf"{SQUARE}^{{-1}}",
            r"\begin{pmatrix} -2 & 1 \\ 1.5 & -0.5 \end{pmatrix}",
            r"\begin{pmatrix} 1 & 0.5 \\ 0.333 & 0.25 \end{pmatrix}",
        ),
        (rf"\left| {SQUARE} \right|", "-2", "10"),
        (r"(1, 0, 0) \times (0, 1, 0) \times (1, 1, 0)", "(-1, 1, 0)", "(1, -1, 0)"),
        (r"(1, 2) \times (3, 4) \times (5, 6) \times (1, 2)", "(15, 96)", "(15, 69)"),
    ],
)
def test_each_of_their_meanings_is_computed(formula: str, right: str, slip: str) -> None:
    assert verdicts(displays(f"{formula} = {right}")) == ["right"]
    assert verdicts(displays(f"{formula} = {slip}")) == ["wrong"]


@pytest.mark.parametrize(
    "line",
    [
        r"(1, 2, 3, 4) * (1, 1) = (3, 5, 7)",
        r"(1, 2, 3) * (0, 1, 0.5) = (0, 1, 2.5, 4, 1.5)",
        rf"{SQUARE} * \begin{{pmatrix}} 1 & 0 \\ 0 & 1 \end{{pmatrix}} = 5",
        r"|\{1, 2, 3\}| = 3",
    ],
)
def test_what_may_be_a_convolution_or_a_set_is_left_open(line: str) -> None:
    assert verdicts(displays(line)) == ["unchecked"]
    assert verdicts(displays("2 * (1, 3) = 8")) == ["wrong"]


@pytest.mark.parametrize("sign", [r"\oslash", "⊘"])
@pytest.mark.parametrize(
    ("side", "found"),
    [
        (r"-t \oslash p", "right"),
        (r"t \oslash p", "wrong"),
        (r"-p \oslash t", "wrong"),
        (r"-t \odot p", "wrong"),
        (r"-t \odot p \oslash (p \odot p)", "right"),
    ],
)
def test_a_quotient_element_by_element_has_a_sign_of_its_own(sign: str, side: str, found: str) -> None:
    model = displays(r"p = \mathrm{softmax}(z)", r"L = -t^T \log p")
    claim = displays(r"\nabla_p L = " + side.replace(r"\oslash", sign))
    assert verdicts(model + claim)[-1] == found
