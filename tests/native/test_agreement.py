"""The native engine does what the NumPy engine does: 1e-12 in float64 and 1e-5 in float32 after one step."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backproof.calculus.resolve import needed
from backproof.calculus.sample import undefined_symbols
from backproof.expr import Apply, Definition, Function, Index, Model, Range, Symbol, Tensor
from backproof.program.training import prediction
from backproof.rules import RULES
from backproof.train.engines.bind import bind
from backproof.train.engines.forward import Forward
from backproof.train.engines.native.engine import Native
from backproof.train.engines.native.library import NativeWarning
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, adam, rmsprop, sgd
from tests.native.native import LAYOUTS, PATHS, native, needs_library
from tests.program.subjects import Subject, Values, agree, computed
from tests.program.test_twins import EXAMPLES, TRAINED, known_functions, networks, subject_of
from tests.strategies import models
from tests.train.jobs import bits, job_of, state_of

pytestmark = needs_library
CLOSE = {"float64": 1e-12, "float32": 1e-5}
OPTIMISERS: dict[str, Optimiser] = {
    "sgd": sgd(), "momentum": sgd(0.9), "nesterov": sgd(0.9, nesterov=True), "rmsprop": rmsprop(), "adam": adam(),
    "adamw": adam(decays=True), "clipped": adam(clip=0.05),
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", OPTIMISERS)
def test_each_optimiser_learns_what_it_learns_on_numpy(name: str, dtype: str, path: str) -> None:
    job = job_of(optimiser=OPTIMISERS[name], dtype=dtype, decay={"w^{(1)}": 0.01})
    runs = [engine.start(job, state_of(job)) for engine in (Reference(), native(path))]
    losses = [run.epochs([0.05, 0.02, 0.02]) for run in runs]
    np.testing.assert_allclose(losses[1], losses[0], rtol=10 * CLOSE[dtype])
    expected, found = (run.state for run in runs)
    assert (found.step, found.epoch) == (expected.step, expected.epoch) == (9, 3)
    for parts in ("parameters", "moments"):
        for key, array in getattr(found, parts).items():
            agree(array, getattr(expected, parts)[key], 30 * CLOSE[dtype])
    drawn = {key: value for key, value in bits(found).items() if key in ("words", "used", "order")}
    assert drawn == {key: bits(expected)[key] for key in drawn}
    assert len(drawn) == 3


def outputs(objective: Any, values: Values, rows: int, dtype: str, engine: Native) -> tuple[Values, Values]:
    """What a program gives natively, and on NumPy."""
    program, kind = objective.program, np.dtype(dtype)
    found = Forward(program, values, rows, kind, engine.bind)(values)
    return found, Forward(program, values, rows, kind)(values)


def compare(
    subject: Subject, rows: int, seed: int = 0, dtype: str = "float64", *, path: str = "", layout: str = "as it pays"
) -> None:
    """A loss and its gradient; terms may cancel to nothing, and where NumPy finds no number there is none here."""
    objective, values = subject.objective, subject.values(rows, seed)
    with warnings.catch_warnings():
        warnings.simplefilter("error", NativeWarning)
        found, expected = outputs(objective, values, rows, dtype, native(path, layout=layout))
    for name, array in expected.items():
        assert np.isfinite(array).all() == np.isfinite(found[name]).all()
        if np.isfinite(array).all():
            agree(found[name], array, CLOSE[dtype], largest=LARGEST[dtype])


LARGEST = {"float64": 100.0, "float32": 10.0}
"""Of what may have cancelled."""
WISHES = st.fixed_dictionaries({"path": st.sampled_from(PATHS), "layout": st.sampled_from(sorted(LAYOUTS))})


@pytest.mark.parametrize("layout", ["in rows", "in lanes"])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("rows", [1, 3, 37])
@pytest.mark.parametrize("name", [*TRAINED, "a recurrent network"])
def test_a_model_that_people_derive_by_hand_has_the_same_gradient(name: str, rows: int, path: str, layout: str) -> None:
    compare(subject_of(name), rows, path=path, layout=layout)
    compare(subject_of(name), rows, dtype="float32", path=path, layout=layout)


@settings(max_examples=EXAMPLES)
@given(networks(), st.integers(1, 40), st.integers(0, 9), WISHES, st.sampled_from(sorted(CLOSE)))
def test_any_layered_network_has_the_same_gradient(
    subject: Subject, rows: int, seed: int, wishes: dict[str, str], dtype: str
) -> None:
    compare(subject, rows, seed, dtype, **wishes)


@settings(max_examples=EXAMPLES)
@given(models(), st.integers(1, 20), st.integers(0, 9), WISHES)
def test_any_definitions_with_a_scalar_loss_have_the_same_gradient(
    model: Model, rows: int, seed: int, wishes: dict[str, str]
) -> None:
    """Sums over any letters, deltas, cases, conditions, products, softmaxes: whatever can be built."""
    known = needed(Model(tuple(replace(each, body=known_functions(each.body)) for each in model)), Tensor(Symbol("L")))
    inputs = undefined_symbols(known)
    assume(inputs)
    sizes = {range_: range_.size or 1 for each in inputs for range_ in each.ranges}
    subject = Subject(known, Symbol("L"), inputs[1:], inputs[:1], sizes)
    with np.errstate(all="ignore"):
        expected = computed(subject.objective, subject.values(rows, seed), rows)
    assume(all(np.isfinite(array).all() and np.abs(array).max(initial=0) < 1e6 for array in expected.values()))
    compare(subject, rows, seed, **wishes)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", RULES)
def test_a_function_of_the_table_is_what_numpy_makes_of_it(name: str, dtype: str, path: str) -> None:
    """Over numbers, a row, several rows, and beyond what a tile or a strip holds."""
    letters = Index("i", Range("r")), Index("n", Range("samples"))
    x, y = Symbol("x", (letters[0].range,)), Symbol("y", (letters[0].range,))
    arguments = [Tensor(each, (letters[0],)) for each in (x, y)][: RULES[name].arity]
    head = Symbol("f", (letters[0].range,))
    model = Model((Definition(head, (letters[0],), Apply(Function(name, RULES[name].arity), tuple(arguments))),))
    for rows, width in ((1, 1), (1, 1100), (3, 2), (70, 33), (700, 5)):
        random = np.random.default_rng(rows)
        values = {each.name: random.uniform(0.05, 4, (rows, width)) for each in (x, y)}
        if name not in {"log", "log2", "log10", "sqrt", "log1p", "power"}:
            values["x"] -= 2
        program = prediction(model, [head], [x, y][: len(arguments)], sizes={letters[0].range: width})
        values = {key: array for key, array in values.items() if key in program.inputs}
        found, expected = (
            Forward(program, values, rows, np.dtype(dtype), binder)(values)["f"] for binder in (native(path).bind, bind)
        )
        agree(found.astype(float), expected.astype(float), 4e-7 if dtype == "float32" else 1e-15)
