"""Law 3: every line of every derivation that is written is right to the project's own checker."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backproof import Model, check
from backproof.api.derivation import NOTATIONS, Derivation
from backproof.derive.networks import LOSSES
from backproof.source import BackproofError
from tests.derive.models import MODELS, Case

KEPT = [
    (name, notation) for name, case in MODELS.items() for notation in NOTATIONS if case.matrices or notation != "matrix"
]


def derived(case: Case, notation: str) -> Derivation:
    return Model.from_document(case.document).derive(*case.by, of=case.of, notation=notation)


def not_right(text: str) -> list[tuple[str, str, str]]:
    """The statements of a document that are not right."""
    return [(each.verdict.value, each.latex, each.reason) for each in check(text) if each.verdict.value != "right"]


@pytest.mark.parametrize(("name", "notation"), KEPT)
def test_every_line_of_a_derivation_is_right(name: str, notation: str) -> None:
    text = derived(MODELS[name], notation).to("markdown", "all")
    assert len(check(text).statements) > len(MODELS[name].definitions)
    assert not_right(text) == []


@pytest.mark.parametrize("name", [name for name, case in MODELS.items() if case.matrices])
def test_every_line_is_right_where_vectors_are_rows(name: str) -> None:
    case = MODELS[name]
    found = Model.from_document(case.document).derive(*case.by, of=case.of, notation="matrix", rows=True)
    assert not_right(found.to("markdown", "result")) == []


def test_a_planted_slip_in_a_derivation_is_wrong() -> None:
    text = derived(MODELS["two layers with squared error"], "index").to("markdown")
    planted = text.replace(r"h_{j}(1 - h_{j})", r"h_{j}(1 + h_{j})")
    assert planted != text
    assert {verdict for verdict, _, _ in not_right(planted)} >= {"wrong"}


ACTIVATIONS = st.sampled_from(["sigmoid", "tanh", "softplus", "relu", "silu", "linear"])


@st.composite
def networks(draw: st.DrawFn) -> str:
    depth = draw(st.integers(1, 6))
    sizes = [draw(st.integers(2, 4)) for _ in range(depth + 1)]
    hidden = [draw(ACTIVATIONS) for _ in range(depth - 1)]
    output, loss = draw(st.sampled_from([("softmax", "cross-entropy"), ("sigmoid", "binary-cross-entropy"),
                                         ("linear", "squared-error"), ("tanh", "log-cosh")]))  # fmt: skip
    return "mlp:" + "-".join(map(str, sizes)) + "," + ",".join([*hidden, output, loss])


SATURATED = "mlp:4-4-4-3-3-4-4,softplus,softplus,softplus,silu,relu,sigmoid,binary-cross-entropy"
"""A network whose outputs are rounded to 1 at most points."""


@given(networks(), st.sampled_from(["index", "delta", "matrix"]))
@example(SATURATED, "index")
@settings(max_examples=12, deadline=None)
def test_every_line_about_a_random_network_is_right(short: str, notation: str) -> None:
    assert not_right(Model.from_short(short).derive(notation=notation).to("markdown")) == []


def test_a_slip_in_a_network_that_saturates_is_wrong() -> None:
    text = Model.from_short(SATURATED).derive(notation="index").to("markdown")
    planted = text.replace(r"a_{p}^{(6)} - y_{p}", r"a_{p}^{(6)} + y_{p}")
    assert planted != text
    assert {verdict for verdict, _, _ in not_right(planted)} >= {"wrong"}


CLOSED_FORMS = {
    ("mlp:3-4-3,sigmoid,softmax,cross-entropy", "w^(2)", "index"): r"(a_{k}^{(2)} - y_{k}) a_{j}^{(1)}",
    ("mlp:3-4-3,sigmoid,softmax,cross-entropy", "z^(2)", "index"): r"a_{k}^{(2)} - y_{k}",
    ("mlp:3-1,sigmoid,binary-cross-entropy", "z^(1)", "matrix"): r"a^{(1)} - y",
    ("mlp:3-4-2,tanh,linear,squared-error", "z^(2)", "index"): r"z_{k}^{(2)} - y_{k}",
    ("mlp:3-4-2,tanh,linear,squared-error", "a^(1)", "matrix"): r"w^{(2)} \delta^{(2)}",
    ("mlp:3-4-2,tanh,linear,squared-error", "w^(1)", "matrix"): r"x (\delta^{(1)})^{\top}",
}


@pytest.mark.parametrize(("short", "by", "notation"), CLOSED_FORMS)
def test_closed_forms_that_people_know(short: str, by: str, notation: str) -> None:
    model = Model.from_short(short)
    found = model.derive(by, *model.parameters, notation=notation).latex.splitlines()[0]
    assert found.split(" = ", 1)[1] == CLOSED_FORMS[short, by, notation]


def test_least_squares_have_the_gradient_that_everybody_knows() -> None:
    document = r"$$L = \sum_n (\sum_i X_{ni} w_i - y_n)^2$$"
    found = Model.from_document(document).derive("w", notation="matrix")
    assert found.latex == r"\frac{\partial L}{\partial w} = 2 X^{\top}(Xw - y)"


LAYERS = r"""
$$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j$$ and $$a^l_j = \sigma(z^l_j)$$ and $$C = \frac12 \sum_j (a^L_j - y_j)^2$$
"""


def test_the_four_equations_of_backpropagation_hold_for_every_layer() -> None:
    """BP1 to BP4 of Nielsen, chapter 2."""
    derivation = Model.from_document(LAYERS).derive(notation="delta")
    text = derivation.to("markdown")
    assert r"\delta_{j}^{L} = (a_{j}^{L} - y_{j}) a_{j}^{L}(1 - a_{j}^{L})" in text
    assert r"\delta_{j}^{l} = a_{j}^{l}(1 - a_{j}^{l}) \sum_{m} \delta_{m}^{l + 1} w_{mj}^{l + 1}" in text
    assert derivation.latex.splitlines() == [
        r"\frac{\partial C}{\partial w_{jk}^{l}} = \delta_{j}^{l} a_{k}^{l - 1}",
        r"\frac{\partial C}{\partial b_{j}^{l}} = \delta_{j}^{l}",
    ]
    assert not_right(text) == []


def test_a_kink_is_told_with_what_is_taken_there() -> None:
    text = Model.from_short("mlp:2-3-1,relu,linear,absolute-error").derive().to("text")
    assert "Where z_j^(1) is zero, ReLU(z_j^(1)) has no derivative; a step and a sign of" in text
    assert "Where z^(2) − y is zero, |z^(2) − y| has no derivative" in text


SECOND: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "softmax": ((r"p_k=\frac{e^{z_k}}{\sum_m e^{z_m}}", r"L=-\sum_k y_k\log p_k"), "z",
                {"index": r"p_{k}(\delta_{km} - p_{m})", "matrix": r"\operatorname{diag}(p) - p p^{\top}"}),
    "logistic": ((r"p=\sigma(\sum_i w_i x_i)", r"L=-y\log p-(1-y)\log(1-p)"), "w",
                 {"index": r"x_{i} p(1 - p) x_{m}", "matrix": r"p(1 - p) x x^{\top}"}),
    "logistic regression": (
        (r"p_n=\sigma(\sum_i w_i X_{ni})", r"L=-\sum_n(y_n\log p_n+(1-y_n)\log(1-p_n))"), "w",
        {"matrix": r"X^{\top} \operatorname{diag}(p \odot (1 - p)) X"}),
    "least squares": ((r"L=\sum_n(\sum_i X_{ni} w_i - y_n)^2",), "w",
                      {"index": r"2 \sum_{n} X_{nm} X_{ni}", "matrix": r"2 X^{\top} X"}),
    "ridge": ((r"L=\sum_n(\sum_i X_{ni} w_i - y_n)^2+\lambda\sum_i w_i^2",), "w",
              {"matrix": r"2 X^{\top} X + 2 \lambda \mathbf{I}"}),
    "a quadratic form": ((r"f=\frac12\sum_i\sum_j x_i A_{ij} x_j-\sum_i b_i x_i",), "x",
                         {"matrix": r"\frac{1}{2} (A + A^{\top})"}),
    "tanh": ((r"h=\tanh(w x)", r"L=\frac12(h-t)^2"), "w", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", SECOND)
@pytest.mark.parametrize("along", [False, True])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_second_derivatives_and_their_products_with_vectors_are_right(name: str, along: bool, notation: str) -> None:
    definitions, by, expected = SECOND[name]
    model = Model.from_document("\n\n".join(f"$${each}$$" for each in definitions))
    text = model.derive(by, order=2, along=along, notation=notation).to("markdown")
    assert not_right(text) == []
    assert along or notation not in expected or f"= {expected[notation]}$$" in text


def test_a_hessian_by_a_matrix_is_no_matrix_and_its_product_with_one_is() -> None:
    model = Model(r"h_j=\tanh(\sum_i w_{ij}x_i)", r"y=\sum_j v_j h_j", r"L=\frac12(y-t)^2")
    with pytest.raises(BackproofError, match="the derivative of g by h has no form in matrix notation"):
        model.derive("w", order=2, notation="matrix")
    assert not_right(model.derive("w", order=2, along=True, notation="matrix").to("markdown")) == []


def test_second_derivatives_of_an_array_are_refused() -> None:
    with pytest.raises(BackproofError) as caught:
        Model.from_document("$$h_j = x_j^2$$").derive("x", of="h", order=2)
    assert caught.value.diagnostic.written == "order 2 in index notation"


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_derived_is_what_is_computed(loss: str) -> None:
    """Steps and result come from one differentiation: the last side has the value of the gradient."""
    model = Model.from_short(f"mlp:3-4-2,tanh,sigmoid,{loss}")
    rng = np.random.default_rng(3)
    values: dict[str, object] = {
        "x": rng.normal(size=3), "y": [0.25, 0.75], "w^(1)": rng.normal(size=(3, 4)), "b^(1)": rng.normal(size=4),
        "w^(2)": rng.normal(size=(4, 2)), "b^(2)": rng.normal(size=2),
    }  # fmt: skip
    step = 1e-6
    gradient = model.gradient("b^(1)").evaluate(values)
    for at in range(4):
        moved = [dict(values, **{"b^(1)": values["b^(1)"] + sign * step * np.eye(4)[at]}) for sign in (1, -1)]
        slope = (float(model.evaluate(moved[0])["L"]) - float(model.evaluate(moved[1])["L"])) / (2 * step)
        np.testing.assert_allclose(gradient[at], slope, rtol=1e-6, atol=1e-8)


def test_a_model_without_matrices_is_refused_in_matrix_notation() -> None:
    with pytest.raises(BackproofError) as caught:
        derived(MODELS["convolution"], "matrix")
    problem = caught.value.diagnostic
    assert problem.message == "y has no form in matrix notation: an array with more than two axes is no matrix"
    assert problem.written == "y_i = ∑_k w_k x_{i+k−1} + b"
    assert problem.advice == "ask for index or delta notation"


def test_a_parameter_that_the_loss_does_not_depend_on_has_the_gradient_zero_and_a_sentence() -> None:
    text = Model.from_document(r"$$L = (y - a)^2$$ and $$c = w a$$").derive("w", of="L").to("markdown")
    assert r"$L$ does not depend on $w$" in text
    assert r"\frac{\partial L}{\partial w} = 0" in text
    assert "leftarrow" not in text
    assert not_right(text) == []


def test_the_page_says_how_the_document_was_read() -> None:
    document = r"$$s = W x + b$$ and $$r = \max(0, s)$$ and $$L = r^2$$"
    assert "Read with: capitals without indices are single numbers." in Model.from_document(document).derive().to(
        "text"
    )


SECOND_ORDER = "ask for order 1, or for second derivatives of a number"
REFUSED: list[tuple[Callable[[Model], Derivation], tuple[str, str, str, str]]] = [
    (lambda model: model.derive(of="Q"), ("there is no definition Q", "Q", "one of z^(1), a^(1), L",
     "use a name of the formula: in LaTeX, in Python's spelling (gamma) or as a Greek letter")),
    (lambda model: model.derive(along=True), ("these derivatives are not derived",
     "order 1 in index notation, along a vector", "order 1 or 2", SECOND_ORDER)),
    (lambda model: model.derive(order=3), ("these derivatives are not derived",
     "order 3 in index notation", "order 1 or 2", SECOND_ORDER)),
    (lambda model: model.derive(notation="words"), ("there is no notation words", "words",
     "one of index, delta, matrix", "choose one of them")),
    (lambda model: model.derive("L"), ("L is what is differentiated", "L", "other quantities",
     "name what L depends on: w^(1), x, b^(1), y, z^(1), a^(1)")),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "parts"), REFUSED)
def test_what_cannot_be_derived_is_said(ask: Callable[[Model], Derivation], parts: tuple[str, str, str, str]) -> None:
    with pytest.raises(BackproofError) as caught:
        ask(Model.from_short("mlp:2-2,tanh,squared-error"))
    problem = caught.value.diagnostic
    assert (problem.message, problem.written, problem.expected, problem.advice) == parts


def test_second_derivatives_by_many_parameters_never_lack_a_name() -> None:
    derivation = Model.from_short("mlp:2-3-3-2,tanh,sigmoid,squared-error").derive(order=2)
    names = [each.gradient.symbol.name for each in derivation.second]
    assert len(names) == len(set(names)) == len(derivation.derived.wrt)


LAST_LAYER = LAYERS.replace(r"\sigma(z^l_j)$$ and", r"\tanh(z^l_j)$$ and $$a^L_j = \sigma(z^L_j)$$ and")


def test_layers_that_differ_are_not_said_to_be_alike() -> None:
    text = Model.from_document(LAST_LAYER).derive(notation="delta").to("markdown")
    assert r"a_{j}^{2} = \tanh(z_{j}^{2})" in text
    assert r"a_{j}^{3} = \sigma(z_{j}^{3})" in text
    assert not_right(text) == []


def test_there_is_no_derivation_through_a_definition_for_some_cases() -> None:
    document = LAST_LAYER.replace(r"\tanh(z^l_j)$$ and", r"\tanh(z^l_j)$$ for $l < L$, and")
    with pytest.raises(BackproofError) as caught:
        Model.from_document(document).derive()
    assert caught.value.diagnostic.message == "a definition under a condition is not read here yet"
    assert caught.value.diagnostic.written == r"a^l_j = \tanh(z^l_j)"


def test_several_definitions_of_one_name_are_told() -> None:
    model = Model.from_document("$$a = w x$$ and $$L = (y - a)^2$$ and $$a = w x + b$$")
    assert "of several definitions of a the first one counts" in model.derive().to("text")


def test_steps_stand_where_their_author_writes_them() -> None:
    document = r"$$h_t = \tanh(w x_t + u h_{t-1})$$ and $$L = \frac12 (h_T - y)^2$$"
    model = Model.from_document(document)
    assert str(model).splitlines()[0] == "h_1 = tanh(wx_1 + uh_0)"
    assert "h_{3} - y" in model.derive().latex
    above = r"$$h^{(t)} = \tanh(w x^{(t)} + u h^{(t-1)})$$ and $$L = \frac12 (h^{(T)} - y)^2$$"
    assert "h^{(3)} - y" in Model.from_document(above).derive().latex


def test_weights_that_all_steps_share_have_a_gradient_in_delta_notation() -> None:
    case = MODELS["steps of matrices"]
    found = derived(case, "delta").latex.splitlines()
    assert [line.split(" = ")[0] for line in found] == [
        r"\frac{\partial L}{\partial W_{ij}}", r"\frac{\partial L}{\partial U_{ik}}",
    ]  # fmt: skip
