"""Layers that a text describes one after the other are not all in one network, unless one enters the next."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

LAYERS = (r"y_j = \sum_i w_{ji} x_i", r"h_j = \max(0, y_j)", r"a_j = \sigma(y_j)")
FIRST = r"\frac{\partial L}{\partial y_j} = \frac{\partial L}{\partial h_j} \mathbb{1}(y_j > 0)"
GRADIENT = r"\frac{\partial L}{\partial y_j} = \frac{\partial L}{\partial a_j} a_j (1 - a_j)"


def test_the_gradient_through_one_of_several_layers_is_not_refuted_by_the_others() -> None:
    assert verdicts(displays(*LAYERS, GRADIENT))[-1] == "right"
    assert verdicts(displays(*LAYERS, FIRST, GRADIENT))[-2:] == ["unchecked", "unchecked"]


def test_a_slip_in_it_is_refuted() -> None:
    assert verdicts(displays(*LAYERS, FIRST, GRADIENT.replace("(1 - a_j)", "")))[-1] == "wrong"


def test_a_path_around_the_layer_that_meets_it_again_is_part_of_the_network() -> None:
    around = r"o_j = a_j + y_j"
    assert verdicts(displays(LAYERS[0], LAYERS[2], around, GRADIENT))[-1] == "wrong"


def test_vectors_of_samples_refute_no_shape() -> None:
    single = r"a = \sigma(W_1 x), \quad \hat{y} = W_2 a, \quad E = \|\hat{y} - y\|^2"
    several = r"\frac{\partial E}{\partial W_2} = \frac{1}{N} \sum_{n=1}^N (\hat{y}_n - y_n) a_n^T"
    assert verdicts(displays(single, several))[-1] == "unchecked"
