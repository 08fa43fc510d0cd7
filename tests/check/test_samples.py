"""Samples: superscripts in parentheses, sums and means over an axis that is not written, iterations beside them."""

from __future__ import annotations

import pytest

from backproof.check.samples import samples
from tests.check.judging import displays, judged, lines, verdicts

LOGISTIC = (
    r"z^{(i)} = \sum_j w_j x_j^{(i)} + b",
    r"\hat y^{(i)} = \sigma(z^{(i)})",
    r"J = -\frac{1}{m} \sum_{i=1}^m \left[ y^{(i)} \log \hat y^{(i)} + (1 - y^{(i)}) \log(1 - \hat y^{(i)}) \right]",
)
PLAIN = (r"z = \sum_j w_j x_j + b", r"\hat y = \sigma(z)", LOGISTIC[2])
NIELSEN = (
    r"z = \sum_j w_j x_j + b",
    r"a = \sigma(z)",
    r"C = -\frac{1}{n} \sum_x \left[ y \ln a + (1 - y) \ln(1 - a) \right]",
)

CLAIMS = [
    (r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x_j^{(i)}", "right"),
    (r"\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{k=1}^m (\hat y^{(k)} - y^{(k)})", "right"),
    (r"\frac{\partial J}{\partial z^{(i)}} = \frac{1}{m} (\hat y^{(i)} - y^{(i)})", "right"),
    (
        r"\frac{\partial J}{\partial w_j} = \sum_{i=1}^m \frac{\partial J}{\partial z^{(i)}}"
        r"\frac{\partial z^{(i)}}{\partial w_j}",
        "right",
    ),
    (r"w_j \leftarrow w_j - \frac{\alpha}{m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x_j^{(i)}", "right"),
    (r"w_j \leftarrow w_j + \frac{\alpha}{m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x_j^{(i)}", "wrong"),
    (r"\frac{\partial J}{\partial w_j} = (\hat y^{(i)} - y^{(i)}) x_j^{(i)}", "wrong"),
    (r"\frac{\partial J}{\partial w_j} = \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x_j^{(i)}", "wrong"),
    (r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (y^{(i)} - \hat y^{(i)}) x_j^{(i)}", "wrong"),
    (r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x_k^{(i)}", "wrong"),
    (r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x_j^{(k)}", "wrong"),
    (r"\frac{\partial J}{\partial z^{(k)}} = \frac{1}{m} (\hat y^{(i)} - y^{(i)})", "wrong"),
    (r"\frac{\partial J}{\partial z^{(k)}} = \frac{1}{m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)})", "wrong"),
]


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_a_superscript_in_parentheses_is_a_sample(claim: str, verdict: str) -> None:
    assert verdicts(displays(*LOGISTIC, claim)) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial v_{kj}} = \sum_{i=1}^m (y_k^{(i)} - t_k^{(i)}) z_j^{(i)}", "right"),
        (r"\frac{\partial L}{\partial v_{kj}} = (y_k - t_k) z_j", "unchecked"),
        (r"\frac{\partial L}{\partial v_{kj}} = (y_k^{(i)} - t_k^{(i)}) z_j^{(i)}", "wrong"),
        (r"\frac{\partial L}{\partial v_{kj}} = \sum_{q=1}^K \frac{\partial L}{\partial y_q}"
         r"\frac{\partial y_q}{\partial v_{kj}}", "right"),
    ],
)  # fmt: skip
def test_a_sum_over_the_samples_is_left_out_in_chain_rules_only(claim: str, verdict: str) -> None:
    given = (
        r"y_k = \sum_{j=1}^H v_{kj} z_j",
        r"L = \frac12 \sum_{i=1}^m \sum_{k=1}^K (y_k^{(i)} - t_k^{(i)})^2",
        r"\frac{\partial L}{\partial z_j^{(i)}} = \sum_{k=1}^K (y_k^{(i)} - t_k^{(i)}) v_{kj}",
    )
    assert verdicts(displays(*given, claim)) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_definitions_without_the_sample_hold_for_each(claim: str, verdict: str) -> None:
    assert verdicts(displays(*PLAIN, claim)) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_x x_j (\sigma(z) - y)", "right"),
        (r"\frac{\partial C}{\partial b} = \frac{1}{n} \sum_x (a - y)", "right"),
        (
            r"\frac{\partial C}{\partial w_j} = \frac{\partial C}{\partial a} \frac{\partial a}{\partial z}"
            r"\frac{\partial z}{\partial w_j}",
            "right",
        ),
        (r"\frac{\partial a}{\partial z} = a (1 - a)", "right"),
        (
            r"\frac{\partial C}{\partial a} = -\frac{1}{n} \sum_x \left[ \frac{y}{a} - \frac{1-y}{1-a} \right]",
            "right-if",
        ),
        (r"\frac{\partial C}{\partial a} = \frac{1}{n} \sum_x \left[ \frac{y}{a} - \frac{1-y}{1-a} \right]", "wrong"),
        (r"\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_x (a - y)", "wrong"),
        (r"\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_x x_j (y - a)", "wrong"),
        (r"\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_x x_k (a - y)", "wrong"),
        (r"\frac{\partial a}{\partial z} = a (1 + a)", "wrong"),
        (r"\frac{\partial C}{\partial w_j} = (a - y) x_j", "unchecked"),
        (r"\frac{\partial C}{\partial w_j} = x_j \frac{1}{n} \sum_x (a - y)", "unchecked"),
    ],
)
def test_a_sum_whose_letter_is_no_index_is_a_sum_over_samples(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NIELSEN, claim)) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z_k} = p_k - y_k", "right"),
        (r"\frac{\partial J}{\partial w_{kj}} = \mathbb{E}[(p_k - y_k) x_j]", "right"),
        (r"\frac{\partial J}{\partial w_{kj}} = \langle (p_k - y_k) x_j \rangle", "right"),
        (r"\mathbb{E}[3 L + 2] = 3 J + 2", "right"),
        (r"\mathbb{E}[3 L + 2] = 3 J + 6", "wrong"),
        (r"\frac{\partial J}{\partial w_{kj}} = \mathbb{E}_{x}[(y_k - p_k) x_j]", "wrong"),
        (r"\frac{\partial J}{\partial w_{kj}} = \mathbb{E}[p_k - y_k] \mathbb{E}[x_j]", "wrong"),
    ],
)
def test_a_mean_is_over_samples(claim: str, verdict: str) -> None:
    network = (
        r"p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}",
        r"z_k = \sum_j w_{kj} x_j",
        r"L = -\sum_k y_k \log p_k",
        r"J = \mathbb{E}[L]",
    )
    assert verdicts(displays(*network, claim)) == ["right"] * 4 + [verdict]


