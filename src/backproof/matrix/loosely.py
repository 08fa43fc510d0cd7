r"""The extents of a line whatever is transposed in it: rows stand for columns, products are of any kind.

Authors drop transposes, write outer products side by side, multiply by elements without a sign, leave a sum over
samples out, or add a vector to each row. In none of these ways is a vector added to one of another length.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final, final

from backproof.matrix.functions import is_along
from backproof.matrix.names import Spelling
from backproof.matrix.values import Misfit
from backproof.read.terms.terms import (
    Big,
    Call,
    Divide,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, NORMS, QUANTITY_WORDS, TRACES
from backproof.records import dataclass
from backproof.rules.functions import RULES

Axes = frozenset[str]
"""The extents of the axes of a part, in no order."""
Ways = Mapping[Axes, int]
"""The axes that a part may have, each with how often something is stretched or summed over without a sign for it."""
MOST: Final = 1
"""So often may that be in one line."""
NUMBER: Final[Axes] = frozenset()
HADAMARD: Final = frozenset({"odot", "circ"})
"""The signs that are of products element by element only."""
NUMBERS: Final = NORMS | TRACES | LOSS_LETTERS | QUANTITY_WORDS
"""What has a number for its value."""
BY_ELEMENTS: Final = RULES.keys() | {"sigma"}
"""Functions that everybody applies to each element."""


@final
@dataclass(frozen=True, slots=True)
class Loosely:
    """What lines say of extents when the shapes of names are known, and no layout is.

    ``shapes`` are the axes of arrays by their keys, ``numbers`` the stems of what is no array; a name of neither may be
    anything that fits. ``units`` are the axes that a layer has, over which nobody sums without a sign, as over samples.
    """

    spelling: Spelling
    shapes: Mapping[str, Axes]
    numbers: Collection[str]
    units: Axes

    def misfit(self, left: Term, right: Term) -> Misfit | None:
        """Why two sides can't be equal in any layout, None where they can; raises Unreadable where that is open."""
        try:
            one, other = self.ways(left), self.ways(right)
        except Misfit as misfit:
            return misfit
        if one is None or other is None or _each(one, other, self.alike):
            return None
        return _apart("the two sides have different shapes", (other, one))

    def may_sum(self, left: Term, right: Term) -> bool:
        """Whether the right side may have an axis more, which is summed over without a sign for it."""
        try:
            one, other = self.ways(left), self.ways(right)
        except Misfit:
            return False
        return one is None or other is None or any(here < there for here in one for there in other)

    def ways(self, term: Term) -> Ways | None:
        """The axes of a term, None where anything may stand there; raises Misfit where it can have none."""
        match term:
            case Num():
                return {NUMBER: 0}
            case Ref():
                return self.of_name(term)
            case Transposed(base):
                return self.ways(base)
            case Plus(terms):
                parts = [ways for each in terms if (ways := self.ways(each)) is not None]
                return self.added(parts) if parts else None
            case Times(factors, _, signs):
                return self.multiplied([self.ways(each) for each in factors], signs)
            case Divide(above, below):
                return self.multiplied([self.ways(above), self.ways(below)], ())
            case Raise(base, exponent) if self.ways(exponent) == {NUMBER: 0}:
                # x^2 may be the square of its norm.
                return _summed(self.ways(base))
            case Call():
                return self.value(term)
            case Big("sum", body=body):
                return _summed(self.ways(body))
            case Partial(of, by):
                return self.derived(of, by)
            case Nabla(Ref() as of) if (own := self.ways(of)) != {NUMBER: 0}:
                return own
            case _:
                raise Unreadable("its extents are not known", term.span)

    def of_name(self, ref: Ref) -> Ways | None:
        """The axes of a whole array."""
        parts = self.spelling.parts(ref)
        if parts.slots or parts.sample or ref.at:
            raise Unreadable("it is no whole array", ref.span)
        if parts.stem in self.numbers:
            return {NUMBER: 0}
        return {self.shapes[parts.key]: 0} if parts.key in self.shapes else None

    def derived(self, of: Term, by: Ref) -> Ways | None:
        """The axes of a derivative."""
        above, below = self.ways(of), self.ways(by)
        return None if above is None or below is None else _each(above, below, _derivative)

    def value(self, call: Call) -> Ways | None:
        """The axes of the value of a function."""
        base = FUNCTION_WORDS.get(call.name.base, call.name.base)
        own = [self.ways(each) for each in call.arguments]
        if base in NUMBERS and not call.primes:
            return {NUMBER: 0}
        if len(own) == 1 and base in {"diag", "Diag", "sum"}:
            return _summed(own[0])
        if len(own) == 1 and (call.primes or base in BY_ELEMENTS or is_along(call)):
            return own[0]
        raise Unreadable("whether this function has a value for each element is not known", call.span)

    def alike(self, one: Axes, other: Axes) -> Iterator[tuple[Axes, int]]:
        """What has one shape; where the one has more axes, which are no units, the other is stretched."""
        if one == other or not one or not other:
            yield one | other, 0
        elif (one < other or other < one) and not (one ^ other) & self.units:
            yield one | other, 1

    def added(self, terms: Sequence[Ways]) -> Ways:
        """Terms of one shape, numbers and what is stretched among them."""
        found = terms[0]
        for each in terms[1:]:
            both = _each(found, each, self.alike)
            if not both:
                raise _apart("the shapes of the terms do not fit", (found, each))
            found = both
        return found

    def multiplied(self, factors: Sequence[Ways | None], signs: Sequence[str]) -> Ways | None:
        """Factors side by side, in every order to multiply them."""
        known = [each for each in factors if each is not None]
        if len(known) < len(factors):
            return None
        between = signs or ("",) * (len(known) - 1)
        found: dict[tuple[int, int], Ways] = {(at, at + 1): each for at, each in enumerate(known)}
        for start, end in _spans(len(known)):
            found[start, end] = _least(
                way
                for cut in range(start + 1, end)
                for way in _each(
                    found[start, cut], found[cut, end], self.alike if between[cut - 1] in HADAMARD else _multiplied
                ).items()
            )
        whole = found[0, len(known)]
        if not whole:
            raise _apart("the shapes of the factors do not fit", known)
        return whole


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """The places where each run of two or more parts begins and ends, short ones first."""
    for size in range(2, length + 1):
        yield from ((start, start + size) for start in range(length - size + 1))


