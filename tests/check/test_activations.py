"""Activations with labels: what the document says that they mean, and nothing else."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LAYER = r"\mathbf{y} = \sigma_M(\mathbf{W} \mathbf{x} + \mathbf{b})"
DEFINED = r"\sigma_M(z_k) = \frac{\exp(z_k)}{\sum_k \exp(z_k)}"


@pytest.mark.parametrize("label", ["1", "M", r"\text{out}"])
def test_a_label_on_the_only_sigma_says_nothing_of_it(label: str) -> None:
    slope = r"\frac{\partial y_i}{\partial b_i} = "
    layer = LAYER.replace("_M", f"_{{{label}}}")
    assert verdicts(displays(layer, slope + r"y_i (1 - y_i)")) == ["right", "right"]
    assert verdicts(displays(layer, slope + r"y_i (2 - y_i)"))[-1] == "wrong"


def test_a_sigma_that_is_defined_as_the_softmax_is_it() -> None:
    off = r"\frac{\partial y_k}{\partial b_j} = %s, \quad j \neq k"
    assert verdicts(displays(LAYER, DEFINED, off % r"-y_k y_j"))[-1] == "right"
    assert verdicts(displays(LAYER, DEFINED, off % r"y_k y_j"))[-1] == "wrong"
    assert verdicts(displays(LAYER, DEFINED, off % "0"))[-1] == "wrong"


def test_several_sigmas_that_nothing_defines_are_not_read() -> None:
    second = r"\mathbf{h} = \sigma_N(\mathbf{V} \mathbf{y})"
    assert verdicts(displays(LAYER, second, r"\frac{\partial y_i}{\partial b_i} = y_i (1 - y_i)")) == ["unchecked"] * 3


def test_a_label_that_is_an_index_elsewhere_is_none() -> None:
    assert (
        verdicts(displays(r"y_i = \sigma_i(z_i)", r"\frac{\partial y_i}{\partial z_i} = y_i (1 - y_i)"))
        != ["right"] * 2
    )


def test_a_slope_without_brackets_takes_no_factor_for_its_argument() -> None:
    lines = (r"z_j = \sum_i w_{ij} x_i", r"a_j = \tanh(z_j)", r"E = \frac12 \sum_j (a_j - t_j)^2")
    claim = r"\frac{\partial E}{\partial w_{ij}} = (a_j - t_j) \tanh' x_i"
    assert verdicts(displays(*lines, claim))[-1] == "unchecked"
    assert verdicts(displays(*lines, claim.replace("tanh' x_i", "tanh'(x_i)")))[-1] == "wrong"


def test_another_activation_instead_of_the_one_of_the_document_has_its_own_slope() -> None:
    text = r"Take $g(z) = \tanh(z)$. For the sigmoid function instead $$g'(z) = {}$$"
    assert verdicts(text.replace("{}", "g(z) (1 - g(z))")) == ["right", "right"]
    assert verdicts(text.replace("{}", "g(z) (1 + g(z))")) == ["right", "wrong"]


def test_words_for_linear_units_are_about_another_network_than_one_with_activations() -> None:
    state = displays(r"h_t = \tanh(w h_{t-1} + u x_t)")
    slope = displays(r"\frac{\partial h_t}{\partial h_{t-1}} = w")
    assert verdicts(f"{state}\n\nFor linear units, it is simply\n{slope}")[-1] == "unchecked"
    assert verdicts(f"{state}\n\nFor tanh units, it is simply\n{slope}")[-1] == "wrong"
    assert verdicts(displays("h = w x", r"\frac{\partial h}{\partial w} = 2 x"))[-1] == "wrong"
