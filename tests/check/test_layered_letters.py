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


WITH_BIASES = (
    r"z_j = \sum_i w_{ij} x_i + b_j", r"h_j = \sigma(z_j)", r"z_k = \sum_j w_{jk} h_j + b_k", r"y_k = \sigma(z_k)",
    r"E = \frac12 \sum_k (y_k - t_k)^2", r"\delta_k = (y_k - t_k) y_k (1 - y_k)",
)  # fmt: skip
MITCHELL = tuple(
    each.replace("w_{ij}", "w_{ji}").replace("w_{jk}", "w_{kj}") for each in (*FORWARD, *BACKWARD[1:5])
)  # fmt: skip
LINEAR = (r"h_j = \sum_i w_{ij} x_i", r"o_k = \sum_j w_{jk} h_j", r"E = \frac12 \sum_k (o_k - t_k)^2")


@pytest.mark.parametrize(
    ("given", "claim", "slip"),
    [
        (
            WITH_BIASES,
            r"\frac{\partial E}{\partial w_{ij}} = x_i h_j (1 - h_j) \sum_k w_{jk} \delta_k",
            r"\frac{\partial E}{\partial w_{ij}} = x_i h_j (1 - h_j) \sum_k w_{jk}",
        ),
        (WITH_BIASES, r"\frac{\partial E}{\partial b_k} = \delta_k", r"\frac{\partial E}{\partial b_k} = \delta_k h_j"),
        (MITCHELL, r"\Delta w_{ji} = \eta \delta_j x_i", r"\Delta w_{ji} = \eta \delta_j x_j"),
        (
            LINEAR,
            r"\frac{\partial E}{\partial w_{jk}} = (o_k - t_k) h_j",
            r"\frac{\partial E}{\partial w_{jk}} = (o_k - t_k) x_j",
        ),
        (
            LINEAR,
            r"\frac{\partial E}{\partial w_{ij}} = \sum_k (o_k - t_k) w_{jk} x_i",
            r"\frac{\partial E}{\partial w_{ij}} = \sum_k (o_k - t_k) w_{kj} x_i",
        ),
    ],
)  # fmt: skip
def test_biases_and_letters_the_other_way_round_go_with_them(given: tuple[str, ...], claim: str, slip: str) -> None:
    assert verdicts(displays(*given, claim)) == ["right"] * (len(given) + 1)
    found = verdicts(displays(*given, slip))
    assert found[:-1] == ["right"] * len(given)
    assert found[-1] == "wrong"


def test_another_matrix_may_be_applied_twice() -> None:
    lines = (r"y_j = \sum_i a_{ij} x_i", r"z_k = \sum_j a_{jk} y_j", r"z_k = \sum_j \sum_i a_{jk} a_{ij} x_i")
    assert verdicts(displays(*lines)) == ["right"] * 3


NEURON = "# One neuron\n\n" + displays(r"v = \sum_{i=0}^m w_i x_i", r"y = \varphi(v)") + "\n\n# Two layers\n\n"
TWO = (
    r"v_j = \sum_i w_{ji} x_i", r"y_j = \varphi(v_j)", r"v_k = \sum_j w_{kj} y_j", r"y_k = \varphi(v_k)",
    r"e_k = d_k - y_k", r"\mathcal{E} = \frac12 \sum_k e_k^2", r"\delta_k = e_k \varphi'(v_k)",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\Delta w_{kj} = \eta \delta_k y_j", "right"),
        (r"\Delta w_{kj} = \eta \delta_k x_j", "wrong"),
        (r"\Delta w_{kj} = -\eta \delta_k y_j", "wrong"),
    ],
)
def test_a_section_of_single_neurons_says_nothing_of_layers(line: str, verdict: str) -> None:
    found = verdicts(NEURON + displays(*TWO, line))[-1]
    assert found == verdict or (verdict == "wrong" and found == "unchecked")


BIASED = (
    r"n_j = \sum_{i=1}^d w_{ji} x_i + w_{j0}", r"y_j = f(n_j)", r"n_k = \sum_{j=1}^{h} w_{kj} y_j + w_{k0}",
    r"z_k = f(n_k)", r"J = \frac12 \sum_{k=1}^c (t_k - z_k)^2 = \frac12 \|\mathbf{t} - \mathbf{z}\|^2",
    r"\Delta \mathbf{w} = -\eta \frac{\partial J}{\partial \mathbf{w}}",
    r"\Delta w_{mn} = -\eta \frac{\partial J}{\partial w_{mn}}", r"\delta_k = -\frac{\partial J}{\partial n_k}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial n_k}{\partial w_{kj}} = y_j", "right"),
        (r"\frac{\partial n_k}{\partial w_{kj}} = x_j", "wrong"),
        (r"\frac{\partial n_k}{\partial w_{k0}} = 1", "right"),
        (r"\frac{\partial n_k}{\partial w_{k0}} = y_k", "wrong"),
        (r"\frac{\partial J}{\partial y_j} = -\sum_{k=1}^c (t_k - z_k) f'(n_k) w_{kj}", "right"),
        (r"\frac{\partial J}{\partial y_j} = -\sum_{k=1}^c (t_k - z_k) f'(n_j) w_{kj}", "wrong"),
        (r"\Delta w_{ji} = \eta x_i f'(n_j) \sum_{k=1}^c w_{kj} \delta_k", "right"),
        (r"\Delta w_{ji} = \eta x_i f'(n_j) \sum_{k=1}^c \delta_k", "wrong"),
    ],
)
def test_weights_of_an_input_0_are_the_biases_of_their_layer(line: str, verdict: str) -> None:
    """A line that holds for the weights of any layer, and one for all of them, say nothing against two layers."""
    assert verdicts(displays(*BIASED, line)) == ["right"] * (len(BIASED) + 1) + [verdict]


def test_a_line_about_the_weights_of_any_layer_does_not_say_which() -> None:
    """Neither a right line nor a slip about them is judged by the weights of one layer."""
    for line in (r"\Delta w_{mn} = \eta \delta_m x_n", r"\Delta w_{mn} = -\eta \delta_m x_n"):
        assert verdicts(displays(*BIASED, line))[-1] == "unchecked"


def test_weights_of_three_layers_are_not_told_apart_as_those_of_two() -> None:
    """What is added up with weights under further letters is another layer, of which a slip is not excused."""
    lines = (r"a_j = \sum_i w_{ij} x_i", r"a_k = \sum_j w_{jk} a_j", r"a_l = \sum_k w_{kl} a_k")
    assert "right" not in verdicts(displays(*lines, r"\frac{\partial a_l}{\partial w_{jk}} = w_{kl} x_j"))[-1:]
