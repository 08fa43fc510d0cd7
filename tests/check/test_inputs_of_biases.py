"""Where a document says that ``x_0`` is 1, the slope by ``w_0`` is that of a bias."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

NEURON = r"$$s = \sum_{i=0}^{n} w_i x_i$$ with %s, $$E = \frac{1}{2} (s - t)^2$$ "
LAYER = (
    r"$$h_j = \sigma\left(\sum_{i=0}^{3} x_i w_{ij}\right)$$ with $x_0 = 1$, $$E = \frac{1}{2} \sum_j (h_j - t_j)^2$$ "
)


@pytest.mark.parametrize(
    ("text", "slope", "slips"),
    [
        (NEURON % "$x_0 = 1$", r"$$\frac{\partial E}{\partial w_%s} = s - t$$", ("1", "i")),
        (LAYER, r"$$\frac{\partial E}{\partial w_{%sj}} = (h_j - t_j) h_j (1 - h_j)$$", ("1", "i")),
    ],
)
def test_the_slope_by_the_weight_zero_is_that_of_a_bias(text: str, slope: str, slips: tuple[str, ...]) -> None:
    assert verdicts(text + slope % "0")[-1] == "right"
    assert [verdicts(text + slope % slip)[-1] for slip in slips] == ["wrong"] * len(slips)


def test_another_value_or_a_list_of_them_makes_no_bias() -> None:
    slope = r"$$\frac{\partial E}{\partial w_0} = s - t$$"
    assert verdicts(NEURON % "$x_0 = 2$" + slope)[-1] == "wrong"
    assert verdicts(NEURON % "$x_0 = 1$, $x_1 = 3$" + slope)[-1] != "right"


def test_the_bias_may_stand_apart() -> None:
    assert verdicts(NEURON % "$x_0 = 1$" + r"$$s = w_0 + \sum_{i=1}^{n} w_i x_i$$")[-1] == "right"
    assert verdicts(NEURON % "$x_0 = 1$" + r"$$s = w_1 + \sum_{i=1}^{n} w_i x_i$$")[-1] == "unchecked"


REGRESSION = r"""## Regression

$$h_j = \sigma\left(\sum_{i=0}^{3} x_i w_{ij}\right)$$ with $x_0 = 1$,

$$o = \sum_{j=1}^{4} h_j v_j$$

$$E = (t - o)^2$$

$$\frac{\partial E}{\partial v_j} = -2 (t - o) h_j$$

"""
CLASSES = r"""## Classification

$$z_k = \sum_{j=1}^{4} h_j v_{jk}$$

$$o_k = \frac{e^{z_k}}{\sum_{c=1}^{3} e^{z_c}}$$

$$C = -\sum_{k=1}^{3} l_k \log(o_k)$$

$$\frac{\partial C}{\partial v_{jk}} = (o_k - l_k) h_j$$

$$w_{ij}^{new} = w_{ij} - \alpha x_i h_j (1 - h_j) \sum_{k=1}^{3} (o_k - l_k) v_{jk}$$

%s

"""
RECTIFIED = r"""## With ReLU instead

$$h_j = \max(0, a_j)$$

$$a_j = \sum_{i=0}^{3} x_i w_{ij}$$

$$\frac{\partial C}{\partial a_j} = \mathbb{1}(a_j > 0) \sum_{k=1}^{3} (o_k - l_k) v_{jk}$$
"""


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        (r"$$\frac{\partial C}{\partial w_{ij}} = \sum_{k=1}^{3} (o_k - l_k) v_{jk} h_j (1 - h_j) x_i$$", "right"),
        (r"$$\frac{\partial C}{\partial w_{0j}} = \sum_{k=1}^{3} (o_k - l_k) v_{jk} h_j (1 - h_j)$$", "right"),
        (r"$$\frac{\partial C}{\partial w_{ij}} = \sum_{k=1}^{3} (o_k - l_k) v_{jk} h_j (1 + h_j) x_i$$", "wrong"),
        (r"$$\frac{\partial C}{\partial w_{0j}} = \sum_{k=1}^{3} (o_k - l_k) v_{jk} h_j$$", "wrong"),
    ],
)
def test_what_a_later_section_of_an_exercise_replaces_is_as_it_was_until_then(slope: str, verdict: str) -> None:
    found = verdicts(REGRESSION + CLASSES % slope + RECTIFIED)
    assert found == ["right"] * 10 + [verdict] + ["right"] * 3
