"""Why networks have sigmoids, and not steps.

The first artificial neurons fired or did not: a step. Its slope is zero on both sides, and so is every gradient that
goes through it. A hidden layer of steps gets no gradient at all and stays as it was drawn; only the weights behind it
learn. A sigmoid is a step with round edges, and that is enough.

Four hidden units are asked for XOR: of two noisy inputs exactly one is to be positive. So few units have to be turned
and moved to the right places, which is what a gradient is for. (Of hundreds of steps in places drawn at random some
would be about right.) backproof derives the gradient of one neuron with a step, which is nothing, and of one with a
sigmoid.

Claim: after training, the weights in front of steps are to the bit those that were drawn, and XOR is not learnt; from
the same draw the weights in front of sigmoids have moved far, and XOR is learnt.
"""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

import backproof
from backproof.estimators import MLPClassifier
from page import Page, plane, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # training ends by its epochs here


def xor(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Four clouds of points, and whether exactly one input is positive."""
    random = np.random.default_rng(seed)
    corners = random.choice([-1.0, 1.0], (200, 2))
    return corners + random.normal(0, 0.2, corners.shape), corners.prod(axis=1) < 0


def fitted(activation: str, seed: int, epochs: int = 400) -> MLPClassifier:
    """A network with four hidden units, after some epochs."""
    network = MLPClassifier(
        (4,), activation=activation, initialisation="glorot", learning_rate_init=0.1, alpha=0,
        tol=0, n_iter_no_change=np.inf, max_iter=epochs, random_state=seed,
    )  # fmt: skip
    network.fit(*xor(seed))
    return network


def moved(network: MLPClassifier, seed: int) -> float:
    """How far the hidden weights are from where they began: a layer that is frozen shows it."""
    begun = MLPClassifier(
        (4,), initialisation="glorot", frozen_layers=(0,), max_iter=1, random_state=seed
    ).fit(*xor(seed))  # fmt: skip
    return float(np.abs(network.coefs_[0] - begun.coefs_[0]).max())


networks = {name: [fitted(name, seed) for seed in seeds()] for name in ("step", "sigmoid")}
scores = {name: np.median([each.score(*xor(at)) for at, each in enumerate(found)]) for name, found in networks.items()}
moves = {name: [moved(each, at) for at, each in enumerate(found)] for name, found in networks.items()}
assert max(moves["step"]) == 0
assert min(moves["sigmoid"]) > 1
assert scores["step"] < 0.9
assert scores["sigmoid"] > 0.98

gradients = [
    backproof.Model("z = w x + b", rf"a = {activation}(z)", r"L = \frac12 (a - y)^2").derive("w").latex
    for activation in (r"\operatorname{step}", r"\sigma")
]
assert gradients[0].endswith("= 0")

page = Page(
    __file__,
    {
        "how far hidden weights have moved, at most, in front of steps": f"{max(moves['step']):g}",
        "how far hidden weights have moved, at least, in front of sigmoids": f"{min(moves['sigmoid']):.1f}",
        "accuracy with steps": f"{scores['step']:.3f}",
        "accuracy with sigmoids": f"{scores['sigmoid']:.3f}",
    },
    gradients,
)
with page.picture(2, sharey=True) as (left, right):
    for axes, name in ((left, "step"), (right, "sigmoid")):
        plane(axes, *xor(2), networks[name][2].predict_proba)
        axes.set(title=f"What four units with a {name} learn", xlabel="first input")
    left.set_ylabel("second input")
