"""Gradients as they are computed, and as they are printed, against PyTorch's automatic differentiation."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'backproof[torch]'")

from backproof import Model
from backproof.calculus.evaluate import evaluate_model
from backproof.calculus.resolve import jacobian
from backproof.calculus.sample import undefined_symbols
from tests.derive.autograd import POINTS, agree, by_autograd, compare, drawn, printed
from tests.derive.models import MODELS, POSITIVE
from tests.derive.torch_models import TORCH, network, torch

NOT_IN_PYTORCH = {
    "a ReLU layer below any loss": "tested for one loss below",
    "a composition of two functions": "of functions that nobody knows",
    "functions inside of functions": "the same",
    "a loss with a name of its own": "the same",
    "a loss of outputs and labels": "the same",
    "class numbers of samples in brackets": "its labels are one for each sample, which numbers that are drawn are not",
}
SHORT = (
    "mlp:3-4-3,sigmoid,softmax,cross-entropy",
    "mlp:4-3-2,tanh,linear,squared-error",
    "mlp:3-5-4-2,relu,silu,sigmoid,binary-cross-entropy",
    "mlp:2-3-4-3,gelu,softplus,tanh,absolute-error",
    "mlp:2-3-2-4-3,sin,linear,sigmoid,linear,log-cosh",
    "mlp:2-3-4-5-4-3-2,tanh,sigmoid,tanh,relu,tanh,sigmoid,squared-error",
)


def test_every_model_is_transcribed() -> None:
    assert TORCH.keys() | NOT_IN_PYTORCH.keys() == MODELS.keys()


@pytest.mark.parametrize("name", TORCH)
def test_the_gradient_of_a_model_is_that_of_pytorch(name: str) -> None:
    case = MODELS[name]
    compare(Model.from_document(case.document), case.by, case.of, TORCH[name], POSITIVE.get(name, ()))


@pytest.mark.parametrize("short", SHORT)
def test_the_gradient_of_a_network_is_that_of_pytorch(short: str) -> None:
    model = Model.from_short(short)
    compare(model, model.parameters, None, network(short))


SECOND = ("softmax regression", "logistic regression", "label smoothing", "log-cosh", "a margin loss")


@pytest.mark.parametrize("name", SECOND)
def test_the_second_derivatives_of_a_model_are_those_of_pytorch(name: str) -> None:
    case = MODELS[name]
    model = Model.from_document(case.document)
    twice = model.derive(case.by[0], order=2).second[0].derivation
    symbols = undefined_symbols(model.definitions)
    (by,) = twice.wrt
    for seed in range(POINTS):
        given, sizes = drawn(symbols, twice, (), seed)
        inputs = tuple(torch.tensor(value, dtype=torch.float64) for value in given.values())
        slopes = torch.autograd.functional.hessian(TORCH[name], inputs)
        at = symbols.index(by)
        agree(printed(twice, given, sizes)[by], slopes[at][at].numpy())


def test_a_transcription_with_a_slip_disagrees() -> None:
    case = MODELS["linear neuron"]
    model = Model.from_document(case.document)
    with pytest.raises(AssertionError):
        compare(model, case.by, case.of, lambda w, x, b, t: (w @ x + b - t) ** 2 * (0.5 + 1e-11))


def test_below_any_loss_the_gradient_is_that_of_pytorch_for_one() -> None:
    """The derivative of the loss by the outputs stays a symbol; for the sum of sines it is the cosine."""
    case = MODELS["a ReLU layer below any loss"]
    model = Model.from_document(case.document)
    derived = model.derive(*case.by, of=case.of).derived
    (outputs,) = derived.open[derived.of.symbol]
    for seed in range(POINTS):
        given, sizes = drawn(undefined_symbols(model.definitions), derived, (), seed)
        expected = by_autograd(lambda w, x, v: torch.sin(torch.relu(x @ w) @ v).sum(), given)
        slopes = np.cos(evaluate_model(model.definitions, given, sizes)[outputs.symbol])
        opened = {**given, jacobian(derived.of.symbol, outputs.symbol): slopes}
        for symbol, value in printed(derived, opened, sizes).items():
            agree(value, expected[symbol])
