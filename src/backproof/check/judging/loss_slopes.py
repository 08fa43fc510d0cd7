r"""What the slope of a loss that nobody states has to be for two sides to be the same, and whether any loss has it.

Each loss is a function of what a network gives out and of what it ought to give out, and so are its slopes by both.
"""

from __future__ import annotations

from typing import final

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.functional import varies_beside
from backproof.calculus.outcome import Different, Equal
from backproof.calculus.resolve import expand, resolve
from backproof.calculus.simplify import simplify
from backproof.check.verdicts.sides import Sides
from backproof.expr import Definition, Derivative, Expression, Model, Symbol, Tensor
from backproof.expr.build import ZERO, add, divide, mul, negative, subtract
from backproof.records import dataclass
from backproof.show.text import to_latex


@final
@dataclass(frozen=True, slots=True)
class Loss:
    """A loss to first order, ``L = a o + b t``: the output and the target, and the symbols of its slopes by them."""

    name: str
    output: Symbol
    target: Symbol
    by_output: Symbol
    by_target: Symbol

    def slope(self, sides: Sides, output: Expression, bench: Bench) -> Slope | None:
        """What two sides with its slopes in them say of these; None where that is no single one of them.

        ``output`` is what the network computes. The difference of the sides is ``a A + b B + C``: with one slope it
        says ``a = -C/A`` or ``b = -C/B``, with both of them and nothing else their ratio ``b/a = -A/B``.
        """
        difference, model = resolve(subtract(sides.left, sides.right), sides.model)
        whole = expand(difference, model)
        nowhere = Model(tuple(Definition(symbol, (), ZERO) for symbol in (self.by_output, self.by_target)))
        rest, first, second = (
            simplify(expand(each, nowhere))
            for each in (whole, _slope(whole, self.by_output), _slope(whole, self.by_target))
        )
        linear = add(mul(Tensor(self.by_output), first), mul(Tensor(self.by_target), second), rest)
        if not isinstance(compare(whole, linear, bench=bench), Equal):
            return None
        own = expand(*resolve(output, sides.model))
        absent = [isinstance(compare(each, ZERO, bench=bench), Equal) for each in (first, second, rest)]
        match absent:
            case [False, True, alone]:
                value = ZERO if alone else negative(divide(rest, first))
                return Slope(simplify(value), own, self.target, self._slope_by(self.output))
            case [True, False, alone]:
                value = ZERO if alone else negative(divide(rest, second))
                return Slope(simplify(value), own, self.target, self._slope_by(self.target))
            case [False, False, True]:
                ratio = f"{self._slope_by(self.target)} / {self._slope_by(self.output)}"
                return Slope(simplify(negative(divide(first, second))), own, self.target, ratio, is_ratio=True)
            case _:
                return None

    def _slope_by(self, symbol: Symbol) -> str:
        return rf"\partial {self.name}/\partial {symbol.name}"


def _slope(expression: Expression, by: Symbol) -> Expression:
    return expand(*resolve(Derivative(expression, Tensor(by)), Model()))


@final
@dataclass(frozen=True, slots=True)
class Slope:
    """What the slope of a loss has to be, by its ``name``, or the ratio of both slopes, beside the output."""

    value: Expression
    output: Expression
    target: Symbol
    name: str
    is_ratio: bool = False

    def is_impossible(self, bench: Bench) -> bool:
        """Whether no loss has it: the loss would not change, or change in several ways at one output and target."""
        return self.value == ZERO or varies_beside(self.value, self.output, frozenset({self.target}), bench)

    def is_constant(self, bench: Bench) -> bool:
        """Whether it is one number everywhere, other than zero: what is computed is the loss itself then."""
        if self.is_ratio or self.value == ZERO:
            return False
        changes = (Derivative(self.value, Tensor(symbol)) for symbol in self.value.symbols)
        return not any(isinstance(compare(each, ZERO, bench=bench), Different) for each in changes)

    def expected(self, output: str, bench: Bench) -> str:
        """What it is by two sides, and what that of a loss would be."""
        if self.value == ZERO:
            true = "a value other than zero"
        elif self.is_constant(bench):
            true = f"a value that depends on {self.target.name}"
        else:
            true = f"one value wherever {output} and {self.target.name} are the same"
        return f"{self.name} is {to_latex(self.value)} by this line; expected {true}"
