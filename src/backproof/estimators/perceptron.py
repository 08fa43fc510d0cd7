"""What the two multilayer perceptrons have in common: from the parameters of the estimator to a trained network."""

from __future__ import annotations

import warnings
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from backproof.estimators import jobs
from backproof.estimators.data import Data, column, features
from backproof.estimators.learner import Learner
from backproof.estimators.network import Design, Network, per_layer
from backproof.estimators.settings import listed, refused
from backproof.program.training import Objective
from backproof.train.checkpoints import Checkpoints
from backproof.train.engine import Array, Job
from backproof.train.initialise import layer

if TYPE_CHECKING:
    from backproof.api import Model


class Perceptron(Learner):
    """A layered network whose loss and activations are equations."""

    def __init__(
        self,
        hidden_layer_sizes: int | Sequence[int] = (100,),
        activation: str | Sequence[str] = "relu",
        *,
        loss: str = "auto",
        output_activation: str = "auto",
        solver: str = "adam",
        alpha: float = 0.0001,
        weight_decay: float = 0.01,
        batch_size: int | str = "auto",
        learning_rate: str = "constant",
        learning_rate_init: float = 0.001,
        power_t: float = 0.5,
        max_iter: int = 200,
        shuffle: bool = True,
        random_state: Any = None,
        tol: float = 1e-4,
        tol_on: str = "loss",
        verbose: bool = False,
        warm_start: bool = False,
        momentum: float = 0.9,
        nesterovs_momentum: bool = True,
        early_stopping: bool = False,
        validation_fraction: float = 0.1,
        scoring: Any = None,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        rho: float = 0.9,
        epsilon: float = 1e-8,
        n_iter_no_change: float = 10,
        max_fun: int = 15000,
        dropout: float | Sequence[float] = 0.0,
        clip_norm: float | None = None,
        checkpoint: Checkpoints | None = None,
        initialisation: str = "auto",
        frozen_layers: Sequence[int] = (),
    ) -> None:
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.loss = loss
        self.output_activation = output_activation
        self.solver = solver
        self.alpha = alpha
        self.weight_decay = weight_decay
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.learning_rate_init = learning_rate_init
        self.power_t = power_t
        self.max_iter = max_iter
        self.shuffle = shuffle
        self.random_state = random_state
        self.tol = tol
        self.tol_on = tol_on
        self.verbose = verbose
        self.warm_start = warm_start
        self.momentum = momentum
        self.nesterovs_momentum = nesterovs_momentum
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.scoring = scoring
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.rho = rho
        self.epsilon = epsilon
        self.n_iter_no_change = n_iter_no_change
        self.max_fun = max_fun
        self.dropout = dropout
        self.clip_norm = clip_norm
        self.checkpoint = checkpoint
        self.initialisation = initialisation
        self.frozen_layers = frozen_layers

    @abstractmethod
    def _ends(self, outputs: int) -> tuple[str, str, bool]:
        """The last activation, the loss, and whether labels sum to one."""

    def __sklearn_tags__(self) -> Any:
        """Sparse rows are fine."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def activations(self, X: Any, layer: int = -2) -> Array:
        """What a layer gives for samples, a row for each: features learnt by a hidden layer.

        ``layer`` counts the layers that have weights; -1 is the output, -2 the last hidden layer.
        """
        check_is_fitted(self)
        X = features(self, X)
        layers = len(self.coefs_)
        if not -layers <= layer < layers:
            raise refused(
                "there is no such layer", layer, f"{-layers} to {layers - 1}", "count from 0, or from the end"
            )
        return self._compute(X, layer)

    def _saved(self) -> tuple[dict[str, Array], dict[str, Any]]:
        arrays = {f"coefs/{at}": array for at, array in enumerate(self.coefs_)}
        return arrays | {f"intercepts/{at}": array for at, array in enumerate(self.intercepts_)}, {}

    def _restore(self, arrays: Mapping[str, Array], fitted: Mapping[str, Any]) -> None:
        layers = len(arrays) // 2
        self.coefs_ = [arrays[f"coefs/{at}"] for at in range(layers)]
        self.intercepts_ = [arrays[f"intercepts/{at}"] for at in range(layers)]
        ends = [self.n_features_in_, *(each.shape[-1] for each in self.coefs_)]
        shapes = [each.shape for pair in zip(self.coefs_, self.intercepts_, strict=True) for each in pair]
        if shapes != [shape for pair in pairwise(ends) for shape in (pair, pair[1:])]:
            raise ValueError(f"weights that do not fit one another, or {self.n_features_in_} features: {shapes}")
        self.n_layers_, self.n_outputs_ = layers + 1, int(self.coefs_[-1].shape[1])
        self._prepare()

    @property
    def _has_learnt(self) -> bool:
        return hasattr(self, "coefs_")

    def _refuse_changes(self) -> None:
        found, asked = [int(each.shape[1]) for each in self.coefs_[:-1]], [*map(int, listed(self.hidden_layer_sizes))]
        if found != asked:
            raise refused(
                "a network that has learnt has its layers", asked, f"hidden_layer_sizes={tuple(found)}",
                "fit anew, without warm_start",
            )  # fmt: skip

    def _begin(self, data: Data, random: np.random.RandomState) -> None:
        """A new network with its first weights; those that scikit-learn's perceptrons draw from the same seed."""
        hidden = listed(self.hidden_layer_sizes)
        self.n_outputs_ = data.targets.shape[1]
        sizes = (data.X.shape[1], *map(int, hidden), self.n_outputs_)
        self.n_layers_ = len(sizes)
        names = self._hidden_names(len(hidden))
        kinds = [self._initialisation(name) for name in (*names, names[-1] if names else "")]
        first = [layer(kind, random, pair) for kind, pair in zip(kinds, pairwise(sizes), strict=True)]
        self.coefs_ = [weights.astype(data.X.dtype) for weights, _ in first]
        self.intercepts_ = [biases.astype(data.X.dtype) for _, biases in first]
        if self.initialisation == "zeros" and hidden:
            warnings.warn(
                "initialisation='zeros': the units of a hidden layer begin equal, have equal gradients and stay equal, "
                "so each layer learns no more than a single unit; any other initialisation breaks the symmetry.",
                UserWarning,
                stacklevel=3,
            )

    def _initialisation(self, activation: str) -> str:
        if self.initialisation != "auto":
            return str(self.initialisation)
        return "glorot-sigmoid" if activation in ("logistic", "sigmoid") else "glorot"

    def _hidden_names(self, layers: int) -> tuple[str, ...]:
        return tuple(map(str, per_layer(listed(self.activation), layers, "activation")))

    def _prepare(self) -> None:
        super()._prepare()
        sizes = (self.coefs_[0].shape[0], *(each.shape[1] for each in self.coefs_))
        hidden = len(sizes) - 2
        last, loss, simplex = self._ends(sizes[-1])
        kept = tuple(1 - each for each in per_layer(listed(self.dropout), hidden, "dropout"))
        frozen = frozenset(self._layer(each, hidden + 1) for each in listed(self.frozen_layers))
        if len(frozen) > hidden:
            raise refused("every layer is frozen", sorted(frozen), "a layer that learns", "leave one of them out")
        if self.solver == "lbfgs" and min(kept, default=1) < 1:
            raise refused(
                "lbfgs knows no dropout: it needs the same loss again, and masks are drawn anew", self.dropout,
                "dropout=0, or another solver", "write solver='adam', or alpha=1 for another penalty",
            )  # fmt: skip
        activations = (*self._hidden_names(hidden), last)
        self._design = Design(sizes, activations, loss, kept, frozen, self.alpha > 0, simplex)
        self.out_activation_ = last

    def _layer(self, number: Any, layers: int) -> int:
        if not isinstance(number, int | np.integer) or not -layers <= number < layers:
            raise refused("there is no such layer to freeze", number, f"{-layers} to {layers - 1}", "count from 0")
        return int(number) % layers

    def _equations(self) -> Network:
        """The network of what was learnt, as it was when it learnt."""
        return self._design.network()

    def _model(self) -> Model:
        from backproof.api import Model  # noqa: PLC0415  # the reader takes a while to load

        plain = self._equations().plain
        return Model.of(plain.model, plain.parameters)

    def _objective(self) -> Objective:
        return self._equations().objective

    def _trained(self) -> dict[str, Array]:
        network = self._equations()
        arrays = network.arrays(self.coefs_, self.intercepts_)
        return {symbol.name: arrays[symbol.name] for symbol in network.free}

    def _job(self, data: Data) -> Job:
        network = self._equations()
        return jobs.job(self, network, network.arrays(self.coefs_, self.intercepts_), data)

    def _valueless(self, job: Job, parameters: Mapping[str, Array], rate: float | None) -> ValueError:
        from backproof.estimators.domain import explained  # noqa: PLC0415  # the printer takes a while to load

        return explained(self._equations().plain.model, job, parameters, rate)

    def _with(self, parameters: Mapping[str, Array]) -> dict[str, Any]:
        network = self._equations()
        arrays = network.arrays(self.coefs_, self.intercepts_) | dict(parameters)
        coefs, intercepts = network.matrices(arrays)
        return {"coefs_": coefs, "intercepts_": intercepts}

    def _output(self, X: Any) -> Array:
        return self._compute(X, -1)

    def _compute(self, X: Any, layer: int) -> Array:
        """What a layer gives, with a column for each unit."""
        network = self._equations()
        name, program = network.output(layer)
        dtype = np.result_type(X.dtype, self.coefs_[0].dtype)
        data = {network.plain.input.name: X if network.plain.input.rank else column(X)}
        learnt = (*self.coefs_, *self.intercepts_)
        found = self._kept.computed(program, learnt, lambda: network.arrays(self.coefs_, self.intercepts_), data, dtype)
        return found[name].reshape(int(X.shape[0]), -1)
