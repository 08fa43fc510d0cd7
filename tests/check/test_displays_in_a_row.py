"""A display that begins with a relation, right behind another display, goes on with the chain of that one."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import displays, judged, lines, verdicts

NETWORK = ("z = w x + b", r"L = \frac12 (z - y)^2")
GIVEN = ("w = 2", "x = 3", "b = 1")
SLOPE = r"\frac{\partial L}{\partial w}"
LAYER = ("z = W x + b", r"a = \sigma(z)", r"L = \frac12 \|a - y\|^2")


def test_the_next_display_is_in_the_chain_of_the_one_before() -> None:
    first, second, third = lines("a = b", "= c", "= d")
    assert first.chain == second.chain == third.chain is not None


@pytest.mark.parametrize("between", ["and so\n\n", "## Next\n\n", "(3)\n\n"])
def test_words_between_two_displays_leave_open_which_chain_goes_on(between: str) -> None:
    assert judged(f"{displays(*GIVEN, 'z = w x + b')}\n\n{between}$$= 8$$")[-1].verdict is not Verdict.WRONG


def test_a_slip_in_the_next_display_is_refuted_though_the_one_before_is_not_read() -> None:
    document = (*NETWORK, rf"{SLOPE} = [[ w")
    assert verdicts(displays(*document, "= (z - y) x"))[-1] == "right"
    assert verdicts(displays(*document, "= (z - y) w"))[-1] == "wrong"


def test_a_number_in_the_next_display_is_that_of_the_formula_before() -> None:
    assert verdicts(displays(*GIVEN, "z = w x + b", r"= 2 \cdot 3 + 1", "= 7"))[-2:] == ["right", "right"]
    assert verdicts(displays(*GIVEN, "z = w x + b", r"= 2 \cdot 3 + 1", "= 8"))[-2:] == ["right", "wrong"]


def test_shapes_that_do_not_fit_in_the_next_display_refute_it() -> None:
    document = (*LAYER, r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^T")
    assert verdicts(displays(*document, r"= ((a - y) \odot a \odot (1 - a)) x^T"))[-1] == "right"
    assert verdicts(displays(*document, r"= ((a - y) \odot a \odot (1 - a)) x"))[-1] == "wrong"


def test_a_side_that_the_next_display_goes_on_with_is_not_refuted() -> None:
    loss = r"L = \frac12 (z - y)^2 + \frac12 w^2"
    head, *_ = judged(displays("z = w x + b", loss, rf"{SLOPE} = (z - y) x", "+ 2 w"))[2:]
    assert head.verdict is Verdict.UNCHECKED
    lost = r"L = \frac12 (z - y)^2 - \frac12 w^2"
    head, *_ = judged(displays("z = w x + b", lost, rf"{SLOPE} = (z - y) x", "- w"))[2:]
    assert head.verdict is Verdict.UNCHECKED
    assert verdicts(displays("z = w x + b", loss, rf"{SLOPE} = (z - y) x"))[-1] == "wrong"


def test_the_case_of_a_chain_holds_in_the_next_display() -> None:
    softmax = r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"
    equal = r"\text{if } i = j: \frac{\partial p_i}{\partial z_j} = p_i (1 - p_j)"
    assert verdicts(displays(softmax, equal, "= p_i (1 - p_i)"))[-1] == "right"
    assert verdicts(displays(softmax, equal, "= - p_i p_j"))[-1] == "wrong"


def test_an_expression_behind_an_equation_is_what_the_next_display_may_go_on_with() -> None:
    document = (r"f(x, y) = (2x + 3y)^2 \quad \nabla f(x, y)", "= [4 (2x + 3y), 6 (2x + 3y)]")
    assert lines(*document)[-1].chain is None
