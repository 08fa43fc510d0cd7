r"""Formulas that only numbers tell: behind ``t = 1`` and ``a = 0.77``, ``L = (1 - 0.77)^2`` is ``(t - a)^2``.

Worked homework often has no other formula. Each number has to be the value of just one name, or one that formulas have
of themselves, as 1/2; else a definition is left as it is. The numbers of a vector, one after the other as the factors
of a sum, are its elements, whatever else has one of these values. A name with two values, or two computations, tells
nothing. The numbers themselves are judged as they are written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant, is_printed, is_single, value_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, walk
from backproof.read.terms.terms import AXES, Divide, Entries, Listed, Num, Plus, Raise, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS

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


def settle(lines: Sequence[Line], written: Sequence[Line] = ()) -> dict[int, Term]:
    """The sides of such lines, with names in the place of the numbers that are put in.

    ``written``: the lines before functions of printed results were settled. A formula in letters counts everywhere.
    """
    asked = {at: line.head for at, line in enumerate(lines) if isinstance(line.head, Ref) and _is_computed(line)}
    if not asked:
        return {}
    symbolic = {line.head.key for line in written or lines if isinstance(line.head, Ref) and _is_formula(line)}
    often = Counter((lines[at].section, head.key) for at, head in asked.items())
    values = _Values(frozenset(_joined(lines)))
    below: dict[str, frozenset[str]] = {}
    """What each name that is computed rests on."""
    untold: set[str] = set()
    """The names that rest on more than is known: what they are in rests on it, too."""
    found: dict[int, Term] = {}
    for at, line in enumerate(lines):
        head, side = line.head, line.side
        if isinstance(head, Ref) and side is not None:
            told = side if _is_formula(line) else None
            if at in asked and head.key not in symbolic and often[line.section, head.key] == 1:
                told = values.so_far(line.section, loss=head.base in LOSS_LETTERS).told(_signed(side))
            named = {ref.key for ref in references(told)} if told is not None else set()
            rests = frozenset().union(*(below.get(key, frozenset()) for key in named))
            # What is in it twice, once by its own, may be another number that looks like it.
            told_here = told is not None and bool(named) and not named & (rests | {head.key} | untold)
            if at in asked and told is not None and told_here:
                found[at] = told
            (untold.add if at in asked and not told_here else untold.discard)(head.key)
            below[head.key] = rests | named
        values.note(line)
    return found


def _joined(lines: Sequence[Line]) -> Iterator[str]:
    """The letters of matrices whose elements are written with both places in one: ``V_{11}``."""
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        if len(ref.subs) == 1 and len(ref.subs[0]) == AXES and ref.subs[0].isdigit():
            yield ref.base


def _is_computed(line: Line) -> bool:
    """Whether a line computes its head from numbers."""
    side = line.side
    if side is None or line.problem is not None or line.relation not in DEFINES or not is_constant(side):
        return False
    return not is_printed(side) and not any(isinstance(part, Listed | Entries) for part in walk(side))


def _is_formula(line: Line) -> bool:
    return line.side is not None and line.relation in DEFINES and not is_constant(line.side)


@final
@dataclass
class _Values:
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
        place = line.section, head.key
        if not is_single(line.side):
            self._vectors[place] += _vectors(head, line.side, joined=head.base in self.joined)
        elif (value := value_of(line.side)) is not None:
            self._scalars[place][value] = head

    def so_far(self, section: int, *, loss: bool) -> _Told:
        """The names by their numbers in a section; one with two numbers has none."""
        plain: defaultdict[Fraction, list[Ref]] = defaultdict(list)
        for (where, _), found in self._scalars.items():
            if where == section and len(found) == 1:
                ((value, ref),) = found.items()
                plain[value].append(ref)
        arrays = (found for (where, _), found in self._vectors.items() if where == section and _is_one(found))
        return _Told(plain, [each for found in arrays for each in found], loss)


@final
@dataclass(frozen=True)
class _Told:
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
        pairs = [_pair(each) for each in terms]
        at = 0
        while at < len(terms):
            run = self.run(pairs[at:])
            if run is None:
                yield self.difference(terms[at]) if self.loss and len(terms) == FEWEST else self.formula(terms[at])
                at += 1
                continue
            yield from (Times(names, term.span) for names, term in zip(run, terms[at:], strict=False))
            at += len(run)

    def run(self, pairs: Sequence[Pair | None]) -> list[tuple[Ref, Ref]] | None:
        """The factors of the products that come next, where those in one place are the elements of a vector."""
        found: dict[frozenset[str], list[tuple[Ref, Ref]]] = {}
        for vector in self.vectors:
            own = [pair for pair in pairs[: len(vector)] if pair is not None]
            for place in (0, 1):
                if len(own) == len(vector) >= FEWEST and [pair[place].value for pair in own] == _values(vector):
                    others = self.others([pair[1 - place] for pair in own], vector)
                    run = [(ref, other) for (ref, _), other in zip(vector, others, strict=True)]
                    found[frozenset(ref.key for pair in run for ref in pair)] = run
        if len(found) > 1:
            raise _Untold
        return next(iter(found.values()), None)

    def others(self, numbers: Sequence[Num], vector: Vector) -> Iterator[Ref]:
        """The other factors of such products: the elements of another vector, or a name each."""
        values = [number.value for number in numbers]
        found = [each for each in self.vectors if _values(each) == values and each[0][0].base != vector[0][0].base]
        if len(found) > 1:
            raise _Untold
        yield from (ref for each in found for ref, _ in each)
        for name in map(self.named, numbers) if not found else ():
            if not isinstance(name, Ref):
                raise _Untold
            yield name

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


def _signed(term: Term) -> Term:
    """The term with the signs of numbers in them: ``-0.7 h`` is a product with -0.7."""
    term = rebuilt(term, _signed)
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
