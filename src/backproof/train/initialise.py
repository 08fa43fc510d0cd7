"""The table of initialisations: how far apart the first weights of a layer are.

Glorot & Bengio (2010) and He et al. (2015) keep the variance of activations from layer to layer; Saxe et al. (2014)
begin with orthogonal matrices. As in scikit-learn, biases are as far apart as Glorot's weights; else they are zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt
from types import MappingProxyType
from typing import Final

import numpy as np

from backproof.train.engine import Array

BOUNDS: Final[Mapping[str, float]] = MappingProxyType({"glorot": 6.0, "glorot-sigmoid": 2.0})
"""The squared bound of uniform weights and biases, times the units on both sides."""
Initialise = Callable[[np.random.RandomState, tuple[int, int]], Array]


def layer(name: str, random: np.random.RandomState, shape: tuple[int, int]) -> tuple[Array, Array]:
    """The first weights of a layer, with a row for each input and a column for each unit, and its biases.

    >>> [array.tolist() for array in layer("zeros", np.random.RandomState(0), (2, 1))]
    [[[0.0], [0.0]], [0.0]]
    """
    weights = INITIALISATIONS[name](random, shape)
    if name not in BOUNDS:
        return weights, np.zeros(shape[1])
    bound = sqrt(BOUNDS[name] / sum(shape))
    return weights, random.uniform(-bound, bound, shape[1])


def _glorot(name: str) -> Initialise:
    def draw(random: np.random.RandomState, shape: tuple[int, int]) -> Array:
        bound = sqrt(BOUNDS[name] / sum(shape))
        return random.uniform(-bound, bound, shape)

    return draw


def _he(random: np.random.RandomState, shape: tuple[int, int]) -> Array:
    return random.normal(0.0, sqrt(2 / shape[0]), shape)


def _lecun(random: np.random.RandomState, shape: tuple[int, int]) -> Array:
    return random.normal(0.0, sqrt(1 / shape[0]), shape)


def _orthogonal(random: np.random.RandomState, shape: tuple[int, int]) -> Array:
    tall = (max(shape), min(shape))
    q, r = np.linalg.qr(random.normal(size=tall))
    # The signs make the distribution uniform over orthogonal matrices (Mezzadri, 2007).
    q *= np.sign(np.diag(r))
    return q if shape[0] >= shape[1] else q.T


INITIALISATIONS: Final[Mapping[str, Initialise]] = MappingProxyType({
    "glorot": _glorot("glorot"), "glorot-sigmoid": _glorot("glorot-sigmoid"), "he": _he, "lecun": _lecun,
    "orthogonal": _orthogonal, "zeros": lambda random, shape: np.zeros(shape),
})  # fmt: skip
