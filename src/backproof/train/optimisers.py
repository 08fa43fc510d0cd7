r"""The table of optimisers: each is a list of equations for one element w of the parameters, with gradient g.

They become a program like everything else. After Robbins & Monro (1951) for the step down the gradient, Polyak (1964)
and Nesterov (1983) for momentum, Tieleman & Hinton (2012) for RMSProp, Kingma & Ba (2015) for Adam, Loshchilov & Hutter
(2019) for AdamW.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from math import sqrt
from typing import Final, final

from backproof.expr import Definition, Expression, Index, Range, Symbol, Tensor
from backproof.expr.build import ONE, TWO, add, apply, divide, mul, power, subtract
from backproof.program.plan import Program
from backproof.program.training import program
from backproof.records import dataclass

X = Expression
Numbers = Mapping[str, float]
Equations = Mapping[str, X]
ELEMENT: Final = Index("p", Range("parameters"))
RATE: Final = r"\eta"


def _array(name: str) -> Tensor:
    return Tensor(Symbol(name, (ELEMENT.range,)), (ELEMENT,))


def _number(name: str) -> Tensor:
    return Tensor(Symbol(name))


W, G, V, M, DECAY = map(_array, ("w", "g", "v", "m", r"\lambda"))
ETA, MU, RHO, BETA_1, BETA_2, EPSILON = map(_number, (RATE, r"\mu", r"\rho", r"\beta_1", r"\beta_2", r"\epsilon"))
CORRECTED: Final = _number(r"\hat\eta")


def _mean(old: X, new: X, share: X) -> X:
    """The running mean: ``share`` of what was there, the rest of what comes."""
    return add(mul(share, old), mul(subtract(ONE, share), new))


@cache
def _sgd(momentum: bool, nesterov: bool) -> Equations:
    if not momentum:
        return {"w": subtract(W, mul(ETA, G))}
    velocity = subtract(mul(MU, V), mul(ETA, G))
    ahead = subtract(mul(MU, _new("v")), mul(ETA, G)) if nesterov else _new("v")
    return {"v": velocity, "w": add(W, ahead)}


@cache
def _rmsprop() -> Equations:
    return {
        "v": _mean(V, power(G, TWO), RHO),
        "w": subtract(W, divide(mul(ETA, G), add(apply("sqrt", _new("v")), EPSILON))),
    }


@cache
def _adam(decays: bool) -> Equations:
    """``decays``: the parameters shrink by themselves, apart from the gradient (AdamW)."""
    kept = subtract(W, mul(ETA, DECAY, W)) if decays else W
    step = divide(mul(CORRECTED, _new("m")), add(apply("sqrt", _new("v")), EPSILON))
    return {"m": _mean(M, G, BETA_1), "v": _mean(V, power(G, TWO), BETA_2), "w": subtract(kept, step)}


def _new(name: str) -> Tensor:
    """The value that an equation of the step gives."""
    return _array(f"{name}'")


@final
@dataclass(frozen=True, slots=True)
class Optimiser:
    """One way from a gradient to a step: equations, state and numbers.

    ``clip`` is the largest Euclidean norm of a gradient, or None; a longer one is shortened to it.
    """

    name: str
    equations: Equations
    numbers: Numbers = field(default_factory=dict)
    clip: float | None = None

    @property
    def state(self) -> tuple[str, ...]:
        """The arrays that are kept from step to step, zero before the first one."""
        return tuple(name for name in self.equations if name != "w")

    @property
    def program(self) -> Program:
        """The program of one step over all parameters."""
        return _program(tuple(self.equations.items()))

    def step_numbers(self, rate: float, step: int) -> dict[str, float]:
        """The numbers of one step, counted from 1, with the bias correction of Adam (Kingma & Ba, section 2)."""
        numbers = {**self.numbers, RATE: rate}
        if BETA_1.symbol.name in numbers:
            first, second = numbers[BETA_1.symbol.name], numbers[BETA_2.symbol.name]
            numbers[CORRECTED.symbol.name] = rate * sqrt(1 - second**step) / (1 - first**step)
        return numbers


@cache
def _program(equations: tuple[tuple[str, X], ...]) -> Program:
    definitions = [Definition(_new(name).symbol, (ELEMENT,), body) for name, body in equations]
    names = [name for name, _ in equations]
    return program(definitions, {name: _new(name).symbol for name in names}, updates=names)


def sgd(momentum: float = 0.0, nesterov: bool = False, clip: float | None = None) -> Optimiser:
    """Gradient descent, with momentum where it is not 0.

    >>> sgd(0.9).state
    ('v',)
    """
    return Optimiser("sgd", _sgd(momentum > 0, nesterov), {r"\mu": momentum} if momentum > 0 else {}, clip)


def rmsprop(rho: float = 0.9, epsilon: float = 1e-8, clip: float | None = None) -> Optimiser:
    """Steps by the root of the running mean of squared gradients."""
    return Optimiser("rmsprop", _rmsprop(), {r"\rho": rho, r"\epsilon": epsilon}, clip)


def adam(
    beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-8, decays: bool = False, clip: float | None = None
) -> Optimiser:
    """Steps by running means of gradients and of their squares; AdamW where parameters decay.

    As scikit-learn and Keras do, epsilon is added to the root before the bias is corrected.
    """
    numbers = {r"\beta_1": beta_1, r"\beta_2": beta_2, r"\epsilon": epsilon}
    return Optimiser("adamw" if decays else "adam", _adam(decays), numbers, clip)
