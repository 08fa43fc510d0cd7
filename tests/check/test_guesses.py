"""What rests on a guess refutes nothing: which array a letter names, how a bare matrix lies, what the rate is."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


def test_a_letter_that_tells_no_array_apart_is_no_clash() -> None:
    net = r"o_j = \varphi(\text{net}_j) = \varphi\left(\sum_{k=1}^n w_{kj} o_k\right)"
    slope = r"\frac{\partial \text{net}_j}{\partial w_{ij}} ="
    right, wrong = (rf"{slope} \frac{{\partial}}{{\partial w_{{ij}}}} \sum_{{k=1}}^n w_{{kj}} o_k = {side}" for side in
                    ("o_i", "w_{ij}"))  # fmt: skip
    assert verdicts(displays(net, right))[-1] != "wrong"
    assert verdicts(displays(net, wrong))[-1] != "right"


def test_a_matrix_that_stands_bare_beside_its_indices_may_lie_either_way() -> None:
    given = (r"s = w \cdot x + b", r"p = \frac{1}{1 + e^{-s}}", r"J = \frac{1}{m} \sum_{i=1}^m (p_i - y_i)^2")
    claim = r"\frac{\partial J}{\partial w_j} = \frac{2}{m} \sum_{i=1}^m (p_i - y_i) p_i (1 - p_i) x_{ij}"
    assert verdicts(displays(*given, claim))[-1] != "wrong"
    assert verdicts(displays(*given, claim.replace("- p_i", "+ p_i")))[-1] != "right"


NUMBERS = "$x = 2$, $w = 0.5$, $b = 1$, $t = 1$ and ${rate} = 0.1$.\n\n$y = wx + b = 2$\n\n$E = \\frac12 (y - t)^2$\n\n"


@pytest.mark.parametrize("rate", [r"\eta", r"\alpha"])
def test_a_rate_with_a_number_is_that_of_updates_in_numbers(rate: str) -> None:
    text = NUMBERS.format(rate=rate)
    assert verdicts(f"{text}$w_{{new}} = 0.5 - 0.1 \\cdot 2 = 0.3$")[-2:] == ["right", "right"]
    assert verdicts(f"{text}$w_{{new}} = 0.5 - 0.1 \\cdot 2 = 0.4$")[-1] == "wrong"
    assert verdicts(f"{text}$w_{{new}} = 0.5 + 0.1 \\cdot 2 = 0.7$")[-2] != "right"


@pytest.mark.parametrize("arrow", [r"\leftarrow", ":="])
def test_an_assignment_in_numbers_from_the_value_before_is_an_update(arrow: str) -> None:
    text = NUMBERS.format(rate=r"\eta")
    assert verdicts(f"{text}$w {arrow} 0.5 - 0.1 \\cdot 2 = 0.3$")[-2:] == ["right", "right"]
    assert verdicts(f"{text}$w {arrow} 0.5 + 0.1 \\cdot 2 = 0.7$")[-2] != "right"


def test_one_weight_matrix_for_all_layers_refutes_no_error_of_a_hidden_unit() -> None:
    given = (r"a_j = \sum_i w_{ji} z_i", r"z_j = h(a_j)", r"\delta_k = y_k - t_k")
    back = r"\delta_j = h'(a_j) \sum_k w_{kj} \delta_k"
    assert verdicts(displays(*given, back))[-1] != "wrong"
    assert verdicts(displays(*given, back.replace("h'", "h")))[-1] != "right"


def test_a_one_beside_a_jacobian_may_be_the_identity() -> None:
    given = (r"y = x + F(x)", r"F(x) = V \sigma(W x)")
    claim = r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} (1 + \frac{\partial F}{\partial x})"
    assert verdicts(displays(*given, claim))[-1] == "unchecked"
    assert verdicts(displays(*given, claim.replace("1 +", "1 -")))[-1] == "unchecked"


def test_the_errors_of_another_layer_that_is_not_read_may_have_the_letter_of_a_step() -> None:
    given = (r"E = \frac12 \sum_k (t_k - o_k)^2", r"\delta_k = o_k (1 - o_k) (t_k - o_k)")
    hidden = r"\delta_h = o_h (1 - o_h) \sum_k w_{kh} \delta_k"
    step = r"\Delta w_{ji} = \eta \delta_j x_{ji}"
    assert verdicts(displays(*given, hidden, step))[-1] == "unchecked"
    single = (r"o_k = \sigma(n_k)", r"n_k = \sum_i w_{ki} x_i", *given, r"\Delta w_{ki} = \eta \delta_i x_k")
    assert verdicts(displays(*single))[-1] == "wrong"


def test_an_error_that_a_sum_hands_back_is_of_another_layer() -> None:
    given = (r"a_j = \sum_i w_{ji} x_i", r"z_j = h(a_j)", r"y_k = \sum_j v_{kj} z_j")
    back = r"\delta_j = \frac{\partial E}{\partial a_j} = h'(a_j) \sum_k v_{kj} \delta_k"
    found = verdicts(displays(*given, back, r"\frac{\partial E}{\partial v_{kj}} = \delta_k z_j"))
    assert found[-2:] == ["unchecked", "unchecked"]
    squares = (*given, r"E = \frac12 \sum_k (y_k - t_k)^2", r"\delta_k = y_k - t_k")
    slips = (back.replace("h'", "h"), r"\frac{\partial E}{\partial v_{kj}} = \delta_j z_j")
    assert verdicts(displays(*squares, *slips))[-2:] == ["wrong", "wrong"]


def test_a_capital_that_no_line_defines_is_no_number_that_refutes_shapes() -> None:
    layers = (r"A = X W_1 + b_1", r"Z = \max(0, A)", r"S = Z W_2 + b_2", r"E = -\sum_{n} \sum_{c} Y_{nc} \log P_{nc}")
    named = displays(*layers) + "\n\nLet $G$ be the gradient by the scores.\n\n"
    assert verdicts(named + displays(r"\frac{\partial E}{\partial W_2} = Z^\top G"))[-1] == "unchecked"
    defined = displays(*layers[:3], r"G = \frac{\partial E}{\partial S}") + "\n\n"
    right, slip = (rf"\frac{{\partial E}}{{\partial W_2}} = Z{sign} G" for sign in (r"^\top", ""))
    assert verdicts(defined + displays(right, slip))[-2:] == ["right", "wrong"]
