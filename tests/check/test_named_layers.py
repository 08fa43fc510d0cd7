"""Layers by their names, ``W^o`` and ``A^h``: defined, told in words, or beside layers by a letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

CALLED = "$X$ is the input vector, $W^o$ a weight matrix, $b^o$ a bias vector and $Z^o$ the pre-activation vector.\n\n"
NETWORK = (
    "Z^h = W^h X + b^h",
    r"A^h = \sigma(Z^h)",
    "Z^o = W^o A^h + b^o",
    r"A^o = \sigma(Z^o)",
)
ERRORS = (r"\delta^o = \nabla C \circ \sigma'(Z^o)", r"\delta^h = (W^o)^T \delta^o \circ \sigma'(Z^h)")
GRADIENTS = (
    r"\frac{\partial C}{\partial W^o} = \delta^o (A^h)^T",
    r"\frac{\partial C}{\partial b^o} = \delta^o",
    r"\frac{\partial C}{\partial W^h} = \delta^h X^T",
    r"\frac{\partial C}{\partial b^h} = \delta^h",
)
PAGE = (*NETWORK, *ERRORS, *GRADIENTS)


def _renamed(formulas: tuple[str, ...], form: str) -> list[str]:
    """The formulas with layers above names in another spelling."""
    return [each.replace("^o", form.format("o")).replace("^h", form.format("h")) for each in formulas]


@pytest.mark.parametrize("form", ["^{}", "^{{({})}}"])
def test_a_network_by_names_is_proved_in_either_spelling(form: str) -> None:
    found = verdicts(CALLED + displays(*_renamed(PAGE, form)))
    assert found == ["right"] * 4 + ["right-if"] + ["right"] * 5


@pytest.mark.parametrize("form", ["^{}", "^{{({})}}"])
@pytest.mark.parametrize(
    ("at", "written", "slip"),
    [
        (5, "(W^o)^T", "W^o"),
        (6, r"\delta^o (A^h)^T", r"A^h (\delta^o)^T"),
        (8, "X^T", "(A^h)^T"),
        (9, r"^h} = \delta^h", r"^h} = \delta^o"),
    ],
)
def test_a_slip_in_such_a_network_is_refuted(form: str, at: int, written: str, slip: str) -> None:
    formulas = list(PAGE)
    assert written in formulas[at]
    formulas[at] = formulas[at].replace(written, slip)
    assert verdicts(CALLED + displays(*_renamed(tuple(formulas), form)))[at] == "wrong"


def test_the_gradient_of_the_cost_is_by_the_outputs_where_a_chain_says_so() -> None:
    chain = r"\frac{\partial C}{\partial A^o} = \frac{\partial C}{\partial A^o} = \nabla C"
    found = verdicts(CALLED + displays(*NETWORK, chain, *ERRORS, *GRADIENTS))
    assert found == ["right"] * 12


WORDS = (
    "$W^o$ is the weight matrix of the output layer, $A^h$ the activation vector of the hidden layer, $Z^o$ the "
    "pre-activation vector of the output layer, $X$ the input vector and $B^o$ a bias vector.\n\n"
)
TOLD = (
    r"\frac{\partial A^o}{\partial Z^o} = \sigma'(Z^o)",
    r"\delta^o = \frac{\partial C}{\partial A^o} \circ \sigma'(Z^o)",
    r"\frac{\partial C}{\partial W^o} = \delta^o (A^h)^T",
    r"\frac{\partial C}{\partial B^o} = \delta^o",
)


def test_a_network_that_only_words_tell_is_the_usual_one_and_says_so() -> None:
    found = judged(WORDS + displays(*TOLD))
    assert [each.verdict.value for each in found] == ["right-if", "right", "right-if", "right-if"]
    assert any("Z^o = W^o A^h + B^o" in said for said in found[3].assumes)


def test_what_rests_on_words_alone_refutes_nothing() -> None:
    slip = TOLD[3].replace(r"= \delta^o", r"= \delta^o \circ \delta^o")
    assert verdicts(WORDS + displays(*TOLD[:3], slip))[-1] == "unchecked"


LETTERED = (
    "Z^L = W^L X + B^L",
    r"A^L = \sigma(Z^L)",
    "Z^L = W^L A^{L-1} + B^L",
    r"C = \|Y - \hat Y\|^2",
    r"\frac{\partial C}{\partial A^o} = 2 (\hat Y - Y)",
)
USES = (
    r"\frac{\partial C}{\partial W^o} = \delta^o A^h",
    r"\frac{\partial C}{\partial B^o} = \delta^o",
    r"W^o \leftarrow W^o - \eta \delta^o A^h",
    r"\frac{\partial C}{\partial W^h} = \delta^h X",
)
VECTORS = (
    "$X$: input vector, $Y$: output vector, $B^L$: bias vector, $Z^L$: activation vector, $W^L$: weight matrix.\n\n"
)
ERROR = r"\delta^o = \frac{\partial C}{\partial A^o} \circ \sigma'(Z^o)"
HANDED = r"\delta^L = W^{L+1} \delta^{L+1} \circ \sigma'(Z^L)"


def _lettered(*formulas: str) -> list[str]:
    return verdicts(VECTORS + displays(*LETTERED, *formulas))[len(LETTERED) - 1 :]


def test_layers_by_a_letter_hold_for_those_with_names() -> None:
    assert _lettered(ERROR, USES[1]) == ["right"] * 3
    assert _lettered(ERROR, USES[1].replace(r"\delta^o", r"\delta^o \circ A^o"))[-1] == "wrong"


def test_transposes_that_are_left_out_throughout_are_read_and_named() -> None:
    shown = r"\delta^h = \frac{\partial C}{\partial Z^h}"
    found = judged(VECTORS + displays(*LETTERED, ERROR, shown, USES[0], USES[3]))
    assert [each.verdict.value for each in found[-2:]] == ["right-if"] * 2
    assert all(
        "a product of two vectors without a transpose is their outer product" in each.assumes for each in found[-2:]
    )


def test_a_single_transpose_that_is_left_out_is_a_slip() -> None:
    assert _lettered(ERROR, USES[0])[-1] == "wrong"
    turned = USES[3].replace("X", "X^T")
    assert _lettered(ERROR, USES[0], turned)[-2] == "wrong"


def test_an_error_that_lost_its_slope_is_wrong_and_its_uses_are_right() -> None:
    bias = (USES[1], r"B^o \leftarrow B^o - \eta \delta^o", USES[0].replace("A^h", "(A^h)^T"))
    found = _lettered(ERROR.replace(r"\sigma'", r"\sigma"), *bias)
    assert found == ["right", "wrong", "right", "right", "right"]


def test_a_matrix_that_is_not_transposed_is_refuted_where_transposes_are_left_out() -> None:
    shown = r"\delta^h = \frac{\partial C}{\partial Z^h}"
    assert _lettered(ERROR, shown, USES[0], USES[3], HANDED)[-1] == "wrong"


BELOW = (
    r"\mathbf{h} = \sigma(\mathbf{W}_h \mathbf{x} + \mathbf{b}_h)",
    r"\mathbf{o} = \sigma(\mathbf{W}_o \mathbf{h} + \mathbf{b}_o)",
    r"E = \frac12 \|\mathbf{o} - \mathbf{t}\|^2",
    r"\boldsymbol{\delta}_o = (\mathbf{o} - \mathbf{t}) \odot \mathbf{o} \odot (1 - \mathbf{o})",
    r"\boldsymbol{\delta}_h = \mathbf{W}_o^T \boldsymbol{\delta}_o \odot \mathbf{h} \odot (1 - \mathbf{h})",
    r"\frac{\partial E}{\partial \mathbf{W}_h} = \boldsymbol{\delta}_h \mathbf{x}^T",
)


def test_layers_below_bold_names_are_parts_of_them() -> None:
    assert verdicts(displays(*BELOW)) == ["right"] * 6
    assert verdicts(displays(*BELOW[:5], BELOW[5].replace(r"\delta}_h", r"\delta}_o")))[-1] == "wrong"


def test_words_as_layers_have_arrays_of_one_kind() -> None:
    network = (
        "H_{in} = W_{hid} X + b_{hid}",
        r"H_{out} = \sigma(H_{in})",
        "O_{in} = W_{out} H_{out} + b_{out}",
        r"\hat{y} = \sigma(O_{in})",
    )
    errors = (
        r"\delta_{out} = \nabla_{\hat{y}} C \odot \sigma'(O_{in})",
        r"\frac{\partial C}{\partial W_{out}} = \delta_{out} H_{out}^T",
        r"\frac{\partial C}{\partial b_{out}} = \delta_{out}",
        r"\delta_{hid} = W_{out}^T \delta_{out} \odot \sigma'(H_{in})",
    )
    found = verdicts(displays(*network, *errors, r"\frac{\partial C}{\partial b_{hid}} = \delta_{hid}"))
    assert found == ["right"] * 9
    # One gradient without a sum does not tell a vector of one sample from a matrix of many.
    assert verdicts(displays(*network, *errors))[6] == "unchecked"
    slip = r"\frac{\partial C}{\partial b_{hid}} = \delta_{out}"
    assert verdicts(displays(*network, *errors, slip))[-1] == "wrong"


def test_an_open_loss_by_several_quantities_refutes_nothing() -> None:
    error = r"\delta^o = \frac{\partial C}{\partial A^o} \circ \sigma'(Z^o)"
    weights, bias = r"\frac{\partial C}{\partial W^o} = \delta^o (A^h)^T", r"\frac{\partial C}{\partial B^o} = \delta^o"
    assert "wrong" not in verdicts(displays(error, weights, bias))


ONE_NEURON = (
    r"C = (a^{L} - y)^2",
    r"z^{L} = w^{L} a^{L-1} + b^{L}",
    r"a^{L} = \sigma(z^{L})",
)
BEFORE = r"\frac{\partial C}{\partial w^{L-1}} = a^{L-2} \sigma'(z^{L-1}) w^L \sigma'(z^{L}) 2 (a^{L} - y)"


def test_what_is_said_of_the_last_layer_holds_for_the_one_before_where_its_names_are_used() -> None:
    assert verdicts(displays(*ONE_NEURON, BEFORE)) == ["right"] * 4
    assert verdicts(displays(*ONE_NEURON, BEFORE.replace("w^L ", "")))[-1] == "unchecked"


def test_a_vector_is_not_differentiated_to_a_number() -> None:
    words = "$A^{(2)}$ is the output vector, $Z^{(2)}$ the pre-activation vector.\n\n"
    lines = (
        r"A^{(2)} = \sigma(Z^{(2)})",
        r"\frac{\partial C}{\partial Z^{(2)}} = \frac{\partial C}{\partial A^{(2)}} \odot A^{(2)} \odot (1 - A^{(2)})",
    )
    total = r"\frac{\partial C}{\partial A^{(2)}} = \frac{2}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i)"
    assert verdicts(words + displays(total, *lines)) == ["wrong", "right", "right"]
    element = r"\frac{\partial C}{\partial A^{(2)}} = \frac{2}{N} (\hat{y}_i - y_i)"
    assert verdicts(words + displays(element, *lines))[0] != "wrong"
