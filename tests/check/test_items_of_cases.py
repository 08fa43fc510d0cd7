"""A case with which an item of a list begins holds for what the item says, to its end."""

from __future__ import annotations

import pytest

from tests.check.judging import judged

SOFTMAX = r"$$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$"
SLOPE = r"\frac{\partial p_i}{\partial z_j}"
APART = rf"$${SLOPE} = -p_i p_j$$"
MARKS = pytest.mark.parametrize("mark", ["{}. When", "{}) For", "- If", "**Case {}:**", "Case {}: if", "### Case {}:"])


def page(mark: str, end: str, *, last: str = APART) -> str:
    first = f"{mark.format(1)} $i = j$, we have\n\n$${SLOPE} = p_i (1 - p_j)$$"
    second = f"{mark.format(2)} $i \\neq j$, we have\n\n$${SLOPE} = 0 - p_i p_j$$"
    return "\n\n".join([SOFTMAX, first, second, end, last])


@MARKS
def test_it_holds_for_the_next_formula_of_the_item(mark: str) -> None:
    assert judged(page(mark, "and so"))[-1].verdict.value == "right"


@MARKS
def test_a_slip_in_it_is_refuted(mark: str) -> None:
    assert judged(page(mark, "and so", last=f"$${SLOPE} = p_i p_j$$"))[-1].verdict.value == "wrong"


@MARKS
@pytest.mark.parametrize("end", ["3. In words, this is", "Combining the two cases,"])
def test_behind_its_end_it_is_an_assumption(mark: str, end: str) -> None:
    assert judged(page(mark, end))[-1].verdict.value == "right-if"


def test_a_case_in_the_middle_of_a_sentence_goes_on_as_an_assumption_only() -> None:
    words = f"We look at what is left when $i \\neq j$, which is\n\n$${SLOPE} = 0 - p_i p_j$$\n\nand so"
    assert judged("\n\n".join([SOFTMAX, words, APART]))[-1].verdict.value == "right-if"


def test_what_is_zero_otherwise_is_no_case_for_the_next_sentence() -> None:
    words = "where $\\delta_{ij}$ is 1 when $i = j$ and 0 otherwise.\n\n"
    found = judged(f"{SOFTMAX}\n\n$${SLOPE} = p_i (\\delta_{{ij}} - p_j)$$\n\n{words}$${SLOPE} = p_i p_j$$")
    assert found[-1].verdict.value == "wrong"


def test_what_is_so_otherwise_is_another_case() -> None:
    found = judged(f"{SOFTMAX}\n\n$${SLOPE} = p_i (1 - p_j)$$ if $i = j$. Otherwise we have $${SLOPE} = p_i p_j$$")
    assert found[-1].verdict.value == "unchecked"
