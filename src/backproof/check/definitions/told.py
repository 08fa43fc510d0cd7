r"""The names that numbers stand for in computations: behind ``t = 1``, ``a = 0.77``, ``(1 - 0.77)^2`` is ``(t - a)^2``.

Each number has to be the value of just one name, or one that formulas have of themselves, as 1/2. The numbers of a
vector, one after the other as the factors of a sum, are its elements, whatever else has one of these values; the first
or the last of them may stand alone, beside a bias. Factors of which each is the value of several names are those names
that are numbered one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, final

from backproof.check.definitions.shape import is_printed, is_single, value_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references
from backproof.read.terms.terms import Divide, Entries, Listed, Num, Plus, Raise, Ref, Term, Times

OWN: Final = frozenset(map(Fraction, (0, 1, 2)))
"""Whole numbers that formulas have of themselves."""
HALVES: Final = frozenset({Fraction(1, 2), Fraction(1, 4)})
"""Factors of losses."""
FEWEST: Final = 2
"""So many products one after the other are those of a vector."""


Vector = Sequence[tuple[Ref, Fraction]]
"""The elements of a vector, with their values."""


Pair = tuple[Num, Num]
"""The factors of a product."""
Place = tuple[int, str]
"""A section, and a name in it."""


class _Untold(Exception):
    """A number of which it is not clear what it is."""


@final
@dataclass
class Values:
    """The numbers that lines give their names, or compute for them.

    ``joined``: the letters of matrices whose elements are written ``V_{11}``.
    """

    joined: frozenset[str]
    _scalars: defaultdict[Place, dict[Fraction, Ref]] = field(default_factory=lambda: defaultdict(dict))
    _vectors: defaultdict[Place, list[Vector]] = field(default_factory=lambda: defaultdict(list))
    _heads: dict[int | None, Term] = field(default_factory=dict)

    def note(self, line: Line) -> None:
        """The number of one more line."""
        if line.head is not None:
            self._heads[line.chain] = line.head
        head = line.head or (self._heads.get(line.chain) if line.chain is not None else None)
        if not isinstance(head, Ref) or line.side is None or not is_printed(line.side):
            return
        self.put(head, line.side, line.section)

    def put(self, head: Ref, side: Term, section: int) -> None:
        """The number of a name, or those of its elements."""
        place = section, head.key
        if not is_single(side):
            self._vectors[place] += _vectors(head, side, joined=head.base in self.joined)
        elif (value := value_of(side)) is not None:
            self._scalars[place][value] = head

    def apart(self) -> Values:
        """A copy, in which names get numbers that they do not have in this one."""
        again = Values(self.joined, _heads=dict(self._heads))
        again._scalars.update({place: dict(found) for place, found in self._scalars.items()})
        again._vectors.update({place: list(found) for place, found in self._vectors.items()})
        return again

    def forget(self, head: Ref, section: int) -> None:
        """Lets a name have its next number only."""
        self._scalars.pop((section, head.key), None)
        self._vectors.pop((section, head.key), None)

    def so_far(self, section: int, *, loss: bool) -> Told:
        """The names by their numbers in a section; one with two numbers has none."""
        plain: defaultdict[Fraction, list[Ref]] = defaultdict(list)
        for (where, _), found in self._scalars.items():
            if where == section and len(found) == 1:
                ((value, ref),) = found.items()
                plain[value].append(ref)
        arrays = (found for (where, _), found in self._vectors.items() if where == section and _is_one(found))
        return Told(plain, [each for found in arrays for each in found], loss)


@final
@dataclass(frozen=True)
class Told:
    """The names with numbers so far: ``scalars`` by their value, ``vectors`` by the names of their elements.

    ``loss``: the formula is that of a loss, which may have a half before it and a whole number for a target.
    """

    scalars: Mapping[Fraction, Sequence[Ref]]
    vectors: Sequence[Vector]
    loss: bool

    def told(self, term: Term) -> Term | None:
        """The term with names for its numbers; None where it is not clear which."""
        with suppress(_Untold):
            return self.formula(term)
        return None

    def formula(self, term: Term) -> Term:
        """The term with names for its numbers, signs being theirs; raises where it is not clear which."""
        match term:
            case Num():
                return self.named(term)
            case Divide(Num() as above, Num() as below) if not (above.decimals or below.decimals):
                return term
            case Divide(above, Num(decimals=0) as count):
                # How many there are of something looks like a value.
                if any(True for _ in self.names(count.value)):
                    raise _Untold
                return replace(term, numerator=self.formula(above))
            case Raise(base, exponent) if isinstance(exponent, Num):
                return replace(term, base=self.formula(base))
            case Plus(terms):
                return replace(term, terms=tuple(self.summands(terms)))
            case Times(factors):
                return replace(term, factors=tuple(map(self.factor, factors)))
            case _:
                return rebuilt(term, self.formula)

    def summands(self, terms: Sequence[Term]) -> Iterator[Term]:
        """The terms of a sum: those that begin with the elements of a vector, one after the other, as its products."""
        at = 0
        while at < len(terms):
            run = self.run(terms[at:])
            if run is None:
                yield self.difference(terms[at]) if self.loss and len(terms) == FEWEST else self.formula(terms[at])
                at += 1
                continue
            yield from run
            at += len(run)

    def run(self, terms: Sequence[Term]) -> Sequence[Term] | None:
        """The products that come next, where the factors in one place are the elements of a vector."""
        found: dict[frozenset[str], Sequence[Term]] = {}
        for vector in self.vectors:
            own = terms[: len(vector)]
            if len(own) < len(vector):
                continue
            for place in (0, 1):
                run = self.along(own, vector, place)
                if len(run) >= FEWEST:
                    found[frozenset(ref.key for term in run for ref in references(term))] = run
        if len(found) > 1:
            # A vector is no longer than the sum, and one that is shorter may begin like it.
            most = max(map(len, found.values()))
            found = {names: run for names, run in found.items() if len(run) == most}
        if len(found) > 1:
            raise _Untold
        return next(iter(found.values()), None)

    def along(self, terms: Sequence[Term], vector: Vector, place: int) -> Sequence[Term]:
        """Terms that are the products of a vector, with its elements in one ``place``; nothing where they are not.

        The first element, or the last one, may stand alone: it is the bias.
        """
        pairs = [_pair(each) for each in terms]
        alone = [at for at in (0, len(terms) - 1) if isinstance(terms[at], Num)]
        bias = alone[0] if len(alone) == 1 and len(terms) > FEWEST else None
        own = [pair[place].value if pair is not None else value_of(terms[at]) for at, pair in enumerate(pairs)]
        factors = [pair[1 - place] for pair in pairs if pair is not None]
        if own != [value for _, value in vector] or len(factors) + (bias is not None) != len(terms):
            return ()
        multiplied = [(ref, term) for at, ((ref, _), term) in enumerate(zip(vector, terms, strict=True)) if at != bias]
        others = self.others(factors, [element for at, element in enumerate(vector) if at != bias])
        found: list[Term] = [
            Times((ref, other), term.span) for (ref, term), other in zip(multiplied, others, strict=True)
        ]
        return found if bias is None else [*found[:bias], vector[bias][0], *found[bias:]]

    def others(self, numbers: Sequence[Num], vector: Vector) -> Iterator[Ref]:
        """The other factors of such products: the elements of another vector, or a name each."""
        values = [number.value for number in numbers]
        found = [each for each in self.vectors if _values(each) == values and each[0][0].base != vector[0][0].base]
        if len(found) > 1:
            raise _Untold
        yield from (ref for each in found for ref, _ in each)
        if not found and (numbered := self.numbered(values)) is not None:
            yield from numbered
            return
        for name in map(self.named, numbers) if not found else ():
            if not isinstance(name, Ref):
                raise _Untold
            yield name

    def numbered(self, values: Sequence[Fraction]) -> Sequence[Ref] | None:
        """Names with these values that are numbered one after the other; None where there are none, or several."""
        families = [
            [replace(first, subs=(*first.subs[:-1], str(int(first.subs[-1]) + at))) for at in range(len(values))]
            for first in self.names(values[0])
            if first.subs and first.subs[-1].isdecimal()
        ]
        keys = [{ref.key for ref in self.names(value)} for value in values]
        own = [each for each in families if all(ref.key in known for ref, known in zip(each, keys, strict=True))]
        return own[0] if len(own) == 1 else None

    def difference(self, term: Term) -> Term:
        """A term of a difference in a loss: a whole number is the target there."""
        match term:
            case Num(value, 0) if len(own := self.scalars.get(abs(value), ())) == 1:
                return own[0] if value >= 0 else _minus(own[0])
            case _:
                return self.formula(term)

    def factor(self, term: Term) -> Term:
        """A factor: a 1 there is that of a name, if one has this value."""
        match term:
            case Num(value) if value == 1 and len(own := self.scalars.get(value, ())) == 1:
                return own[0]
            case _:
                return self.formula(term)

    def named(self, number: Num) -> Term:
        """The name that has a number for its value, or the number where formulas have it of themselves."""
        names = {ref.key: ref for ref in self.names(number.value)}
        if number.value < 0 and not names:
            return _minus(self.named(replace(number, value=-number.value)))
        plain = not number.decimals and number.value in OWN
        halves = self.loss and number.value in HALVES
        if not names and (halves or not number.decimals):
            return number
        if len(names) != 1 or halves or plain:
            raise _Untold
        return next(iter(names.values()))

    def names(self, value: Fraction) -> Iterator[Ref]:
        """What has a value: names, and elements of vectors."""
        yield from self.scalars.get(value, ())
        yield from (ref for vector in self.vectors for ref, each in vector if each == value)


def signed(term: Term) -> Term:
    """The term with the signs of numbers in them: ``-0.7 h`` is a product with -0.7."""
    term = rebuilt(term, signed)
    match term:
        case Times((Num(sign), Num(value) as number)) if sign == -1:
            return replace(number, value=-value)
        case Times((Num(sign), Times((Num(value) as first, *others)) as inner)) if sign == -1:
            return replace(inner, factors=(replace(first, value=-value), *others))
        case _:
            return term


def _minus(term: Term) -> Term:
    return Times((Num(Fraction(-1), 0, term.span), term), term.span)


def _pair(term: Term) -> Pair | None:
    match term:
        case Times((Num() as one, Num() as other)):
            return one, other
        case _:
            return None


def _is_one(found: Sequence[Vector]) -> bool:
    """Whether an array has been given one value: no element has two."""
    keys = [ref.key for vector in found for ref, _ in vector]
    return len(set(keys)) == len(keys)


def _values(vector: Vector) -> list[Fraction]:
    return [value for _, value in vector]


def _vectors(head: Ref, side: Term, *, joined: bool) -> Iterator[Vector]:
    """The elements of an array of numbers with their names: of a vector, or of each row of a matrix."""
    match side:
        case Listed(None, items):
            rows, matrix = [items], False
        case Entries(rows) if len(rows[0]) == 1 or len(rows) == 1:
            rows, matrix = [tuple(entry for row in side.rows for entry in row)], False
        case Entries():
            rows, matrix = list(side.rows), True
        case _:
            return
    for row, entries in enumerate(rows, start=1):
        values = [value_of(each) for each in entries]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            columns = [str(at) for at in range(1, len(known) + 1)]
            places = [
                (column,) if not matrix else (f"{row}{column}",) if joined else (str(row), column) for column in columns
            ]
            yield [
                (replace(head, subs=(*head.subs, *place)), value) for place, value in zip(places, known, strict=True)
            ]
