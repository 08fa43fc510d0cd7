"""Losses of a pattern: the n of ``E_n`` is part of the name where nothing that it is computed from has an n."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"a_j = \sum_i w_{ji} x_i",
    r"z_j = \tanh(a_j)",
    r"y_k = \sum_j v_{kj} z_j",
    r"E_n = \frac12 \sum_{k=1}^{K} (y_k - t_k)^2",
    r"E = \sum_{n=1}^N E_n",
    r"\delta_k \equiv \frac{\partial E_n}{\partial y_k}",
    r"\delta_j \equiv \frac{\partial E_n}{\partial a_j}",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\delta_k = y_k - t_k", "right"),
        (r"\delta_j = (1 - z_j^2) \sum_k v_{kj} \delta_k", "right"),
        (r"\delta_j = (1 - z_j) \sum_k v_{kj} \delta_k", "wrong"),
        (r"\frac{\partial E_n}{\partial w_{ji}} = \delta_j x_i", "right"),
        (r"\frac{\partial E_n}{\partial v_{kj}} = \delta_k z_j", "right"),
        (r"\frac{\partial E_n}{\partial v_{kj}} = \delta_j z_j", "wrong"),
        (r"\frac{\partial E}{\partial w_{ji}} = \sum_n \frac{\partial E_n}{\partial w_{ji}}", "right"),
    ],
)
def test_the_letter_of_a_pattern_is_no_index(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, claim)) == ["right"] * len(NETWORK) + [verdict]


def test_a_letter_that_other_names_have_is_an_index() -> None:
    given = (r"E_n = \frac12 (w x - t)^2", r"u_n = w c_n", r"\frac{\partial u_n}{\partial w} = c_n")
    assert verdicts(displays(*given))[1:] == ["right", "right"]


ABOVE = (
    r"b_h = f(\alpha_h - \gamma_h)", r"\alpha_h = \sum_{i=1}^{d} v_{ih} x_i", r"\beta_j = \sum_{h=1}^{q} w_{hj} b_h",
    r"\hat{y}_j^k = f(\beta_j - \theta_j)", r"E_k = \frac{1}{2} \sum_{j=1}^{l} (\hat{y}_j^k - y_j^k)^2",
    r"\frac{\partial E_k}{\partial \hat{y}_j^k} = \hat{y}_j^k - y_j^k",
    r"g_j = (y_j^k - \hat{y}_j^k) f'(\beta_j - \theta_j)",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"g_j = -\frac{\partial E_k}{\partial \hat{y}_j^k} \frac{\partial \hat{y}_j^k}{\partial \beta_j}", "right"),
        (r"g_j = \frac{\partial E_k}{\partial \hat{y}_j^k} \frac{\partial \hat{y}_j^k}{\partial \beta_j}", "wrong"),
        (r"\Delta w_{hj} = \eta g_j b_h", "right"),
        (r"\Delta w_{hj} = \eta g_j x_h", "wrong"),
        (r"\Delta \theta_j = -\eta g_j", "right"),
        (r"\Delta \theta_j = \eta g_j", "wrong"),
        (r"E = \frac{1}{m} \sum_{k=1}^{m} E_k", "right"),
    ],
)
def test_a_pattern_above_labels_and_outputs_is_left_out_on_what_is_computed_from_them(line: str, verdict: str) -> None:
    assert verdicts(displays(*ABOVE, line))[-1] == verdict


def test_a_sum_over_patterns_that_is_lost_is_wrong_as_before() -> None:
    total = r"E = \frac12 \sum_{k=1}^m \sum_{j=1}^{l} (\hat{y}_j^k - y_j^k)^2"
    slope = r"\frac{\partial E}{\partial \theta_j} = (y_j^k - \hat{y}_j^k) f'(\beta_j - \theta_j)"
    lines = (*(line for line in ABOVE[:4]), total, slope)
    assert verdicts(displays(*lines))[-1] != "right"