@pytest.mark.parametrize("letter", ["t", "k"])
def test_an_iteration_is_no_sample(letter: str) -> None:
    hypothesis = (
        r"h_\theta(x) = \sum_j \theta_j x_j",
        r"J(\theta) = \frac{1}{2m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2",
    )
    step = r"\frac{\alpha}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}"
    head = rf"\theta_j^{{({letter}+1)}} = \theta_j^{{({letter})}}"
    assert verdicts(displays(*hypothesis, f"{head} - {step}", f"{head} + {step}")) == ["right"] * 3 + ["wrong"]


def test_the_letter_of_an_iteration_may_be_that_of_samples_in_a_sum() -> None:
    text = displays(
        r"\theta^{(i+1)} \leftarrow \theta^{(i)} - \alpha \nabla J(\theta^{(i)})",
        r"J(\theta) = -\sum_{i=1}^m \sum_{j=1}^k y_j^{(i)} \log(\theta_j x^{(i)})",
        r"\theta^{(i+1)} \leftarrow \theta^{(i)} + \alpha \nabla J(\theta^{(i)})",
    )
    assert verdicts(text) == ["right", "right", "wrong"]


def test_a_layer_by_another_letter_is_said_to_be_unread() -> None:
    found = judged(displays("a^{(k+1)} = x^{(k)}"))
    assert [each.reason for each in found] == ["the superscript (k+1) is not read yet"]


def test_a_letter_that_is_sample_and_index_in_one_sum_is_unchecked() -> None:
    found = judged(displays(r"S = \sum_i y_i^{(i)}"))
    assert found[0].reason == "whether i names a sample or an element is not clear"


