"""The update rules that homework asks for: printed for every weight and bias, with the gradient of PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'backproof[torch]'")

from backproof import Model
from tests.derive.autograd import compare
from tests.derive.torch_models import F, Transcription, cross_entropy, squared, torch

ROOT = Path(__file__).resolve().parents[2]


def layers(cost: str) -> str:
    """A network with a letter for the layer."""
    return rf"$$z^l_j = \sum_k w^l_{{jk}} a^{{l-1}}_k + b^l_j$$ and $$a^l_j = \sigma(z^l_j)$$ and $$C = {cost}$$"


def deep(first: Any, x: Any, *rest: Any) -> tuple[Any, Any]:
    """The outputs of sigmoids in layers, and the labels. The weights have the unit of their own layer first."""
    *parameters, y = (first, *rest)
    for weights, biases in zip(parameters[::2], parameters[1::2], strict=True):
        x = torch.sigmoid(weights @ x + biases)
    return x, y


def binary_cross_entropy(outputs: Any, labels: Any) -> Any:
    return -(labels * outputs.log() + (1 - labels) * (1 - outputs).log()).sum()


def softmax_with_squares(*inputs: Any) -> Any:
    w, x, b, v, c, y = inputs
    return squared(torch.softmax(torch.sigmoid(x @ w + b) @ v + c, 0) - y) / 2


HIDDEN = r"$$H_j = \sigma(\sum_i X_i w_{ij} + u_j)$$"
HOMEWORK: Mapping[str, tuple[str, tuple[str, ...], Transcription]] = {
    "one output with a squared error": (
        HIDDEN + r" and $$O = \sum_j H_j \gamma_j + c$$ and $$L = (y - O)^2$$",
        ("w", "u", "gamma", "c"),
        lambda X, w, u, gamma, c, y: squared(torch.sigmoid(X @ w + u) @ gamma + c - y),
    ),
    "several outputs with a cross-entropy": (
        HIDDEN + r" and $$z_k = \sum_j H_j \gamma_{jk} + c_k$$ and $$O_k = \frac{e^{z_k}}{\sum_m e^{z_m}}$$"
        r" and $$L = -\sum_k l_k \log O_k$$",
        ("w", "u", "gamma", "c"),
        lambda X, w, u, gamma, c, labels: cross_entropy(torch.sigmoid(X @ w + u) @ gamma + c, labels),
    ),
    "any number of layers with a quadratic cost": (
        layers(r"\frac12 \sum_j (a^L_j - y_j)^2"),
        ("w^1", "b^1", "w^2", "b^2", "w^3", "b^3"),
        lambda *inputs: F.mse_loss(*deep(*inputs), reduction="sum") / 2,
    ),
    "any number of layers with a cross-entropy": (
        layers(r"-\sum_j (y_j \log a^L_j + (1 - y_j) \log(1 - a^L_j))"),
        ("w^1", "b^1", "w^2", "b^2", "w^3", "b^3"),
        lambda *inputs: binary_cross_entropy(*deep(*inputs)),
    ),
    "a worked example": (
        (ROOT / "examples" / "softmax.md").read_text(encoding="utf-8"),
        ("W^1", "b^1", "W^2", "b^2"),
        softmax_with_squares,
    ),
}


@pytest.mark.parametrize("name", HOMEWORK)
def test_an_update_is_printed_for_every_weight_and_bias(name: str) -> None:
    document, by, _ = HOMEWORK[name]
    text = Model.from_document(document).derive(*by).to("markdown")
    assert text.count(r"\leftarrow") == len(by)


@pytest.mark.parametrize("name", HOMEWORK)
def test_the_gradient_of_an_update_is_that_of_pytorch(name: str) -> None:
    document, by, function = HOMEWORK[name]
    compare(Model.from_document(document), by, None, function)
