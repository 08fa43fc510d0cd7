"""Optimisers against their papers' formulas written out in NumPy, and against PyTorch's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest

from backproof.train.engine import Job, State
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, adam, rmsprop, sgd
from tests.train.jobs import Array, job_of, state_of

RATES = (0.1, 0.05, 0.2, 0.01)
STEPS = 6
"""With each rate: enough for a bias correction or a momentum that is wrong to show."""
SHRINK = {"w^{(1)}": 0.1, "w^{(2)}": 0.3}

Step = Iterator[Array]


def plain(w: Array, gradient: Callable[[Array], Array], rates: list[float], **_: Any) -> Step:
    for rate in rates:
        w = w - rate * gradient(w)
        yield w


def momentum(w: Array, gradient: Callable[[Array], Array], rates: list[float], **_: Any) -> Step:
    """v <- 0.9 v - rate g; w <- w + v (Polyak, 1964)."""
    v = np.zeros_like(w)
    for rate in rates:
        v = 0.9 * v - rate * gradient(w)
        w = w + v
        yield w


def nesterov(w: Array, gradient: Callable[[Array], Array], rates: list[float], **_: Any) -> Step:
    """The velocity's next step is taken at once (Sutskever et al., 2013, in the form of scikit-learn)."""
    v = np.zeros_like(w)
    for rate in rates:
        g = gradient(w)
        v = 0.9 * v - rate * g
        w = w + 0.9 * v - rate * g
        yield w


def root_mean_square(w: Array, gradient: Callable[[Array], Array], rates: list[float], **_: Any) -> Step:
    v = np.zeros_like(w)
    for rate in rates:
        g = gradient(w)
        v = 0.9 * v + 0.1 * g**2
        w = w - rate * g / (np.sqrt(v) + 1e-8)
        yield w