def _multiplied(one: Axes, other: Axes) -> Iterator[tuple[Axes, int]]:
    """A product in which any axes are summed over that both have; by elements, vectors scale rows or columns."""
    common = one & other
    yield one | other, int(bool(common) and one != other)
    for many in range(1, len(common) + 1):
        yield from (((one | other) - {*summed}, 0) for summed in combinations(sorted(common), many))
    if len(common) > 1:
        yield from ((frozenset({axis}), 0) for axis in common)


def _derivative(of: Axes, by: Axes) -> Iterator[tuple[Axes, int]]:
    """A derivative: the axes of both, those in common once, or not where it is that of each unit by its own."""
    yield of | by, 0
    yield of ^ by, 0


def _each(one: Ways, other: Ways, together: Callable[[Axes, Axes], Iterator[tuple[Axes, int]]]) -> dict[Axes, int]:
    """What each way to take one part and each of another one make together."""
    return _least(
        (axes, cost + here + there)
        for (first, here), (second, there) in product(one.items(), other.items())
        for axes, cost in together(first, second)
    )


def _least(ways: Iterable[tuple[Axes, int]]) -> dict[Axes, int]:
    found: dict[Axes, int] = {}
    for axes, cost in ways:
        if cost <= MOST:
            found[axes] = min(cost, found.get(axes, cost))
    return found


def _summed(ways: Ways | None) -> Ways | None:
    """The axes of a part, or of its sum over some of them."""
    if ways is None:
        return None
    return _least(
        (frozenset(left), cost)
        for axes, cost in ways.items()
        for many in range(len(axes) + 1)
        for left in combinations(sorted(axes), many)
    )


def _apart(said: str, parts: Sequence[Ways]) -> Misfit:
    """Why parts do not fit together, with the axes that each has before anything is stretched."""
    return Misfit(said, ", ".join(map(_said, parts)), "equal extents in some layout", certain=True)


def _said(ways: Ways) -> str:
    axes = min(ways, key=lambda each: (ways[each], len(each)))
    return " x ".join(sorted(axis.removeprefix("=") for axis in axes)) or "1"
