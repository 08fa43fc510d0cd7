"""The network of an estimator: its equations for training and for prediction, with names for its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, Final, final

from backproof.derive.layers import LOSS, Layered, layered, summed, units
from backproof.estimators import equations
from backproof.estimators.settings import refused
from backproof.expr import Assumptions, Expression, Index, Symbol, Tensor
from backproof.expr.build import HALF, MINUS_ONE, TWO, add, mul, power
from backproof.program.batch import BATCH_SIZE
from backproof.program.plan import Program
from backproof.program.sized import sized
from backproof.program.training import Objective, prediction, training
from backproof.records import dataclass
from backproof.train.engine import Array

ALPHA: Final = Symbol(r"\alpha")
KNOWN: Final = 64
"""Networks that are kept: deriving one takes longer than fitting it to a small table."""


@final
@dataclass(frozen=True, slots=True)
class Kind:
    """What the equations of a layered network depend on, in names and equations as they were written.

    ``sizes`` are 1 for a layer of a single unit, which has no index, and None for any other; ``masked`` are the layers
    with dropout. ``simplex`` says that labels sum to one.
    """

    sizes: tuple[int | None, ...]
    activations: tuple[str, ...]
    loss: str
    masked: frozenset[int]
    frozen: frozenset[int]
    penalised: bool
    simplex: bool


@final
@dataclass(frozen=True, slots=True)
class Design:
    """A layered network: what its equations depend on, and what else there is to say of it.

    ``kept`` is the share that dropout keeps in each hidden layer.
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

    @property
    def masked(self) -> frozenset[int]:
        """The layers with dropout, counted from 1."""
        return frozenset(layer for layer, kept in enumerate(self.kept, 1) if kept < 1)

    @property
    def kind(self) -> Kind:
        """What its equations depend on."""
        sizes = tuple(1 if size == 1 else None for size in self.sizes)
        return Kind(sizes, self.activations, self.loss, self.masked, self.frozen, self.penalised, self.simplex)

    def network(self) -> Network:
        """Its equations; the same object for equal designs."""
        return _network(self)


@final
class Derived:
    """Equations and programs of a kind of networks, for layers of any size."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.trained = _with_labels(_layered(kind, kind.sizes, kind.masked), kind.simplex)
        self._predictions: dict[int, tuple[str, Program]] = {}

    @property
    def ranges(self) -> tuple[str, ...]:
        """The names of the ranges of units, from the input on."""
        return tuple(map(units, range(len(self.kind.sizes))))

    @cached_property
    def plain(self) -> Layered:
        """The network without dropout."""
        return _layered(self.kind, self.kind.sizes) if self.kind.masked else self.trained

    @property
    def free(self) -> tuple[Symbol, ...]:
        """The parameters that training moves."""
        pairs = zip(self.trained.weights, self.trained.biases, strict=True)
        return tuple(symbol for layer, pair in enumerate(pairs) if layer not in self.kind.frozen for symbol in pair)

    @cached_property
    def objective(self) -> Objective:
        """The program of a step of training."""
        data = (self.trained.input, self.trained.label, *self.trained.masks)
        penalties = [_squares(self.trained.weights)] if self.kind.penalised else []
        return training(self.trained.model, LOSS, self.free, data, penalties=penalties, later=self.ranges)

    def output(self, layer: int) -> tuple[str, Program]:
        """The program of what a layer gives, and its name there."""
        if layer not in self._predictions:
            symbol = self.plain.outputs[layer]
            program = prediction(self.plain.model, [symbol], [self.plain.input], later=self.ranges)
            self._predictions[layer] = symbol.name, program
        return self._predictions[layer]


@final
class Network:
    """Equations and programs of a design."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._derived = _derived(design.kind)
        self.trained = self._derived.trained
        self.free = self._derived.free
        self.kept = {symbol.name: design.kept[layer - 1] for layer, symbol in self._masks}
        self._extents = dict(zip(self._derived.ranges, design.sizes, strict=True))
        self._predictions: dict[int, tuple[str, Program]] = {}

    @property
    def _masks(self) -> Iterable[tuple[int, Symbol]]:
        return zip(sorted(self.design.masked), self.trained.masks, strict=True)

    @cached_property
    def plain(self) -> Layered:
        """The network without dropout, with the sizes of its layers."""
        return _layered(self.design.kind, self.design.sizes)

    @cached_property
    def objective(self) -> Objective:
        """The program of a step of training."""
        return self._derived.objective.sized(self._extents)

    def output(self, layer: int = -1) -> tuple[str, Program]:
        """The program of what a layer gives, and its name there."""
        if layer not in self._predictions:
            name, program = self._derived.output(layer)
            self._predictions[layer] = name, sized(program, self._extents)
        return self._predictions[layer]

    def arrays(self, weights: Sequence[Array], biases: Sequence[Array]) -> dict[str, Array]:
        """Matrices and vectors by the names of the parameters, in their shapes."""
        pairs = zip(
            self.trained.parameters, (each for pair in zip(weights, biases, strict=True) for each in pair), strict=True
        )
        return {symbol.name: array.reshape(self._shape(symbol)) for symbol, array in pairs}

    def matrices(self, arrays: Mapping[str, Array]) -> tuple[list[Array], list[Array]]:
        """The weights as matrices with a row for each input, and the biases as vectors."""
        sizes = self.design.sizes
        weights = [
            arrays[symbol.name].reshape(sizes[layer], sizes[layer + 1])
            for layer, symbol in enumerate(self.trained.weights)
        ]
        return weights, [arrays[symbol.name].reshape(-1) for symbol in self.trained.biases]

    def _shape(self, symbol: Symbol) -> tuple[int, ...]:
        return tuple(self._extents[range_.name] for range_ in symbol.ranges)


@lru_cache(KNOWN)
def _network(design: Design) -> Network:
    return Network(design)


@lru_cache(KNOWN)
def _derived(kind: Kind) -> Derived:
    return Derived(kind)


def _layered(kind: Kind, sizes: Sequence[int | None], masked: frozenset[int] = frozenset()) -> Layered:
    *hidden, last = kind.activations
    activations = [*map(equations.activation, hidden), equations.output_activation(last)]
    return layered(sizes, activations, equations.loss(kind.loss), masked)


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
