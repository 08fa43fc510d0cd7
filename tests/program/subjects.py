"""Models to train, with what a test needs of them: parameters, data, sizes, values; and their slow twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof import Model as Document
from backproof.calculus.evaluate import evaluate_model
from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.sample import undefined_symbols
from backproof.derive.networks import network
from backproof.expr import Model, Range, Symbol, Tensor
from backproof.program.batch import SAMPLES, WEIGHTS
from backproof.program.training import Objective, training
from backproof.train.engines.forward import compute
from tests.derive.models import MODELS, POSITIVE, sizes_of

Array = NDArray[Any]
Values = dict[str, Array]

DATA = ("x", "y", "t", "p", "z")
"""Of what is no parameter, the inputs that are another one for each sample."""
TOLERANCE = 1e-12
"""Of an array, by its largest element: where terms cancel, no order of summation is more exact than another."""


@final
@dataclass(frozen=True, eq=False)
class Subject:
    """A model with a loss; ``sizes`` has extents for the ranges of its inputs, ``positive`` those of small range."""

    model: Model
    loss: Symbol
    parameters: tuple[Symbol, ...]
    data: tuple[Symbol, ...]
    sizes: Mapping[Range, int]
    positive: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[Symbol, ...]:
        return tuple(undefined_symbols(self.model))

    @property
    def objective(self) -> Objective:
        return training(self.model, self.loss, self.parameters, self.data, sizes=self.sizes)

    def values(self, rows: int, seed: int = 0) -> Values:
        """A value for each input by its name, for so many samples, with weights that add up to one."""
        random = np.random.default_rng(seed)

        def drawn(symbol: Symbol) -> Array:
            shape = [rows] * (symbol in self.data) + [self.sizes[range_] for range_ in symbol.ranges]
            small = symbol.name in self.positive
            return np.asarray(random.uniform(0.1, 0.9, shape) if small else random.normal(size=shape))

        weights = random.uniform(0.1, 1, rows)
        return {**{each.name: drawn(each) for each in self.inputs}, WEIGHTS: weights / weights.sum()}


def of_document(name: str) -> Subject | None:
    """A model that people derive by hand; None where nothing moves it from sample to sample or has no rule."""
    case = MODELS[name]
    return written(case.definitions, case.by, POSITIVE.get(name, ()), case.of)


def written(
    definitions: Sequence[str], by: Sequence[str], positive: Sequence[str] = (), of: str | None = None
) -> Subject | None:
    """A model in LaTeX; what is no parameter and called as data are is one array for each sample."""
    model = Document.from_document("\n\n".join(f"$${each}$$" for each in definitions)).definitions
    inputs = undefined_symbols(model)
    names = {each.split("^")[0].split("_")[0] for each in DATA}
    rest = [each for each in inputs if each.name.split("^")[0] in names and each.name not in by]
    data = tuple(rest) or inputs[:1]
    parameters = tuple(each for each in inputs if each.name in by and each not in data)
    scalars = [each.symbol for each in model if each.symbol.rank == 0 and of in (None, each.symbol.name)]
    if not scalars:
        return None
    return Subject(model, scalars[-1], parameters, data, sizes_of([*inputs, *(each.symbol for each in model)]),
                   tuple(positive))  # fmt: skip


def recurrent(steps: int) -> tuple[str, ...]:
    """The same weights at each step."""

    def step(at: int) -> str:
        below = rf"+\sum_k u_{{kj}}h^{{{at - 1}}}_k" if at > 1 else ""
        return rf"h^{at}_j=\tanh(\sum_i w_{{ij}}x^{at}_i{below}+b_j)"

    return (*map(step, range(1, steps + 1)), rf"o_m=\sum_j v_{{jm}}h^{steps}_j", r"L=\sum_m (o_m-y_m)^2")


def layered(short: str) -> Subject:
    """A network by its short form; its labels are whatever numbers come."""
    net = network(short)
    inputs = undefined_symbols(net.model)
    data = tuple(each for each in inputs if each not in net.parameters)
    return Subject(net.model, Symbol("L"), net.parameters, data, sizes_of(inputs), ("y",))


def twin(subject: Subject, objective: Objective, values: Values, rows: int) -> Values:
    """The outputs of an objective, by the evaluator of the same definitions."""
    sizes = {**subject.sizes, SAMPLES: rows}
    named = {symbol.name: symbol for symbol in undefined_symbols(objective.equations)}
    given = {symbol: values[name] for name, symbol in named.items()}
    found = {symbol.name: array for symbol, array in evaluate_model(objective.equations, given, sizes).items()}
    return {name: found[name] for name in objective.program.outputs}


def by_sample(subject: Subject, values: Values, rows: int) -> Values:
    """The objective and its gradient by the model as it was written, one sample after another."""
    back = gradient(subject.model, Tensor(subject.loss), subject.parameters)
    equations = Model((*subject.model, *back))
    wanted = {each.name: adjoint(Tensor(subject.loss), each) for each in subject.parameters}
    total: Values = {}
    for row in range(rows):
        given = {each: values[each.name][row] if each in subject.data else values[each.name] for each in subject.inputs}
        found = evaluate_model(equations, given, subject.sizes)
        parts = {"": found[subject.loss], **{name: found[symbol] for name, symbol in wanted.items()}}
        for name, part in parts.items():
            total[name] = total.get(name, np.zeros(())) + values[WEIGHTS][row] * part
    return total


def computed(objective: Objective, values: Values, rows: int, dtype: Any = np.float64) -> Values:
    """The outputs of an objective by its program."""
    return compute(objective.program, values, rows, np.dtype(dtype))


def agree(found: Array, expected: Array, tolerance: float = TOLERANCE, largest: float = 0.0) -> None:
    """Equal but for rounding; ``largest`` is the size of what may have cancelled."""
    assert found.shape == expected.shape
    top = max(np.abs(expected).max(initial=0.0), largest)
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance * top)