def test_lines_without_samples_stay_as_they_are() -> None:
    plain = lines(r"z_k = \sum_j w_{kj} x_j", r"L = \sum_k (z_k - y_k)^2")
    assert samples.settle(plain) == plain


def test_the_reading_shows_the_sample_where_the_author_writes_it() -> None:
    shown = judged(displays(*PLAIN, CLAIMS[0][0]))[-1].reading
    assert r"\sum_{i}(\hat{y}^{(i)} - y^{(i)}) x_{j}^{(i)}" in shown


NETWORK = (
    r"z^{[1](i)} = w^{[1]} x^{(i)} + b^{[1]}",
    r"a^{[1](i)} = \tanh(z^{[1](i)})",
    r"z^{[2](i)} = w^{[2]} a^{[1](i)} + b^{[2]}",
    r"\hat y^{(i)} = a^{[2](i)} = \sigma(z^{[2](i)})",
    r"J = -\frac{1}{m} \sum_{i=1}^m \left( y^{(i)} \log a^{[2](i)} + (1 - y^{(i)}) \log (1 - a^{[2](i)}) \right)",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J}{\partial z^{[2](i)}} = \frac{1}{m} (a^{[2](i)} - y^{(i)})", "right"),
        (r"\frac{\partial J}{\partial w^{[2]}} = \sum_i \frac{\partial J}{\partial z^{[2](i)}} a^{[1](i)}", "right"),
        (r"\frac{\partial J}{\partial w^{[2]}} = \sum_i \frac{\partial J}{\partial z^{[2](i)}} a^{[2](i)}", "wrong"),
        (r"\frac{\partial J}{\partial z^{[2](i)}} = \frac{1}{m} (a^{[1](i)} - y^{(i)})", "wrong"),
    ],
)
def test_a_layer_and_a_sample_stand_side_by_side(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, claim)) == ["right"] * 6 + [verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"C = \frac{1}{n} \sum_x C_x", "right"),
        (r"\frac{\partial C}{\partial w_{jk}} = \frac1n \sum_x \frac{\partial C_x}{\partial w_{jk}}", "right"),
        (r"\frac{\partial C_x}{\partial w_{jk}} = (a_j - y_j) \sigma'(z_j) x_k", "right"),
        (r"\frac{\partial C}{\partial w_{jk}} = \frac{1}{n} \sum_x (a_j - y_j) \sigma'(z_j) x_k", "right"),
        (r"\frac{\partial C_x}{\partial w_{jk}} = (y_j - a_j) \sigma'(z_j) x_k", "wrong"),
        (r"\frac{\partial C}{\partial w_{jk}} = \frac{1}{n} \sum_x (a_j - y_j) x_k", "wrong"),
        (r"\frac{\partial C}{\partial w_{jk}} = \frac2n \sum_x \frac{\partial C_x}{\partial w_{jk}}", "wrong"),
    ],
)
def test_a_subscript_may_be_a_sample_too(claim: str, verdict: str) -> None:
    network = (
        r"C = \frac{1}{2n} \sum_x \sum_j (y_j - a_j)^2",
        r"C_x = \frac12 \sum_j (y_j - a_j)^2",
        r"a_j = \sigma(z_j)",
        r"z_j = \sum_k w_{jk} x_k + b_j",
    )
    assert verdicts(displays(*network, claim)) == ["right"] * 4 + [verdict]


