"""The gradient that trains against PyTorch's automatic differentiation of the same model, transcribed by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'backproof[torch]'")

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.derive.torch_models import ACTIVATIONS, LOSSES, TORCH, Transcription, network, torch
from tests.program.subjects import Subject, Values, agree, computed, layered, of_document
from tests.program.test_twins import TRAINED


def by_torch(subject: Subject, function: Transcription, values: Values, rows: int) -> Values:
    """The objective and its gradient: the losses of the samples by their weights, added up."""
    given = {each.name: torch.tensor(values[each.name], requires_grad=True) for each in subject.inputs}
    data = {each.name for each in subject.data}
    total: Any = 0.0
    for row, weight in enumerate(values[r"\omega"]):
        inputs = [array[row] if name in data else array for name, array in given.items()]
        total = total + weight * function(*inputs)
    total.backward()
    zero = {name: np.zeros_like(values[name]) for name in given}
    found = {name: zero[name] if array.grad is None else array.grad.numpy() for name, array in given.items()}
    return {**found, "": total.detach().numpy()}


def compare(subject: Subject, function: Transcription, rows: int, seed: int = 0) -> None:
    objective, values = subject.objective, subject.values(rows, seed)
    found, expected = computed(objective, values, rows), by_torch(subject, function, values, rows)
    agree(found[objective.loss], expected[""])
    for parameter, output in objective.gradients.items():
        agree(found[output], expected[parameter])


@pytest.mark.parametrize("name", [name for name in TRAINED if name in TORCH])
def test_a_model_trains_with_the_gradient_of_pytorch(name: str) -> None:
    subject = of_document(name)
    assert subject is not None
    compare(subject, TORCH[name], 3)


@st.composite
def shorts(draw: st.DrawFn) -> str:
    """Short forms of networks that both can be given."""
    hidden = draw(st.lists(st.sampled_from(sorted(ACTIVATIONS)), max_size=3))
    output, loss = draw(st.sampled_from(sorted(LOSSES)))
    widths = draw(st.lists(st.integers(2, 5), min_size=len(hidden) + 2, max_size=len(hidden) + 2))
    return f"mlp:{'-'.join(map(str, widths))},{','.join([*hidden, output, loss])}"


@settings(max_examples=20)
@given(shorts(), st.integers(1, 4), st.integers(0, 9))
def test_any_layered_network_trains_with_the_gradient_of_pytorch(short: str, rows: int, seed: int) -> None:
    compare(layered(short), network(short), rows, seed)


def test_a_transcription_with_a_slip_disagrees() -> None:
    subject = of_document("linear neuron")
    assert subject is not None
    with pytest.raises(AssertionError):
        compare(subject, lambda w, x, b, t: (w @ x + b - t) ** 2 * (0.5 + 1e-11), 2)
