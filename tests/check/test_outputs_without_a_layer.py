r"""Outputs that a loss writes without their layer, ``C = \frac12 \sum (t - a)^2`` beside ``a^l_j``, are ``a^L``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYERS = (r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j", r"a^l_j = \sigma(z^l_j)")
LOSS = r"C = \frac12 \sum (t - a)^2"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial C}{\partial a} = a - t", "right"),
        (r"\frac{\partial C}{\partial a} = t - a", "wrong"),
        (r"\frac{\partial C}{\partial z} = (a - t) \sigma'(z)", "right"),
        (r"\frac{\partial C}{\partial z} = (a - t) \sigma(z)", "wrong"),
        (r"\frac{\partial C}{\partial w^L_{jk}} = (a_j - t_j) \sigma'(z_j) a^{L-1}_k", "right"),
        (r"\frac{\partial C}{\partial w^L_{jk}} = (a_j - t_j) a^{L-1}_k", "wrong"),
        (r"\frac{\partial C}{\partial b^L_j} = (a^L_j - t_j) \sigma'(z^L_j)", "right"),
    ],
)
def test_they_are_those_of_the_last_layer(claim: str, verdict: str) -> None:
    assert verdicts(displays(*LAYERS, LOSS, claim)) == ["right", "right", "right", verdict]


def test_an_output_that_a_section_before_defines_is_itself() -> None:
    neuron = displays(r"z = \sum_j w_j x_j + b", r"a = \sigma(z)", r"C = (t - a)^2")
    slope = displays(LOSS.replace("\\sum ", ""), r"\frac{\partial C}{\partial w_j} = (a - t) \sigma'(z) x_j")
    found = judged(f"# One neuron\n\n{neuron}\n\n# A cost\n\n{slope}\n\n# Layers\n\n{displays(*LAYERS)}")
    assert [each.verdict.value for each in found][:5] == ["right", "right", "right", "right", "right"]


def test_weights_without_a_layer_may_be_those_of_any() -> None:
    slope = r"\frac{\partial C}{\partial w_{jk}} = (a_j - t_j) \sigma'(z_j) x_k"
    assert verdicts(displays(*LAYERS, LOSS, slope))[-1] == "unchecked"
