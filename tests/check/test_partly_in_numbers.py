"""Formulas with numbers put in for some of their names, and sums of arrays that go on over displays."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = displays(
    r"x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}, \quad v = \begin{bmatrix} 0.5 \\ -0.6 \end{bmatrix}, \quad t = 1",
    r"W = \begin{bmatrix} 0.1 & 0.2 \\ 0.3 & -0.4 \end{bmatrix}",
    r"z = W x = \begin{bmatrix} 0.5 \\ -0.5 \end{bmatrix}",
    r"h = \sigma(z) = \begin{bmatrix} 0.6225 \\ 0.3775 \end{bmatrix}",
    r"o = v^T h = 0.0847",
    r"E = \frac12 (o - t)^2 = 0.4189",
    r"\frac{\partial E}{\partial o} = o - t = -0.9153",
    r"\delta = \frac{\partial E}{\partial h} = \begin{bmatrix} -0.4577 \\ 0.5492 \end{bmatrix}",
)
COLUMN = r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"


def last(*latex: str) -> list[str]:
    return verdicts(NETWORK + "\n\n" + displays(*latex))[len(verdicts(NETWORK)) :]


def test_a_target_in_a_list_of_values_is_no_condition() -> None:
    assert verdicts(NETWORK)[:3] == ["right"] * 3
    assert set(verdicts(NETWORK)) == {"right"}


@pytest.mark.parametrize(
    ("latex", "slip"),
    [
        (r"\frac{\partial E}{\partial v} = -0.9153 h", r"\frac{\partial E}{\partial v} = -0.9153 v"),
        (r"\delta = -0.9153 v", r"\delta = -0.9153 h"),
        (
            r"\frac{\partial E}{\partial W} = \left[ -0.4577 h_1 (1 - h_1) \quad 0.5492 h_2 (1 - h_2) \right]^T x^T",
            r"\frac{\partial E}{\partial W} = \left[ -0.4577 h_1 (1 - h_1) \quad 0.5492 h_2 (1 - h_1) \right]^T x^T",
        ),
        (
            rf"\frac{{\partial E}}{{\partial W}} = \left[ -0.4577 h_1 (1 - h_1) {COLUMN} \quad 0 \right]^T"
            rf" + \left[ 0 \quad 0.5492 h_2 (1 - h_2) {COLUMN} \right]^T",
            rf"\frac{{\partial E}}{{\partial W}} = \left[ -0.4577 h_1 (1 - h_1) {COLUMN} \quad 0 \right]^T"
            rf" + \left[ 0 \quad 0.5492 h_2 (1 - v_1) {COLUMN} \right]^T",
        ),
    ],
)
def test_decimals_beside_names_are_judged_as_the_numbers_that_they_are(latex: str, slip: str) -> None:
    assert last(latex) == ["right"]
    assert last(slip) == ["wrong"]


def test_a_result_that_is_put_in_makes_no_formula_wrong_for_all_values() -> None:
    two = displays(r"E = (o - t)^2", r"\frac{\partial E}{\partial h} = -0.9153 v")
    assert verdicts(NETWORK + "\n\n" + two)[-1] != "wrong"


GRADIENT = r"\frac{\partial E}{\partial W} = \frac{\partial E}{\partial z} x^T"
FIRST, SECOND = rf"-0.1076 {COLUMN}", rf"0.1291 {COLUMN}"


def test_a_sum_of_columns_is_the_matrix_that_it_makes() -> None:
    right = (rf"= \left[ {FIRST} \quad 0 \right]^T", rf"+ \left[ 0 \quad {SECOND} \right]^T")
    assert last(GRADIENT, *right) == ["right", "right", "right"]
    wrong = (right[0], right[1].replace("0.1291", "0.2191"))
    assert last(GRADIENT, *wrong) == ["right", "unchecked", "wrong"]


@pytest.mark.parametrize("behind", [r"+ \left[ 0 \quad 0 \right]", r"+ \left[ 0 \right] ] * 2"])
def test_a_column_that_a_display_goes_on_from_is_no_summand_of_a_matrix(behind: str) -> None:
    found = judged(NETWORK + "\n\n" + displays(GRADIENT, rf"= \left[ {FIRST} - {SECOND} \right]", behind))[-2]
    assert found.reason == "a summand of 2 x 1 does not fit in a sum of 2 x 2"
    assert found.counterexample is not None
    assert (found.verdict.value, found.counterexample.written, found.counterexample.true) == ("wrong", "2 x 1", "2 x 2")


def test_without_a_sum_a_column_refutes_nothing() -> None:
    assert last(GRADIENT, rf"= \left[ {FIRST} - {SECOND} \right]")[-1] == "unchecked"


PRODUCTS = ("w_1 = 0.5", "w_2 = 0.25", "x_1 = 2", "x_2 = 4", "z = w_1 x_1 + w_2 x_2", r"= 0.5 \cdot 2")


def test_numbers_that_are_added_up_over_displays_are_judged_together() -> None:
    assert verdicts(displays(*PRODUCTS, r"+ 0.25 \cdot 4", "= 2"))[-3:] == ["right", "right", "right"]
    assert verdicts(displays(*PRODUCTS, r"+ 0.25 \cdot 3", "= 2"))[-3:] == ["unchecked", "wrong", "right"]
    assert verdicts(displays(*PRODUCTS, r"+ 0.25 \cdot 4", "= 3"))[-3:] == ["right", "right", "wrong"]


def test_a_derivative_that_is_printed_under_the_name_of_an_error_is_handed_on() -> None:
    error = r"\delta_2 = \frac{\partial E}{\partial z} = 0.1291"
    model = ("x = 2", "w = 1", "t = 0", "z = w x", r"E = 0.03228 z^2 + 0 t")
    assert verdicts(displays(*model, error, r"\frac{\partial E}{\partial w} = 0.2582"))[-1] == "right"
    assert verdicts(displays(*model, error, r"\frac{\partial E}{\partial w} = 0.2852"))[-1] == "wrong"


@pytest.mark.parametrize(("given", "verdict"), [(("x = 2",), "unchecked"), ((), "wrong")])
def test_a_decimal_beside_names_may_be_what_other_names_are_in_a_document_of_numbers_alone(
    given: tuple[str, ...], verdict: str
) -> None:
    found = judged(displays(*given, "E = (w x - 1)^2", r"\frac{\partial E}{\partial w} = 1.234 x w"))[-1]
    assert found.verdict.value == verdict
    assert (found.reason == "it puts numbers in for some of its names") is (verdict == "unchecked")


GIVEN = (r"x_1 = 1, \quad x_2 = 3, \quad w_1 = 0.5, \quad w_2 = 0.5, \quad t = 2.5", r"y = w_1 x_1 + w_2 x_2")
SLOPE = r"\frac{\partial L}{\partial w_2} = 2 (y - t) x_2 = 2 (-0.5) \cdot 3"


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ("-x_2 = -3", ["right", "right"]),
        ("-x_1 = -1", ["wrong", "follows"]),
        ("x_2 = 3", ["wrong", "follows"]),
        ("-2 x_2 = -6", ["wrong", "follows"]),
    ],
)
def test_names_behind_a_number_stand_for_their_numbers(side: str, found: list[str]) -> None:
    assert verdicts(displays(*GIVEN, r"L = (y - t)^2", f"{SLOPE} = {side}"))[-2:] == found
