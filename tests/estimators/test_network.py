"""A network is derived once for layers of any size: its programs are those that its own sizes would have given."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.derive.layers import LOSS
from backproof.estimators import MLPRegressor, network
from backproof.estimators.network import Design, Network
from backproof.program.plan import plan
from backproof.program.training import prediction, training
from tests.estimators.samples import UNFINISHED

HIDDEN = ("relu", "tanh", "logistic", r"z \sigma(z)", r"\max(0, z)^2")
ENDS = (
    ("softmax", "cross_entropy"), ("logistic", "binary_cross_entropy"), ("identity", "squared_error"),
    ("identity", r"\log\cosh(\hat y - y)"), ("softmax", r"\sum_k (\hat y_k - y_k)^4"), ("exp", "poisson"),
)  # fmt: skip


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Networks of up to three hidden layers, single units among them, some of them frozen or with dropout."""
    sizes = draw(st.lists(st.sampled_from([1, 2, 3, 7, 300]), min_size=2, max_size=5))
    hidden = len(sizes) - 2
    activations = draw(st.lists(st.sampled_from(HIDDEN), min_size=hidden, max_size=hidden))
    kept = draw(st.lists(st.sampled_from([0.5, 1.0]), min_size=hidden, max_size=hidden))
    last, loss = draw(st.sampled_from(ENDS if sizes[-1] > 1 else ENDS[1:4]))
    frozen = frozenset(range(draw(st.integers(0, hidden))))
    simplex = loss == "cross_entropy"
    return Design(tuple(sizes), (*activations, last), loss, tuple(kept), frozen, draw(st.booleans()), simplex)


@settings(deadline=None, max_examples=40)
@given(designs())
def test_the_program_for_any_size_is_that_of_each_size(design: Design) -> None:
    found = Network(design)
    own = network._with_labels(network._layered(design.kind, design.sizes, design.masked), design.simplex)
    penalties = [network._squares(own.weights)] if design.penalised else []
    free = [symbol for symbol in own.parameters if symbol.name in {each.name for each in found.free}]
    direct = training(own.model, LOSS, free, (own.input, own.label, *own.masks), penalties=penalties)
    batch = {"samples": 20}
    assert repr(plan(found.objective.program, batch)) == repr(plan(direct.program, batch))
    assert found.objective.gradients == direct.gradients
    shapes = {name: node.shape for name, node in found.objective.program.inputs.items()}
    assert shapes == {name: node.shape for name, node in direct.program.inputs.items()}
    name, program = found.output()
    plain = found.plain
    predicted = prediction(plain.model, [plain.outputs[-1]], [plain.input])
    assert name == plain.outputs[-1].name
    assert repr(plan(program, batch)) == repr(plan(predicted, batch))


@UNFINISHED
def test_networks_of_other_sizes_share_a_derivation() -> None:
    network._network.cache_clear()
    network._derived.cache_clear()
    for units in (3, 4, 5, 1, 2):
        MLPRegressor((units,), max_iter=1).fit([[0.0], [1.0]], [0.0, 1.0])
    kinds = network._derived.cache_info().misses
    assert kinds == 2, "one for a layer of a single unit, one for all others"
