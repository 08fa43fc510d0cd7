"""Programs against their slow twins: the evaluator of the same definitions, and the model as it was written."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backproof.calculus.resolve import needed
from backproof.calculus.sample import undefined_symbols
from backproof.expr import Apply, Definition, Expression, Function, Index, Model, Over, Range, Symbol, Tensor
from backproof.expr.walk import map_parts
from backproof.program.training import prediction
from backproof.rules import AXIS_RULES
from backproof.train.engines.forward import compute
from tests.derive.models import MODELS
from tests.program.subjects import (
    Subject,
    Values,
    agree,
    by_sample,
    computed,
    layered,
    of_document,
    recurrent,
    twin,
    written,
)
from tests.strategies import models

NOT_TRAINED = {
    "a ReLU layer below any loss": "has no loss",
    "a Jacobian": "its last quantity is a vector",
    "a loss with a name of its own": "it stays open",
    "a loss of outputs and labels": "the same",
    "functions inside of functions": "nobody knows them",
    "a composition of two functions": "the same",
}
TRAINED = tuple(name for name in MODELS if name not in NOT_TRAINED)
EXAMPLES = int(os.environ.get("BACKPROOF_EXAMPLES", "40"))
"""Random models of each kind; more where somebody looks for defects."""
HIDDEN = ("sigmoid", "tanh", "relu", "softplus", "silu", "gelu", "sin", "linear")
LOSSES = (
    "softmax,cross-entropy", "sigmoid,binary-cross-entropy", "linear,squared-error", "tanh,absolute-error",
    "linear,log-cosh", "softmax,squared-error",
)  # fmt: skip


def subject_of(name: str) -> Subject:
    found = written(recurrent(3), ("w", "u", "v", "b")) if name == "a recurrent network" else of_document(name)
    assert found is not None
    return found


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", [*TRAINED, "a recurrent network"])
def test_a_program_computes_what_the_evaluator_does(name: str, rows: int) -> None:
    subject = subject_of(name)
    objective, values = subject.objective, subject.values(rows)
    found, expected = computed(objective, values, rows), twin(subject, objective, values, rows)
    for output in objective.program.outputs:
        agree(found[output], expected[output])


@pytest.mark.parametrize("name", [*TRAINED, "a recurrent network"])
def test_the_gradient_that_trains_is_the_sum_of_those_of_the_samples(name: str) -> None:
    subject = subject_of(name)
    objective, values = subject.objective, subject.values(3, seed=1)
    found, expected = computed(objective, values, 3), by_sample(subject, values, 3)
    agree(found[objective.loss], expected[""])
    for parameter, output in objective.gradients.items():
        agree(found[output], expected[parameter])


@st.composite
def networks(draw: st.DrawFn) -> Subject:
    """Layers of any width, one unit included."""
    output_and_loss = draw(st.sampled_from(LOSSES))
    hidden = draw(st.lists(st.sampled_from(HIDDEN), max_size=4))
    widths = draw(st.lists(st.integers(1, 5), min_size=len(hidden) + 1, max_size=len(hidden) + 1))
    widths.append(draw(st.integers(2 if "softmax" in output_and_loss else 1, 4)))
    return layered("mlp:" + "-".join(map(str, widths)) + "," + ",".join([*hidden, output_and_loss]))


@settings(max_examples=EXAMPLES)
@given(networks(), st.integers(1, 7), st.integers(0, 9))
def test_any_layered_network_trains_with_the_gradient_of_its_definitions(
    subject: Subject, rows: int, seed: int
) -> None:
    compare(subject, rows, seed)


@pytest.mark.parametrize(("steps", "rows"), [(1, 2), (2, 1), (5, 4)])
def test_shared_weights_gather_the_gradients_of_all_their_uses(steps: int, rows: int) -> None:
    subject = written(recurrent(steps), ("w", "u", "v", "b"))
    assert subject is not None
    values = subject.values(rows, steps)
    same(subject, values, rows, by_sample(subject, values, rows))


@settings(max_examples=EXAMPLES)
@given(models(), st.integers(1, 4), st.integers(0, 9))
def test_any_definitions_with_a_scalar_loss_can_be_trained(model: Model, rows: int, seed: int) -> None:
    """Sums over any letters, deltas, cases, conditions, products, softmaxes: whatever can be built."""
    known = needed(Model(tuple(replace(each, body=known_functions(each.body)) for each in model)), Tensor(Symbol("L")))
    inputs = undefined_symbols(known)
    assume(inputs)
    sizes = {range_: range_.size or 1 for each in inputs for range_ in each.ranges}
    compare(Subject(known, Symbol("L"), inputs[1:], inputs[:1], sizes), rows, seed)


def known_functions(node: Expression) -> Expression:
    """The expression with a function of the table for the one that nobody knows."""
    match map_parts(node, known_functions):
        case Apply(Function("unknown", arity), arguments):
            return Apply(Function("cos", arity), arguments)
        case other:
            return other


def compare(subject: Subject, rows: int, seed: int) -> None:
    """A program with both twins; where a loss has no finite value, nobody knows what is right."""
    values = subject.values(rows, seed)
    with np.errstate(invalid="ignore"):
        expected = by_sample(subject, values, rows)
    assume(all(np.isfinite(array).all() and np.abs(array).max(initial=0) < 1e6 for array in expected.values()))
    # Whole gradients may cancel: that of a sum of softmaxes is 0.
    same(subject, values, rows, expected, largest=100.0)


def same(subject: Subject, values: Values, rows: int, expected: Values, largest: float = 0.0) -> None:
    objective = subject.objective
    found, evaluated = computed(objective, values, rows), twin(subject, objective, values, rows)
    pairs = [(objective.loss, ""), *((output, parameter) for parameter, output in objective.gradients.items())]
    for output, parameter in pairs:
        agree(found[output], evaluated[output], largest=largest)
        agree(found[output], expected[parameter], largest=largest)


def test_what_a_mask_removes_may_be_undefined() -> None:
    """x_i - x_i stands below the line, at j = i, where no term of the sum is."""
    subject = written((r"r_i=\sum_j a_{ij}x_j", r"L=\sum_i\sum_{j\neq i}\frac{1}{r_i-r_j}"), ("a",))
    assert subject is not None
    values = subject.values(3)
    expected = by_sample(subject, values, 3)
    assert all(np.isfinite(array).all() for array in expected.values())
    same(subject, values, 3, expected)


def test_a_gradient_of_another_model_is_found_out() -> None:
    subject, other = layered("mlp:3-4-2,tanh,linear,squared-error"), layered("mlp:3-4-2,sin,linear,squared-error")
    values = subject.values(5)
    output = subject.objective.gradients["w^{(1)}"]
    with pytest.raises(AssertionError):
        agree(computed(other.objective, values, 5)[output], twin(subject, subject.objective, values, 5)[output])


@pytest.mark.parametrize("function", AXIS_RULES)
@pytest.mark.parametrize("constant", [False, True])
def test_a_function_of_an_axis_is_what_the_table_says(function: str, constant: bool) -> None:
    """Also of values that do not depend on the axis: the softmax of four equal numbers is a quarter."""
    sort, samples = Range("k", size=4), 3
    k, m = Index("k", sort), Index("m", sort)
    x, s = Symbol("x", (sort,)), Symbol("s")
    body: Expression = Tensor(s) if constant else Tensor(x, (m,))
    keeps = AXIS_RULES[function].keeps
    value = Over(function, m, body, k if keeps else None)
    model = Model((Definition(Symbol("f", (sort,) if keeps else ()), (k,) if keeps else (), value),))
    of = model.definitions[0].symbol
    program = prediction(model, [of], [s if constant else x])
    random = np.random.default_rng(0)
    given = {"s": random.uniform(0.5, 1, samples), "x": random.normal(size=(samples, 4))}
    found = compute(program, given, samples, np.dtype(float))[of.name]
    rows = given["s"][:, None] * np.ones(4) if constant else given["x"]
    agree(found, AXIS_RULES[function].float64(rows))
