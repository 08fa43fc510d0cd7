"""What makes programs fast or exact changes nothing else: each rewrite against the plain form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.calculus.evaluate import evaluate_model
from backproof.expr import Definition, Expression, Index, Model, Over, Range, Sum, Symbol, Tensor
from backproof.expr.build import ONE, TWO, add, apply, divide, mul, negative, power, subtract
from backproof.program.contraction import sum_of_product
from backproof.program.graph import Contract, Graph, Input, Map, Node, reached, sizes
from backproof.program.lettered import Value, arranged
from backproof.program.plan import Plan, Program, plan
from backproof.program.stable import stable
from backproof.program.training import prediction, program, training
from backproof.train.engines.bind import Memory, bind
from tests.program.subjects import Array, Subject, Values, agree, layered, written

X, Z = Symbol("x"), Symbol("z", (Range("classes", size=4),))
K, M = Index("k", Z.ranges[0]), Index("m", Z.ranges[0])
PROBABILITY = apply("sigmoid", Tensor(X))
SOFTMAX = Over("softmax", M, Tensor(Z, (M,)), K)


def run(planned: Plan, values: Values, samples: int) -> Values:
    """The outputs of a plan, in memory that begins as NaN."""
    memory = Memory(planned, np.dtype(float))
    for slab in memory.slabs:
        slab.fill(np.nan)
    extents = {"samples": samples}
    outputs = {name: np.full(sizes(node.shape, extents), np.nan) for name, node in planned.program.outputs.items()}
    with np.errstate(all="ignore"):
        for call in bind(planned, memory, extents, values, outputs):
            call()
    return outputs


def one(body: Expression, symbol: Symbol | None = None, letters: tuple[Index, ...] = ()) -> Model:
    return Model((Definition(symbol or Symbol("L"), letters, body),))


# Stable forms

ONE_NUMBER: dict[str, tuple[Expression, Callable[[Any], Any]]] = {
    "log sigma": (apply("log", PROBABILITY), lambda x: -mpmath.log(1 + mpmath.exp(-x))),
    "log(1 - sigma)": (apply("log", subtract(ONE, PROBABILITY)), lambda x: -mpmath.log(1 + mpmath.exp(x))),
    "log(1 + e^x)": (apply("log", add(ONE, apply("exp", Tensor(X)))), lambda x: mpmath.log(1 + mpmath.exp(x))),
    "log(1 + e^-x)": (
        apply("log", add(ONE, apply("exp", negative(Tensor(X))))), lambda x: mpmath.log(1 + mpmath.exp(-x)),
    ),
    "log cosh": (apply("log", apply("cosh", Tensor(X))), lambda x: mpmath.log(mpmath.cosh(x))),
    "log e^x": (apply("log", apply("exp", Tensor(X))), lambda x: x),
    "e^x - 1": (subtract(apply("exp", Tensor(X)), ONE), mpmath.expm1),
    "log(1 + x^2)": (apply("log", add(ONE, power(Tensor(X), TWO))), lambda x: mpmath.log(1 + x * x)),
}  # fmt: skip
EXTREME = (-800.0, -40.0, -1e-12, 0.25, 1e-9, 40.0, 700.0)


@pytest.mark.parametrize("name", ONE_NUMBER)
def test_a_stable_form_is_right_where_the_plain_one_overflows_or_cancels(name: str) -> None:
    body, exact = ONE_NUMBER[name]
    planned = plan(program(stable(one(body)), {"L": Symbol("L")}), {})
    with mpmath.workdps(60):
        for x in EXTREME:
            if name == "e^x - 1" and x == EXTREME[-1]:
                continue
            (found,) = run(planned, {"x": np.asarray(x)}, 1).values()
            # log cosh is the one that cancels near 0, to the rounding of log 2.
            atol = 2e-16 if name == "log cosh" else 1e-300
            np.testing.assert_allclose(float(found), float(exact(mpmath.mpf(x))), rtol=1e-14, atol=atol)


PLAIN_FAILS = ("log sigma", "log(1 - sigma)", "log(1 + e^x)", "log(1 + e^-x)", "log cosh", "e^x - 1", "log(1 + x^2)")


@pytest.mark.parametrize("name", PLAIN_FAILS)
def test_the_plain_form_is_wrong_at_some_of_these_places(name: str) -> None:
    """So that the test above can fail."""
    body, exact = ONE_NUMBER[name]
    planned = plan(program(one(body), {"L": Symbol("L")}), {})
    with mpmath.workdps(60), np.errstate(all="ignore"):
        found = [float(run(planned, {"x": np.asarray(x)}, 1)["L"]) for x in EXTREME]
        right = [float(exact(mpmath.mpf(x))) for x in EXTREME[:-1]]
    assert any(not np.isclose(a, b, rtol=1e-14, atol=0) for a, b in zip(found, right, strict=False))


def test_the_logarithm_of_a_softmax_keeps_its_digits_where_a_probability_vanishes() -> None:
    model = one(apply("log", SOFTMAX), Symbol("l", Z.ranges), (K,))
    planned = plan(program(stable(model), {"l": Symbol("l", Z.ranges)}), {})
    found = run(planned, {"z": np.array([2000.0, 0.0, -900.0, 1999.0])}, 1)["l"]
    low = -np.log1p(np.exp(-1.0))
    np.testing.assert_allclose(found, [low, low - 2000, low - 2900, low - 1], rtol=1e-15)


def test_a_cross_entropy_has_finite_gradients_where_probabilities_round_to_zero_and_one() -> None:
    for short, label in (("mlp:1-3,softmax,cross-entropy", [0.0, 1, 0]), ("mlp:1-1,sigmoid,binary-cross-entropy", 0.0)):
        subject = layered(short)
        objective = subject.objective
        values = subject.values(1)
        values["y"] = np.asarray([label])
        values["x"] = np.full_like(values["x"], 1.0)
        values["b^{(1)}"] = np.asarray([3000.0, -3000, 0] if "softmax" in short else 3000.0)
        found = run(plan(objective.program, {"samples": 1}), values, 1)
        assert found[objective.loss] == pytest.approx(6000 if "softmax" in short else 3000, rel=1e-2)
        expected = [1.0, -1, 0] if "softmax" in short else 1.0
        np.testing.assert_allclose(found[objective.gradients["b^{(1)}"]], expected, atol=1e-12)


def test_stable_forms_look_through_the_quantities_that_an_author_names() -> None:
    subject = written((r"p=\sigma(\sum_i w_i x_i)", r"q=1-p", r"L=-y\log p-(1-y)\log q"), ("w",))
    assert subject is not None
    functions = {
        node.operation.function
        for node in reached(subject.objective.program.outputs.values())
        if isinstance(node.operation, Map)
    }
    assert "softplus" in functions
    assert "log" not in functions


@given(st.floats(-20, 20))
def test_stable_forms_change_no_value_where_nothing_overflows(x: float) -> None:
    for body, _ in ONE_NUMBER.values():
        plain, better = (evaluate_model(model, {X: x})[Symbol("L")] for model in (one(body), stable(one(body))))
        np.testing.assert_allclose(better, plain, rtol=1e-6, atol=1e-9)


# Memory

SHORT = ("mlp:3-4-4-3,tanh,softmax,cross-entropy", "mlp:5-8-6-7-1,relu,sigmoid,binary-cross-entropy")


def planned_twice(subject: Subject, rows: int) -> tuple[Plan, Plan]:
    objective = subject.objective
    return plan(objective.program, {"samples": rows}), plan(objective.program, {"samples": rows}, reuse=False)


@pytest.mark.parametrize("short", SHORT)
def test_memory_that_is_used_again_changes_no_bit(short: str) -> None:
    subject = layered(short)
    reused, apart = planned_twice(subject, 6)
    assert reused.elements < apart.elements
    values = subject.values(6)
    found, expected = run(reused, values, 6), run(apart, values, 6)
    for name, array in found.items():
        assert array.tobytes() == expected[name].tobytes()


@pytest.mark.parametrize("short", SHORT)
def test_no_result_lies_in_memory_that_is_still_needed(short: str) -> None:
    """Checked on the schedule itself: between a result and its last use nobody else has its slab."""
    reused, _ = planned_twice(layered(short), 6)
    assert overlaps(reused) == []


def test_a_slab_that_is_given_away_too_early_is_found_out() -> None:
    reused, _ = planned_twice(layered(SHORT[0]), 6)
    everything_in_one = replace(reused, slab=dict.fromkeys(reused.slab, 0))
    assert overlaps(everything_in_one)


PART = (
    r"p_i = \frac{e^{x_i}}{\sum_m e^{x_m}}", r"h = p_1", r"g = s h", r"u_i = \tanh(x_i + g)",
    r"v_i = \tanh(s x_i + u_i)", r"L = \sum_i (v_i - g)^2",
)  # fmt: skip
"""The quantity h is an element of p, of which nothing else is wanted."""


def test_memory_of_which_an_output_is_a_part_is_used_by_nobody_else() -> None:
    subject = written(PART, ("s",))
    assert subject is not None
    wanted = [each.symbol for each in subject.model if each.symbol.name in {"h", "L"}]
    asked = prediction(subject.model, wanted, subject.data, sizes=subject.sizes)
    reused, apart = (plan(asked, {"samples": 6}, reuse=reuse) for reuse in (True, False))
    values = {name: array for name, array in subject.values(6).items() if name in asked.inputs}
    found, expected = run(reused, values, 6), run(apart, values, 6)
    for name, array in found.items():
        assert array.tobytes() == expected[name].tobytes(), name


def overlaps(planned: Plan) -> list[tuple[Node, Node]]:
    """Pairs of a result that somebody still needs and one that was written over it before."""
    owner: dict[int, Node] = {}
    found: list[tuple[Node, Node]] = []
    for node in planned.order:
        for operand in node.operands:
            if operand in planned.slab and owner[planned.slab[operand]] is not operand:
                found.append((operand, owner[planned.slab[operand]]))
        if node in planned.slab:
            owner[planned.slab[node]] = node
    return found


def test_a_penalty_needs_no_memory_and_its_gradient_is_added_where_it_is_wanted() -> None:
    """The sum of squares is one product; x^T delta is computed where the gradient goes, and the penalty's is added."""
    subject = layered("mlp:50-40-1,linear,linear,squared-error")
    weights = Symbol("w^{(1)}", next(each.ranges for each in subject.parameters if each.name == "w^{(1)}"))
    letters = tuple(Index(letter, range_) for letter, range_ in zip("ij", weights.ranges, strict=True))
    squares: Expression = power(Tensor(weights, letters), TWO)
    for letter in reversed(letters):
        squares = Sum(letter, squares)
    objective = training(subject.model, subject.loss, subject.parameters, subject.data, penalties=[squares])
    planned, apart = (plan(objective.program, {"samples": 2}, reuse=reuse) for reuse in (True, False))
    assert [sorted(each.capacity)[-1] for each in (planned, apart)] == [2000, 2000]
    assert sum(capacity == 2000 for capacity in planned.capacity) == 1
    assert sum(capacity == 2000 for capacity in apart.capacity) == 2
    values = subject.values(2)
    found, expected = run(planned, values, 2), run(apart, values, 2)
    plain = run(plan(subject.objective.program, {"samples": 2}), values, 2)
    for name, output in objective.gradients.items():
        assert found[output].tobytes() == expected[output].tobytes()
        agree(found[output], plain[output] + 2 * values[name] * (name == "w^{(1)}"))
    agree(found[objective.loss], plain[objective.loss] + (values["w^{(1)}"] ** 2).sum())