def test_a_step_on_one_sample_is_not_held_against_the_gradient_of_all() -> None:
    model = (PLAIN[0], r"J = \frac{1}{2m} \sum_{i=1}^m (z^{(i)} - y^{(i)})^2")
    step = r"w_j := w_j - \alpha (z^{(i)} - y^{(i)}) x_j^{(i)}"
    assert verdicts(displays(*model, step)) == ["right", "right", "right-if"]
    assert verdicts(displays(*model, step.replace("- y", "+ y"))) == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial \gamma} = \sum_{i=1}^m \frac{\partial L}{\partial y^{(i)}} u^{(i)}", "right"),
        (r"\frac{\partial L}{\partial \beta} = \sum_{i=1}^m \frac{\partial L}{\partial y^{(i)}}", "right"),
        (r"\frac{\partial L}{\partial u^{(i)}} = \frac{\partial L}{\partial y^{(i)}} \gamma", "right"),
        (
            r"\frac{\partial L}{\partial \mu} = -\sum_{i=1}^m \frac{\partial L}{\partial u^{(i)}}"
            r"\frac{1}{\sqrt{v + \epsilon}}",
            "right",
        ),
        (r"\frac{\partial L}{\partial \beta} = \frac{1}{m} \sum_{i=1}^m \frac{\partial L}{\partial y^{(i)}}", "wrong"),
        (r"\frac{\partial L}{\partial u^{(i)}} = \frac{\partial L}{\partial y^{(i)}} \beta", "wrong"),
        (
            r"\frac{\partial L}{\partial \mu} = \sum_{i=1}^m \frac{\partial L}{\partial u^{(i)}}"
            r"\frac{1}{\sqrt{v + \epsilon}}",
            "wrong",
        ),
    ],
)
def test_normalization_over_a_batch(claim: str, verdict: str) -> None:
    layer = (
        r"\mu = \frac{1}{m} \sum_{i=1}^m x^{(i)}",
        r"v = \frac{1}{m} \sum_{i=1}^m (x^{(i)} - \mu)^2",
        r"u^{(i)} = \frac{x^{(i)} - \mu}{\sqrt{v + \epsilon}}",
        r"y^{(i)} = \gamma u^{(i)} + \beta",
    )
    assert verdicts(displays(*layer, claim)) == ["right"] * 4 + [verdict]


UNITS = (r"y = \sum_k v_k z_k", r"z_k = \sigma(\sum_i w_{ik} x_i)")


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\frac{\partial L}{\partial y} v_k z_k^{(s)} (1 - z_k^{(s)}) x_i^{(s)}", "right-if"),
        (
            r"\frac{\partial L}{\partial y} \frac{\partial y}{\partial z_k} z_k^{(s)} (1 - z_k^{(s)}) x_i^{(s)}",
            "right-if",
        ),
        (r"\frac{\partial L}{\partial y} v_k z_k^{(s)} x_i^{(s)}", "wrong"),
        (r"\frac{\partial L}{\partial y} v_k z_k^{(s)} (1 + z_k^{(s)}) x_i^{(s)}", "wrong"),
        (r"\frac{\partial L}{\partial y} z_k^{(s)} (1 - z_k^{(s)}) x_i^{(s)}", "wrong"),
    ],
)
def test_a_line_may_be_said_of_one_sample_where_the_loss_is_open(side: str, verdict: str) -> None:
    claim = rf"\frac{{\partial L}}{{\partial w_{{ik}}}} = {side}"
    assert verdicts(displays(*UNITS, claim)) == ["right", "right", verdict]


def test_one_sample_is_named_where_it_is_meant() -> None:
    claim = r"\frac{\partial L}{\partial v_k} = \frac{\partial L}{\partial y} z_k^{(s)}"
    assert judged(displays(*UNITS, claim))[-1].assumes == ("one sample is meant throughout",)


def test_one_sample_does_not_excuse_a_sum_over_samples_that_is_left_out() -> None:
    loss = r"L = \frac12 \sum_s (y^{(s)} - t^{(s)})^2"
    claim = r"\frac{\partial L}{\partial v_k} = (y^{(s)} - t^{(s)}) z_k^{(s)}"
    assert verdicts(displays(*UNITS, loss, claim))[-1] not in {"right", "right-if"}


@pytest.mark.parametrize("side", ["h_i (1 - h_i)", r"\sigma'(w^T x^{(i)})"])
def test_a_diagonal_over_samples_is_not_refuted_by_its_ranges(side: str) -> None:
    assert "wrong" not in verdicts(displays(r"h_i = \sigma(w^T x^{(i)})", f"D_{{ii}} = {side}", "H = X^T D X"))


def test_a_letter_in_two_places_of_other_ranges_is_refuted() -> None:
    network = r"z_j = \sum_{i=1}^3 w_{ij} x_i", r"y_k = \sum_{j=1}^4 v_{jk} z_j"
    assert verdicts(displays(*network, r"\frac{\partial y_k}{\partial z_j} = v_{jj}"))[-1] == "wrong"
