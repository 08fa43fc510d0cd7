r"""A bare letter above a name, over which a sum goes, counts samples: ``E = \sum_n (o^n - t^n)^2``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MEAN = r"E = \frac{1}{2N} \sum_{n=1}^{N} \sum_k (o_k^{n} - t_k^{n})^2"
ELSEWHERE = r"s_n = \sum_i \theta_i x_{ni}"
"""It says how many samples there are, by a subscript."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial o_k^{n}} = \frac{1}{N} (o_k^{n} - t_k^{n})", "right"),
        (r"\frac{\partial E}{\partial o_k^n} = \frac{1}{N} (o_k^n - t_k^n)", "right"),
        (r"\frac{\partial E}{\partial o_k^{n}} = o_k^{n} - t_k^{n}", "wrong"),
        (r"\frac{\partial E}{\partial o_k^{n}} = \frac{1}{N} \sum_n (o_k^{n} - t_k^{n})", "wrong"),
    ],
)
def test_a_derivative_by_what_one_sample_gives_is_that_of_its_summand(claim: str, verdict: str) -> None:
    assert verdicts(displays(MEAN, claim, ELSEWHERE)) == ["right", verdict, "right"]


def test_a_gradient_goes_over_all_samples() -> None:
    network = (r"o_k^n = \sum_j w_{kj} h_j^n", r"E = \frac{1}{2} \sum_n \sum_k (o_k^n - t_k^n)^2")
    by_output = r"\frac{\partial E}{\partial o_k^n} = o_k^n - t_k^n"
    right = r"\frac{\partial E}{\partial w_{kj}} = \sum_n (o_k^n - t_k^n) h_j^n"
    wrong = r"\frac{\partial E}{\partial w_{kj}} = \sum_n (o_k^n + t_k^n) h_j^n"
    assert verdicts(displays(*network, by_output, right, wrong)) == ["right"] * 4 + ["wrong"]


def test_layers_above_stay_layers() -> None:
    text = displays(r"R = \sum_l (w^l)^2", r"z^l = w^l z^{l-1}", r"\frac{\partial z^l}{\partial z^{l-1}} = w^{l-1}")
    assert verdicts(text)[1:] == ["right", "wrong"]


PATTERNS = (
    r"E = \frac{1}{2} \sum_{n=1}^{N} \sum_k (t_k^n - y_k^n)^2",
    r"h_j^n = \tanh(u_j^n), \quad u_j^n = \sum_i w_{ij} x_i^n + b_j, \quad y_k^n = \sum_j v_{jk} h_j^n + c_k",
)
BY_W = r"\frac{\partial E}{\partial w_{ij}} = -\sum_n \sum_k (t_k^n - y_k^n) v_{jk} (1 - (h_j^n)^2) x_i^n"


def test_elements_that_are_defined_by_others_of_one_sample_show_it() -> None:
    by_v = r"\frac{\partial E}{\partial v_{jk}} = -\sum_n (t_k^n - y_k^n) h_j^n"
    assert verdicts(displays(*PATTERNS, by_v, BY_W)) == ["right"] * 6


@pytest.mark.parametrize(
    "slip", [BY_W.replace("(h_j^n)^2", "h_j^n"), BY_W.replace("-", "", 1), BY_W.replace(r"\sum_n ", "")]
)
def test_slips_in_what_they_give_are_refuted(slip: str) -> None:
    assert verdicts(displays(*PATTERNS, slip))[-1] in {"wrong", "unchecked"}
    assert verdicts(displays(*PATTERNS, BY_W.replace("(h_j^n)^2", "h_j^n")))[-1] == "wrong"


def test_one_definition_with_powers_on_both_sides_keeps_them() -> None:
    assert (
        verdicts(displays("a_i^n = b_i^n c_i^n", r"\frac{\partial a_i^n}{\partial b_i} = n b_i^{n-1} c_i^n"))[-1]
        != "wrong"
    )
    powers = displays("a_i = b_i c_i", "a_i^n = b_i^n c_i^n")
    assert verdicts(powers) == ["right", "right"]