# Updates in place

P = Range("parameters")
N = Index("p", P)
W, G = Symbol("w", (P,)), Symbol("g", (P,))


def update(body: Expression, *others: Definition) -> Program:
    new = Symbol("w'", (P,))
    outputs = {"w": new, **{each.symbol.name: each.symbol for each in others}}
    return program([Definition(new, (N,), body), *others], outputs, updates=["w"])


def test_an_update_that_nobody_reads_later_is_written_over_its_input() -> None:
    planned = plan(update(subtract(Tensor(W, (N,)), mul(TWO, Tensor(G, (N,))))), {"parameters": 5})
    assert planned.in_place == {"w"}


def test_an_update_whose_old_value_is_read_later_is_not() -> None:
    later = Definition(Symbol("s"), (), Sum(N, power(Tensor(W, (N,)), TWO)))
    before = update(mul(TWO, Tensor(W, (N,))), later)
    planned = plan(before, {"parameters": 5})
    assert not planned.in_place
    w = np.arange(5.0)
    out = {"w": w, "s": np.zeros(())}
    for call in bind(planned, Memory(planned, np.dtype(float)), {"parameters": 5}, {"w": w}, out):
        call()
    assert out["s"] == 30
    assert w.tolist() == [0, 2, 4, 6, 8]


