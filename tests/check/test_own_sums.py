"""A quotient by a sum of its own numerator defines nothing: the letter inside of the sum is a slip."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts


@pytest.mark.parametrize(
    "line",
    [
        r"p_i = \frac{e^{z_i}}{\sum_j e^{z_i}}",
        r"\hat{y}_i = \frac{\exp(z_i)}{\sum_{j} \exp(z_i)}",
        r"S(z)_i = \frac{\exp(z_i)}{\sum_{j} \exp(z_i)}",
        r"\alpha_{ij} = \frac{\exp(s_{ij})}{\sum_k \exp(s_{ij})}",
        r"c_{i} = \frac{v_{i} \exp(s_{i})}{\sum_k \exp(s_{i})}",
    ],
)
def test_a_softmax_over_the_letter_of_its_numerator_is_not_right(line: str) -> None:
    assert verdicts(f"The softmax is\n\n$${line}$$") == ["unchecked"]


@pytest.mark.parametrize(
    "line",
    [
        r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
        r"\alpha_t = \frac{\exp(s_t)}{\sum_{t'} \exp(s_{t'})}",
        r"c_{i} = \frac{v_{i} \exp(s_{i})}{\sum_k \exp(s_{k})}",
    ],
)
def test_one_over_another_letter_is(line: str) -> None:
    assert verdicts(f"The weights are\n\n$${line}$$") == ["right"]


def test_what_rests_on_such_a_quotient_is_not_refuted_by_it() -> None:
    claim = r"$$\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)$$"
    assert "wrong" not in verdicts(rf"The softmax is $p_i = e^{{z_i}} / \sum_k e^{{z_i}}$. {claim}")


def test_beside_a_true_one_it_is_refuted() -> None:
    true = r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"
    assert verdicts(rf"$${true} = \frac{{e^{{z_i}}}}{{\sum_j e^{{z_i}}}}$$")[-1] == "wrong"
