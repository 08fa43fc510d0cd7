"""Sums over all weights: they add up the elements of the arrays that the document has."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

DECAYED = r"J = L + \frac{\lambda}{2} \sum_w w^2"


def decayed(by: str, times: str) -> str:
    """The derivative of a loss with weight decay."""
    return rf"\frac{{\partial J}}{{\partial {by}}} = \frac{{\partial L}}{{\partial {by}}} + {times} {by}"


@pytest.mark.parametrize(
    ("network", "by"),
    [
        (("a = w x + b", "L = (a - y)^2"), "w"),
        ((r"a = w^\top x + b", "L = (a - y)^2"), "w"),
        ((r"a = \mathbf{w}^\top \mathbf{x} + b", "L = (a - y)^2"), r"\mathbf{w}"),
        ((r"a = \sum_i w_i x_i", "L = (a - y)^2"), "w_i"),
        ((r"a_j = \sum_i w_{ji} x_i", r"L = \sum_j (a_j - y_j)^2"), "w_{ji}"),
        ((r"h = \sigma(w_1 x)", "L = (w_2 h - y)^2"), "w_1"),
        ((r"h = \sigma(W_1 x + b)", "o = W_2 h", r"L = (o - y)^T (o - y)"), "W_1"),
        ((r"h_j = \sigma(\sum_i w^1_{ji} x_i)", r"L = (\sum_j w^2_j h_j - y)^2"), "w^2_j"),
        ((r"a^l_j = \sigma(\sum_k w^l_{jk} a^{l-1}_k)", r"L = \sum_j (a^L_j - y_j)^2"), "w^l_{jk}"),
        ((r"a^l = \sigma(W^l a^{l-1})", r"L = \|a^L - y\|^2"), "W^l"),
    ],
)
def test_all_weights_are_the_elements_of_the_arrays_that_a_document_has(network: tuple[str, ...], by: str) -> None:
    claims = (decayed(by, r"\lambda"), decayed(by, r"2 \lambda"))
    assert verdicts(displays(*network, DECAYED, *claims)) == ["right"] * (len(network) + 2) + ["wrong"]


def test_a_set_says_which_weights_are_meant() -> None:
    decay = r"J = L + \frac{\lambda}{2} \sum_{w \in W_2} w^2"
    network = (r"h = \tanh(W_1 x + b)", "o = W_2 h", r"L = (o - y)^T (o - y)", decay)
    unchanged = r"\frac{\partial J}{\partial W_1} = \frac{\partial L}{\partial W_1}"
    claims = (decayed("W_2", r"\lambda"), unchanged, decayed("W_1", r"\lambda"))
    assert verdicts(displays(*network, *claims)) == ["right"] * 6 + ["wrong"]


@pytest.mark.parametrize(("slope", "verdict"), [(r"\operatorname{sign}(w)", "right"), ("w", "wrong")])
def test_absolute_values_of_all_weights_have_signs_as_slopes(slope: str, verdict: str) -> None:
    model = ("a = w^T x + b", r"J = (a - y)^2 + \lambda \sum_w |w|")
    claims = (
        r"\frac{\partial J}{\partial b} = 2 (a - y)",
        rf"\frac{{\partial J}}{{\partial w}} = 2 (a - y) x + \lambda {slope}",
    )
    assert verdicts(displays(*model, *claims))[2:] == ["right", verdict]


def test_numbers_are_those_of_all_weights() -> None:
    sums = (r"R = \sum_w w^2 = 5", r"S = \sum_w |w| = 4")
    assert verdicts(displays("w_1 = 1", "w_2 = 2", *sums))[2:] == ["right", "right", "right", "wrong"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial J}{\partial v_j} = (o - y) h_j + \lambda v_j",
        r"\frac{\partial J}{\partial v_j} = (o - y) h_j",
        r"\frac{\partial J}{\partial w_{ji}} = (o - y) v_j h_j (1 - h_j) x_i",
    ],
)
def test_whether_weights_of_other_letters_are_among_all_of_them_is_open(claim: str) -> None:
    network = (
        r"h_j = \sigma(\sum_i w_{ji} x_i)",
        r"o = \sum_j v_j h_j",
        r"J = \frac12 (o - y)^2 + \frac{\lambda}{2} \sum_w w^2",
    )
    assert verdicts(displays(*network, claim))[2:] == ["unchecked", "unchecked"]


def test_a_weight_at_each_step_is_no_other_array() -> None:
    steps = (r"w_{t+1} = w_t - \eta \frac{\partial J}{\partial w_t}", DECAYED)
    claim = r"w_{t+1} = (1 - \eta \lambda) w_t - \eta \frac{\partial L}{\partial w_t}"
    assert verdicts(displays(*steps, claim))[1:] == ["unchecked", "right-if"]


def test_words_of_a_corpus_are_no_weights() -> None:
    assert verdicts(displays(r"\ell = \sum_{w \in C} \log p(w)")) == ["unchecked"]