def moments(w: Array, gradient: Callable[[Array], Array], rates: list[float], shrink: Any = 0.0, **_: Any) -> Step:
    """Algorithm 1 of Kingma & Ba with the order of computation of their section 2; decay of Loshchilov & Hutter."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, rate in enumerate(rates, 1):
        g = gradient(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        corrected = rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        w = w - rate * shrink * w - corrected * m / (np.sqrt(v) + 1e-8)
        yield w


def clipped(w: Array, gradient: Callable[[Array], Array], rates: list[float], **_: Any) -> Step:
    for rate in rates:
        g = gradient(w)
        w = w - rate * g * min(1.0, 0.05 / float(np.sqrt((g**2).sum())))
        yield w


WRITTEN_OUT: dict[str, tuple[Optimiser, Callable[..., Step]]] = {
    "sgd": (sgd(), plain),
    "momentum": (sgd(0.9), momentum),
    "nesterov": (sgd(0.9, nesterov=True), nesterov),
    "rmsprop": (rmsprop(), root_mean_square),
    "adam": (adam(), moments),
    "adamw": (adam(decays=True), moments),
    "clip": (sgd(clip=0.05), clipped),
}


def flat(parameters: Any) -> Array:
    return np.concatenate([array.ravel() for array in parameters.values()])


def gradient_of(job: Job, state: State) -> Callable[[Array], Array]:
    """The gradient over all samples at flat parameters, by one step of plain descent with rate 1."""
    shapes = {name: array.shape for name, array in state.parameters.items()}
    plainly = Job(job.objective, job.data, sgd(), job.batch, job.dtype)

    def gradient(w: Array) -> Array:
        parts, start = {}, 0
        for name, shape in shapes.items():
            count = int(np.prod(shape))
            parts[name] = w[start : start + count].reshape(shape)
            start += count
        run = Reference().start(plainly, State(parts, {}, state.random))
        run.epochs([1.0])
        return w - flat(run.state.parameters)

    return gradient


@pytest.mark.parametrize("name", WRITTEN_OUT)
def test_an_optimiser_does_what_its_formula_says(name: str) -> None:
    optimiser, formula = WRITTEN_OUT[name]
    shrink = SHRINK if name == "adamw" else {}
    job = job_of(samples=12, batch=12, optimiser=optimiser, decay=shrink)
    state = state_of(job)
    run = Reference().start(job, state)
    rates = [rate for rate in RATES for _ in range(STEPS)]
    each = np.concatenate([np.full(array.size, shrink.get(key, 0.0)) for key, array in state.parameters.items()])
    expected = formula(flat(state.parameters), gradient_of(job, state), rates, shrink=each)
    for rate, w in zip(rates, expected, strict=True):
        run.epochs([rate])
        np.testing.assert_allclose(flat(run.state.parameters), w, rtol=1e-9, atol=1e-10)


def test_a_formula_with_another_number_disagrees() -> None:
    """That tells the optimisers apart, so that the test above can fail."""
    job = job_of(samples=12, batch=12, optimiser=adam(beta_2=0.9991))
    state = state_of(job)
    run = Reference().start(job, state)
    run.epochs([0.1] * 8)
    *_, expected = moments(flat(state.parameters), gradient_of(job, state), [0.1] * 8)
    assert np.abs(flat(run.state.parameters) - expected).max() > 1e-6


def test_a_gradient_that_is_short_enough_is_not_clipped() -> None:
    long, short = (started_with(sgd(clip=clip)) for clip in (1e9, None))
    assert flat(long).tobytes() == flat(short).tobytes()


def test_the_norm_of_a_gradient_is_that_before_it_was_clipped() -> None:
    """Whoever clips wants to know how long gradients are; and a rule of ending would always hold for a small clip."""
    norms = {}
    for clip in (None, 1e9, 1e-3):
        job = job_of(batch=20, optimiser=sgd(clip=clip))
        run = Reference().start(job, state_of(job))
        run.epochs([0.1])
        norms[clip] = run.gradient_norm
    assert norms[1e9] == norms[None] > 1e-2
    assert norms[1e-3] == pytest.approx(norms[None], rel=1e-12)


def started_with(optimiser: Optimiser) -> Any:
    job = job_of(optimiser=optimiser)
    run = Reference().start(job, state_of(job))
    run.epochs([0.1, 0.1])
    return run.state.parameters


@pytest.mark.parametrize("count", [1, 7, 16_384, 16_385, 40_000])
def test_blocks_of_the_optimiser_change_nothing(count: int) -> None:
    """Parameters are updated in blocks that fit into a cache; each element moves by its own gradient."""
    random = np.random.default_rng(0)
    job = job_of(f"mlp:{count}-1,sigmoid,binary-cross-entropy", samples=3, batch=3, optimiser=adam())
    x, y = job.data["x"], job.data["y"]
    start = {"w^{(1)}": random.normal(size=count if count > 1 else ()) / count, "b^{(1)}": np.zeros(())}
    run = Reference().start(job, State.start(start, job.optimiser, np.random.RandomState(0)))
    run.epochs([0.1])
    w = start["w^{(1)}"]
    p = 1 / (1 + np.exp(-(x @ w if count > 1 else x * w)))
    g = np.asarray((p - y) @ x / 3)
    # The first step of Adam has the size of the rate: m / sqrt(v) is the sign of the gradient, up to epsilon.
    step = 0.1 * np.sqrt(0.001) / 0.1 * (0.1 * g) / (np.sqrt(0.001 * g**2) + 1e-8)
    np.testing.assert_allclose(run.state.parameters["w^{(1)}"], w - step, rtol=1e-9, atol=1e-9)


TORCH: dict[str, tuple[Optimiser, str, dict[str, Any]]] = {
    "sgd": (sgd(), "SGD", {}),
    "momentum": (sgd(0.9), "SGD", {"momentum": 0.9}),
    "nesterov": (sgd(0.9, nesterov=True), "SGD", {"momentum": 0.9, "nesterov": True}),
    "rmsprop": (rmsprop(), "RMSprop", {"alpha": 0.9}),
    # PyTorch corrects the bias before it adds epsilon: with an epsilon of 0 that is the same.
    "adam": (adam(epsilon=0.0), "Adam", {"eps": 0.0}),
    "adamw": (adam(epsilon=0.0, decays=True), "AdamW", {"eps": 0.0, "weight_decay": 0.1}),
}


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed: pip install 'backproof[torch]'")
@pytest.mark.parametrize("name", TORCH)
def test_an_optimiser_does_what_that_of_pytorch_does(name: str) -> None:
    import torch  # noqa: PLC0415 - not installed everywhere

    optimiser, theirs, options = TORCH[name]
    names = ("w^{(1)}", "b^{(1)}", "w^{(2)}", "b^{(2)}")
    job = job_of(samples=12, batch=12, optimiser=optimiser, decay=dict.fromkeys(names, 0.1) if name == "adamw" else {})
    state = state_of(job)
    run = Reference().start(job, state)
    w1, b1, w2, b2 = tensors = [torch.tensor(state.parameters[each], requires_grad=True) for each in names]
    x, y = (torch.tensor(job.data[each]) for each in ("x", "y"))
    stepper = getattr(torch.optim, theirs)(tensors, lr=0.05, **options)
    for _ in range(12):
        run.epochs([0.05])
        stepper.zero_grad()
        torch.nn.functional.cross_entropy(torch.tanh(x @ w1 + b1) @ w2 + b2, y).backward()
        stepper.step()
    for each, tensor in zip(names, tensors, strict=True):
        np.testing.assert_allclose(run.state.parameters[each], tensor.detach().numpy(), rtol=1e-9, atol=1e-10)
