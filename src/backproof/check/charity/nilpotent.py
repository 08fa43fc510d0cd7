r"""Names with a power that is zero and that are not zero themselves: ``\epsilon^2 = 0`` for dual numbers.

What is said of such a name says what the series in it begin with (Griewank and Walther, Evaluating Derivatives,
chapter 13).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.calculus.bench import Bench
from backproof.calculus.differentiate import by_element, differential
from backproof.calculus.resolve import expand
from backproof.check.definitions.shape import value_of
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.verdicts.sides import Sides
from backproof.expr import Expression, Model, Symbol, Tensor
from backproof.expr.build import ONE, ZERO, add, mul, number
from backproof.expr.walk import map_parts
from backproof.read.lines import Line
from backproof.read.terms.terms import Num, Raise, Ref

Powers = Mapping[str, tuple[int, int]]
"""The powers of names that lines say are zero, and the lines that do."""
HIGHEST = 4


def vanishing(lines: Sequence[Line], names: Names) -> Powers:
    """The names of which a line says that a power is zero: ``\\epsilon^2 = 0``."""
    found: dict[str, tuple[int, int]] = {}
    for at, line in enumerate(lines):
        match line.head, line.side:
            case Raise(Ref() as name, Num(value)), side if (
                side is not None
                and line.relation == "="
                and value_of(side) == 0
                and value.denominator == 1
                and 1 < value <= HIGHEST
            ):
                found.setdefault(resolved(names, name).key, (int(value), at))
            case _:
                pass
    return found


def up_to_powers(line: int, sides: Sides, powers: Powers, bench: Bench) -> Iterator[Sides]:
    """The sides up to the power of a name that is zero, where something of the name is left in them."""
    if not powers:
        return
    used = {symbol.name: symbol for rest in sides.resting for part in rest for symbol in part.symbols}
    by = {each.by.symbol for each in sides.derivatives()}
    for key, (power, at) in powers.items():
        symbol = used.get(key)
        if symbol is None or symbol.rank or symbol in by or at > line or sides.model.get(symbol) is not None:
            continue
        left, model = bench.resolved(sides.left, sides.model)
        right, model = bench.resolved(sides.right, model)
        begun = [_series(each, model, symbol, power) for each in (left, right)]
        if all(symbol in each.symbols for each in begun):
            yield replace(sides, left=begun[0], right=begun[1], model=model)


def _series(side: Expression, model: Model, symbol: Symbol, terms: int) -> Expression:
    """What the series of a side in a name begins with."""
    name, slope = Tensor(symbol), expand(side, model)
    found = [_at_zero(slope, symbol)]
    scale: Expression = ONE
    for order in range(1, terms):
        slope = differential(slope, by_element(symbol, ()))
        scale = mul(scale, name, number(1 if order == 1 else f"1/{order}"))
        found.append(mul(scale, _at_zero(slope, symbol)))
    return add(*found)


def _at_zero(part: Expression, symbol: Symbol) -> Expression:
    match part:
        case Tensor(own) if own == symbol:
            return ZERO
        case _:
            return map_parts(part, lambda each: _at_zero(each, symbol))
