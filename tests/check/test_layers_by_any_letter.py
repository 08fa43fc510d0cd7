"""Layers by other letters than l, how many units they have, sums over them, and what must not be taken for one."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

DEEP = (
    r"a^{(k)} = W^{(k)} h^{(k-1)} + b^{(k)}, \quad h^{(k)} = f(a^{(k)}), \quad J = \|h^{(m)} - y\|^2",
    r"\frac{\partial J}{\partial h^{(k-1)}} = (W^{(k)})^\top \frac{\partial J}{\partial a^{(k)}}",
)


@pytest.mark.parametrize("letter", ["k", "i", "n", "p"])
def test_a_letter_that_names_multiply_by_is_that_of_layers(letter: str) -> None:
    assert verdicts(displays(*DEEP).replace("k", letter).replace("(m)", f"({letter.upper()})"))[-1] == "right"


@pytest.mark.parametrize(("written", "slip"), [("(W^{(k)})", "(W^{(k-1)})"), ("a^{(k)}}", "h^{(k)}}")])
def test_a_slip_in_its_layer_is_not_right(written: str, slip: str) -> None:
    claim = DEEP[1].replace(written, slip)
    assert verdicts(displays(DEEP[0].replace("(m)", "(K)"), claim))[-1] in {"wrong", "unchecked"}


def test_steps_of_an_iteration_are_no_layers() -> None:
    text = displays(
        r"f = (w x - y)^2",
        r"w^{(k+1)} = w^{(k)} - \alpha \frac{\partial f}{\partial w}",
        r"\frac{\partial f}{\partial w} = x",
    )
    assert verdicts(text) == ["right", "right", "wrong"]


def test_exponents_with_subscripts_are_no_last_layers() -> None:
    softmax = (
        r"p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}, \quad \frac{\partial p_k}{\partial z_l} = -p_k p_l, \quad l \neq k"
    )
    assert verdicts(displays(softmax)) == ["right", "right"]


UNITS = r"z_j^{(l)} = \sum_{i=1}^{n_{l-1}} w_{ij}^{(l)} a_i^{(l-1)} + b_j^{(l)}, \quad a_j^{(l)} = \sigma(z_j^{(l)})"
ABOVE = r"\sum_{k=1}^{n_{l+1}} \frac{\partial E}{\partial z_k^{(l+1)}} w_{jk}^{(l+1)}"
BACK = rf"\frac{{\partial E}}{{\partial a_j^{{(l)}}}} = {ABOVE}"


def test_sums_end_at_the_number_of_units_of_a_layer() -> None:
    assert verdicts(displays(UNITS, BACK)) == ["right"] * 3
    above = displays(UNITS, BACK).replace("n_{l-1}", "n^{(l-1)}").replace("n_{l+1}", "n^{(l+1)}")
    assert verdicts(above) == ["right"] * 3


@pytest.mark.parametrize(("written", "slip"), [("w_{jk}", "w_{kj}"), ("^{n_{l+1}}", "^{n_{l}}")])
def test_another_layer_or_a_transposed_weight_is_not_right(written: str, slip: str) -> None:
    assert verdicts(displays(UNITS, BACK.replace(written, slip)))[-1] in {"wrong", "unchecked"}


PENALTY = displays(
    r"z^l = W^l a^{l-1} + b^l, \quad a^l = \sigma(z^l)",
    r"J = \frac12 \|a^L - y\|^2 + \frac{\lambda}{2} \sum_{l=1}^{L-1} \|W^l\|_F^2",
)


def test_a_sum_over_layers_adds_what_each_of_them_has() -> None:
    first = r"\frac{\partial J}{\partial W^{L-1}} = \frac{\partial J}{\partial z^{L-1}} (a^{L-2})^T"
    last = r"\frac{\partial J}{\partial W^L} = \frac{\partial J}{\partial z^L} (a^{L-1})^T"
    claims = displays(rf"{first} + \lambda W^{{L-1}}", first, last, rf"{last} + \lambda W^L")
    assert verdicts(f"{PENALTY}\n\n{claims}")[-4:] == ["right", "wrong", "right", "wrong"]


def test_layers_begin_where_they_are_defined() -> None:
    network = r"z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}, \quad a^{(l+1)} = \sigma(z^{(l+1)}), \quad a^{(1)} = x"
    slope = r"\frac{\partial a^{(l)}}{\partial z^{(l)}} = \mathrm{diag}(a^{(l)} \odot (1 - a^{(l)}))"
    assert verdicts(displays(network, slope))[-1] == "right"


def test_a_gradient_over_samples_has_their_letter_as_an_index_too() -> None:
    network = r"z_i^{(k)} = \sum_j w_{ij} x_j^{(k)}, \quad J = \frac1m \sum_{i=1}^m \sum_k (z_k^{(i)} - y_k^{(i)})^2"
    claim = r"\frac{\partial J}{\partial w_{ij}} = \frac{2}{m} \sum_{i=1}^m (z_i^{(i)} - y_i^{(i)}) x_j^{(i)}"
    assert verdicts(displays(network, claim, claim.replace("2}", "1}")))[-2:] == ["right", "wrong"]


def test_weights_without_their_layer_refute_nothing_beneath_a_line() -> None:
    network = r"a_j = \sum_i w_{ji}^{(1)} x_i, \quad z_j = \tanh(a_j), \quad y_k = \sum_j w_{kj}^{(2)} z_j"
    loss = r"E = \frac12 \sum_k (y_k - t_k)^2, \quad \delta_k = y_k - t_k"
    error = r"\delta_j = (1 - z_j^2) \sum_k w_{kj} \delta_k"
    found = judged(displays(network, loss, error, r"\frac{\partial E}{\partial w_{ji}^{(1)}} = \delta_j x_i"))
    assert found[-1].verdict.value != "wrong"
