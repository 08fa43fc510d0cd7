"""What the parameters of an estimator may be: one line for each, with the words of the message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from math import isfinite, isnan
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any, Final, final

import numpy as np

from backproof.records import dataclass
from backproof.source import BackproofError, Diagnostic
from backproof.train.checkpoints import Checkpoints
from backproof.train.initialise import INITIALISATIONS
from backproof.train.schedules import SCHEDULES

SEEDS: Final = 2**32
"""Seeds that a Mersenne twister takes."""
SOLVERS: Final = ("sgd", "adam", "adamw", "rmsprop", "lbfgs")


class InvalidSetting(BackproofError, ValueError):
    """A parameter of an estimator, or an argument of a method, is not what it may be."""


@final
@dataclass(frozen=True, slots=True)
class Setting:
    """What one parameter may be."""

    holds: Callable[[Any], bool]
    words: str
    names: tuple[str, ...] = ()


def refused(what: str, written: object, expected: str, advice: str) -> InvalidSetting:
    """The error for something that can't be used."""
    shown = written if isinstance(written, str) else repr(written)
    return InvalidSetting(Diagnostic(what, shown[:200], expected, advice))


def check(values: Mapping[str, Any]) -> None:
    """Raise :class:`InvalidSetting` for the first parameter that is not what it may be.

    >>> check({"solver": "adm"})
    Traceback (most recent call last):
    ...
    backproof.estimators.settings.InvalidSetting: the parameter solver can't be used
      written:  'adm'
      expected: one of sgd, adam, adamw, rmsprop, lbfgs
      to do:    write solver='adam'
    """
    for name, value in values.items():
        setting = SETTINGS.get(name)
        if setting is not None and not setting.holds(value):
            near = get_close_matches(str(value), setting.names, 1)
            advice = f"write {name}={near[0]!r}" if near else f"give {name} {setting.words}"
            raise refused(f"the parameter {name} can't be used", repr(value), setting.words, advice)


def is_number(value: Any) -> bool:
    """A real number that is neither NaN nor a truth value."""
    return isinstance(value, Real) and not _is_truth(value) and not isnan(value)


def is_whole(value: Any) -> bool:
    """A whole number that is no truth value."""
    return isinstance(value, Integral) and not _is_truth(value)


def _is_truth(value: object) -> bool:
    return isinstance(value, bool | np.bool_)


def listed(value: Any) -> tuple[Any, ...]:
    """The elements of a sequence, or the only one."""
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (value,)


def _one_of(names: Iterable[str]) -> Setting:
    known = tuple(names)
    return Setting(lambda value: isinstance(value, str) and value in known, f"one of {', '.join(known)}", known)


def _number(low: float, high: float, words: str) -> Setting:
    return Setting(lambda value: is_number(value) and isfinite(value) and low <= value <= high, words)


def _share(words: str = "a number from 0 up to, but not, 1") -> Setting:
    return Setting(lambda value: is_number(value) and 0 <= value < 1, words)


def _positive(words: str = "a number above 0") -> Setting:
    return Setting(lambda value: is_number(value) and isfinite(value) and value > 0, words)


def _count() -> Setting:
    return Setting(lambda value: is_whole(value) and value >= 1, "a whole number from 1")


def _by_name(example: str) -> Setting:
    words = f"None or a dictionary, such as {example}"
    return Setting(lambda value: value is None or isinstance(value, Mapping), words)


def _flag() -> Setting:
    return Setting(_is_truth, "True or False")


SETTINGS: Final[Mapping[str, Setting]] = MappingProxyType({
    "hidden_layer_sizes": Setting(
        lambda value: all(is_whole(each) and each >= 1 for each in listed(value)),
        "whole numbers from 1, such as (32, 16)",
    ),
    "solver": _one_of(SOLVERS),
    "learning_rate": _one_of(SCHEDULES),
    "initialisation": _one_of(("auto", *INITIALISATIONS)),
    "tol_on": _one_of(("loss", "gradient")),
    "alpha": _number(0, float("inf"), "a number from 0"),
    "weight_decay": _number(0, float("inf"), "a number from 0"),
    "batch_size": Setting(
        lambda value: value == "auto" or (is_whole(value) and value >= 1), "'auto' or a whole number from 1"
    ),
    "learning_rate_init": _positive(), "epsilon": _positive(), "power_t": _number(0, float("inf"), "a number from 0"),
    "max_iter": _count(), "max_fun": _count(),
    "tol": _number(0, float("inf"), "a number from 0"),
    "momentum": _number(0, 1, "a number from 0 to 1"),
    "beta_1": _share(), "beta_2": _share(), "rho": _share(),
    "validation_fraction": Setting(lambda value: is_number(value) and 0 < value < 1, "a number between 0 and 1"),
    "n_iter_no_change": Setting(
        lambda value: is_number(value) and value >= 1, "a whole number from 1, or infinity"
    ),
    "dropout": Setting(
        lambda value: all(is_number(each) and 0 <= each < 1 for each in listed(value)),
        "a number from 0 up to, but not, 1, or one for each hidden layer",
    ),
    "clip_norm": Setting(lambda value: value is None or (is_number(value) and value > 0), "None or a number above 0"),
    "checkpoint": Setting(
        lambda value: value is None or isinstance(value, Checkpoints), "None or Checkpoints, which say when and where"
    ),
    "sizes": _by_name("{'j': 16}"), "constants": _by_name(r"{r'\lambda': 0.1}"), "initial": _by_name("{'b': 0}"),
    "random_state": Setting(
        lambda value: value is None or value is np.random or isinstance(value, np.random.RandomState)
        or (is_whole(value) and 0 <= value < SEEDS),
        f"None, a whole number from 0 to {SEEDS - 1}, or a numpy.random.RandomState",
    ),
    "shuffle": _flag(), "warm_start": _flag(), "nesterovs_momentum": _flag(), "early_stopping": _flag(),
})  # fmt: skip
