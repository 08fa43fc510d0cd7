"""Kernels and plans: what runs in one go, what it costs, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given as drawn
from hypothesis import settings

from backproof.derive.prepare import with_labels
from backproof.program.graph import Contract, Fold, Graph, Input, Literal, Map, Node, reached, storage
from backproof.program.kernels import Block, Kernel, Product, Reduction, given, scheduled
from backproof.program.plan import Plan, Program, plan
from backproof.program.tell import bound
from backproof.train.optimisers import adam
from tests.program.subjects import Subject, layered, written
from tests.program.test_twins import networks

ATTENTION = (
    r"s_{ij}=\frac{1}{\sqrt d}\sum_a q_{ia}k_{ja}",
    r"p_{ij}=\frac{e^{s_{ij}}}{\sum_m e^{s_{im}}}",
    r"o_{ib}=\sum_j p_{ij}v_{jb}",
    r"L=\sum_i\sum_b (o_{ib}-t_{ib})^2",
)


def planned(subject: Subject, rows: int = 32) -> Plan:
    return plan(subject.objective.program, {"samples": rows}, itemsize=4)


def breaches(kernels: tuple[Kernel, ...], order: tuple[Node, ...]) -> list[str]:
    """What would stop an engine from running kernels one after another, and blocks row by row."""
    found: list[str] = []
    done = {node for node in order if isinstance(node.operation, Input | Literal) or not node.operands}
    for kernel in kernels:
        missing = [each for each in given(kernel) if each not in done and storage(each) not in done]
        found += [f"{kernel} reads what is not there" for _ in missing]
        if isinstance(kernel, Block):
            found += [f"{node} mixes rows" for node in kernel.nodes if mixes(node, kernel)]
        done.update(kernel.nodes)
    computed = [node for kernel in kernels for node in kernel.nodes]
    found += ["a node is computed twice"] * (len(computed) != len(set(computed)))
    return found


def mixes(node: Node, block: Block) -> bool:
    """Whether a row of a result needs another row of what its block computes."""
    if isinstance(node.operation, Contract) or (isinstance(node.operation, Fold) and 0 in node.operation.axes):
        return True
    places = node.places or tuple(tuple(range(each.rank)) for each in node.operands)
    return any(
        operand in block.nodes and bool(operand.shape) and place[0] != 0
        for operand, place in zip(node.operands, places, strict=True)
    )


@settings(max_examples=25)
@drawn(networks())
def test_kernels_run_in_order_and_blocks_row_by_row(subject: Subject) -> None:
    whole = planned(subject)
    assert breaches(whole.kernels, whole.order) == []


def test_rows_of_attention_are_not_mixed() -> None:
    """Its scores are square where queries and keys are as many: an axis may fit by its length alone."""
    subject = written(ATTENTION, ("q", "k", "v"))
    assert subject is not None
    square = Subject(subject.model, subject.loss, subject.parameters, subject.data, dict.fromkeys(subject.sizes, 3))
    whole = planned(square, 3)
    assert breaches(whole.kernels, whole.order) == []


def test_what_joins_a_block_with_its_user_lies_row_by_row_too() -> None:
    """The softplus could come with its user, but that reads it along the columns."""
    graph = Graph()
    x, y = graph.input("x", (2, 3)), graph.input("y", (2,))
    total, soft = graph.fold("sum", x, (1,)), graph.map("softplus", [(y, (0,))], (2,))
    pairs = graph.map("multiply", [(total, (0,)), (soft, (1,))], (2, 2))
    order, kernels = scheduled((pairs,))
    assert breaches(kernels, order) == []


def test_kernels_in_a_wrong_order_are_found_out() -> None:
    whole = planned(layered("mlp:3-4-2,tanh,linear,squared-error"))
    assert breaches(tuple(reversed(whole.kernels)), whole.order)
    everything = Block(tuple(node for kernel in whole.kernels for node in kernel.nodes), frozenset())
    assert breaches((everything,), whole.order)


def test_everything_elementwise_between_two_products_is_one_block() -> None:
    kinds = [type(kernel) for kernel in planned(layered("mlp:4-16-8-3,tanh,softmax,cross-entropy")).kernels]
    products = [at for at, kind in enumerate(kinds) if kind is Product]
    for first, second in pairwise(products):
        assert kinds[first + 1 : second].count(Block) <= 1
    assert kinds.count(Product) == 3 + 3 + 2 + 1


def test_the_gradient_of_the_input_is_left_out() -> None:
    """Forward 2, weights 2, errors 1, and J: nobody asks for the derivative by x."""
    assert (
        sum(isinstance(kernel, Product) for kernel in planned(layered("mlp:4-5-3,tanh,linear,squared-error")).kernels)
        == 6
    )


def test_what_waits_for_a_later_product_is_not_computed_early() -> None:
    """The slope of the hidden layer belongs to the way back: before that it would only take memory."""
    forward = next(k for k in planned(layered("mlp:4-5-3,tanh,linear,squared-error")).kernels if isinstance(k, Block))
    assert [node.operation for node in forward.nodes] == [Map("add"), Map("tanh")]


def test_a_step_of_an_optimiser_is_one_block() -> None:
    """And the numbers that it needs, before it."""
    numbers, block = plan(adam().program, {"parameters": 100}).kernels
    assert isinstance(block, Block)
    assert all(not node.shape for node in numbers.nodes)
    assert len(block.results) == 3


def test_results_of_a_block_are_what_others_read() -> None:
    whole = planned(layered("mlp:4-5-3,tanh,softmax,cross-entropy"))
    outputs = set(whole.program.outputs.values())
    for kernel in whole.kernels:
        if isinstance(kernel, Block):
            others = {storage(each) for other in whole.kernels if other is not kernel for each in given(other)}
            assert kernel.results == {node for node in kernel.nodes if node in others or node in outputs}


def test_a_rectifier_writes_over_its_argument_since_its_slope_needs_its_value_alone() -> None:
    whole = planned(layered("mlp:4-5-3,relu,linear,squared-error"))
    rectified = next(node for node in whole.order if node.operation == Map("relu"))
    assert whole.slab[rectified] == whole.slab[rectified.operands[0]]


# Totals


def test_totals_are_those_of_a_count_by_hand() -> None:
    """Three products of 2 m k n, four blocks and two sums over samples of a layer without activation."""
    whole = planned(layered("mlp:4-3,linear,squared-error"), rows=10)
    products = 2 * 10 * 4 * 3 * 2
    elementwise = {"add": 30, "subtract": 30, "square": 30, "multiply": 30 + 10 + 10, "of a row": 30}
    sums = {"b": 30, "J": 10}
    assert whole.flops == products + sum(elementwise.values()) + sum(sums.values())


def test_operands_that_die_at_an_output_are_free_again() -> None:
    whole = plan(adam().program, {"parameters": 1000})
    assert max(whole.capacity) == 1000
    assert sum(capacity == 1000 for capacity in whole.capacity) == 2


@pytest.mark.parametrize(("rows", "expected"), [(1, "memory"), (256, "compute")])
def test_a_product_waits_for_memory_where_it_is_thin_and_computes_where_it_is_thick(rows: int, expected: str) -> None:
    whole = planned(layered("mlp:100-200-3,relu,linear,squared-error"), rows)
    assert bound(whole.kernels[0], whole.extents, 4) == expected


# Text

TOLD = """\
Plan for 32 samples: 11 kernels, 26 operations
  FLOPs    21,760
  memory   5.12 kB, 72% less than without reuse
  largest  part of z_nj^(1), 32 × 16, 2.05 kB

  kernel                                           computes                               shape    FLOPs  bound
  product 32 × 4 × 16                              part of z_nj^(1)                       32 × 16  4,096  memory
  block of 2: add, tanh                            z_nj^(1), a_nj^(1)                     32 × 16  1,024  memory
  product 32 × 16 × 3                              part of z_nk^(2)                       32 × 3   3,072  memory
  block of 13: add, max of a row, 3 subtract, ...  z_nk^(2), L_n, a_nk^(2), ∂J/∂z_nk^(2)  32 × 3   1,120  memory
  dot product                                      J                                      1           64  memory
  sum over samples                                 ∂J/∂b_k^(2)                            3           96  memory
  product 16 × 32 × 3                              ∂J/∂w_jk^(2)                           16 × 3   3,072  memory
  product 32 × 3 × 16                              ∂J/∂a_nj^(1)                           32 × 16  3,072  memory
  block of 3: square, subtract, multiply           ∂J/∂z_nj^(1)                           32 × 16  1,536  memory
  sum over samples                                 ∂J/∂b_j^(1)                            16         512  memory
  product 4 × 32 × 16                              ∂J/∂w_ij^(1)                           4 × 16   4,096  memory"""


def test_a_plan_is_told_kernel_by_kernel_in_the_authors_letters() -> None:

    subject = layered("mlp:4-16-3,tanh,softmax,cross-entropy")
    labelled = replace(subject.model, assumptions=with_labels(subject.model))
    assert repr(planned(replace(subject, model=labelled))) == TOLD


def test_what_is_told_adds_up() -> None:
    whole = planned(layered("mlp:30-64-64-1,relu,sigmoid,binary-cross-entropy"), 64)
    head, _, table = repr(whole).partition("\n\n")
    flops = [int(match.replace(",", "")) for match in re.findall(r"([\d,]+)  (?:memory|compute)$", table, re.MULTILINE)]
    assert sum(flops) == whole.flops
    assert f"{whole.flops:,}" in head
    assert len(flops) == len(whole.kernels)


def test_a_plan_without_names_is_told_all_the_same() -> None:
    graph = Graph()
    x = graph.input("x", (3,))
    total = graph.fold("sum", graph.locate("max", x, 0), [0])
    told = repr(plan(Program({"x": x}, {"total": total}), {}))
    assert "Plan for one run: 2 kernels" in told
    assert "sum over 3" in told
    assert "place of max" in told
    assert isinstance(scheduled([total])[1][0], Reduction)
    assert reached([total])[0] is x