def test_an_update_that_reads_its_input_in_another_order_is_not_written_over_it() -> None:
    graph = Graph()
    w = graph.input("w", (3, 3))
    turned = graph.map("add", [(w, (0, 1)), (w, (1, 0))], (3, 3))
    planned = plan(Program({"w": w}, {"w": turned}, frozenset({"w"})), {})
    assert not planned.in_place
    array = np.arange(9.0).reshape(3, 3)
    expected = array + array.T
    for call in bind(planned, Memory(planned, np.dtype(float)), {}, {"w": array}, {"w": array}):
        call()
    assert array.tolist() == expected.tolist()


# Equal parts once


def test_equal_parts_are_computed_once() -> None:
    subject = written((r"L=\tanh(\sum_i w_i x_i)\exp(\tanh(\sum_j w_j x_j))+\tanh(\sum_k w_k x_k)",), ("w",))
    assert subject is not None
    order = reached(subject.objective.program.outputs.values())
    assert sum(node.operation == Map("tanh") for node in order) == 1
    assert len({(n.operation, n.operands, n.places) for n in order}) == len(order)


def test_parts_that_differ_in_their_letters_alone_are_the_same_and_others_are_not() -> None:
    graph = Graph()
    x, y = graph.input("x", (3, 3)), graph.input("y", (3, 3))
    upright, turned = ((0, 1), (0, 1)), ((0, 1), (1, 0))
    first = graph.map("add", zip((x, y), upright, strict=True), (3, 3))
    assert first is graph.map("add", zip((x, y), upright, strict=True), (3, 3))
    assert first is not graph.map("add", zip((x, y), turned, strict=True), (3, 3))


