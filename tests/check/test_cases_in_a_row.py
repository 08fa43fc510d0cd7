r"""Cases in one row, ``1 \text{ if } z > 0, \; 0 \text{ otherwise}``, are those that a brace would hold."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

RELU = r"h_j = \max(0, a_j)"
SLOPE = r"\frac{\partial h_j}{\partial a_j} = "
ROWS = (
    r"1 \text{ if } a_j > 0 \text{ else } 0",
    r"1 \text{ if } a_j > 0, \; 0 \text{ otherwise}",
    r"1 \text{ if } a_j > 0 \text{ and } 0 \text{ otherwise}",
    r"1 \text{ falls } a_j > 0, \text{ sonst } 0",
    r"1 \text{ if } a_j > 0, \quad 0 \text{ if } a_j < 0",
)


@pytest.mark.parametrize("row", ROWS)
def test_cases_in_a_row_are_one_side(row: str) -> None:
    assert verdicts(displays(RELU, SLOPE + row)) == ["right", "right"]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(("written", "slip"), [("> 0", "< 0"), ("1 ", "a_j "), ("0 ", "1 ")])
def test_their_values_and_conditions_are_checked(row: str, written: str, slip: str) -> None:
    turned = row.replace(written, slip, 1) if written in row else row.replace("} 0", "} 1")
    if turned.count("<") < 2 and turned != row:
        assert verdicts(displays(RELU, SLOPE + turned))[-1] == "wrong"


def test_cases_of_an_index() -> None:
    softmax = r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"
    slope = r"\frac{\partial p_i}{\partial z_j} = p_i (1 - p_i) \text{ if } i = j, \; %s \text{ if } i \neq j"
    assert verdicts(displays(softmax, slope % "-p_i p_j"))[-1] == "right"
    assert verdicts(displays(softmax, slope % "p_i p_j"))[-1] == "wrong"


def test_words_of_letters_in_plain_text() -> None:
    plain = "```\nhⱼ = max(0, aⱼ)\n∂hⱼ/∂aⱼ = {}\n```"
    assert verdicts(plain.replace("{}", "1 if aⱼ > 0 else 0")) == ["right", "right"]
    assert verdicts(plain.replace("{}", "0 if aⱼ > 0 else 1")) == ["right", "wrong"]


def test_an_equation_behind_a_condition_is_a_claim_of_its_own() -> None:
    row = r"h = a \text{ if } a > 0, \; h = 0 \text{ otherwise}"
    assert [each.latex for each in judged(displays(row)) if each.latex.startswith("h =")] == ["h = a", "h = 0"]
