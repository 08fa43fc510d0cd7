"""Networks that are no plain stacks, as equations, each beside the stack that does as much in its products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.steps.cases import CASES, SQUARED, Case

FIRST: Final = r"h_j = \max(0, \sum_i w_{ij} x_i + b_j)"
SECOND: Final = r"f_k = \max(0, \sum_j u_{jk} h_j + c_k)"
THIRD: Final = r"o_m = \sum_k v_{km} f_k + d_m"
ERROR: Final = r"L = \sum_m (o_m - y_m)^2"
STACK: Final = (128, 256, 256, 10)
MIRROR: Final = (128, 256, 128)


@dataclass(frozen=True)
class Network:
    """Equations for one sample; ``parameters`` have their shapes in letters, and ``beside`` is the plain stack."""

    name: str
    equations: tuple[str, ...]
    parameters: dict[str, str]
    widths: tuple[int, ...]
    beside: str

    @property
    def extents(self) -> dict[str, int]:
        """The extent of each letter."""
        return dict(zip("ijkm" if self.widths == STACK else "ijl", self.widths, strict=True))

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """First parameters from a seed, after Glorot & Bengio (2010)."""
        random = np.random.default_rng(0)
        shapes = {name: [self.extents[letter] for letter in letters] for name, letters in self.parameters.items()}
        return {
            name: (random.uniform(-1, 1, shape) * np.sqrt(6 / sum(shape))).astype(np.float32)
            if len(shape) > 1 else np.full(shape, float(name == "g"), np.float32)
            for name, shape in shapes.items()
        }  # fmt: skip


STACKED: Final = {"w": "ij", "b": "j", "u": "jk", "c": "k", "v": "km", "d": "m"}
NETWORKS: Final = {
    each.name: each
    for each in (
        Network("stack", (FIRST, SECOND, THIRD, ERROR), STACKED, STACK, "stack"),
        Network("own loss", (FIRST, SECOND, THIRD, r"L = \sum_m \log \cosh(o_m - y_m)"), STACKED, STACK, "stack"),
        Network(
            "residual connection",
            (FIRST, r"f_k = \max(0, \sum_j u_{jk} h_j + c_k) + h_k", THIRD, ERROR), STACKED, STACK, "stack",
        ),
        Network(
            "layer norm",
            (
                r"a_j = \sum_i w_{ij} x_i + b_j", r"p = \frac{1}{256} \sum_j a_j",
                r"q = \frac{1}{256} \sum_j (a_j - p)^2", r"h_j = \max(0, g_j \frac{a_j - p}{\sqrt{q + 0.00001}} + s_j)",
                SECOND, THIRD, ERROR,
            ),
            {**STACKED, "g": "j", "s": "j"}, STACK, "stack",
        ),
        Network(
            "autoencoder", (FIRST, r"r_l = \sum_j v_{jl} h_j + d_l", r"L = \sum_l (r_l - y_l)^2"),
            {"w": "ij", "b": "j", "v": "jl", "d": "l"}, MIRROR, "autoencoder",
        ),
        Network(
            "tied weights", (FIRST, r"r_i = \sum_j w_{ij} h_j + d_i", r"L = \sum_i (r_i - y_i)^2"),
            {"w": "ij", "b": "j", "d": "i"}, MIRROR, "autoencoder",
        ),
    )
}  # fmt: skip
UNUSUAL: Final = tuple(f"unusual {name}" for name in NETWORKS)
CASES.update(
    (f"unusual {name}", Case(f"unusual {name}", each.widths, "relu", SQUARED, "adam", 1e-3, 128, 16))
    for name, each in NETWORKS.items()
)


def network_of(case: Case) -> Network:
    """The equations of a case."""
    return NETWORKS[case.name.removeprefix("unusual ")]


def data_of(case: Case) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Inputs, and targets of a linear rule; those of the mirrors are the inputs."""
    random = np.random.default_rng(1)
    x = random.normal(size=(case.samples, case.widths[0])).astype(np.float32)
    if case.widths == MIRROR:
        return x, x
    return x, (x @ random.normal(size=(case.widths[0], case.widths[-1])) / 10).astype(np.float32)
