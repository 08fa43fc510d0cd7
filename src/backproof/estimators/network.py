"""The network of an estimator: its equations for training and for prediction, with names for its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Final, final

from backproof.derive.layers import LOSS, Layered, layered, summed
from backproof.estimators import equations
from backproof.estimators.settings import refused
from backproof.expr import Assumptions, Expression, Index, Symbol, Tensor
from backproof.expr.build import HALF, MINUS_ONE, TWO, add, mul, power
from backproof.program.batch import BATCH_SIZE
from backproof.program.plan import Program
from backproof.program.training import Objective, prediction, training
from backproof.train.engine import Array

ALPHA: Final = Symbol(r"\alpha")
KNOWN: Final = 64
"""Networks that are kept: deriving one takes longer than fitting it to a small table."""


@final
@dataclass(frozen=True, slots=True)
class Design:
    """What a layered network is made of, in names and equations as they were written.

    ``kept`` is the share that dropout keeps in each hidden layer; ``simplex`` says that labels sum to one.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    kept: tuple[float, ...]
    frozen: frozenset[int]
    penalised: bool
    simplex: bool

    @property
    def layers(self) -> int:
        """How many layers have weights."""
        return len(self.sizes) - 1

    def network(self) -> Network:
        """Its equations; the same object for equal designs."""
        return _network(self)


@final
class Network:
    """Equations and programs of a design."""

    def __init__(self, design: Design) -> None:
        self.design = design
        masked = frozenset(layer for layer, kept in enumerate(design.kept, 1) if kept < 1)
        self.trained = _with_labels(_layered(design, masked), design.simplex)
        self.plain = _layered(design, frozenset())
        self.kept = {f"r^{{({layer})}}": design.kept[layer - 1] for layer in sorted(masked)}
        self._predictions: dict[Symbol, Program] = {}

    @property
    def free(self) -> tuple[Symbol, ...]:
        """The parameters that training moves."""
        pairs = zip(self.trained.weights, self.trained.biases, strict=True)
        return tuple(symbol for layer, pair in enumerate(pairs) if layer not in self.design.frozen for symbol in pair)

    @cached_property
    def objective(self) -> Objective:
        """The program of a step of training."""
        data = (self.trained.input, self.trained.label, *self.trained.masks)
        penalties = [_squares(self.trained.weights)] if self.design.penalised else []
        return training(self.trained.model, LOSS, self.free, data, penalties=penalties)

    def output(self, layer: int = -1) -> tuple[str, Program]:
        """The program of what a layer gives, and its name there."""
        symbol = self.plain.outputs[layer]
        if symbol not in self._predictions:
            self._predictions[symbol] = prediction(self.plain.model, [symbol], [self.plain.input])
        return symbol.name, self._predictions[symbol]

    def arrays(self, weights: Sequence[Array], biases: Sequence[Array]) -> dict[str, Array]:
        """Matrices and vectors by the names of the parameters, in their shapes."""
        pairs = zip(
            self.plain.parameters, (each for pair in zip(weights, biases, strict=True) for each in pair), strict=True
        )
        return {symbol.name: array.reshape(_shape(symbol)) for symbol, array in pairs}

    def matrices(self, arrays: Mapping[str, Array]) -> tuple[list[Array], list[Array]]:
        """The weights as matrices with a row for each input, and the biases as vectors."""
        sizes = self.design.sizes
        weights = [
            arrays[symbol.name].reshape(sizes[layer], sizes[layer + 1])
            for layer, symbol in enumerate(self.plain.weights)
        ]
        return weights, [arrays[symbol.name].reshape(-1) for symbol in self.plain.biases]


@lru_cache(KNOWN)
def _network(design: Design) -> Network:
    return Network(design)


def _layered(design: Design, masked: frozenset[int]) -> Layered:
    *hidden, last = design.activations
    activations = [*map(equations.activation, hidden), equations.output_activation(last)]
    return layered(design.sizes, activations, equations.loss(design.loss), masked)


def _with_labels(network: Layered, simplex: bool) -> Layered:
    assumed = Assumptions(simplex=frozenset({network.label})) if simplex else Assumptions()
    return replace(network, model=replace(network.model, assumptions=assumed))


def _squares(weights: Sequence[Symbol]) -> Expression:
    r"""alpha / 2m times the squares of all weights, as scikit-learn has it."""
    letters = "ij"
    tensors = [
        Tensor(symbol, tuple(Index(letter, range_) for letter, range_ in zip(letters, symbol.ranges, strict=False)))
        for symbol in weights
    ]
    total = add(*(summed(power(each, TWO), each) for each in tensors))
    return mul(HALF, Tensor(ALPHA), power(Tensor(BATCH_SIZE), MINUS_ONE), total)


def _shape(symbol: Symbol) -> tuple[int, ...]:
    return tuple(range_.size or 0 for range_ in symbol.ranges)


def per_layer(values: Sequence[Any], layers: int, what: str) -> tuple[Any, ...]:
    """One value for each hidden layer; a single one stands for all."""
    if len(values) == 1:
        return tuple(values) * layers
    if len(values) != layers:
        raise refused(
            f"{what} does not fit the hidden layers",
            list(values),
            f"one value, or {layers}, one for each hidden layer; got {len(values)}",
            f"give {layers} values",
        )
    return tuple(values)
