"""Sparse rows train as their dense twins do, and stay sparse in products."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.program.graph import Contract
from backproof.program.training import prediction
from backproof.train.engine import Job, State
from backproof.train.engines import rows
from backproof.train.engines.forward import compute
from backproof.train.engines.reference import Reference
from backproof.train.engines.rows import SparseBatch, rows_of
from backproof.train.engines.sparse import sparse_product
from backproof.train.optimisers import adam
from tests.program.subjects import agree, layered, written
from tests.train.jobs import job_of, parameters_of, started

sparse = pytest.importorskip("scipy.sparse", reason="SciPy is not installed")
SHORTS = (
    "mlp:9-5-3,tanh,softmax,cross-entropy",
    "mlp:9-1,sigmoid,binary-cross-entropy",
    "mlp:9-4-2,relu,linear,squared-error",
)


def data_of_texts(short: str, samples: int = 20) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same data, dense and sparse; one row is empty."""
    random = np.random.default_rng(5)
    x = random.normal(size=(samples, 9)) * (random.uniform(size=(samples, 9)) < 0.3)
    x[3] = 0
    classes = int(short.split(",", maxsplit=1)[0].rsplit("-", 1)[1])
    y = np.eye(classes)[random.integers(0, classes, samples)] if classes > 1 else random.integers(0, 2, samples) * 1.0
    return {"x": x, "y": y}, {"x": sparse.csr_matrix(x), "y": y}


@pytest.mark.parametrize("batch", [8, 20])
@pytest.mark.parametrize("short", SHORTS)
def test_sparse_rows_train_as_dense_ones(short: str, batch: int) -> None:
    dense, few = (
        started(job_of(short, data=data, batch=batch, optimiser=adam()), short) for data in data_of_texts(short)
    )
    np.testing.assert_allclose(few.epochs([0.1] * 3), dense.epochs([0.1] * 3), rtol=1e-12)
    for name, array in few.state.parameters.items():
        agree(array, dense.state.parameters[name], 1e-10)


def test_products_leave_sparse_rows_sparse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forward and backward: nothing asks for the dense array."""

    def refuse(self: SparseBatch, out: Any) -> None:
        raise AssertionError("made dense")

    monkeypatch.setattr(rows.SparseBatch, "fill", refuse)
    short = SHORTS[0]
    _, data = data_of_texts(short)
    started(job_of(short, data=data), short).epochs([0.1])
    with pytest.raises(AssertionError, match="made dense"):
        _squared().epochs([0.1])


def _squared(make: Any = None) -> Any:
    """A model that needs each element of its data: x_i^2 has no sparse product."""
    subject = written((r"o=\sum_i w_i x_i^2", r"L=(o-y)^2"), ("w",))
    assert subject is not None
    random = np.random.default_rng(0)
    x = random.normal(size=(20, 3)) * (random.uniform(size=(20, 3)) < 0.5)
    subject = type(subject)(
        subject.model, subject.loss, subject.parameters, subject.data, dict.fromkeys(subject.sizes, 3)
    )
    data = {"x": (make or sparse.csr_matrix)(x), "y": random.normal(size=20)}
    job = Job(subject.objective, data, adam(), 8, np.dtype(float))
    return Reference().start(job, _start(subject, job))


def _start(subject: Any, job: Job) -> Any:
    return State.start(parameters_of(subject), job.optimiser, np.random.RandomState(3))


def test_where_an_operation_needs_the_array_it_is_made_dense_batch_by_batch() -> None:
    few, dense = _squared(), _squared(np.asarray)
    assert few.epochs([0.1] * 3) == dense.epochs([0.1] * 3)


@pytest.mark.parametrize("form", ["csr_matrix", "csc_matrix", "coo_matrix", "csr_array"])
def test_any_form_of_sparse_matrix_can_be_given(form: str) -> None:
    x = np.arange(12.0).reshape(4, 3) * (np.arange(12).reshape(4, 3) % 2)
    found = rows_of(getattr(sparse, form)(x), np.dtype("float32"))
    found.take(np.array([2, 0]))
    np.testing.assert_array_equal(found.batch(2).matrix.toarray(), x[[2, 0]])
    assert found.batch(2).matrix.dtype == np.float32


@pytest.mark.parametrize(
    "contract",
    [
        Contract((0, 1), (1, 2), (0, 2)), Contract((0, 1), (1, 2), (2, 0)), Contract((0, 1), (2, 1), (0, 2)),
        Contract((0, 1), (0, 2), (1, 2)), Contract((0, 1), (0, 2), (2, 1)), Contract((0, 1), (2, 0), (1, 2)),
        Contract((0, 1), (1,), (0,)), Contract((0, 1), (0,), (1,)),
    ],
)  # fmt: skip
def test_every_order_of_axes_has_its_product(contract: Contract) -> None:
    random = np.random.default_rng(0)
    extents = {0: 4, 1: 5, 2: 3}
    x, w = (random.normal(size=[extents[axis] for axis in axes]) for axes in (contract.left, contract.right))
    left, right, kept = (
        "".join("abc"[axis] for axis in axes) for axes in (contract.left, contract.right, contract.kept)
    )
    expected = np.einsum(f"{left},{right}->{kept}", x, w)
    out = np.full(expected.shape, np.nan)
    call = sparse_product(contract, SparseBatch(sparse.csr_matrix(x)), w, out)
    assert call is not None
    call()
    agree(out, expected)
    turned = Contract(contract.right, contract.left, contract.kept)
    call = sparse_product(turned, w, SparseBatch(sparse.csr_matrix(x)), out)
    assert call is not None
    out.fill(np.nan)
    call()
    agree(out, expected)


def test_a_product_that_keeps_what_it_sums_over_is_no_sparse_one() -> None:
    batch, w = SparseBatch(sparse.csr_matrix(np.ones((2, 2)))), np.ones((2, 2))
    for contract in (Contract((0, 1), (0, 1), (0, 1)), Contract((0, 1), (1, 2), (0, 1, 2))):
        assert sparse_product(contract, batch, w, np.empty((2, 2))) is None


def test_predictions_take_sparse_rows_too() -> None:
    subject = layered(SHORTS[2])
    output = next(each.symbol for each in subject.model if each.symbol.name == "z^{(2)}")
    x = next(each for each in subject.data if each.name == "x")
    program = prediction(subject.model, [output], [x])
    dense, few = data_of_texts(SHORTS[2])
    parameters = parameters_of(subject)
    first, second = (
        compute(program, {**parameters, "x": each["x"]}, 20, np.dtype(float))["z^{(2)}"] for each in (dense, few)
    )
    agree(second, first)
