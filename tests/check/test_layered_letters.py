r"""Two layers whose weights have one letter: ``w_{ij}`` into the hidden units and ``w_{jk}`` out of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FORWARD = (
    r"n_j = \sum_i w_{ij} x_i", r"o_j = \sigma(n_j)", r"n_k = \sum_j w_{jk} o_j", r"o_k = \sigma(n_k)",
    r"E = \frac{1}{2} \sum_k (t_k - o_k)^2",
)  # fmt: skip
BACKWARD = (
    r"\frac{\partial E}{\partial w_{jk}} = -(t_k - o_k) o_k (1 - o_k) o_j",
    r"\delta_k = (t_k - o_k) o_k (1 - o_k)",
    r"\delta_j = o_j (1 - o_j) \sum_k \delta_k w_{jk}",
    r"\Delta w_{jk} = \eta \delta_k o_j",
    r"\Delta w_{ij} = \eta \delta_j x_i",
    r"\frac{\partial E}{\partial w_{ij}} = -o_j (1 - o_j) x_i \sum_k (t_k - o_k) o_k (1 - o_k) w_{jk}",
)


@pytest.mark.parametrize("hidden", ["o_j", "h_j"])
def test_the_letters_tell_the_weights_of_the_layers_apart(hidden: str) -> None:
    text = displays(*FORWARD, *BACKWARD).replace("o_j", hidden)
    assert verdicts(text) == ["right"] * 11


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        (r"o_k (1 - o_k) o_j", r"o_k (1 - o_k) x_i"),
        (r"x_i \sum_k (t_k - o_k) o_k (1 - o_k) w_{jk}", r"x_i \sum_k (t_k - o_k) w_{jk}"),
        (r"\eta \delta_j x_i", r"\eta \delta_j o_j"),
        (r"\eta \delta_k o_j", r"-\eta \delta_k o_j"),
        (r"\sum_k \delta_k w_{jk}", r"\sum_k \delta_k w_{ij}"),
    ],
)
def test_slips_between_them_are_refuted(right: str, slip: str) -> None:
    found = verdicts(displays(*FORWARD, *BACKWARD).replace(right, slip))
    assert {"wrong", "follows", "unchecked"} & set(found)
    assert found != ["right"] * 11


def test_one_matrix_with_other_letters_stays_one() -> None:
    lines = (r"L = \sum_i \sum_j x_i w_{ij} y_j + \sum_j \sum_k x_j w_{jk} y_k",)
    claim = r"\frac{\partial L}{\partial w_{ab}} = 2 x_a y_b"
    assert verdicts(displays(*lines, claim))[-1] == "right"
