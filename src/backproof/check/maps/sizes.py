r"""What stands between dots, written out for small sizes: ``x_1, \dots, x_n`` is ``x_1, x_2, x_3``.

The sizes of different letters differ, so that a transposed matrix does not fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from itertools import cycle
from typing import final

from backproof.check.maps.scope import Elements, core
from backproof.read.lines import Line
from backproof.read.terms import dots
from backproof.read.terms.rewriting import children, rebuilt, references, renamed, walk
from backproof.read.terms.terms import (
    Big,
    Call,
    Compare,
    Entries,
    Listed,
    Num,
    Plus,
    Ranged,
    Ref,
    Run,
    Term,
    Unreadable,
)
from backproof.read.vocabulary import VECTOR_FUNCTIONS
from backproof.records import dataclass, replace

SIZES = (3, 2, 4)
MOST = 10_000
"""Elements between dots; more are not written out."""
UNSAID = (1, 2)
"""The numbers of the entries of a vector of which nothing says how many it has."""


@final
@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a document without dots, and the numbers of the elements of letters that stood beside dots."""

    lines: Sequence[Line]
    elements: Mapping[int, Elements] = field(default_factory=dict)
    """Those of each section."""
    changed: frozenset[int] = frozenset()
    """The lines that had dots, or functions of whole vectors."""


def written_out(lines: Sequence[Line]) -> Written:
    """The lines with what stands between their dots; those in which that is not clear stay as they are."""
    read = [_read(line) for line in lines]
    sections = {line.section for line in read}
    runs = {section: [run for line in read if line.section == section for run in _runs(line)] for section in sections}
    every = [run for each in runs.values() for run in each]
    named = dict.fromkeys(run.last.key for _, run in every if isinstance(run.last, Ref))
    sizes = dict(zip(named, cycle(SIZES), strict=False))
    usual = dict(_elements(every, sizes))
    applied = {part.name for line in read for part in _parts(line) if isinstance(part, Call)}
    unsaid = {core(name): UNSAID for name in applied if name.base in VECTOR_FUNCTIONS}
    if not (usual or unsaid):
        return Written(lines)
    elements = {section: unsaid | usual | dict(_elements(runs[section], sizes)) for section in sections}
    written = [_Out(sizes, elements[line.section]).line(line) for line in read]
    both = enumerate(zip(lines, written, strict=True))
    changed = {at for at, (line, other) in both if (line.head, line.side) != (other.head, other.side)}
    return Written(written, elements, frozenset(changed))


def _read(line: Line) -> Line:
    """A line with its runs, and with the sides that apply functions of whole vectors."""
    if line.applied is not None:
        head, side = line.applied
        line = replace(line, head=head, side=side, problem=None)
    return _with_runs(line) if _has_dots(line) else line


def _parts(line: Line) -> Iterator[Term]:
    return (part for term in line.sides for part in walk(term))


def _has_dots(line: Line) -> bool:
    return any(isinstance(part, Call) and any(map(dots.stands_for_more, part.arguments)) for part in _parts(line))


def _with_runs(line: Line) -> Line:
    r"""A line with the arguments ``x_1, \dots, x_n`` as a run of them."""

    def change(term: Term) -> Term:
        term = rebuilt(term, change)
        if isinstance(term, Call) and any(map(dots.stands_for_more, term.arguments)):
            try:
                return replace(term, arguments=dots.pieces(term.arguments, term.span, across=False))
            except Unreadable:
                return term
        return term

    return line.changed(change)


def _runs(line: Line) -> Iterator[tuple[Term, Run]]:
    """What runs in a line, each with its letter and bounds."""
    for part in _parts(line):
        if isinstance(part, Ranged):
            yield from ((part.body, run) for run in (part.rows, part.columns) if run is not None)


