"""Arrays that are spelt out: all their elements defined by one term with another number."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNITS = (r"z_1 = w_{11} x_1 + w_{12} x_2 + b_1", r"z_2 = w_{21} x_1 + w_{22} x_2 + b_2")
OUTPUTS = (
    r"a_1 = \sigma(z_1)", r"a_2 = \sigma(z_2)", r"o_1 = v_{11} a_1 + v_{12} a_2", r"o_2 = v_{21} a_1 + v_{22} a_2",
    r"E = \frac12 ((o_1 - t_1)^2 + (o_2 - t_2)^2)", r"d_k = \frac{\partial E}{\partial o_k}",
)  # fmt: skip
SHARES = tuple(rf"y_{at} = \frac{{e^{{z_{at}}}}}{{e^{{z_1}} + e^{{z_2}} + e^{{z_3}}}}" for at in (1, 2, 3))
LIKELIHOOD = r"L = -t_1 \log y_1 - t_2 \log y_2 - t_3 \log y_3"
BY_WEIGHT = r"\frac{\partial z_k}{\partial w_{kj}} = x_j"
"""True for every k and j."""


def last(*latex: str) -> str:
    """The verdict on the last line of a document."""
    return verdicts(displays(*latex))[-1]


@pytest.mark.parametrize(
    "claim",
    [
        BY_WEIGHT,
        r"\frac{\partial z_k}{\partial x_j} = w_{kj}",
        r"\frac{\partial z_k}{\partial b_k} = 1",
        r"\frac{\partial z_1}{\partial w_{1j}} = x_j",
    ],
)
def test_definitions_of_all_elements_define_the_array(claim: str) -> None:
    assert set(verdicts(displays(*UNITS, r"s_k = \sigma(z_k)", claim))) == {"right"}


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial z_k}{\partial w_{kj}} = -x_j",
        r"\frac{\partial z_k}{\partial b_k} = 2",
        r"\frac{\partial z_1}{\partial w_{12}} = x_1",
        r"\frac{\partial z_k}{\partial x_j} = w_{jk}",
    ],
)
def test_a_slip_in_a_derivative_of_such_an_array_is_refuted(claim: str) -> None:
    assert last(*UNITS, r"s_k = \sigma(z_k)", claim) == "wrong"


@pytest.mark.parametrize(
    "slip",
    [
        r"z_2 = w_{21} x_1 + w_{12} x_2 + b_2",
        r"z_2 = w_{21} x_1 + b_2",
        r"z_2 = w_{21} x_1 - w_{22} x_2 + b_2",
        r"z_2 = w_{21} x_1 + w_{22} x_2 + b_1",
    ],
)
def test_definitions_that_are_not_alike_say_nothing_of_the_array(slip: str) -> None:
    assert last(UNITS[0], slip, BY_WEIGHT) == "unchecked"


def test_an_array_with_an_element_that_no_line_defines_is_not_defined() -> None:
    assert last(*UNITS, r"u = z_3", BY_WEIGHT) == "unchecked"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial v_{kj}} = d_k a_j", "right"),
        (r"\frac{\partial E}{\partial a_j} = \sum_k d_k v_{kj}", "right"),
        (r"\frac{\partial E}{\partial a_1} = d_1 v_{11} + d_2 v_{21}", "right"),
        (r"\frac{\partial E}{\partial w_{ji}} = a_j (1 - a_j) x_i \sum_k d_k v_{kj}", "right"),
        (r"\frac{\partial E}{\partial a_1} = d_1 v_{11} + d_2 v_{12}", "wrong"),
        (r"\frac{\partial E}{\partial a_1} = d_1 v_{11}", "wrong"),
        (r"\frac{\partial E}{\partial w_{ji}} = a_j (1 + a_j) x_i \sum_k d_k v_{kj}", "wrong"),
        (r"\frac{\partial E}{\partial w_{ji}} = -a_j (1 - a_j) x_i \sum_k d_k v_{kj}", "wrong"),
    ],
)
def test_arrays_that_rest_on_each_other_are_read_together(claim: str, verdict: str) -> None:
    assert last(*UNITS, *OUTPUTS, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial y_k}{\partial z_k} = y_k (1 - y_k)", "right"),
        (r"\frac{\partial y_1}{\partial z_2} = -y_1 y_2", "right"),
        (r"\frac{\partial L}{\partial z_k} = (t_1 + t_2 + t_3) y_k - t_k", "right"),
        (r"\frac{\partial L}{\partial z_k} = y_k - t_k", "right"),
        (r"\frac{\partial L}{\partial z_k} = (t_1 + t_2) y_k - t_k", "wrong"),
        (r"\frac{\partial y_k}{\partial z_k} = y_k (1 + y_k)", "wrong"),
    ],
)
def test_a_sum_over_all_elements_is_one_over_the_array(claim: str, verdict: str) -> None:
    assert last(*SHARES, LIKELIHOOD, r"q_k = y_k - t_k", claim) == verdict


@pytest.mark.parametrize(
    ("others", "claim"),
    [
        ((r"y = v_0 + v_1 z_1 + v_2 z_2",), r"\frac{\partial y}{\partial z_k} = v_k"),
        ((r"y = v_1 z_1 + v_2 z_2 + z_1 z_2",), r"\frac{\partial y}{\partial v_k} = z_k"),
        ((r"\frac{\partial z_1}{\partial x_3} = 0",), BY_WEIGHT),
        ((r"x_1 = 1",), r"\frac{\partial z_k}{\partial w_{k1}} = 1"),
    ],
)
def test_elements_that_no_sum_goes_through_leave_the_array_open(others: tuple[str, ...], claim: str) -> None:
    assert last(*UNITS, *others, claim) == "unchecked"


def test_layers_with_numbers_are_no_elements() -> None:
    layers = (r"z_1 = w_1 x", r"a_1 = \sigma(z_1)", r"z_2 = w_2 a_1", r"a_2 = \sigma(z_2)", r"e_k = z_k")
    assert last(*layers, r"\frac{\partial z_2}{\partial z_1} = w_2 a_1 (1 - a_1)") == "right"
    assert last(*layers, r"\frac{\partial a_k}{\partial w_k} = a_k (1 - a_k) x") != "right"


def test_vectors_with_numbers_are_no_elements() -> None:
    vectors = (r"q_1 = W x_1", r"q_2 = W x_2", r"r_k = q_k")
    assert "unchecked" not in verdicts(displays(*vectors))[:2]
