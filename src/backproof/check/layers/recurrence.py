r"""Steps in subscripts: which letters number the steps of a recurrence, and where names carry them.

``h_t = \tanh(W h_{t-1} + U x_t)`` defines each step by the one before, so t is a step in time; ``a_l = f(W_l a_{l-1})``
makes l a layer. ``y_i = x_i - x_{i-1}`` does neither: no y rests on another one, and i stays an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.read.grammar.scripts import LAYER, STEP
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Big, Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.records import Remembering, dataclass

BRACKETED = re.compile(r"[(<]([A-Za-z]|tau)([+-]\d)?[)>]")
"""A step as a superscript: ``h^{(t-1)}``, ``h^{<t-1>}``."""
NUMBERED = re.compile(r"[(<]?(\d)[)>]?")
Place = tuple[str, int]
"""Where a name carries its step: among its subscripts or its superscripts, and at which position."""


@final
@dataclass(frozen=True, slots=True)
class Mark:
    """A letter with an offset (``t-1``), or a number (no letter)."""

    letter: str
    offset: int


def marks(ref: Ref) -> dict[Place, Mark]:
    """What may be a step among the scripts of a name."""
    found: dict[Place, Mark] = {}
    for at, sub in enumerate(ref.subs):
        if (mark := _mark(sub, STEP)) is not None:
            found["sub", at] = mark
    for at, sup in enumerate(ref.sups):
        if (mark := _mark(sup, LAYER) or _mark(sup, BRACKETED)) is not None:
            found["sup", at] = mark
    return found


def _mark(script: str, spelt: re.Pattern[str]) -> Mark | None:
    if (number := NUMBERED.fullmatch(script)) is not None:
        return Mark("", int(number[1]))
    match = spelt.fullmatch(script)
    return None if match is None else Mark(match[1], int(match[2] or 0))


def has_offset(ref: Ref) -> bool:
    """Whether a subscript of a name has an offset."""
    return any(map(_is_offset, ref.subs))


@lru_cache(4096)
def _is_offset(sub: str) -> bool:
    mark = _mark(sub, STEP)
    return mark is not None and bool(mark.letter and mark.offset)


def refs_of(line: Line) -> Iterator[Ref]:
    """The names on both sides of a line."""
    return (ref for term in line.sides for ref in references(term))


def derives(line: Line) -> bool:
    """Whether a derivative stands in a line."""
    return any(has(term, Partial, Nabla) for term in line.sides)


@final
@dataclass(frozen=True, slots=True)
class Recurrence(Remembering):
    """The steps of a document: its lines, and what they say of its letters."""

    lines: Sequence[Line]

    @cached_property
    def definitions(self) -> tuple[tuple[Ref, Term], ...]:
        """The names that lines define without derivatives, and what they are defined by."""
        return tuple(
            (line.head, line.side)
            for line in self.lines
            if isinstance(line.head, Ref)
            and line.side is not None
            and line.relation in DEFINES - {"leftarrow"}
            and not derives(line)
        )

    @cached_property
    def primary(self) -> frozenset[str]:
        """The letters by which a definition rests on an earlier step of what a definition gives for each step."""
        defined = {(head.base, mark.letter) for head, _ in self.definitions for mark in marks(head).values()}
        return frozenset(
            letter for head, side in self.definitions for letter in _lagging(head, side, defined) if letter != "L"
        )

    @cached_property
    def places(self) -> dict[str, frozenset[Place]]:
        """Where each name carries its step; more than one place is none that can be read."""
        found: dict[str, frozenset[Place]] = {}
        for ref in self._refs:
            for place, mark in marks(ref).items():
                if mark.letter in self.primary:
                    found[ref.base] = found.get(ref.base, frozenset()) | {place}
        return found

    @cached_property
    def arities(self) -> frozenset[tuple[str, int]]:
        """With how many subscripts each name is written where it carries a step."""
        return frozenset((ref.base, len(ref.subs)) for ref in self._refs if self._primary_mark(ref) is not None)

    @cached_property
    def letters(self) -> frozenset[str]:
        """All letters of steps: those of the recurrence, and those that run beside them: k of ``\\sum_{k=1}^t``."""
        found = set(self.primary)
        for part in self._parts:
            match part:
                case Big(letter=letter, lower=lower, upper=upper, body=body):
                    limits = {name for bound in (lower, upper) if bound is not None for name in _letters(bound)}
                    if limits & (self.primary | self.last) and self._carries(body, letter):
                        found.add(letter)
                case Partial(Ref() as of, by):
                    found.update(self._pair(of, by))
                case Ref():
                    mark = self.mark(part)
                    if mark is not None and mark.offset and mark.letter not in self.last:
                        found.add(mark.letter)
                case _:
                    pass
        return frozenset(found - {""})

    @cached_property
    def last(self) -> frozenset[str]:
        """The letters of the last step: T in ``h_T`` and in ``\\sum_{t=1}^T``."""
        found: set[str] = set()
        for part in self._parts:
            match part:
                case Big(letter=letter, upper=Ref() as upper) if (
                    letter in self.primary and upper.base not in self.primary
                ):
                    found.add(upper.key)
                case Ref():
                    mark = self.mark(part)
                    if mark is not None and mark.letter.isupper():
                        found.add(mark.letter)
                case _:
                    pass
        return frozenset(found)

    @cached_property
    def highest(self) -> int:
        """The highest number of a step that is written."""
        found = (self.mark(ref) for ref in self._refs)
        return max((mark.offset for mark in found if mark is not None and not mark.letter), default=0)

    def place(self, ref: Ref) -> Place | None:
        """Where a name carries its step here, if it does."""
        known = self.places.get(ref.base, frozenset())
        if len(known) != 1 or (ref.base, len(ref.subs)) not in self.arities:
            return None
        place = next(iter(known))
        return place if place in marks(ref) else None

    def mark(self, ref: Ref) -> Mark | None:
        """The step that a name carries."""
        place = self.place(ref)
        return None if place is None else marks(ref)[place]

    def is_strange(self, ref: Ref) -> bool:
        """Whether a name with steps elsewhere stands here with something else in their place, or in another form."""
        known = self.places.get(ref.base, frozenset())
        if not known or not (ref.subs or ref.sups):
            return False
        mark = self.mark(ref)
        return len(known) > 1 or mark is None or mark.letter not in self.letters | self.last | {""}

    # -- parts -----------------------------------------------------------------------------------------------------

    @cached_property
    def _refs(self) -> tuple[Ref, ...]:
        return tuple(ref for line in self.lines for ref in refs_of(line))

    @cached_property
    def _parts(self) -> tuple[Term, ...]:
        return tuple(part for line in self.lines for term in line.sides for part in _walk(term))

    def _primary_mark(self, ref: Ref) -> Mark | None:
        return next((mark for mark in marks(ref).values() if mark.letter in self.primary), None)

    def _carries(self, body: Term, letter: str) -> bool:
        found = (self.mark(ref) for ref in references(body))
        return any(mark is not None and mark.letter == letter for mark in found)

    def _pair(self, of: Ref, by: Ref) -> Iterator[str]:
        """t and k of ``\\partial h_t/\\partial h_k``."""
        found = self.mark(of), self.mark(by)
        if of.base == by.base and None not in found:
            yield from (mark.letter for mark in found if mark is not None and mark.letter not in self.last)


def _walk(term: Term) -> Iterator[Term]:
    """All parts of a term, and the names of its functions."""
    yield from walk(term)
    yield from (ref for ref in references(term))


def _lagging(head: Ref, side: Term, defined: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The letters by which a definition rests on an earlier step of something defined."""
    for place, mark in marks(head).items():
        if not mark.letter or (place[0] == "sup" and mark.offset):
            continue
        for ref in references(side):
            # Layers in superscripts are written out elsewhere.
            own = (each for where, each in marks(ref).items() if where[0] == "sub" or each.letter not in {"l", "L"})
            below = (each for each in own if each.letter == mark.letter)
            if (ref.base, mark.letter) in defined and any(each.offset < mark.offset for each in below):
                yield mark.letter


def _letters(bound: Term) -> Iterator[str]:
    return (ref.base for ref in references(bound))


def value(bound: Term, numbers: Mapping[str, int]) -> int | None:
    """A bound with numbers for its letters: ``t+1`` at t = 1 is 2."""
    match bound:
        case Num(number) if number.denominator == 1:
            return int(number)
        case Ref():
            return numbers.get(bound.key)
        case Plus(terms):
            parts = [value(each, numbers) for each in terms]
            known = [each for each in parts if each is not None]
            return sum(known) if len(known) == len(parts) else None
        case Times((Num(sign), Num(number))) if sign == -1 and number.denominator == 1:
            return -int(number)
        case _:
            return None
