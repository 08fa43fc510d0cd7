"""Index notation: sums that nobody writes, elements of brackets and of transposes, gradients of elements."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

EINSTEIN = "In Einstein notation, sums over repeated indices are implied.\n\n"
LINEAR = (r"z_i = A_{ij} u_j", r"q = z_i z_i")


@pytest.mark.parametrize(("slope", "verdict"), [("h (1 - h)", "right"), ("h (1 + h)", "wrong")])
def test_a_function_of_a_quantity_t_is_no_value_at_a_time(slope: str, verdict: str) -> None:
    lines = ("t = x w + b", r"h = \sigma(t)", rf"\frac{{\partial h}}{{\partial t}} = {slope}")
    assert verdicts(displays(*lines)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"-\frac{y_a}{p_a} \left( p_a \delta_{ab} - p_a p_b \right) B_{cb}", "right"),
        (r"-y_a \left( \delta_{ab} - p_b \right) B_{cb}", "right"),
        (r"-\frac{y_a}{p_a} \left( p_a \delta_{ab} + p_a p_b \right) B_{cb}", "wrong"),
        (r"-y_a \left( \delta_{ab} - p_a \right) B_{cb}", "wrong"),
        (r"-\frac{y_a}{p_a} \left( p_a \delta_{ab} - p_a p_b \right) B_{bc}", "wrong"),
    ],
)
def test_an_implied_sum_reaches_over_the_whole_product(claim: str, verdict: str) -> None:
    lines = (
        r"v_b = h_c B_{cb}",
        r"p_b = \frac{e^{v_b}}{\sum_m e^{v_m}}",
        r"J = -y_i \log p_i",
        rf"\frac{{\partial J}}{{\partial h_c}} = {claim}",
    )
    found = verdicts(EINSTEIN + displays(*lines))
    assert found[-1] == verdict or (verdict == "wrong" and found[-1] == "unchecked")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"2 A_{ik} z_i", "right"),
        (r"2 A_{ik} A_{il} u_l", "right"),
        (r"A_{ik} z_i", "wrong"),
        (r"2 A_{ki} z_i", "unchecked"),
        (r"A_{ik} (z_i + A_{il} u_l)", "right"),
        (r"A_{ik} (z_i - A_{il} u_l)", "wrong"),
    ],
)
def test_terms_in_brackets_have_sums_of_their_own(claim: str, verdict: str) -> None:
    assert verdicts(EINSTEIN + displays(*LINEAR, rf"\frac{{\partial q}}{{\partial u_k}} = {claim}"))[-1] == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"-y_k + \sum_i y_i p_k", "right"),
        (r"-y_k + y_i p_k", "right-if"),
        (r"-y_k - y_i p_k", "wrong"),
        (r"y_k + y_i p_k", "wrong"),
    ],
)
def test_an_index_that_only_one_side_has_may_be_summed(claim: str, verdict: str) -> None:
    lines = (
        r"p_i = \frac{e^{s_i}}{\sum_m e^{s_m}}",
        r"J = - y_i \log p_i",
        rf"\frac{{\partial J}}{{\partial s_k}} = {claim}",
    )
    assert verdicts(EINSTEIN + displays(*lines))[-1] == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"[W x + b]_i = \sum_j W_{ij} x_j + b_i", "right"),
        (r"(W x)_i = \sum_j W_{ij} x_j", "right"),
        (r"(W x)_i = \sum_j W_{ij} x_j^2", "wrong"),
        (r"(W^T)_{ij} = W_{ji}", "right"),
        (r"(W^T)_{ij} = W_{ij}", "wrong"),
        (r"\left(\frac{\partial z}{\partial x}\right)_{ij} = W_{ij}", "right"),
        (r"\left(\frac{\partial z}{\partial x}\right)_{ij} = 2 W_{ij}", "wrong"),
        (r"[W^T a]_j = \sum_i W_{ij} a_i", "right"),
        (r"[W^T a]_j = \sum_i W_{ij} a_i + b_i", "wrong"),
    ],
)
def test_elements_of_brackets(claim: str, verdict: str) -> None:
    found = verdicts(displays("z = W x + b", r"a = \tanh(z)", r"q = \sum_i a_i^2", claim))[-1]
    assert found == verdict or (verdict == "wrong" and found == "unchecked")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial q}{\partial x_k} = 2 W^T z", "right-if"),
        (r"\frac{\partial q}{\partial x_k} = 3 W^T z", "wrong"),
        (r"\frac{\partial q}{\partial x_k} = 2 \sum_i z_i W_{ik}", "right"),
        (r"\frac{\partial q}{\partial x_k} = 2 \sum_i z_i W_{ki}^T", "right"),
        (r"\frac{\partial q}{\partial x_k} = 3 \sum_i z_i W_{ki}^T", "wrong"),
    ],
)
def test_an_element_on_the_left_of_a_whole_array(claim: str, verdict: str) -> None:
    assert verdicts(displays("z = W x", "q = z^T z", claim))[-1] == verdict


ATTENTION = (
    r"S = \frac{Q K^T}{c}",
    r"P = \mathrm{softmax}(S)",
    r"O = P V",
    r"dO = \frac{\partial L}{\partial O}",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"P_{ij} = \frac{\exp(S_{ij})}{\sum_k \exp(S_{ik})}", "right"),
        (r"dP_{ij} = \sum_l dO_{il} V_{jl}", "right"),
        (r"dP_{ij} = \sum_l dO_{il} V_{lj}", "wrong"),
        (r"dV_{jl} = \sum_i P_{ij} dO_{il}", "right"),
        (r"dV_{jl} = \sum_i P_{ij}^2 dO_{il}", "wrong"),
        (r"dS_{ik} = P_{ik} (dP_{ik} - \sum_j P_{ij} dP_{ij})", "right"),
        (r"dS_{ik} = P_{ik} (dP_{ik} - \sum_j P_{ij})", "wrong"),
    ],
)
def test_gradients_of_elements_of_an_attention(claim: str, verdict: str) -> None:
    assert verdicts(displays(*ATTENTION, "dV = P^T dO", "dP = dO V^T", claim))[-1] == verdict


def test_matrices_with_a_capital_letter_for_a_name() -> None:
    lines = ("Q = X W_Q", "K = X W_K", "S = Q K^T", r"dS = \frac{\partial L}{\partial S}", "dQ = dS K")
    found = verdicts(displays(*lines, "dW_Q = X^T dQ", "dW_K = X^T dQ"))
    assert found[:2] == ["right", "right"]
    assert found[-2] == "right"
    assert found[-1] in {"wrong", "unchecked"}


def test_an_index_that_stands_as_a_factor_refutes_nothing() -> None:
    assert verdicts(displays("z_c = w_c x_c", r"\frac{\partial z_c}{\partial x_c} c = w_c"))[-1] == "unchecked"


UNITS = (
    r"z_i = \sum_j W_{ij} x_j",
    r"a_i = \tanh(z_i)",
    r"E = \frac12 \sum_i (a_i - t_i)^2",
    r"\delta_i = \frac{\partial E}{\partial z_i} = (a_i - t_i)(1 - a_i^2)",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial a_i}{\partial z_k} = (1 - a_i^2) \delta_{ik}", "right"),
        (r"\frac{\partial a_i}{\partial z_k} = (1 + a_i^2) \delta_{ik}", "wrong"),
        (r"\frac{\partial z_i}{\partial W_{kl}} = \delta_{ik} x_l", "right"),
        (r"\frac{\partial z_i}{\partial W_{kl}} = \delta_{ik} x_l^2", "wrong"),
    ],
)
def test_a_delta_of_two_indices_beside_errors(claim: str, verdict: str) -> None:
    found = verdicts(displays(*UNITS, claim, r"\frac{\partial E}{\partial W_{ij}} = \delta_i x_j"))
    assert found[-2:] == [verdict, "right"]


def test_a_delta_of_two_indices_may_be_the_error_of_a_sample() -> None:
    claim = r"\frac{\partial E}{\partial W_{ij}} = \sum_n \delta_{ni} x_{nj}"
    assert verdicts(displays(*UNITS, claim))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("a_k - t_k", "right"), ("2 (a_k - t_k)", "wrong"), ("a_i - t_i", "wrong")],
)
def test_a_square_of_an_element_is_summed_outside(claim: str, verdict: str) -> None:
    lines = (r"a_i = W_{ij} x_j", r"L = \frac12 (a_i - t_i)^2", rf"\frac{{\partial L}}{{\partial a_k}} = {claim}")
    found = verdicts(EINSTEIN + displays(*lines))[-1]
    assert found == verdict or (verdict == "wrong" and found == "unchecked")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{1}{s^2} = \frac{1}{(e^{u_m})^2}", "right-if"),
        (r"\frac{1}{s^2} = \frac{1}{(e^{u_m})^3}", "wrong"),
        (r"r = (e^{u_m})^2", "unchecked"),
    ],
)
def test_a_power_of_a_function_is_that_of_a_sum_or_a_sum_of_powers(line: str, verdict: str) -> None:
    lines = (r"s = \sum_m e^{u_m}", r"r = \sum_m (e^{u_m})^2", line)
    assert verdicts(EINSTEIN + displays(*lines))[-1] == verdict


def test_a_matrix_that_is_multiplied_as_a_whole_beside_its_entries() -> None:
    lines = ("h = \\tanh(W x)", r"E = \sum_j h_j^2", r"\frac{\partial E}{\partial W_{ji}} = 2 h_j (1 - h_j^2) x_i")
    assert verdicts(displays(*lines)) == ["right", "right", "right"]
    assert verdicts(displays(*lines[:2], lines[2].replace("2 h_j", "3 h_j")))[-1] == "wrong"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial o} = \delta h \odot \tanh(c)", "right"),
        (r"\frac{\partial E}{\partial o} = \delta h \odot c", "wrong"),
        (r"\frac{\partial E}{\partial c} = \delta h \odot o \odot (1 - \tanh^2(c))", "right"),
        (r"\frac{\partial E}{\partial c} = \delta h \odot o", "wrong"),
    ],
)
def test_a_small_delta_before_a_name_is_the_gradient_by_it(claim: str, verdict: str) -> None:
    lines = (r"h = o \odot \tanh(c)", r"\delta h = \partial E / \partial h", claim)
    assert verdicts(displays(*lines)) == ["right", "right", verdict]


def test_a_delta_times_a_name_stays_a_product() -> None:
    lines = (r"E = \frac12 (w h - y)^2", r"\delta = w h - y", r"\frac{\partial E}{\partial w} = \delta h")
    assert verdicts(displays(*lines)) == ["right", "right", "right"]


@pytest.mark.parametrize(
    ("claim", "verdict"), [("p_k - y_k", "right"), ("y_k - p_k", "wrong"), (r"p_k y_k - y_k", "wrong")]
)
def test_labels_of_an_implied_cross_entropy_sum_to_one(claim: str, verdict: str) -> None:
    lines = (
        r"p_i = \frac{e^{s_i}}{\sum_m e^{s_m}}",
        r"J = - y_i \log p_i",
        rf"\frac{{\partial J}}{{\partial s_k}} = {claim}",
    )
    assert verdicts(EINSTEIN + displays(*lines))[-1] == verdict


@pytest.mark.parametrize(("claim", "verdict"), [(r"\delta_{kl}", "right"), (r"2 \delta_{kl}", "wrong")])
def test_a_letter_that_one_name_has_twice_is_summed(claim: str, verdict: str) -> None:
    lines = ("q = x_i A_{ij} x_j", rf"\frac{{\partial A_{{ii}}}}{{\partial A_{{kl}}}} = {claim}")
    assert verdicts(EINSTEIN + displays(*lines))[-1] == verdict


SCORES = r"""
$$H = -\sum_a t_a \log(q_a)$$
$$\begin{align}
\frac{\partial H}{\partial s_c} &= -t_a \frac{1}{q_a} \frac{\partial}{\partial s_c} q_a \\
&= -t_a \frac{1}{q_a} \frac{\partial}{\partial s_c} \frac{e^{s_a}}{e^{s_n}} \\
&= -t_a \left[ \delta_{ac} - q_c \right]
\end{align}$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"-t_a \delta_{ac} + t_a q_c", "right-if"),
        (r"-t_c + t_a q_c", "right-if"),
        (r"-t_c - t_a q_c", "wrong"),
        (r"-t_c + t_c q_a", "wrong"),
        (r"-t_a + t_a q_c", "wrong"),
        (r"t_a \delta_{ac} + t_a q_c", "wrong"),
        (r"-t_c + q_a q_c", "wrong"),
        (r"-t_a \frac{1}{q_a} \frac{\partial}{\partial s_c} \frac{e^{s_n}}{e^{s_a}}", "wrong"),
    ],
)
def test_a_sum_is_implied_over_a_letter_beside_what_only_a_chain_says(claim: str, verdict: str) -> None:
    found = verdicts(EINSTEIN + SCORES + displays(rf"\frac{{\partial H}}{{\partial s_c}} = {claim}"))
    assert found == ["right", "right", "right-if", "right", verdict]


def test_a_sum_beside_an_open_loss_is_supplied_only_where_sums_are_implied() -> None:
    written = SCORES.replace("-t_a", r"-\sum_a t_a").replace("{e^{s_n}}", r"{\sum_n e^{s_n}}")
    assert verdicts(written + displays(r"\frac{\partial H}{\partial s_c} = -t_c + t_a q_c"))[-1] in {
        "wrong",
        "unchecked",
    }


FLOW = (
    r"y_k = \sum_i V_{ki} x_i",
    r"E = \frac12 \sum_k (y_k - t_k)^2",
    r"\dot V_{ki} = -\frac{\partial E}{\partial V_{ki}}",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{dE}{dt} = \sum_{k,i} \frac{\partial E}{\partial V_{ki}} \dot V_{ki}", "unchecked"),
        (r"\frac{dE}{dt} = \sum_{k,i} \frac{\partial E}{\partial V_{ki}} \frac{d V_{ki}}{dt}", "right"),
        (r"\frac{\partial E}{\partial V_{ki}} = (t_k - y_k) x_i", "wrong"),
    ],
)
def test_the_t_of_a_gradient_flow_is_no_target(line: str, verdict: str) -> None:
    assert verdicts(displays(*FLOW, line))[-1] == verdict
