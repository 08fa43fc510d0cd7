"""Programs as ONNX models: another runtime computes what the reference engine does."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backproof.calculus.resolve import needed
from backproof.calculus.sample import undefined_symbols
from backproof.derive.networks import ACTIVATIONS, LOSSES
from backproof.emit.onnx import exported, protos
from backproof.emit.onnx.functions import FORMS, applied
from backproof.emit.onnx.nodes import Nodes
from backproof.expr import Apply, Expression, Function, Model, Symbol, Tensor
from backproof.expr.walk import map_parts
from backproof.program.plan import Program
from backproof.program.training import prediction
from backproof.rules import RULES
from backproof.source import BackproofError
from backproof.train.engines.forms import FORMS as NUMPY
from backproof.train.engines.forward import compute
from tests.derive.models import MODELS
from tests.emit.running import DTYPES, ROWS, Array, agree, needs, run
from tests.program.subjects import Subject, Values, layered, of_document, recurrent, written
from tests.strategies import models

needs("onnx")
needs("onnxruntime")
EXAMPLES = int(os.environ.get("BACKPROOF_EXAMPLES", "10"))
"""Random models; more where somebody looks for defects."""
NOT_ASKED = {
    "a ReLU layer below any loss",
    "a Jacobian",
    "functions inside of functions",
    "a composition of two functions",
}
"""Models without a loss, or with functions that nobody knows."""
ATTENTION = (
    r"q_{tj}=\sum_i w_{ij}x_{ti}", r"k_{tj}=\sum_i u_{ij}x_{ti}", r"s_{tr}=\sum_j q_{tj}k_{rj}",
    r"a_{tr}=\frac{e^{s_{tr}}}{\sum_m e^{s_{tm}}}", r"o_{ti}=\sum_r a_{tr}x_{ri}", r"L=\sum_t\sum_i (o_{ti}-y_{ti})^2",
)  # fmt: skip
LAYER_NORM = (
    r"z_j=\sum_i w_{ij}x_i", r"\mu=\frac{1}{5}\sum_j z_j", r"v=\frac{1}{5}\sum_j (z_j-\mu)^2",
    r"o_j=g_j\frac{z_j-\mu}{\sqrt{v+1/100}}+b_j", r"L=\sum_j (o_j-y_j)^2",
)  # fmt: skip
CONVOLUTION = (r"c_i=\sum_k w_k x_{i+k-1}+b", r"L=\sum_i (c_i-y_i)^2")


def quantities(subject: Subject) -> Program:
    """The loss and everything on the way to it."""
    wanted = [each.symbol for each in needed(subject.model, Tensor(subject.loss))]
    return prediction(subject.model, wanted, subject.data, sizes=subject.sizes)


def drawn(subject: Subject, program: Program, rows: int, dtype: str, seed: int = 0) -> Values:
    """A value for each input of a program."""
    values = subject.values(rows, seed)
    return {name: (0.3 * values[name]).astype(dtype) for name in program.inputs}


def compare(subject: Subject, rows: int, dtype: str) -> None:
    """Every quantity of a model by onnxruntime and by NumPy."""
    program = quantities(subject)
    values = drawn(subject, program, rows, dtype)
    expected = compute(program, values, rows, np.dtype(dtype))
    for found, name in zip(exported_and_run(subject, program, values, dtype), program.outputs, strict=True):
        agree(found, expected[name], dtype)


def exported_and_run(subject: Subject, program: Program, values: Values, dtype: str) -> list[Array]:
    data = [name for name in program.inputs if name in {each.name for each in subject.data}]
    proto = exported(program, {name: array for name, array in values.items() if name not in data}, dtype=dtype)
    given = zip((each.name for each in proto.graph.input), (values[name] for name in data), strict=True)
    return list(run(proto, dict(given)).values())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_is_the_same_in_another_runtime(activation: str, rows: int, dtype: str) -> None:
    subject = layered(f"mlp:3-4-2,{activation},linear,squared-error")
    if activation in ("log", "log2", "log10", "sqrt"):
        subject = replace(subject, positive=("x", "y", "w^{(1)}", "b^{(1)}"))
    compare(subject, rows, dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_is_the_same_in_another_runtime(loss: str, dtype: str) -> None:
    link = {"cross-entropy": "softmax", "binary-cross-entropy": "sigmoid", "poisson": "exp"}.get(loss, "linear")
    compare(layered(f"mlp:3-4-3,tanh,{link},{loss}"), 1000, dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [name for name in MODELS if name not in NOT_ASKED])
def test_what_people_derive_by_hand_is_the_same_in_another_runtime(name: str, dtype: str) -> None:
    subject = of_document(name) if name != "a recurrent network" else written(recurrent(3), ("w", "u", "v", "b"))
    if subject is None:
        pytest.skip(f"{name} has no quantity that is a number for each sample")
    compare(subject, 5, dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("definitions", [ATTENTION, LAYER_NORM, CONVOLUTION], ids=["attention", "norm", "convolution"])
def test_networks_of_other_kinds_are_the_same_in_another_runtime(
    definitions: tuple[str, ...], rows: int, dtype: str
) -> None:
    subject = written(definitions, ("w", "u", "g", "b"))
    assert subject is not None
    compare(subject, rows, dtype)


@settings(max_examples=EXAMPLES)
@given(models(), st.integers(1, 3), st.integers(0, 9))
def test_any_definitions_are_the_same_in_another_runtime(model: Model, rows: int, seed: int) -> None:
    """Sums over any letters, deltas, cases, conditions, products, softmaxes: whatever can be built."""
    known = needed(Model(tuple(replace(each, body=_known(each.body)) for each in model)), Tensor(Symbol("L")))
    inputs = undefined_symbols(known)
    assume(inputs)
    sizes = {range_: range_.size or 1 for each in inputs for range_ in each.ranges}
    subject = Subject(known, Symbol("L"), inputs[1:], inputs[:1], sizes)
    program = quantities(subject)
    values = drawn(subject, program, rows, "float64", seed)
    expected = compute(program, values, rows, np.dtype(np.float64))
    assume(all(np.isfinite(array).all() and np.abs(array).max(initial=0) < 1e3 for array in expected.values()))
    for found, name in zip(exported_and_run(subject, program, values, "float64"), program.outputs, strict=True):
        agree(found, expected[name], "float64")


def _known(node: Expression) -> Expression:
    """The expression with a function of the table for the one that nobody knows."""
    match map_parts(node, _known):
        case Apply(Function("unknown", arity), arguments):
            return Apply(Function("cos", arity), arguments)
        case other:
            return other


@pytest.mark.parametrize("name", RULES)
def test_every_function_of_the_table_has_all_digits(name: str) -> None:
    rule = RULES[name]
    line = np.concatenate([np.linspace(-8, 8, 801), np.geomspace(1e-9, 30, 99), -np.geomspace(1e-9, 30, 99)])
    x = np.array([each for each in line if rule.domain.holds(each) and (name != "tan" or abs(each) < 1.5)])
    nodes, names = Nodes(np.float64), ["x", "y"][: rule.arity]
    for each in (*names, "value"):
        nodes.reserve(each)
    nodes.output(applied(nodes, name, *names), "value")
    proto = protos.model(nodes, dict.fromkeys(names, ("n",)), {"value": ("", ("n",))}, name=name)
    given = dict(zip(names, (x, np.full_like(x, 0.3)), strict=False))
    expected = rule.float64(*given.values())
    np.testing.assert_allclose(run(proto, given)["value"], expected, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize(
    "definitions",
    [
        (r"z_j=\frac{\log 3}{7}\sum_i w_{ij}x_i", r"o=\frac17\sum_j u_j z_j", r"L=(o-y)^2"),
        (r"z_j=\frac12\sum_i w_{ji}x_i", r"o=2\sum_j z_j\sinh(z_j)u_j", r"L=(o-y)^2"),
        (r"z_j=g\sum_i w_{ij}x_i", r"o=\frac{1}{3}\sum_j u_j\frac{z_j}{b}", r"L=(o-y)^2"),
        (r"z_j=\sum_i w_{ij}x_i", r"o=\sum_j u_jz_j\sigma(1.702z_j)", r"L=(o-y)^2"),
    ],
)
def test_scales_beside_products_of_matrices_keep_their_digits(definitions: tuple[str, ...]) -> None:
    """onnxruntime would take them into the product, in float32."""
    subject = written(definitions, ("w", "u", "g", "b"))
    assert subject is not None
    compare(subject, 5, "float64")


def test_every_function_that_a_program_can_have_has_a_form() -> None:
    assert {*RULES, *NUMPY} == set(FORMS)


def test_a_function_without_a_form_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(BackproofError) as caught:
        applied(Nodes(np.float32), "bessel", "x")
    problem = caught.value.diagnostic
    assert (problem.message, problem.written) == ("the function bessel has no form in ONNX", "bessel")
    assert "arctan, copy, cos" in problem.expected
    assert problem.advice == "write bessel out in the definitions, with functions that have one"


def test_a_parameter_without_a_value_is_an_input() -> None:
    subject = layered("mlp:3-2,linear,squared-error")
    program = prediction(subject.model, [subject.model.definitions[0].symbol], subject.data)
    assert {each.name for each in exported(program, {}).graph.input} == {"x", "w_1", "b_1"}


def test_the_names_are_the_authors_letters_and_the_equations_stand_beside_them() -> None:
    subject = layered("mlp:2-3-1,tanh,linear,squared-error")
    program = prediction(subject.model, [subject.loss], subject.data)
    values = {name: array for name, array in subject.values(1).items() if name[0] in "wb"}
    proto = exported(program, values, equations=subject.model)
    assert {each.name for each in proto.graph.initializer} >= {"w_1", "b_1", "w_2", "b_2"}
    assert {"z_1", "a_1", "z_2", "L"} <= {name for each in proto.graph.node for name in each.output}
    assert "a_j^(1) = tanh(z_j^(1))" in proto.doc_string


def test_a_planted_error_is_found() -> None:
    """The comparison itself can fail."""
    with pytest.raises(AssertionError):
        agree(np.zeros(3), np.array([0, 0, 1e-11]), "float64")