def _elements(runs: Sequence[tuple[Term, Run]], sizes: Mapping[str, int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The letters with one subscript that runs, with the numbers of their elements; none that has several sizes."""
    found: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for body, run in runs:
        for ref in _outside(body):
            if ref.subs == (run.letter,) and not ref.sups:
                with suppress(Unreadable):
                    found[core(ref)].add(tuple(_numbers(run, sizes)))
    return ((letter, numbers) for letter, several in found.items() if len(several) == 1 for numbers in several)


def _outside(body: Term) -> Iterator[Ref]:
    """The names in an entry that stand in no other run, which may have the same letter."""
    match body:
        case Ranged():
            return
        case Ref():
            yield body
        case Call(name):
            yield name
        case _:
            pass
    for part in children(body):
        yield from _outside(part)


def _numbers(run: Run, sizes: Mapping[str, int]) -> range:
    """The numbers of a run; raises Unreadable where there are none, or too many."""
    match run.last:
        case Num(value):
            last = int(value)
        case Ref() as ref:
            last = sizes[ref.key]
        case _:
            last = run.first - 1
    if not 0 < last + 1 - run.first <= MOST:
        raise Unreadable(f"from {run.first} to {last} there are no elements, or too many", run.last.span)
    return range(run.first, last + 1)


@final
@dataclass(frozen=True, slots=True)
class _Out:
    """Writes terms out."""

    sizes: Mapping[str, int]
    elements: Elements

    def line(self, line: Line) -> Line:
        """A line without dots; as it is where they stand for too much."""
        try:
            return replace(line, head=self.of(line.head), side=self.of(line.side))
        except Unreadable:
            return line

    def of(self, term: Term | None) -> Term | None:
        """A term without dots, its last elements by their numbers."""
        return None if term is None else renamed(self.whole(term), self.numbered)

    def numbers(self, run: Run) -> range:
        """The numbers that a letter runs over."""
        return _numbers(run, self.sizes)

    def numbered(self, ref: Ref) -> Ref:
        """``x_n`` by its number."""
        known = core(replace(ref, subs=())) in self.elements
        return replace(ref, subs=tuple(str(self.sizes.get(sub, sub)) for sub in ref.subs)) if known else ref

    def whole(self, term: Term) -> Term:
        match term:
            case Ranged(inner, rows, columns, span, listed):
                body = self.whole(inner)  # what stands between dots in it may have the same letter
                down = [dots.at(body, rows, number) for number in self.numbers(rows)] if rows else [body]
                grid = tuple(
                    tuple(dots.at(each, columns, number) for number in self.numbers(columns)) if columns else (each,)
                    for each in down
                )
                return Listed(None, tuple(down), span) if listed else Entries(grid, span)
            case Listed(None, items) if any(isinstance(item, Ranged) for item in items):
                return rebuilt(replace(term, items=tuple(self.flat(items))), self.whole)
            case Call(_, _, arguments) if any(isinstance(each, Ranged) for each in arguments):
                return rebuilt(replace(term, arguments=tuple(self.flat(arguments))), self.whole)
            case Entries(rows, span) if any(isinstance(each, Ranged) for row in rows for each in row):
                across = tuple(tuple(self.flat(row)) for row in rows)
                if all(len(row) == 1 for row in rows):
                    across = tuple((each,) for row in across for each in row)
                return rebuilt(Entries(across, span), self.whole)
            case Big("sum", letter, lower, upper, (), body) if numbers := self.bounds(letter, lower, upper, body):
                return self.whole(Plus(tuple(_at(body, letter, number) for number in numbers), term.span))
            case Compare():
                return term
            case _:
                return rebuilt(term, self.whole)

    def flat(self, items: Sequence[Term]) -> Iterator[Term]:
        """Entries with those of runs among them."""
        for item in items:
            match item:
                case Ranged(inner, rows, columns) if (run := rows or columns) is not None:
                    body = self.whole(inner)
                    yield from (dots.at(body, run, number) for number in self.numbers(run))
                case _:
                    yield item

    def bounds(self, letter: str, lower: Term | None, upper: Term | None, body: Term) -> Sequence[int]:
        """What the letter of a sum runs over, by its bounds or by the elements in its body; nothing where unclear."""
        found = {self.elements.get(core(replace(ref, subs=()))) for ref in references(body) if ref.subs == (letter,)}
        match lower, upper:
            case (None, None) if len(found) == 1:
                return next(iter(found)) or ()
            case Num(value), Ref() if upper.key in self.sizes and abs(value) < MOST:
                return range(int(value), self.sizes[upper.key] + 1)
            case Num(value), Ref() if value == 1 and len(found) == 1 and next(iter(found)) is UNSAID:
                return UNSAID
            case _:
                return ()


def _at(body: Term, letter: str, number: int) -> Term:
    """The body of a sum at one of its numbers."""

    def put(ref: Ref) -> Ref:
        return replace(ref, subs=tuple(str(number) if sub == letter else sub for sub in ref.subs))

    return renamed(body, put)
