r"""Numbers that no line defines as how many terms sums have: m in ``\frac{1}{2m} \sum_i x_i``, K in ``\epsilon/K``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.verdicts.sides import Sides
from backproof.expr import Definition, Expression, Index, Mul, Power, Sum, Symbol
from backproof.expr.build import ONE
from backproof.expr.walk import map_parts, tensors, walk
from backproof.records import replace

COUNTS = frozenset("nmNMK")
"""Letters of how many there are of what sums run over, whatever letter that has."""
WHERE = "it holds where "


def _by_name(symbol: Symbol) -> str:
    return symbol.name


def of_counts(sides: Sides) -> Iterator[Excuse]:
    """Both sides with what sums are divided by, a name or a declared extent, as how many terms they have."""
    yield from with_counts(sides)
    yield from _with_extents(sides)


def with_counts(sides: Sides) -> Iterator[Excuse]:
    """Both sides with a number that sums are divided by as how many terms they have: ``\\frac{1}{2m} \\sum_i x_i``."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    products = (part.factors for side in resting for part in walk(side) if isinstance(part, Mul))
    counted: dict[Symbol, Index] = {}
    for factors in products:
        sums = [factor.index for factor in factors if isinstance(factor, Sum)]
        powers = [factor.base for factor in factors if isinstance(factor, Power)] if sums else []
        for symbol in (each.symbol for base in powers for each in tensors(base) if not each.slots):
            if sides.model.get(symbol) is None:
                counted.setdefault(symbol, sums[0])
    if counted:
        yield _counting(sides, counted)
    # Beside a sum on one side, a number that only the other one has may be how many terms it has.
    left, right = ({each.symbol for body in side for each in tensors(body)} for side in sides.resting)
    alone = (each for each in right - left - counted.keys() if not each.rank and sides.model.get(each) is None)
    over = next((part.index for body in sides.resting[0] for part in walk(body) if isinstance(part, Sum)), None)
    if over is not None:
        yield from (_counting(sides, {**counted, each: over}) for each in sorted(alone, key=_by_name))
    for each, index in _usual(sides):
        yield _counting(sides, {**counted, each: index})


def _usual(sides: Sides) -> Iterator[tuple[Symbol, Index]]:
    r"""Numbers that nothing defines, by the letters of counts: K for what k counts, and n beside any sum: ``-n/s``."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    indices = {part.index.name: part.index for side in resting for part in walk(side) if isinstance(part, Sum)}
    indices |= {index.name: index for each in sides.model for index in each.indices}
    over = next((index for _, index in sorted(indices.items()) if index.name), None)
    symbols = {each.symbol for side in resting for each in tensors(side) if not each.slots}
    for symbol in sorted((each for each in symbols if sides.model.get(each) is None), key=_by_name):
        if symbol.name.isupper() and symbol.name.lower() in indices:
            yield symbol, indices[symbol.name.lower()]
        elif symbol.name in COUNTS and over is not None:
            yield symbol, over


def _with_extents(sides: Sides) -> Iterator[Excuse]:
    r"""Both sides with a declared extent that sums over something else are divided by as how many terms they have.

    ``\frac{1}{d} \sum_k x_{ik}`` beside ``Q \in \mathbb{R}^{n \times d}``: the author's x may have d columns, too.
    Where an array of the line has that extent, it counts something else, and ``\frac{1}{C} \sum_n`` is a slip.
    """
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    taken = {range_ for body in resting for each in tensors(body) for range_ in each.symbol.ranges}
    products = (part.factors for side in resting for part in walk(side) if isinstance(part, Mul))
    meant: dict[Expression, Index] = {}
    for factors in products:
        over = [factor.index for factor in factors if isinstance(factor, Sum) and factor.body != ONE]
        sizes = (part for factor in factors if isinstance(factor, Power) for part in walk(factor.base))
        for size in sizes if over else ():
            if isinstance(size, Sum) and size.body == ONE and size.index.range not in taken:
                meant.setdefault(size, over[0])
    if not meant:
        return

    def change(part: Expression) -> Expression:
        own = next((index for size, index in meant.items() if _is_size(part, size)), None)
        return map_parts(part, change) if own is None else Sum(own, ONE)

    definitions = tuple(replace(each, body=change(each.body)) for each in sides.model)
    model = replace(sides.model, definitions=definitions)
    meant_so = replace(sides, left=change(sides.left), right=change(sides.right), model=model)
    yield Excuse(f"{WHERE}what they are divided by is how many terms the sums have", meant_so, Kind.COUNTED)


def _is_size(part: Expression, size: Expression) -> bool:
    """Whether both count the elements of one range."""
    match part, size:
        case Sum(index, body), Sum(other):
            return body == ONE and index.range == other.range
        case _:
            return False


def _counting(sides: Sides, counted: Mapping[Symbol, Index]) -> Excuse:
    definitions = tuple(Definition(symbol, (), Sum(index, ONE)) for symbol, index in counted.items())
    model = replace(sides.model, definitions=(*definitions, *sides.model))
    names = ", ".join(sorted(symbol.name for symbol in counted))
    return Excuse(f"{WHERE}{names} is how many terms the sums have", replace(sides, model=model), Kind.COUNTED)
