"""Vectors that a letter chooses once and for all: the word in the middle and the one beside it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SAMPLING = r"J = -\log \sigma(p_o^T q_c) - \sum_{k=1}^K \log \sigma(-p_k^T q_c)"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J}{\partial p_o} = (\sigma(p_o^T q_c) - 1) q_c", "right"),
        (r"\frac{\partial J}{\partial p_o} = (1 - \sigma(p_o^T q_c)) q_c", "wrong"),
        (r"\frac{\partial J}{\partial p_k} = \sigma(p_k^T q_c) q_c", "right"),
        (r"\frac{\partial J}{\partial p_k} = \sigma(p_k^T q_c) p_k", "wrong"),
        (
            r"\frac{\partial J}{\partial q_c} = (\sigma(p_o^T q_c) - 1) p_o + \sum_{k=1}^K \sigma(p_k^T q_c) p_k",
            "right",
        ),
        (
            r"\frac{\partial J}{\partial q_c} = (\sigma(p_o^T q_c) - 1) p_o - \sum_{k=1}^K \sigma(p_k^T q_c) p_k",
            "wrong",
        ),
    ],
)
def test_a_letter_that_runs_over_nothing_is_part_of_a_name(claim: str, verdict: str) -> None:
    others = (r"\frac{\partial J}{\partial p_o} = (\sigma(p_o^T q_c) - 1) q_c",
              r"\frac{\partial J}{\partial p_k} = \sigma(p_k^T q_c) q_c")  # fmt: skip
    found = verdicts(displays(SAMPLING, *others, claim))
    assert (found[0], found[-1]) == ("right", verdict)


def test_a_letter_of_a_definition_stays_an_index() -> None:
    scores = r"s_{ij} = q_i^T k_j"
    slope = r"\frac{\partial s_{ij}}{\partial q_i} = %s"
    assert verdicts(displays(scores, slope % "k_j", slope % "k_i"))[1] == "right"
    assert verdicts(displays(scores, slope % "k_j", slope % "q_i"))[-1] not in {"right", "right-if"}


def test_one_unit_does_not_make_an_element_one_of_those_that_a_sum_runs_over() -> None:
    loss = r"L_i = -\log \sigma(u_o v_i) - \sum_{k=1}^K \log \sigma(-u_k v_i)"
    claim = r"\frac{\partial L_i}{\partial u_o} = (\sigma(u_o v_i) - 1) v_i"
    assert verdicts(displays(loss, claim))[-1] != "wrong"


def test_sums_over_a_vector_say_how_long_it_is() -> None:
    score = r"p_j = \frac{\exp(u_j^T v)}{\sum_{w=1}^V \exp(u_w^T v)}, \quad J = -\sum_j y_j \log p_j"
    claim = r"\frac{\partial J}{\partial v} = \sum_{w=1}^V (p_w - y_w) u_w = U (p - y)"
    declared = r"$v \in \mathbb{R}^d$, $U \in \mathbb{R}^{d \times V}$ "
    assert "wrong" not in verdicts(declared + displays(score, claim))
