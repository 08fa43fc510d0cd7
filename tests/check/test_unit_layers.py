"""Where equations show that layers are the usual ones, one unit in each refutes a chain rule with a lost factor."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


NEURON = "One neuron computes $z = w^T x + b$ and $a = \\sigma(z)$.\n\n"
WEIGHTS = rf"{d('C', 'w_{jk}^l')} = a_k^{{l-1}} \delta_j^l"
BIASES = rf"{d('C', 'b_j^l')} = \delta_j^l"
INPUTS = rf"{d('z^L', 'w^L')} = a^{{L-1}}"
SLIP = rf"{d('C', 'w^{L-1}')} = {d('a^{L-1}', 'w^{L-1}')} \delta^L = a^{{L-2}} \sigma'(z^{{L-1}}) \delta^L"
CHAIN = rf"{d('C', 'w^{L-1}')} = {d('a^{L-1}', 'w^{L-1}')} {d('z^L', 'a^{L-1}')} \delta^L"
CHAIN += r" = a^{L-2} \sigma'(z^{L-1}) w^L \delta^L"


def page(*latex: str, words: str = NEURON) -> list[str]:
    return verdicts(words + displays(*latex))


def test_a_lost_weight_between_two_layers_is_wrong() -> None:
    *_, first, second = judged(NEURON + displays(WEIGHTS, BIASES, INPUTS, SLIP))
    assert first.verdict.value == "wrong"
    assert first.reason.startswith("in a network with one unit in each layer, where each error is the derivative by z")
    assert first.counterexample is not None
    assert (second.verdict.value, second.reason.partition(", in line")[0].partition("z, ")[2]) == (
        "follows",
        "it goes on with what is wrong before",
    )


def test_the_chain_with_all_of_its_factors_is_not_refuted() -> None:
    assert "wrong" not in page(WEIGHTS, BIASES, INPUTS, CHAIN)


@pytest.mark.parametrize(
    "slip",
    [
        rf"{d('C', 'w^{L-1}')} = a^{{L-2}} w^L \delta^L",
        rf"{d('C', 'b^{L-1}')} = \sigma'(z^{{L-1}}) \delta^L",
        rf"{d('C', 'b^{L-1}')} = w^{{L-1}} \sigma'(z^{{L-1}}) \delta^L",
        rf"{d('C', 'a^{L-1}')} = - w^L \delta^L",
    ],
    ids=["no slope", "no weight", "the weight of another layer", "a sign"],
)
def test_a_slip_in_what_goes_through_a_layer_is_wrong(slip: str) -> None:
    assert page(WEIGHTS, BIASES, INPUTS, slip)[-1] == "wrong"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ((), SLIP),
        ((WEIGHTS,), SLIP),
        (
            (rf"{d('C', 'w^l')} = a^l \delta^{{l+1}}", rf"{d('C', 'b^l')} = \delta^{{l+1}}"),
            r"\delta^l = w^l \sigma'(z^l) \delta^{l+1}",
        ),
        (
            (rf"{d('C', 'w^l')} = a^{{l-1}} \sigma'(z^l) \delta^l", rf"{d('C', 'b^l')} = \sigma'(z^l) \delta^l"),
            r"\delta^{l-1} = w^l \sigma'(z^l) \delta^l",
        ),
        ((WEIGHTS, BIASES, INPUTS), r"\delta^L = " + d("C", "a^L")),
        (
            (r"z^l = w^l a^{l-1} + b^l", r"\delta^l = \sigma'(z^l) w^{l+1} \delta^{l+1}"),
            rf"{d('C', 'w^l')} = -a^{{l-1}} \delta^l",
        ),
        (
            (WEIGHTS, BIASES, INPUTS, r"a^l = a^{l-1} + \sigma(z^l)"),
            rf"{d('C', 'b^{l-1}')} = \sigma'(z^{{l-1}}) (w^l \delta^l + {d('C', 'a^l')})",
        ),
        (
            (WEIGHTS, BIASES, INPUTS, r"a^l = r^l \sigma(z^l)"),
            rf"{d('C', 'b^{L-1}')} = r^{{L-1}} \sigma'(z^{{L-1}}) w^L \delta^L",
        ),
    ],
    ids=[
        "nothing says what errors are",
        "one equation does",
        "weights of the layer above",
        "errors by activations",
        "no activation in the last layer",
        "errors of the other sign",
        "layers that add their input",
        "layers with a mask",
    ],
)
def test_of_other_networks_nothing_is_refuted(given: tuple[str, ...], line: str) -> None:
    assert "wrong" not in page(*given, line)


def test_words_may_tell_of_other_networks() -> None:
    lines = (WEIGHTS, BIASES, INPUTS, SLIP)
    assert "wrong" not in page(*lines, words=NEURON + "All layers have residual connections.\n\n")


OUTPUT = rf"\delta^L = {d('C', 'a^L')} \sigma'(z^L)"
LINEAR = r"\delta^l = (w^{l+1})^T \delta^{l+1}"


def test_hidden_layers_may_be_linear_where_nothing_gives_them_an_activation() -> None:
    assert page(OUTPUT, WEIGHTS, BIASES, INPUTS, LINEAR, words="")[-1] == "unchecked"
    assert page(OUTPUT, WEIGHTS, BIASES, INPUTS, LINEAR)[-1] == "wrong"
    assert page(OUTPUT, WEIGHTS, BIASES, INPUTS, LINEAR.replace(r"\delta^{l+1}", r"\delta^l"), words="")[-1] != "right"
