"""The models of :mod:`tests.derive.models` in PyTorch, transcribed by hand with its own layers and losses.

Each takes the inputs of the model in their order. Nothing of the project stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

torch: Any = import_module("torch")
F: Any = torch.nn.functional

Transcription = Callable[..., Any]


def squared(difference: Any) -> Any:
    """The sum of squares."""
    return (difference**2).sum()


def cross_entropy(logits: Any, labels: Any) -> Any:
    """Of labels that are no whole numbers."""
    return -(labels * F.log_softmax(logits, 0)).sum()


def three_layers(u: Any, x: Any, v: Any, w: Any, t: Any) -> Any:
    return squared(torch.sigmoid(torch.sigmoid(torch.sigmoid(x @ u) @ v) @ w) - t) / 2


def over_steps(w: Any, h: Any, u: Any, samples: Sequence[Any]) -> Any:
    """Inputs of all steps before the labels of all steps."""
    total, steps = 0, len(samples) // 2
    for x, y in zip(samples[:steps], samples[steps:], strict=True):
        h = torch.tanh(w @ h + u @ x)
        total = total + squared(h - y)
    return total


TORCH: Mapping[str, Transcription] = {
    "linear neuron": lambda w, x, b, t: squared(w @ x + b - t) / 2,
    "logistic regression": lambda w, x, b, y: F.binary_cross_entropy_with_logits(w @ x + b, y),
    "a logistic function written out": lambda w, x, y: F.binary_cross_entropy_with_logits(w @ x, y),
    "logistic regression over samples": lambda w, x, b, y: F.binary_cross_entropy_with_logits(x @ w + b, y),
    "softmax regression": lambda w, x, y: cross_entropy(x @ w, y),
    "two layers with squared error": lambda w, x, b, v, c, t: (
        squared(torch.sigmoid(torch.sigmoid(x @ w + b) @ v + c) - t) / 2
    ),
    "two layers with binary cross-entropy": lambda w, x, v, y: (
        F.binary_cross_entropy_with_logits(torch.tanh(x @ w) @ v, y)
    ),
    "negative log-likelihood": lambda w, x: -F.logsigmoid(w @ x),
    "gates of addition and multiplication": lambda x, y, z: (x + y) * z,
    "gates of maximum and minimum": lambda x, y, z: 3 * torch.maximum(x, y) + torch.minimum(x, z),
    "log-odds": torch.logit,
    "leaky ReLU": lambda w, x, alpha: squared(F.leaky_relu(x @ w, alpha.item())),
    "GELU": lambda w, x: squared(F.gelu(x @ w)),
    "weight decay": lambda w, x, t, rate: squared(w @ x - t) + rate * squared(w),
    "an absolute penalty": lambda w, x, t, rate: squared(w @ x - t) + rate * torch.norm(w, 1),
    "Huber loss": lambda y, w, x, d: F.huber_loss(w @ x, y, delta=d.item()),
    "an L1 norm of the parameters": lambda y, X, beta, rate: squared(y - X @ beta) + rate * beta.abs().sum(),
    "a square of an error called e": lambda y, w, x: squared(y - w @ x) / 2,
    "a maximum with zero": lambda w, x, v: v @ F.relu(x @ w),
    "labels that are class numbers": lambda w, x, labels: cross_entropy(w @ x, labels),
    "steps below their names": lambda w, h, u, *samples: over_steps(w, h, u, samples) / 2,
    "steps of matrices": lambda W, h, U, *samples: over_steps(W, h, U, samples),
    "Huber loss over samples": lambda y, w, x, d: F.huber_loss(x @ w, y, delta=d.item()),
    "a piecewise loss in a sum": lambda w, h, y: F.smooth_l1_loss(w @ h, y, reduction="sum"),
    "an activation by cases": lambda W, x, b, alpha, v: v @ F.elu(W @ x + b, alpha.item()),
    "hinges of several classes": lambda w, x: (1 + w @ x - (w @ x)[0]).relu().sum(),
    "numbers that a function is taken of": lambda a, b, c, d: torch.maximum(a, b) * torch.minimum(c, d) + 2,
    "log-cosh": lambda w, x, t: torch.cosh(x @ w - t).log().sum(),
    "focal loss": lambda z, gamma: -((1 - torch.sigmoid(z)) ** gamma) * F.logsigmoid(z),
    "label smoothing": lambda epsilon, y, z: F.cross_entropy(z, y, label_smoothing=epsilon.item()),
    "temperature": lambda z, T, y: cross_entropy(z / T, y),
    "tied weights": lambda w, x: squared(w @ (x @ w) - x),
    "a residual connection": lambda w, x, t: squared(x + torch.tanh(w @ x) - t),
    "layer norm": lambda x, g, epsilon, b, t: squared(F.layer_norm(x, x.shape, g, b, epsilon.item()) - t),
    "batch norm": lambda x, epsilon, g, b, t: (
        squared(F.batch_norm(x, None, None, g, b, training=True, eps=epsilon.item()) - t)
    ),
    "scaled dot-product attention": lambda d, q, k, v, t: (
        squared(F.scaled_dot_product_attention(q, k, v, scale=d.item() ** -0.5) - t)
    ),
    "convolution": lambda w, x, b, t: squared(F.conv1d(x[None], w[None, None], b[None])[0] - t),
    "a loss of one's own": lambda w, x, t: torch.log1p((w @ x - t) ** 2),
    "a margin loss": lambda w, x, y: F.softplus(-y * (w @ x)),
    "the distance from a hyperplane": lambda w, x, b: (w @ x + b).abs() / torch.linalg.norm(w),
    "a Jacobian": lambda x, A: A @ x**2,
    "a likelihood": lambda p, y: -(p**y).prod().log(),
    "mean absolute error": F.l1_loss,
    "three layers": three_layers,
    "SiLU": lambda w, x: squared(F.silu(x @ w)),
}  # fmt: skip

ACTIVATIONS: Mapping[str, Callable[[Any], Any]] = {
    "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": F.relu, "softplus": F.softplus, "silu": F.silu,
    "gelu": F.gelu, "sin": torch.sin, "linear": lambda z: z,
}  # fmt: skip

LOSSES: Mapping[tuple[str, str], Callable[[Any, Any], Any]] = {
    ("softmax", "cross-entropy"): cross_entropy,
    ("sigmoid", "binary-cross-entropy"): lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction="sum"),
    ("linear", "squared-error"): lambda z, y: squared(z - y) / 2,
    ("sigmoid", "squared-error"): lambda z, y: squared(torch.sigmoid(z) - y) / 2,
    ("tanh", "absolute-error"): lambda z, y: F.l1_loss(torch.tanh(z), y, reduction="sum"),
    ("linear", "log-cosh"): lambda z, y: torch.cosh(z - y).log().sum(),
}


def network(short: str) -> Transcription:
    """A network by its short form; its inputs are the first weights, the data, the first biases, and so on."""
    shape, *names = short.removeprefix("mlp:").split(",")
    *hidden, output, loss = names
    assert len(hidden) == shape.count("-") - 1

    def run(first: Any, x: Any, *rest: Any) -> Any:
        *parameters, y = (first, *rest)
        layers = list(zip(parameters[::2], parameters[1::2], strict=True))
        for (weights, biases), activation in zip(layers, hidden, strict=False):
            x = ACTIVATIONS[activation](x @ weights + biases)
        weights, biases = layers[-1]
        return LOSSES[output, loss](x @ weights + biases, y)

    return run
