"""What a chain says of its own names proves nothing of it: the member that does not fit is the one with the formula."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

LAYER = "z = w x + b"
SLOPE = r"\frac{\partial z}{\partial w}"


def test_a_name_in_a_chain_is_what_the_derivative_is_and_the_formula_behind_it_may_be_wrong() -> None:
    assert verdicts(displays(LAYER, rf"{SLOPE} = g = x"))[-1] == "right"
    assert verdicts(displays(LAYER, rf"{SLOPE} = g = 2 x"))[1:] == ["unchecked", "wrong"]


def test_a_name_with_a_definition_of_its_own_is_refuted_itself() -> None:
    assert verdicts(displays(LAYER, "g = 2 x", rf"{SLOPE} = g"))[-1] == "wrong"


def test_numbers_in_a_formula_that_says_a_name_do_not_prove_it() -> None:
    given = "$x = 0.05$, $v = 0.45$"
    assert verdicts(f"{given}\n\n{displays(LAYER, rf'{SLOPE} = i = 0.05 + v')}")[-2:] == ["unchecked", "wrong"]


def test_a_display_that_begins_with_a_sign_does_not_go_on_with_the_name_that_it_has() -> None:
    loss = (r"O_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", r"C = -\sum_k t_k \log O_k", r"\sum_k t_k = 1")
    slope = r"\frac{\partial C}{\partial z_k} = -\sum_i t_i (\delta_{ik} - O_k)"
    assert verdicts(displays(*loss, slope, "= -(t_k - O_k)"))[-1] in {"right", "right-if"}
    assert verdicts(displays(*loss, slope, "= -(- O_k)"))[-1] not in {"right", "right-if"}


def test_a_member_that_binds_the_letter_of_its_head_is_as_open_as_its_definition() -> None:
    softmax = r"\frac{e^{z_i}}{\sum_j e^{z_j}}"
    assert verdicts(displays(rf"a_i = \sigma(z_i) = {softmax}")) == ["right", "right"]
    assert verdicts(displays(rf"a_i = \sigma(z_i) = \sum_i {softmax}")) == ["unchecked", "unchecked"]
