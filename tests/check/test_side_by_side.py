"""Vectors side by side, entered one by one or with dots between them."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

SPACES = (
    r"$A^1 \in \mathbb{R}^{n \times m}$, $A^2 \in \mathbb{R}^{m \times c}$, $x \in \mathbb{R}^n$, $u \in \mathbb{R}^m$"
)
FORWARD = (r"u = \tanh((A^1)^T x)", r"y = (A^2)^T u", r"u[k] = \tanh((A^1_k)^T x)")


def verdicts(*formulas: str) -> list[str]:
    text = "\n\n".join([SPACES, *(f"$${each}$$" for each in formulas)])
    return [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]


GIVEN = tuple(rf"A^{layer} = \begin{{bmatrix}} 1 & 2 \\ 3 & 4 \end{{bmatrix}}" for layer in (1, 2))


@pytest.mark.parametrize(
    ("columns", "verdict"), [(("1_1", "1_2"), "right"), (("1_1", "2_2"), "wrong"), (("2_1", "1_2"), "wrong")]
)
def test_columns_of_different_lengths_stand_in_no_matrix(columns: tuple[str, str], verdict: str) -> None:
    entries = r" \quad ".join(rf"\frac{{\partial u[k]}}{{\partial A^{each}}}" for each in columns)
    chain = r"\nabla A^1 = \frac{\partial u}{\partial A^1} \nabla u = \sum_{k=1}^{2}"
    assert verdicts(*FORWARD[:2], *GIVEN, rf"{chain} \left[ {entries} \right] \nabla u[k]")[-1] == verdict


@pytest.mark.parametrize(
    ("first", "end", "verdict"),
    [("1", "m", "right"), ("i", "m", "right-if"), ("1", "n", "wrong"), ("i", "n", "wrong"), ("2", "m", "unchecked")],
)
def test_a_first_entry_with_a_letter_for_its_number_is_a_guess(first: str, end: str, verdict: str) -> None:
    entries = ", ".join(rf"\frac{{\partial u[k]}}{{\partial A^1_{each}}}" for each in (first, "2"))
    listed = rf"\left[ {entries} \dots, \frac{{\partial u[k]}}{{\partial A^1_m}} \right]"
    chain = rf"\nabla A^1 = \frac{{\partial u}}{{\partial A^1}} \nabla u = \sum_{{k=1}}^{{{end}}}"
    assert verdicts(FORWARD[2], rf"{chain} {listed} \nabla u[k]")[-1] == verdict


def test_an_entry_that_is_not_the_one_before_the_second_is_none() -> None:
    assert verdicts(r"s = [x_i, x_2, \dots, x_n]")[-1] != "unchecked"
    assert verdicts(r"s = [x_i, x_3, \dots, x_n]")[-1] == "unchecked"
    assert verdicts(r"s = [x_i, z_2, \dots, x_n]")[-1] == "unchecked"


def test_the_columns_of_a_matrix_beside_each_other_are_judged_in_any_document() -> None:
    assert verdicts(FORWARD[0], r"A^1 = [A^1_1 \quad A^1_2]")[-1] in {"right", "unchecked"}
    plain = "$W \\in \\mathbb{R}^{n \\times m}$\n\n$$h = W^T x$$\n\n$$h[k] = W_k^T x$$\n\n$$W = [W_1 \\quad W_2]$$\n"
    assert len(check_source(Source("hw.md", plain)).judgements) == 4
