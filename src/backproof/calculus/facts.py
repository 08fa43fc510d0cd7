"""What has to be known of an expression before points are drawn, found in one walk through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, final

from backproof.expr import (
    Apply,
    Cases,
    Delta,
    Expression,
    Index,
    Indicator,
    Number,
    OfMatrix,
    Over,
    Power,
    Range,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.walk import parts, walk
from backproof.records import dataclass
from backproof.rules import rule_of
from backproof.rules.rule import no_kinks

USUAL: Final = 10.0
INFINITE: Final = 1e6  # larger numbers stand for infinity: masks of attention, penalties
NAMING: Final = (Tensor, Sum, Over, OfMatrix, Delta)
SWITCHING: Final = (Cases, Indicator, Over, Apply)
NARROWING: Final = (Apply, Power)
"""The nodes that may name or bind a range, have a kink, or need an argument that is positive."""
BENT: Final = frozenset({"exp", "sigmoid", "tanh", "softplus", "erf"})


@final
@dataclass(frozen=True, slots=True)
class Facts:
    """``symbols``: in order of appearance. ``extents``: for each range that occurs, the smallest size that has all
    elements named by number. ``restricted``: the symbols in arguments that must be positive (of a logarithm, a root, a
    broken power). ``kinked``: whether a case, an indicator or a kink occurs. ``threshold``: the largest number that a
    case, an indicator or a function with a kink compares with. ``bent``: whether a function occurs that is nearly flat
    but around zero. ``largest``: the largest number that occurs and stands for no infinity."""

    symbols: tuple[Symbol, ...]
    extents: Mapping[Range, int]
    restricted: frozenset[Symbol]
    kinked: bool
    threshold: float
    bent: bool
    largest: float

    @property
    def is_far(self) -> bool:
        """Whether ordinary numbers may never reach where a function bends, or a formula switches to another."""
        return self.kinked or (self.bent and self.largest > USUAL)


def facts(expression: Expression) -> Facts:
    """The facts of an expression.

    >>> from backproof.expr.build import apply
    >>> found = facts(apply("log", Tensor(Symbol("x", (Range("in"),)), (3,))))
    >>> [symbol.name for symbol in found.restricted], list(found.extents.values())
    (['x'], [3])
    """
    nodes: defaultdict[type, list[Expression]] = defaultdict(list)
    for node in walk(expression):
        nodes[type(node)].append(node)
    extents = {index.range: 1 for index in sorted(expression.free, key=lambda each: each.name)}
    for range_, slot in (met for kind in NAMING for node in nodes[kind] for met in _met(node)):
        least = slot - range_.first + 1 if isinstance(slot, int) else 1
        extents[range_] = max(extents.get(range_, 1), least)
    switching = [node for kind in SWITCHING for node in nodes[kind] if _has_kink(node)]
    narrow = (argument for kind in NARROWING for node in nodes[kind] for argument in _narrow(node))
    return Facts(
        tuple(dict.fromkeys(node.symbol for node in nodes[Tensor] if isinstance(node, Tensor))),
        extents,
        frozenset(symbol for argument in narrow for symbol in argument.symbols),
        bool(switching),
        max(map(_threshold, switching), default=0.0),
        any(isinstance(node, Apply) and node.function.name in BENT for node in nodes[Apply]),
        max(map(_magnitude, nodes[Number]), default=0.0),
    )


def together(each: Iterable[Facts]) -> Facts:
    """The facts of several expressions."""
    every = tuple(each)
    extents: dict[Range, int] = {}
    for known in every:
        for range_, least in known.extents.items():
            if extents.get(range_, 0) < least:
                extents[range_] = least
    return Facts(
        tuple(dict.fromkeys(chain.from_iterable([known.symbols for known in every]))),
        extents,
        frozenset().union(*[known.restricted for known in every]),
        any(known.kinked for known in every),
        max((known.threshold for known in every), default=0.0),
        any(known.bent for known in every),
        max((known.largest for known in every), default=0.0),
    )


def _met(node: Expression) -> Iterator[tuple[Range, Slot | None]]:
    """The ranges that a node names or binds, with the elements that it names of them."""
    match node:
        case Sum(index, _):
            yield index.range, None
        case Over(_, index, _, at):
            yield index.range, at
        case OfMatrix(_, rows, _, _, at):
            yield rows.range, None
            yield from ((rows.range, slot) for slot in at)
        case Tensor(symbol, slots):
            yield from zip(symbol.ranges, slots, strict=True)
        case Delta(Index() as letter, slot) | Delta(slot, Index() as letter):
            yield letter.range, slot


def _narrow(node: Expression) -> Iterator[Expression]:
    match node:
        case Apply(function, arguments):
            rule = rule_of(function)
            if rule is not None and rule.domain.hint != "real":
                yield from arguments
        case Power(base, exponent) if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
            yield base


def _threshold(part: Expression) -> float:
    compared: Iterable[Expression]
    match part:
        case Cases(branches):
            compared = (inside for condition, _ in branches for inside in parts(condition))
        case Indicator(condition):
            compared = parts(condition)
        case _:
            compared = parts(part)
    numbers = (node for each in compared for node in walk(each) if isinstance(node, Number))
    return max((abs(float(node.value)) for node in numbers), default=0.0)


def _magnitude(node: Expression) -> float:
    size = abs(float(node.value)) if isinstance(node, Number) else 0.0
    return size if size <= INFINITE else 0.0


def _has_kink(part: Expression) -> bool:
    match part:
        case Cases() | Indicator() | Over("max" | "min" | "argmax" | "argmin"):
            return True
        case Apply(function, _):
            rule = rule_of(function)
            return rule is not None and rule.kinks is not no_kinks
    return False
