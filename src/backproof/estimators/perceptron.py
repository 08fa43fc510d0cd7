"""What the two multilayer perceptrons have in common: from the parameters of the estimator to a trained network."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import check_scoring
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted

from backproof.derive.layers import Activation, Loss
from backproof.estimators import equations, jobs
from backproof.estimators.callbacks import CallbackSupportMixin, Epochs, with_callbacks
from backproof.estimators.data import Data, column, features, sample_weights, validated
from backproof.estimators.network import Design, Network, per_layer
from backproof.estimators.settings import check, listed, refused
from backproof.train.engine import Array, Job, State
from backproof.train.engines.reference import Reference
from backproof.train.initialise import layer
from backproof.train.interrupt import interruptible
from backproof.train.lbfgs import minimise
from backproof.train.loop import Outcome, Progress, Reason, loop

SEEDS: Final = 2**31 - 1
ENGINE: Final = Reference()


class Perceptron(CallbackSupportMixin, BaseEstimator, ABC):  # type: ignore[misc]
    """A layered network whose loss and activations are equations."""

    _numeric = False

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
        self.initialisation = initialisation
        self.frozen_layers = frozen_layers

    @abstractmethod
    def _targets(self, y: Array, fresh: bool) -> Array:
        """What the outputs should be, a column for each; ``fresh`` forgets what was known of the targets."""

    @abstractmethod
    def _ends(self, outputs: int) -> tuple[str, Activation | None, Loss, bool]:
        """The name of the last activation, the activation, the loss, and whether labels sum to one."""

    @abstractmethod
    def _quality(self, output: Array, data: Data) -> float:
        """How good outputs are; higher is better."""

    def _more_weights(self, y: Array, given: Array | None) -> Array | None:
        """The weights of samples with those of their classes."""
        return given

    @with_callbacks  # type: ignore[untyped-decorator]  # scikit-learn has no types
    def fit(  # noqa: PLR0917  # scikit-learn's order of arguments
        self,
        X: Any,
        y: Any,
        sample_weight: Any = None,
        X_val: Any = None,
        y_val: Any = None,
        sample_weight_val: Any = None,
    ) -> Self:
        """Train on samples.

        ``X`` has a row for each sample (an array or a SciPy matrix), ``y`` a target, or a row of them. With ``X_val``
        and ``y_val`` training stops early by their score. Raises ValueError for data that can't be used.
        """
        check(self.get_params(deep=False))
        first = not (self.warm_start and hasattr(self, "coefs_"))
        data = self._take(X, y, sample_weight, reset=first, fresh=first)
        held = None
        if X_val is not None or y_val is not None:
            held = self._held(X_val, y_val, sample_weight_val)
        seed = check_random_state(self.random_state).randint(SEEDS)
        generator = np.random.default_rng(seed)
        if first:
            self._begin(data, generator)
        if held is None and self.early_stopping:
            data, held = data.split(self.validation_fraction, int(generator.integers(SEEDS)), self._stratified(data))
        if self.solver == "lbfgs":
            return self._minimise(data)
        state = State.start(self._trained(), jobs.optimiser(self), generator)
        return self._loop(data, held, state, self.max_iter)

    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """One epoch over samples; what was learnt before is kept, and so is the optimiser's state."""
        check(self.get_params(deep=False))
        if self.solver == "lbfgs" or self.early_stopping:
            what = "solver='lbfgs'" if self.solver == "lbfgs" else "early_stopping=True"
            raise refused(
                f"partial_fit does not support {what}",
                what,
                "steps over parts of the data",
                "use fit, or another solver",
            )
        first = not hasattr(self, "coefs_")
        data = self._take(X, y, sample_weight, reset=first, fresh=False)
        if first:
            generator = np.random.default_rng(check_random_state(self.random_state).randint(SEEDS))
            self._begin(data, generator)
            self._state = State.start(self._trained(), jobs.optimiser(self), generator)
        return self._loop(data, None, replace(self._state, parameters=self._trained()), 1, partial=True)

    def __getstate__(self) -> dict[str, Any]:
        """Programs are built anew where they are needed."""
        state = dict(super().__getstate__())
        state.pop("_network", None)
        return state

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

    def _take(self, X: Any, y: Any, sample_weight: Any, *, reset: bool, fresh: bool) -> Data:
        X, y = validated(self, X, y, reset=reset, numeric=self._numeric)
        given = sample_weights(sample_weight, X)
        targets = self._targets(y, fresh).astype(X.dtype, copy=False)
        return Data(X, y, targets, self._more_weights(y, given))

    def _held(self, X: Any, y: Any, sample_weight: Any) -> Data:
        if X is None or y is None:
            missing = "y_val" if y is None else "X_val"
            raise refused(
                "a validation set needs both of its parts", f"no {missing}", "X_val and y_val", f"give {missing}"
            )
        X, y = validated(self, X, y, reset=False, numeric=self._numeric)
        return Data(X, y, self._targets(y, False).astype(X.dtype, copy=False), sample_weights(sample_weight, X))

    def _stratified(self, data: Data) -> bool:
        return False

    def _begin(self, data: Data, generator: np.random.Generator) -> None:
        """A new network with its first weights."""
        hidden = listed(self.hidden_layer_sizes)
        self.n_outputs_ = data.targets.shape[1]
        sizes = (data.X.shape[1], *map(int, hidden), self.n_outputs_)
        self.n_layers_ = len(sizes)
        kinds = [self._initialisation(name) for name in (*self._hidden_names(len(hidden)), self._ends(sizes[-1])[0])]
        first = [layer(kind, generator, pair) for kind, pair in zip(kinds, pairwise(sizes), strict=True)]
        self.coefs_ = [weights.astype(data.X.dtype) for weights, _ in first]
        self.intercepts_ = [biases.astype(data.X.dtype) for _, biases in first]
        if self.initialisation == "zeros" and hidden:
            warnings.warn(
                "initialisation='zeros': the units of a hidden layer begin equal, have equal gradients and stay equal, "
                "so each layer learns no more than a single unit; any other initialisation breaks the symmetry.",
                UserWarning,
                stacklevel=3,
            )
        self.__dict__.pop("_network", None)
        self._progress = Progress()
        self.t_ = 0

    def _initialisation(self, activation: str) -> str:
        if self.initialisation != "auto":
            return str(self.initialisation)
        return "glorot-sigmoid" if self.activation in ("logistic", "sigmoid") else "glorot"

    def _hidden_names(self, layers: int) -> tuple[str, ...]:
        return tuple(map(str, per_layer(listed(self.activation), layers, "activation")))

    def _design(self) -> Design:
        sizes = (self.coefs_[0].shape[0], *(each.shape[1] for each in self.coefs_))
        hidden = len(sizes) - 2
        _, last, loss, simplex = self._ends(sizes[-1])
        self.out_activation_ = self._ends(sizes[-1])[0]
        kept = tuple(1 - each for each in per_layer(listed(self.dropout), hidden, "dropout"))
        frozen = frozenset(self._layer(each, hidden + 1) for each in listed(self.frozen_layers))
        activations = (*map(equations.activation, self._hidden_names(hidden)), last)
        return Design(sizes, activations, loss, kept, frozen, self.alpha > 0, simplex)

    def _layer(self, number: Any, layers: int) -> int:
        if not isinstance(number, int | np.integer) or not -layers <= number < layers:
            raise refused("there is no such layer to freeze", number, f"{-layers} to {layers - 1}", "count from 0")
        return int(number) % layers

    def _equations(self) -> Network:
        """The network of what was learnt; built where it is needed."""
        if "_network" not in self.__dict__:
            self._network = Network(self._design())
        return self._network

    def _trained(self) -> dict[str, Array]:
        network = self._equations()
        arrays = network.arrays(self.coefs_, self.intercepts_)
        return {symbol.name: arrays[symbol.name] for symbol in network.free}

    def _adopt(self, parameters: Mapping[str, Array]) -> None:
        network = self._equations()
        arrays = network.arrays(self.coefs_, self.intercepts_) | dict(parameters)
        self.coefs_, self.intercepts_ = network.matrices(arrays)

    def _job(self, data: Data) -> Job:
        network = self._equations()
        return jobs.job(self, network, network.arrays(self.coefs_, self.intercepts_), data)

    def _loop(self, data: Data, held: Data | None, state: State, epochs: int, *, partial: bool = False) -> Self:
        """Train epoch by epoch; ``partial`` training says nothing of its end."""
        job = self._job(data)
        run = ENGINE.start(job, state)
        tasks = Epochs(self, epochs, data.X, data.y)
        began = self._progress.epoch

        def after(progress: Progress, parameters: Mapping[str, Array]) -> bool:
            if self.verbose:
                score = f", validation score = {progress.scores[-1]:.6f}" if progress.scores else ""
                print(f"Iteration {progress.epoch}, loss = {progress.losses[-1]:.8f}{score}")  # noqa: T201
            return tasks.after(lambda: self._learnt(parameters), progress.epoch - began == epochs)

        with interruptible() as stop:
            outcome = loop(
                run, jobs.schedule(self), jobs.stopping(self, epochs, patient=partial), data.samples,
                progress=self._progress, after=after, stop=stop,
                score=None if held is None else lambda parameters: self._score_of(parameters, held),
            )  # fmt: skip
        if outcome.reason is Reason.DIVERGED and self._progress.epoch == began:
            raise self._valueless(job, state.parameters, outcome.rate)
        self._adopt(outcome.parameters)
        # The parameters are those of the estimator: it keeps only what else a next step needs.
        self._state = replace(run.state, parameters={})
        self._report(outcome, self._progress, held is not None)
        self.n_iter_ = self._progress.epoch - began
        self.t_ += self.n_iter_ * data.samples
        tasks.over()
        self._say(outcome, epochs, partial)
        return self

    def _valueless(self, job: Job, parameters: Mapping[str, Array], rate: float | None) -> ValueError:
        from backproof.estimators.domain import explained  # noqa: PLC0415  # the printer takes a while to load

        return explained(self._equations(), job, parameters, rate)

    def _learnt(self, parameters: Mapping[str, Array]) -> dict[str, Any]:
        network = self._equations()
        arrays = network.arrays(self.coefs_, self.intercepts_) | dict(parameters)
        coefs, intercepts = network.matrices(arrays)
        return {"coefs_": coefs, "intercepts_": intercepts, "n_iter_": self._progress.epoch}

    def _score_of(self, parameters: Mapping[str, Array], held: Data) -> float:
        self._adopt(parameters)
        if self.scoring is None:
            return self._quality(self._compute(held.X, -1), held)
        scorer = check_scoring(self, self.scoring)
        options = {} if held.weights is None else {"sample_weight": held.weights}
        return float(scorer(self, held.X, held.y, **options))

    def _report(self, outcome: Outcome, progress: Progress, held: bool) -> None:
        self.loss_curve_ = progress.losses
        self.loss_ = progress.losses[-1] if progress.losses else float("nan")
        self.best_loss_ = None if held else progress.best_loss
        self.validation_scores_ = progress.scores if held else None
        self.best_validation_score_ = progress.best_score if held else None
        self.stopped_ = outcome.reason.value

    def _say(self, outcome: Outcome, epochs: int, partial: bool) -> None:
        if outcome.reason is Reason.INTERRUPTED:
            warnings.warn(f"Training interrupted in epoch {outcome.epoch + 1}; what was learnt is kept.", stacklevel=4)
        if outcome.reason is Reason.DIVERGED:
            warnings.warn(
                f"Training diverged in epoch {outcome.epoch} at the rate {outcome.rate:g}: the loss or a weight is no "
                f"longer finite. The parameters before that epoch are kept. Try a rate of {outcome.rate / 10:g}, "
                "clip_norm=1, or standardised inputs.",
                ConvergenceWarning,
                stacklevel=4,
            )
        if outcome.reason is Reason.EPOCHS and not partial:
            warnings.warn(
                f"Stochastic Optimizer: Maximum iterations ({epochs}) reached and the optimization hasn't converged "
                "yet.",
                ConvergenceWarning,
                stacklevel=4,
            )

    def _minimise(self, data: Data) -> Self:
        job = self._job(data)
        start = self._trained()
        tasks = Epochs(self, self.max_iter, data.X, data.y)
        done = [0]

        def after(loss: float, parameters: dict[str, Array]) -> bool:
            done[0] += 1
            return tasks.after(lambda: self._learnt(parameters), done[0] == self.max_iter)

        found = minimise(
            ENGINE, job, start, iterations=self.max_iter, evaluations=self.max_fun, tol=self.tol, after=after
        )
        dtype = self.coefs_[0].dtype
        if not all(np.isfinite(array).all() for array in found.parameters.values()) or not np.isfinite(found.loss):
            raise self._valueless(job, start, None)
        self._adopt({name: array.astype(dtype) for name, array in found.parameters.items()})
        self._progress.losses += found.losses
        self._progress.best_loss = min([self._progress.best_loss, *found.losses, found.loss])
        self.loss_curve_, self.loss_, self.best_loss_ = self._progress.losses, found.loss, self._progress.best_loss
        self.validation_scores_ = self.best_validation_score_ = None
        self.n_iter_ = min(found.iterations, self.max_iter)
        self.stopped_ = found.message
        tasks.over()
        if not found.converged:
            warnings.warn(f"lbfgs failed to converge: {found.message}", ConvergenceWarning, stacklevel=3)
        return self

    def _compute(self, X: Any, layer: int) -> Array:
        """What a layer gives, with a column for each unit."""
        network = self._equations()
        name, program = network.output(layer)
        dtype = np.result_type(X.dtype, self.coefs_[0].dtype)
        given = network.arrays(self.coefs_, self.intercepts_)
        given[network.plain.input.name] = X if network.plain.input.rank else column(X)
        rows = int(X.shape[0])
        output = ENGINE.compute(program, given, rows, dtype)[name]
        return output.reshape(rows, -1)
