"""Displays that carry a chain rule out go on with its chain."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = displays(r"z = w x + b, \quad a = \tanh(z), \quad L = \frac12 (a - y)^2")
RULE = displays(
    r"\frac{dL}{dw} = \frac{dL}{da} \frac{da}{dz} \frac{dz}{dw}",
    r"\frac{dL}{da} = a - y, \quad \frac{da}{dz} = 1 - a^2",
    r"\frac{dz}{dw} = x",
)
TRUE = r"(a - y) (1 - a^2) x"
LOST = r"(a - y) (1 - a^2)"


def last(words: str, side: str, rule: str = RULE) -> str:
    return verdicts(f"{MODEL}\n\n{rule}\n\n{words}\n\n{displays(side)}")[-1]


@pytest.mark.parametrize("words", ["Hence", "Putting all of this together:", "so we get", "Hidden layer:", ""])
def test_what_stands_behind_all_derivatives_of_a_chain_rule_is_their_product(words: str) -> None:
    assert last(words, TRUE) == "right"
    assert last(words, LOST) == "wrong"


@pytest.mark.parametrize(
    "words", ["Thus we have a product", "This gives the bound", "Hence it is proportional to", "So at most we get"]
)
def test_words_for_something_else_conclude_nothing(words: str) -> None:
    assert last(words, LOST, RULE) != "wrong"
    assert last(words, r"|a - y| |x|") != "wrong"


def test_the_sign_of_a_conclusion_is_enough() -> None:
    assert last("", r"\therefore " + TRUE) == "right"
    assert last("", r"\therefore " + LOST) == "wrong"


def test_rows_are_carried_out_with_their_indices() -> None:
    model = displays(r"z_j = \sigma(w_j^T x), \quad s_k = \sum_j v_{kj} z_j, \quad E = \frac12 \sum_k (s_k - t_k)^2")
    rule = displays(
        r"\frac{\partial E}{\partial w_j} = \sum_k \frac{\partial E}{\partial s_k}"
        r" \frac{\partial s_k}{\partial z_j} \frac{\partial z_j}{\partial w_j}",
        r"\frac{\partial E}{\partial s_k} = s_k - t_k, \quad \frac{\partial s_k}{\partial z_j} = v_{kj}",
        r"\frac{\partial z_j}{\partial w_j} = z_j (1 - z_j) x",
    )
    right, wrong = r"\sum_k (s_k - t_k) v_{kj} z_j (1 - z_j) x", r"\sum_k (s_k - t_k)^2 v_{kj} z_j (1 - z_j) x"
    assert verdicts(f"{model}\n\n{rule}\n\nHence\n\n{displays(right)}")[-1] == "right"
    assert verdicts(f"{model}\n\n{rule}\n\nHence\n\n{displays(wrong)}")[-1] == "wrong"


@pytest.mark.parametrize("words", ["The first two factors are", "Hence the error of this unit is"])
def test_a_part_of_the_chain_rule_is_the_derivative_by_what_lies_between(words: str) -> None:
    assert last(words, LOST) == "right"
    assert last(words, r"(a - y) (1 - a)") == "wrong"


def test_of_two_chain_rules_that_what_was_said_fits_none_is_carried_out() -> None:
    rules = displays(
        r"\frac{dL}{dw} = \frac{dL}{dz} \frac{dz}{dw}, \quad \frac{dL}{db} = \frac{dL}{dz} \frac{dz}{db}",
        r"\frac{dL}{dz} = (a - y) (1 - a^2)",
    )
    assert last("so we get", TRUE, rules) != "wrong"


ROWS = displays(
    r"h = \sigma(w^T x), \quad E = \frac12 (h - t)^2",
    r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial h} \cdot \frac{\partial h}{\partial w}",
)


@pytest.mark.parametrize("words", ["hidden", "Hidden layer:", ""])
def test_a_chain_rule_of_defined_quantities_may_be_carried_out_with_products_of_arrays(words: str) -> None:
    true, lost = r"(h - t) \sigma(w^T x) (1 - \sigma(w^T x)) x", r"(h - t) \sigma(w^T x) x"
    assert verdicts(f"{ROWS}\n\n{words}\n\n{displays(true)}")[-1] == "right"
    assert verdicts(f"{ROWS}\n\n{words}\n\n{displays(lost)}")[-1] == "unchecked"


def test_what_may_be_a_part_of_such_a_chain_rule_is_not_refuted() -> None:
    assert verdicts(f"{ROWS}\n\n" + displays(r"\sigma(w^T x) - t"))[-1] != "wrong"
