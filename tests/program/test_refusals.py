"""What can't be trained is refused with four parts: what is wrong, what was written, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from backproof.expr import Definition, Index, Model, Range, Sum, Symbol, Tensor
from backproof.expr.build import TWO, apply, mul, power
from backproof.program.batch import BATCH_SIZE
from backproof.program.training import prediction, training
from backproof.source import BackproofError
from backproof.train.engine import State
from backproof.train.engines.forward import compute
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import sgd
from tests.program.subjects import layered
from tests.train.jobs import SHORT, data_of, job_of, parameters_of, started

ROWS = Range("i", size=3)
I = Index("i", ROWS)
X, Y, W, L = Symbol("x", (ROWS,)), Symbol("y"), Symbol("w", (ROWS,)), Symbol("L")
DOT = Sum(I, mul(Tensor(W, (I,)), Tensor(X, (I,))))
GOOD = Model((Definition(L, (), power(DOT, TWO)),))
EACH = Model((Definition(Symbol("L", (ROWS,)), (I,), mul(Tensor(W, (I,)), Tensor(X, (I,)))),))
UNKNOWN = Model((Definition(L, (), apply("psi", DOT)),))
TWICE = Model((Definition(L, (), mul(DOT, Tensor(Symbol("w")))),))

REFUSED: dict[str, tuple[Callable[[], Any], tuple[str, str, str, str]]] = {
    "no loss": (
        lambda: training(GOOD, Symbol("E"), [W], [X]),
        ("the loss E has no definition", "E", "one of L", "define E, or name another loss"),
    ),
    "a loss with an index": (
        lambda: training(EACH, Symbol("L", (ROWS,)), [W], [X]),
        ("the loss L is no number for each sample", "L with 1 index", "a loss without an index", "sum it over its"),
    ),
    "a loss that the data do not move": (
        lambda: training(GOOD, L, [W], [X, Y]),
        ("the loss L does not depend on y", "a loss of w, x", "a loss that y moves", "use it in the definitions"),
    ),
    "no data": (
        lambda: training(GOOD, L, [W], []),
        ("the loss L is the same for each sample", "no data", "one or more of w, x", "say which symbols the data give"),
    ),
    "a parameter among the data": (
        lambda: training(GOOD, L, [W, X], [X]),
        ("the parameter x is given with the data", "x among the parameters w, x", "nothing else gives", "leave x out"),
    ),
    "a parameter that is computed": (
        lambda: training(GOOD, L, [L], [X]),
        ("the parameter L is computed", "L among the parameters L", "nothing else gives", "leave L out"),
    ),
    "a function that nobody knows": (
        lambda: training(UNKNOWN, L, [W], [X]),
        ("the function psi has no rule", "psi", "a function of the table", "write psi out in the definitions"),
    ),
    "a function that nobody knows, in a prediction": (
        lambda: prediction(UNKNOWN, [L], [X]),
        ("the function psi has no rule", "psi", "a function of the table", "write psi out in the definitions"),
    ),
    "two arrays with one name": (
        lambda: training(TWICE, L, [W], [X]),
        ("two arrays are called w", "w without an index and w over i", "a name of its own", "rename one of them"),
    ),
    "a name that training needs": (
        lambda: training(Model((Definition(L, (), mul(DOT, Tensor(BATCH_SIZE))),)), L, [BATCH_SIZE], [X]),
        ("the name m_B is that of the size of a batch", "m_B", "another name", "rename it"),
    ),
    "data of another width": (
        lambda: started(job_of(data={**data_of(layered(SHORT), 5), "x": np.zeros((5, 3))})),
        ("the array for x does not fit the equations", "5 x 3", "5 x 4, a row for each of 5 samples", "give x that"),
    ),
    "labels with an axis too many": (
        lambda: started(job_of(data={**data_of(layered(SHORT), 5), "y": np.zeros((5, 3, 1))})),
        ("the array for y does not fit the equations", "5 x 3 x 1", "5 x 3, a row for each of 5", "give y that shape"),
    ),
    "parameters of another shape": (
        lambda: Reference().start(
            job_of(), State.start({**parameters_of(layered(SHORT)), "b^{(2)}": np.zeros(())}, sgd(),
                                  np.random.RandomState(0))
        ),
        ("the array for b^{(2)} does not fit the equations", "a number", "3", "give b^{(2)} that shape"),
    ),
    "an input without a value": (
        lambda: Reference().start(job_of(), State.start({}, sgd(), np.random.RandomState(0))),
        ("w^{(1)} has no value", "values for x, y", "one for each of w^{(1)}, x", "give w^{(1)} with the"),
    ),
    "rows that differ in number": (
        lambda: started(job_of(data={"x": np.zeros((5, 4)), "y": np.zeros((6, 3))})),
        ("the data have no common number of rows", "5 of x, 6 of y rows", "the same number for each", "leave out"),
    ),
    "weights that are too few": (
        lambda: started(job_of(samples=5, weights=np.ones(4))),
        ("the data have no common number of rows", "5 of x, 5 of y, 4 of the weights rows", "the same", "leave out"),
    ),
    "no rows": (
        lambda: started(job_of(data={"x": np.zeros((0, 4)), "y": np.zeros((0, 3))})),
        ("the data have no common number of rows", "0 of x, 0 of y rows", "one or more", "leave out"),
    ),
    "a prediction without its parameters": (
        lambda: compute(prediction(GOOD, [L], [X]), {"x": np.zeros((2, 3))}, 2, np.dtype(float)),
        ("w has no value", "values for x", "one for each of w, x", "give w with the data"),
    ),
    "a range that nobody gives a size": (
        lambda: training(
            Model((Definition(L, (), Sum(Index("k", Range("k")), Tensor(Symbol("x", (Range("k"),)),
                                                                       (Index("k", Range("k")),)))),)),
            L, [], [Symbol("x", (Range("k"),))]
        ),
        ("the range k has no size", "x over samples, k", "a number of elements", "declare it, or give sizes"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_has_four_parts(name: str) -> None:
    attempt, parts = REFUSED[name]
    with pytest.raises(BackproofError) as refused:
        attempt()
    found = refused.value.diagnostic
    for part, text in zip(parts, (found.message, found.written, found.expected, found.advice), strict=True):
        assert part in text


def test_what_is_right_is_not_refused() -> None:
    """So that a refusal of everything can't pass."""
    assert training(GOOD, L, [W], [X]).gradients
    assert started(job_of()).epochs([0.1])


@pytest.mark.parametrize("name", [r"\omega", "J", r"\omega'", "n"])
def test_an_author_may_use_the_names_that_training_uses(name: str) -> None:
    """Weights are often called omega, and costs J."""
    mine = Symbol(name, (ROWS,))
    model = Model((Definition(L, (), power(Sum(I, mul(Tensor(mine, (I,)), Tensor(X, (I,)))), TWO)),))
    objective = training(model, L, [mine], [X])
    random = np.random.default_rng(0)
    w, x, share = random.normal(size=3), random.normal(size=(4, 3)), random.uniform(size=4)
    found = compute(objective.program, {name: w, "x": x, objective.weights: share}, 4, np.dtype(float))
    np.testing.assert_allclose(found[objective.loss], share @ (x @ w) ** 2, rtol=1e-12)
    np.testing.assert_allclose(found[objective.gradients[name]], 2 * (share * (x @ w)) @ x, rtol=1e-12)
