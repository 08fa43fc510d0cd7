"""A sum that is written out with two numbers of terms proves neither of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

TOTAL = r"s = \sum_{k=1}^{K} v_k u_k"
TWO = r"s = v_1 u_1 + v_2 u_2"
THREE = f"{TWO} + v_3 u_3"


@pytest.mark.parametrize("lines", [(TWO, THREE), (THREE, TWO)])
def test_neither_of_two_numbers_of_terms_is_proved(lines: tuple[str, ...]) -> None:
    assert verdicts(displays(TOTAL, *lines)) == ["right", "unchecked", "unchecked"]


def test_the_line_says_which_numbers_are_meant() -> None:
    assert judged(displays(TOTAL, TWO, THREE))[-1].reason == "whether there are 2 or 3 of them is not clear"


def test_one_number_of_terms_is_how_many_there_are() -> None:
    slope = r"\frac{\partial s}{\partial v_k} = u_k"
    assert verdicts(displays(TOTAL, THREE, slope)) == ["right", "right", "right"]
    assert verdicts(displays(TOTAL, THREE, THREE.replace("v_2", "v_1")))[1:] == ["right", "unchecked"]


def test_a_line_that_names_some_of_the_elements_is_no_count() -> None:
    softmax = r"p_k = \frac{e^{q_k}}{\sum_{j=1}^{K} e^{q_j}}"
    cross = r"\frac{\partial p_1}{\partial q_2} = -p_1 p_2"
    written = r"\frac{\partial p_1}{\partial q_2} = -\frac{e^{q_1} e^{q_2}}{(e^{q_1} + e^{q_2} + e^{q_3})^2}"
    assert "unchecked" not in verdicts(displays(softmax, cross, written))


def test_two_numbers_of_terms_in_chains_of_other_quantities_prove_neither() -> None:
    chain = r"= \sum_{k=1}^{K} v_k u_k ="
    two, three = (line.removeprefix("s =") for line in (TWO, THREE))
    assert verdicts(displays(f"p {chain} {two}", f"q {chain} {three}")) == ["right", "unchecked"] * 2


def test_a_term_that_is_lost_among_lines_with_all_of_them_is_a_slip() -> None:
    loss = r"L = (s - t)^2"
    slope = r"\frac{\partial L}{\partial u_1}"
    full, short = (f"{slope} = 2 v_1 ({line.removeprefix('s = ')} - t)" for line in (THREE, TWO))
    assert verdicts(displays(TOTAL, THREE, loss, full, short)) == ["right"] * 4 + ["wrong"]
    elsewhere = displays(TOTAL, THREE, loss, full) + "\n\n# A smaller network\n\n" + displays(short)
    assert verdicts(elsewhere)[-1] == "unchecked"
