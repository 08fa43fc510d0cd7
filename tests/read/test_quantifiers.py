"""What letters run over is said beside a formula, and is no part of it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, lines, verdicts

SAID = [
    r", \quad i = 1, \dots, n",
    r", \qquad i = 1, 2, \ldots, n - 1",
    r" \quad (i = 1, \ldots, n)",
    r" \quad \text{for } i = 1, \dots, n",
    r" \quad \text{for} \; i = 1 \cdots n",
    r" \quad \forall i",
    r", \quad \forall i = 1, \dots, n",
]


@pytest.mark.parametrize("said", SAID)
def test_a_definition_holds_for_all_elements_that_are_named_beside_it(said: str) -> None:
    text = displays(rf"y_i = x_i^2{said}", rf"\frac{{\partial y_i}}{{\partial x_j}} = 2 x_i{said}")
    found = judged(text)
    assert [each.verdict.value for each in found] == ["right", "wrong"]
    assert found[0].latex == "y_i = x_i^2"


def test_a_condition_behind_the_sign_for_all_stays_one() -> None:
    softmax = r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"
    slope = r"\frac{\partial p_i}{\partial z_j} = %s \quad \forall i \neq j"
    assert verdicts(displays(softmax, slope % "-p_i p_j", slope % "p_i p_j")) == ["right", "right", "wrong"]


def test_a_case_before_a_row_holds_for_its_whole_chain() -> None:
    softmax = r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"
    rows = (
        r"\begin{aligned} \text{if} \; i = j :& \frac{\partial p_i}{\partial z_j} = p_i - p_i^2 = p_i (1 - p_i) \\"
        r" \text{if} \; i \neq j :& \frac{\partial p_i}{\partial z_j} = -p_i p_j \\ &= p_i p_j \end{aligned}"
    )
    assert verdicts(displays(softmax, rows)) == ["right", "right", "right", "right", "wrong"]


def test_a_range_alone_is_a_declaration() -> None:
    found = judged(displays(r"i = 1, \dots, n", r"c = 1 \ldots C"))
    assert [(each.verdict.value, each.reason) for each in found] == [("right", "a declaration")] * 2


def test_a_list_of_values_is_no_range() -> None:
    assert [line.relation for line in lines(r"y = 1, 2")][:1] == ["="]
    assert "in" not in [line.relation for line in lines(r"x = 1, z = \ldots")]
