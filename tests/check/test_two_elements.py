"""Right lines of small networks that were refuted: two numbered elements, labels with a sign, numbered vectors."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = r"y_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"


@pytest.mark.parametrize("total", [r"\sum_k -t_k \log y_k", r"-\sum_k t_k \log y_k", r"\sum_k (-t_k \log y_k)"])
def test_labels_sum_to_one_wherever_the_sign_stands(total: str) -> None:
    claims = [rf"\frac{{\partial L}}{{\partial z_k}} = {side}" for side in ("y_k - t_k", "t_k - y_k", "y_k - 2 t_k")]
    assert verdicts(displays(SOFTMAX, f"L = {total}", *claims))[2:] == ["right", "wrong", "wrong"]


def test_labels_that_are_written_out_may_sum_to_one() -> None:
    outputs = [rf"y_{at} = \frac{{e^{{z_{at}}}}}{{e^{{z_1}} + e^{{z_2}}}}" for at in (1, 2)]
    claims = [rf"\frac{{\partial L}}{{\partial z_1}} = {side}" for side in ("y_1 - t_1", "t_1 - y_1", "y_2 - t_1")]
    found = judged(displays(*outputs, r"L = -t_1 \log y_1 - t_2 \log y_2", *claims))[3:]
    assert [each.verdict.value for each in found] == ["unchecked", "wrong", "wrong"]
    assert found[0].reason == "it holds where the labels sum to one"


def test_labels_that_two_equations_need_to_sum_to_one_do() -> None:
    outputs = [rf"y_{at} = \frac{{e^{{z_{at}}}}}{{e^{{z_1}} + e^{{z_2}}}}" for at in (1, 2)]
    slopes = (r"\frac{\partial L}{\partial z_1} = y_1 - t_1", r"\frac{\partial L}{\partial z_2} = y_2 - t_2")
    slips = (r"\frac{\partial L}{\partial z_1} = t_1 - y_1", r"\frac{\partial L}{\partial z_1} = y_2 - t_1")
    found = judged(displays(*outputs, r"L = -t_1 \log y_1 - t_2 \log y_2", *slopes, *slips))[3:]
    assert [each.verdict.value for each in found] == ["right-if", "right-if", "wrong", "wrong"]
    assert found[0].assumes == ("the labels sum to one",)


def test_a_number_that_sums_are_divided_by_is_how_many_terms_they_have() -> None:
    mean = (r"\mu = \frac1d \sum_i x_i", r"v = \frac1d \sum_i (x_i - \mu)^2", r"u_i = (x_i - \mu) v")
    claims = [rf"\frac{{\partial v}}{{\partial x_i}} = {side}" for side in (
        r"\frac2d (x_i - \mu)", r"\frac1d (x_i - \mu)", r"\frac2d x_i", r"2 (x_i - \mu)", r"\frac{2}{d^2} (x_i - \mu)",
    )]  # fmt: skip
    found = judged(displays(*mean, *claims))[3:]
    assert [each.verdict.value for each in found] == ["right-if", "wrong", "wrong", "wrong", "wrong"]
    assert found[0].assumes == ("d is how many terms the sums have",)


NETWORK = (
    r"z_k = \sum_{j=1}^2 w_{kj} x_j + b_k",
    r"a_k = \sigma(z_k)",
    r"y = v_1 a_1 + v_2 a_2",
    r"L = \frac{1}{2} (y - t)^2",
)


def test_there_are_as_many_elements_as_are_numbered_where_a_line_needs_it() -> None:
    claims = (
        r"\frac{\partial L}{\partial w_{kj}} = (y - t) v_k a_k (1 - a_k) x_j",
        r"\frac{\partial L}{\partial x_j} = \sum_k (y - t) v_k a_k (1 - a_k) w_{kj}",
        r"\frac{\partial L}{\partial w_{kj}} = (y - t) v_k a_k (1 - a_k) x_k",
        r"\frac{\partial L}{\partial w_{kj}} = (t - y) v_k a_k (1 - a_k) x_j",
        r"\frac{\partial L}{\partial x_j} = (y - t) v_k a_k (1 - a_k) w_{kj}",
    )
    found = verdicts(displays(*NETWORK, *claims))[4:]
    assert found[:2] == ["right-if", "right-if"]
    assert not {"right", "right-if"} & set(found[2:])


def test_a_numbered_vector_may_be_one_of_those_with_a_letter() -> None:
    text = displays(r"q_1 = W x_1", r"s_{ij} = q_i^\top h_j", r"\frac{\partial s_{12}}{\partial h_2} = q_1")
    assert verdicts(text)[-1] != "wrong"
