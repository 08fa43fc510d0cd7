r"""Weights with the number 0: ``w_{01}`` is a bias of ``w_j^T x`` where the text says that ``x_0`` is 1, or never
writes ``x_0``, which is 1 then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence, Set
from functools import partial

from backproof.check.definitions.shape import value_of
from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.numbers.given import elements
from backproof.check.verdicts.sides import Sides
from backproof.expr import CompareIndices, Expression, Indicator, Symbol, Tensor
from backproof.expr.build import ONE, ZERO, add, mul, subtract
from backproof.expr.walk import derivatives, map_parts, tensors
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.records import replace


def written(lines: Sequence[Line], names: Names) -> frozenset[str]:
    """The names of which a line writes the element 0."""
    found = (resolved(names, ref) for line in lines for term in line.sides for ref in references(term))
    return frozenset(name.key for name in found if 0 in name.slots)


def units(lines: Sequence[Line], names: Names) -> frozenset[str]:
    """The names of which lines say that the element 0 is 1, and give no other element in numbers as examples do."""
    found: defaultdict[str, set[bool]] = defaultdict(set)
    for line in lines:
        for head, side in elements(line, names):
            if head.subs and (value := value_of(side)) is not None:
                name = resolved(names, head)
                found[name.key].add(value == 1 and [slot for slot in name.slots if not isinstance(slot, str)] == [0])
    return frozenset(key for key, are_units in found.items() if are_units == {True})


def with_units(sides: Sides, known: Set[str]) -> Sides | None:
    """Both sides with 1 for the element 0 of such names; None where they have none, or a derivative by one."""
    if not known:
        return None
    bodies = [body for side in sides.resting for body in side]
    symbols = {part.symbol for body in bodies for part in tensors(body)}
    varied = {each.by.symbol for body in bodies for each in derivatives(body)}
    found = sorted((each for each in symbols - varied if each.name in known), key=lambda each: each.name)
    places = {each: at[0] for each in found if len(at := _from_zero(each)) == 1}
    for symbol, place in places.items():
        sides = _with_first(sides, symbol, place, ONE)
    return sides if places else None


def _from_zero(symbol: Symbol) -> list[int]:
    return [at for at, over in enumerate(symbol.ranges) if over.first == 0]


def excuses(sides: Sides, known: Container[str]) -> Iterator[Excuse]:
    """Both sides with 1 for the element 0 of an input, of which none is written (``known`` are the others).

    Of hidden units the element 0 is meant as 1, too, where a definition that holds for all of them has no use for it.
    A derivative by another weight may leave the biases out, as if that element was 0.
    """
    by = {slot for each in derivatives(sides.left) for slot in each.by.slots}
    found = {part for side in sides.resting for body in side for part in tensors(body)}
    weights = {each.by.symbol for side in sides.resting for body in side for each in derivatives(body)}
    for symbol in sorted({each.symbol for each in found} - weights if by else (), key=lambda each: each.name):
        from_zero = _from_zero(symbol)
        if len(from_zero) == 1 and symbol.name not in known:
            meant = _with_first(sides, symbol, from_zero[0], ONE if 0 in by else ZERO)
            if 0 in by:
                yield Excuse(f"it holds where {symbol.name}_0 is 1, as the input of biases", meant, Kind.BIASED)
            else:
                yield Excuse("it holds where biases are left out", meant)


def _with_first(sides: Sides, symbol: Symbol, at: int, value: Expression) -> Sides:
    """Both sides with a value for the element 0 of a tensor."""
    change = partial(_biased, symbol=symbol, at=at, value=value)
    model = replace(sides.model, definitions=tuple(replace(each, body=change(each.body)) for each in sides.model))
    return replace(sides, left=change(sides.left), right=change(sides.right), model=model)


def _biased(body: Expression, symbol: Symbol, at: int, value: Expression) -> Expression:
    """An expression with a value for the element 0 of a tensor."""
    if isinstance(body, Tensor) and body.symbol == symbol:
        first = Indicator(CompareIndices("=", body.slots[at], 0))
        return add(mul(value, first), mul(subtract(ONE, first), body))
    return map_parts(body, lambda part: _biased(part, symbol, at, value))
