r"""Lines that many notes have: two names for an output, samples in parentheses, filters and units by number."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYERS = (r"Z_1 = W_1 X + b_1", r"H = \tanh(Z_1)", r"Z_2 = W_2 H + b_2")


def test_a_chain_that_gives_an_output_two_names_defines_it() -> None:
    output = r"H_2 = \hat{T} = \sigma(Z_2)"
    slope = r"\frac{\partial E}{\partial Z_2} = \frac{\partial E}{\partial H_2} \odot H_2 \odot (1 - H_2)"
    assert "wrong" not in verdicts(displays(*LAYERS, output))
    assert verdicts(displays(*LAYERS, output, slope))[3:5] == ["right", "right"]


NETWORK = (r"z^l = w^l a^{l-1} + b^l", r"a^l = \sigma(z^l)")
COST = r"C = \frac{1}{2n} \sum_x \|t(x) - a^L(x)\|^2"
ERROR = r"\delta^L_j = \frac{\partial C}{\partial z^L_j}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\delta^L = \frac{1}{n} (a^L - t) \odot \sigma'(z^L)", "right"),
        (r"\delta^L = \frac{1}{n} (t - a^L) \odot \sigma'(z^L)", "wrong"),
        (r"\delta^L = \frac{1}{n} (a^L - t) \odot \sigma(z^L)", "wrong"),
        (r"\delta^L = (a^L - t) \odot \sigma'(z^L)", "right"),
        (r"\delta^L = 2 (a^L - t) \odot \sigma'(z^L)", "wrong"),
    ],
)
def test_a_sample_in_parentheses_is_no_factor(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, COST, ERROR, claim))[-1] == verdict


def test_the_error_of_one_sample_beside_a_mean_says_whose_loss_it_is_by() -> None:
    *_, error, _ = judged(displays(*NETWORK, COST, ERROR, r"\delta^L = (a^L - t) \odot \sigma'(z^L)"))
    assert (error.verdict.value, error.assumes) == ("right-if", ("C is that of one sample",))


def test_a_factor_in_parentheses_stays_one_under_other_sums() -> None:
    mean = r"E = \frac12 \sum_i (t_i - v(x))^2"
    assert verdicts(displays(mean, r"\frac{\partial E}{\partial v} = -\sum_i (t_i - v x) x"))[-1] == "right"


FILTER = r"o_{ij} = \sum_m \sum_n x_{i+m, j+n} k_{mn}"


@pytest.mark.parametrize(
    "element",
    [
        r"o_{11} = x_{11} k_{11} + x_{12} k_{12} + x_{21} k_{21} + x_{22} k_{22}",
        r"\frac{\partial o_{12}}{\partial k_{11}} = x_{12}",
    ],
)
def test_where_places_begin_is_left_open_where_no_sum_says_it(element: str) -> None:
    assert verdicts(displays(FILTER, element))[-1] == "unchecked"


def test_where_a_sum_says_where_places_begin_elements_are_refuted() -> None:
    said = r"o_i = \sum_{m=1}^2 x_{i+m-1} k_m"
    slope = r"\frac{\partial o_1}{\partial k_2} = x_%d"
    assert [verdicts(displays(said, slope % at))[-1] for at in (2, 3)] == ["right", "wrong"]


UNITS = r"s_i = \sum_{m=1}^2 w_{im} h_m + c_i"


@pytest.mark.parametrize(
    ("definition", "verdict"),
    [
        (r"s_1 = w_{11} h_1 + w_{12} h_2 + c_1", "right"),
        (r"s_2 = w_{21} h_1 + w_{22} h_2 + c_2", "right"),
        (r"s_1 = w_{11} h_1 + w_{12} h_1 + c_1", "unchecked"),
        (r"s_2 = w_{11} h_1 + w_{22} h_2 + c_2", "unchecked"),
        (r"s_1 = w_{11} h_1 + w_{12} h_2", "unchecked"),
        (r"s_0 = 1", "right"),
    ],
)
def test_an_element_that_is_written_out_has_to_be_that_of_its_array(definition: str, verdict: str) -> None:
    assert verdicts(displays(UNITS, definition))[-1] == verdict


def test_a_unit_that_is_on_at_the_numbers_given_has_the_slope_one() -> None:
    given = "Let $u = 2$, $a = 0.5$, $b = -1$ and $t = 1$.\n\n"
    network = displays(r"h = \text{ReLU}(a u)", "y = b h", r"L = \frac12 (y - t)^2")
    claim = r"\frac{\partial L}{\partial a} = \frac{\partial L}{\partial h} \cdot 1 \cdot %s"
    assert verdicts(given + network + "\n\n" + displays(claim % "u"))[-1] == "right-if"
    assert verdicts(given + network + "\n\n" + displays(claim % "a"))[-1] == "wrong"
    assert verdicts(given.replace("2", "-2") + network + "\n\n" + displays(claim % "u"))[-1] == "wrong"
    assert verdicts(network + "\n\n" + displays(claim % "u"))[-1] == "wrong"
