"""One letter for two arrays that the letters of their indices tell apart; biases that are elements 0 of weights."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYERS = (
    r"a_j = \sum_{i} w_{ji} x_i + b_j", r"z_j = \tanh(a_j)", r"u_k = \sum_{j} v_{kj} z_j + c_k",
    r"E = \frac12 \sum_{k} (u_k - y_k)^2",
)  # fmt: skip
"""A network whose output and hidden units have letters of their own."""

CLASSES = (
    r"a_j = \sum_{i=1}^D w_{ji}^{(1)} x_i + w_{j0}^{(1)}", r"z_j = \tanh(a_j)",
    r"a_k = \sum_{j=1}^M w_{kj}^{(2)} z_j + w_{k0}^{(2)}", r"y_k = \frac{e^{a_k}}{\sum_j e^{a_j}}",
    r"E = -\sum_k t_k \ln y_k",
)  # fmt: skip
"""The same letter for the inputs of both layers, and a sum over outputs with the letter of hidden units."""


@pytest.mark.parametrize(
    "errors",
    [
        (r"\delta_k = u_k - y_k", r"\delta_j = (1 - z_j^2) \sum_k \delta_k v_{kj}"),
        (
            r"\delta_k = \frac{\partial E}{\partial u_k} = u_k - y_k",
            r"\delta_j = \frac{\partial E}{\partial a_j} = (1 - z_j^2) \sum_k \delta_k v_{kj}",
        ),
    ],
)
def test_the_errors_of_two_layers_are_told_apart_by_their_letters(errors: tuple[str, str]) -> None:
    claims = (
        r"\frac{\partial E}{\partial v_{kj}} = \delta_k z_j",
        r"\frac{\partial E}{\partial w_{ji}} = \delta_j x_i",
    )
    assert set(verdicts(displays(*LAYERS, *errors, *claims))) == {"right"}


@pytest.mark.parametrize(
    ("errors", "claim"),
    [
        ((r"\delta_k = y_k - u_k", r"\delta_j = (1 - z_j^2) \sum_k \delta_k v_{kj}"), r"v_{kj}} = \delta_k z_j"),
        ((r"\delta_k = u_k - y_k", r"\delta_j = (1 - z_j) \sum_k \delta_k v_{kj}"), r"w_{ji}} = \delta_j x_i"),
        ((r"\delta_k = u_k - y_k", r"\delta_j = (1 - z_j^2) \sum_k v_{kj}"), r"w_{ji}} = \delta_j x_i"),
        ((r"\delta_k = u_k - y_k", r"\delta_j = (1 - z_j^2) \sum_k \delta_k v_{kj}"), r"w_{ji}} = \delta_k x_i"),
        ((r"\delta_k = u_k - y_k", r"\delta_j = (1 - z_j^2) \sum_k \delta_k v_{kj}"), r"v_{kj}} = \delta_j z_j"),
    ],
)
def test_a_slip_in_an_error_is_refuted_itself_or_where_it_is_used(errors: tuple[str, str], claim: str) -> None:
    assert verdicts(displays(*LAYERS, *errors, rf"\frac{{\partial E}}{{\partial {claim}"))[-2:].count("wrong") == 1


def test_letters_of_one_range_tell_nothing_apart() -> None:
    found = judged(displays("p_i = 2 x_i", r"q_i = 3 p_i", "p_j = 4 x_j"))
    assert [each.verdict.value for each in found][-1] != "right"


def test_a_line_may_borrow_the_letter_of_the_other_layer() -> None:
    claims = (
        r"\frac{\partial y_k}{\partial a_j} = y_k (\mathbb{1}[k = j] - y_j)",
        r"\frac{\partial E}{\partial a_k} = \sum_j \frac{\partial E}{\partial y_j} \frac{\partial y_j}{\partial a_k}",
        r"\frac{\partial E}{\partial a_k} = y_k - t_k",
        r"\frac{\partial E}{\partial a_j} = (1 - z_j^2) \sum_k (y_k - t_k) w_{kj}^{(2)}",
    )
    assert set(verdicts(displays(*CLASSES, *claims))) == {"right"}


@pytest.mark.parametrize(
    "slip",
    [
        r"\frac{\partial y_k}{\partial a_j} = y_k (\mathbb{1}[k = j] + y_j)",
        r"\frac{\partial y_k}{\partial a_j} = y_j (1 - y_k)",
        r"\frac{\partial E}{\partial a_j} = (1 - z_j) \sum_k (y_k - t_k) w_{kj}^{(2)}",
    ],
)
def test_a_borrowed_letter_excuses_no_slip(slip: str) -> None:
    assert verdicts(displays(*CLASSES, slip))[-1] == "wrong"


def test_the_element_0_of_weights_is_a_bias_beside_the_sum_over_the_others() -> None:
    claims = (
        r"\frac{\partial E}{\partial w_{kj}^{(2)}} = (y_k - t_k) z_j",
        r"\frac{\partial E}{\partial w_{k0}^{(2)}} = y_k - t_k",
        r"\frac{\partial E}{\partial w_{j0}^{(1)}} = (1 - z_j^2) \sum_k (y_k - t_k) w_{kj}^{(2)}",
        r"\frac{\partial E}{\partial w_{k0}^{(2)}} = (y_k - t_k) z_j",
    )
    assert verdicts(displays(*CLASSES, *claims)) == ["right"] * 8 + ["wrong"]


def test_an_element_0_of_a_sum_from_0_is_no_bias_of_its_own() -> None:
    found = verdicts(
        displays(
            r"a_j = \sum_{i=0}^{n} w_{ji} x_i",
            r"E = \sum_j a_j^2",
            r"\frac{\partial E}{\partial w_{j0}} = 2 a_j x_0",
            r"\frac{\partial E}{\partial w_{j0}} = 2 a_j",
        )
    )
    assert found == ["right"] * 3 + ["wrong"]
