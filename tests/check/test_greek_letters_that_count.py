r"""Samples by a Greek letter, ``E[w] = \frac12 \sum_{\mu i} (t_i^\mu - o_i^\mu)^2``, and weights in brackets."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (
    r"h_i^\mu = \sum_k w_{ik} \xi_k^\mu", r"O_i^\mu = g(h_i^\mu)",
    r"E[w] = \frac12 \sum_{\mu i} [\zeta_i^\mu - O_i^\mu]^2",
    r"\Delta w_{ik} = -\eta \frac{\partial E}{\partial w_{ik}}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial w_{ik}} = -\sum_\mu [\zeta_i^\mu - O_i^\mu] g'(h_i^\mu) \xi_k^\mu", "right"),
        (r"\frac{\partial E}{\partial w_{ik}} = \sum_\mu [\zeta_i^\mu - O_i^\mu] g'(h_i^\mu) \xi_k^\mu", "wrong"),
        (r"\frac{\partial E}{\partial w_{ik}} = -\sum_\mu [\zeta_i^\mu - O_i^\mu] g'(h_i^\mu) \xi_i^\mu", "wrong"),
        (r"\Delta w_{ik} = \eta \sum_\mu [\zeta_i^\mu - O_i^\mu] g'(h_i^\mu) \xi_k^\mu", "right"),
        (r"\Delta w_{ik} = \eta \sum_\mu [\zeta_i^\mu - O_i^\mu] \xi_k^\mu", "wrong"),
    ],
)
def test_a_greek_letter_may_be_that_of_samples(line: str, verdict: str) -> None:
    """Pattern $\\mu$ may be named by itself; slips in the derivatives of sums over it are refuted."""
    text = "Given pattern $\\mu$, with $\\mu = 1, \\dots, p$:\n\n" + displays(*MODEL, line)
    assert verdicts(text)[-1] == verdict


def test_a_letter_that_stands_by_itself_is_no_index() -> None:
    """A mean keeps its letter, by which the document differentiates."""
    model = (r"z = \mu + \sigma \epsilon", r"K = \frac12 (\mu^2 + \sigma^2 - 1 - \log \sigma^2)")
    found = verdicts(displays(*model, r"\frac{\partial K}{\partial \mu} = \mu"))
    assert found == ["right"] * 3
    assert verdicts(displays(*model, r"\frac{\partial K}{\partial \mu} = 2 \mu"))[-1] == "wrong"


def test_an_expectation_in_brackets_is_no_loss() -> None:
    """Where nothing is differentiated, and where the brackets hold data, E is not the loss of its weights."""
    for line in (r"E[w] = \frac12 (a + b)", r"E[x] = \sum_k p_k x_k"):
        assert verdicts(displays(line, r"\frac{\partial E}{\partial x} = 1"))[-1] != "right"
