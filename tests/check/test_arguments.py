"""What nonlinearities are applied to, where the document writes it out in them and names it in words only."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

GATE = (r"i_j = \sigma(\sum_k W_{jk} x_k + b_j)", r"E = \sum_j (i_j - y_j)^2")
UNIT = (r"a = \tanh(w x + b)", r"E = (a - y)^2")


@pytest.mark.parametrize("name", [r"\hat i", r"\tilde i", "z", "net"])
def test_a_name_for_the_argument_is_read_and_said(name: str) -> None:
    document = displays(
        *GATE,
        rf"\frac{{\partial E}}{{\partial {name}_j}} = \frac{{\partial E}}{{\partial i_j}} i_j (1 - i_j)",
        rf"\frac{{\partial E}}{{\partial W_{{jk}}}} = \frac{{\partial E}}{{\partial {name}_j}} x_k",
        rf"\frac{{\partial E}}{{\partial W_{{jk}}}} = \frac{{\partial E}}{{\partial {name}_j}} x_k^2",
    )
    found = judged(document)
    assert [each.verdict.value for each in found] == ["right", "right", "right-if", "right-if", "unchecked"]
    assert "is what the nonlinearity of i is applied to" in found[-2].assumes[-1]


def test_the_hat_of_a_candidate_is_what_the_candidate_is_made_of() -> None:
    document = displays(
        r"\tilde c_j = \tanh(\sum_k W_{jk} x_k)",
        r"f_j = \sigma(\sum_k V_{jk} x_k)",
        r"c_j = f_j \tilde c_j",
        r"E = \sum_j (c_j - y_j)^2",
        r"\frac{\partial E}{\partial \hat c_j} = \frac{\partial E}{\partial \tilde c_j} (1 - \tilde c_j^2)",
        r"\frac{\partial E}{\partial \hat f_j} = \frac{\partial E}{\partial f_j} f_j (1 - f_j)",
        r"\frac{\partial E}{\partial \hat c_j} = \frac{\partial E}{\partial \tilde c_j} (1 - \tilde c_j)",
    )
    assert verdicts(document)[-3:] == ["right-if", "right-if", "unchecked"]


def test_gradients_by_a_d_name_arguments_too() -> None:
    steps = (r"f_t = \sigma(W x_t + U h_{t-1})", r"h_t = f_t \odot x_t", r"L = \sum_t \|h_t\|^2")
    handed = r"d\hat{f}_t = df_t \odot f_t \odot (1 - f_t)"
    right = r"dW = \sum_t d\hat{f}_t x_t^T"
    document = displays(*steps, r"df_t = dh_t \odot x_t", handed, right, right.replace("x_t^T", "h_t^T"))
    assert verdicts(document)[-3:] == ["right-if", "right-if", "unchecked"]


@pytest.mark.parametrize(
    "layer",
    [
        (r"a^l = \sigma(w^l a^{l-1} + b^l)", r"z^l = w^l a^{l-1} + b^l"),
        (r"z^l = w^l a^{l-1} + b^l", r"a^l = \sigma(w^l a^{l-1} + b^l)"),
        (r"a^l_j = \sigma(\sum_k w^l_{jk} a^{l-1}_k + b^l_j)", r"z^{l+1}_k = \sum_j w^{l+1}_{kj} a^l_j + b^{l+1}_k"),
        (r"a^l_j = \sigma(\sum_k w^l_{jk} a^{l-1}_k + b^l_j)", r"z^l = w^l a^{l-1} + b^l"),
    ],
)
def test_an_activation_goes_through_the_name_that_another_line_gives_its_argument(layer: tuple[str, str]) -> None:
    loss = (r"C = \frac12 \sum_j (y_j - a^L_j)^2", r"\delta^l_j = \frac{\partial C}{\partial z^l_j}")
    right = r"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"
    slip = right.replace(r"\sigma'", r"\sigma")
    assert verdicts(displays(*layer, *loss, right, slip)) == ["right"] * 5 + ["wrong"]


def test_a_name_of_something_else_is_no_argument() -> None:
    layer = (r"a^l_j = \sigma(\sum_k w^l_{jk} a^{l-1}_k + b^l_j)", r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k")
    loss = r"C = \frac12 \sum_j (y_j - a^L_j)^2"
    claim = r"\frac{\partial C}{\partial z^L_j} = (a^L_j - y_j) \sigma'(z^L_j)"
    assert verdicts(displays(*layer, loss, claim))[-1] == "unchecked"


def test_of_several_activations_the_usual_name_is_the_argument_of_none() -> None:
    document = displays(*GATE, r"c = \tanh(u x + v)", r"\frac{\partial E}{\partial z} = 1")
    assert verdicts(document)[-1] == "unchecked"
    assert all("nonlinearity" not in assumed for each in judged(document) for assumed in each.assumes)


def test_what_enters_a_definition_is_no_argument_of_it() -> None:
    lines = (r"a = \tanh(w z + b)", r"E = (a - y)^2", r"\frac{\partial E}{\partial z} = 2 (a - y) (1 - a^2) w")
    assert verdicts(displays(*lines)) == ["right"] * 3
    assert verdicts(displays(*lines[:2], r"\frac{\partial E}{\partial z} = 2 (a - y) (1 - a^2)"))[-1] == "wrong"


def test_a_slip_in_a_line_without_the_name_is_refuted() -> None:
    chain = r"\frac{\partial a}{\partial z} = 1 - a^2"
    assert verdicts(displays(*UNIT, chain, r"\frac{\partial E}{\partial w} = 2 (a - y) (1 + a^2) x"))[-1] == "wrong"


@pytest.mark.parametrize(
    ("value", "verdict"), [(r"\sigma(z) (1 - \sigma(z))", "right"), (r"\sigma(z) (1 + \sigma(z))", "wrong")]
)
def test_a_formula_of_the_name_alone_holds_for_any_argument(value: str, verdict: str) -> None:
    text = rf"$a = \sigma(w x + b)$ with the sigmoid $\sigma$. $$\frac{{d \sigma(z)}}{{dz}} = {value}$$"
    assert verdicts(text)[-1] == verdict