# Sums of products

LETTERS = tuple(Index(name, Range(name, size=size)) for name, size in zip("abcde", (2, 3, 4, 5, 6), strict=True))


@st.composite
def products(draw: st.DrawFn) -> tuple[list[tuple[Index, ...]], tuple[Index, ...]]:
    factors = draw(st.lists(st.permutations(LETTERS).map(tuple), min_size=1, max_size=4))
    factors = [each[: draw(st.integers(1, 3))] for each in factors]
    present = sorted({letter for each in factors for letter in each}, key=lambda letter: letter.name)
    return factors, tuple(draw(st.lists(st.sampled_from(present), min_size=1, unique=True)))


@settings(max_examples=60)
@given(products(), st.integers(0, 99))
def test_a_chain_of_contractions_is_the_sum_of_the_product(
    case: tuple[list[tuple[Index, ...]], tuple[Index, ...]], seed: int
) -> None:
    factors, summed = case
    expected, found = contracted(factors, summed, seed)
    agree(found, expected)


def contracted(factors: list[tuple[Index, ...]], summed: tuple[Index, ...], seed: int) -> tuple[Array, Array]:
    """The sum of a product by einsum without any path, and by our chain."""
    random, graph = np.random.default_rng(seed), Graph()
    shapes = [tuple(letter.range.size or 0 for letter in each) for each in factors]
    arrays = {f"f{at}": random.normal(size=shape) for at, shape in enumerate(shapes)}
    values = [Value(graph.input(name, shape), each) for name, shape, each in zip(arrays, shapes, factors, strict=True)]
    kept = tuple(letter for letter in LETTERS if letter not in summed and any(letter in each for each in factors))
    total = sum_of_product(graph, values, summed, {letter: at for at, letter in enumerate(LETTERS)})
    root = arranged(graph, total, kept, tuple(letter.range.size or 0 for letter in kept))
    written_out = ",".join("".join(letter.name for letter in each) for each in factors)
    expected = np.einsum(f"{written_out}->{''.join(letter.name for letter in kept)}", *arrays.values())
    inputs = {node.operation.name: node for node in reached([root]) if isinstance(node.operation, Input)}
    return expected, run(plan(Program(inputs, {"total": root}), {}), arrays, 1)["total"]


def test_a_chain_of_matrices_is_multiplied_from_its_cheap_end() -> None:
    """A row times three matrices: no product of two matrices, 2 (6 + 12 + 20) operations."""
    a, b, c, d, _ = LETTERS
    graph = Graph()
    values = [
        Value(graph.input(name, tuple(letter.range.size or 0 for letter in letters)), letters)
        for name, letters in (("x", (a,)), ("u", (a, b)), ("v", (b, c)), ("w", (c, d)))
    ]
    total = sum_of_product(graph, values, (a, b, c), {d: 0})
    products = [node for node in reached([total.node]) if isinstance(node.operation, Contract)]
    assert [node.rank for node in products] == [1, 1, 1]
    assert plan(Program({}, {"total": total.node}), {}).flops == 2 * (6 + 12 + 20)


def test_a_reciprocal_in_a_product_is_a_division() -> None:
    body = divide(apply("exp", Tensor(X)), add(ONE, power(Tensor(X), TWO)))
    order = reached(program(one(body), {"L": Symbol("L")}).outputs.values())
    assert Map("divide") in [node.operation for node in order]
    assert Map("reciprocal") not in [node.operation for node in order]
