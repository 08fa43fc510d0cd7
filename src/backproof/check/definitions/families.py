r"""One letter for two arrays that the letters of their indices tell apart: the errors ``\delta_k`` and ``\delta_j``.

A document that defines a name under two letters means two arrays where these letters surely run over different ranges.
A line may still borrow the letter of one for the other: beside hidden units ``a_j``, ``e^{a_k} / \sum_j e^{a_j}`` and
``\partial y_k / \partial a_j`` are about outputs. There the letter is another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import final

from backproof.check.definitions import definitions as defining
from backproof.check.indices import ranges as typing_
from backproof.check.indices.letters import resolved
from backproof.check.indices.ranges import Ranges
from backproof.check.names import gathering as naming
from backproof.check.names.names import Name, Names
from backproof.expr import Range
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Big, Branches, Call, Compare, Partial, Ref, Term
from backproof.records import replace

Families = dict[tuple[str, str], str]


def named(lines: Sequence[Line]) -> Names:
    """What the names of a document mean, once its definitions are known."""
    names = _told_apart(lines, naming.build(lines))
    found = defining.find(lines, names)
    return defining.siblings(found, defining.split_families(found, names))


def lettered(lines: tuple[Line, ...], names: Names) -> tuple[Line, ...]:
    r"""The lines with letters of their own for those that they borrow: ``e^{a_k} / \sum_{k'} e^{a_{k'}}``."""
    if not names.families:
        return lines
    borrowing = Borrowing(names, _ranges(lines, names))
    return tuple(borrowing.settled(line) for line in lines)


def _told_apart(lines: Sequence[Line], names: Names) -> Names:
    """Give the arrays that a document defines under further letters keys of their own."""
    supposed = _supposed(lines, names)
    if not supposed:
        return names
    split = replace(names, families=supposed)
    found = defining.find(lines, split)
    defined = {each.key for each in found}
    made_of = {each.key: frozenset(ref.base for ref in references(each.body)) for each in found}
    ranges = _ranges(lines, split)
    stems = {
        stem
        for (stem, _), key in supposed.items()
        if {stem, key} <= defined and ranges.apart(ranges.of(stem, 0), ranges.of(key, 0))
    }
    kept = replace(names, families=_of(supposed, stems))
    stems -= set(Borrowing(kept, ranges).unclear(lines, made_of))
    return replace(names, families=_of(supposed, stems)) if stems else names


def _of(families: Families, stems: set[str]) -> Families:
    return {(stem, letter): key for (stem, letter), key in families.items() if stem in stems}


def _ranges(lines: Sequence[Line], names: Names) -> Ranges:
    return typing_.build([(each.head, each.body) for each in defining.find(lines, names)], (), names)


def _supposed(lines: Sequence[Line], names: Names) -> Families:
    """A key for each letter under which equations name an array with one index; the first keeps that of the name."""
    letters: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        if isinstance(line.head, Ref) and line.relation in defining.DEFINES:
            name = resolved(names, line.head)
            match name.slots:
                case (str() as letter,) if not (name.updated or name.change):
                    letters[name.key][letter] = None
                case _:
                    pass
    several = {stem: found for stem, found in letters.items() if len(found) > 1}
    return {(stem, letter): stem + " " * at for stem, found in several.items() for at, letter in enumerate(found)}


@final
@dataclass(frozen=True, slots=True)
class Borrowing:
    """Letters that stand for those of the other array of a name."""

    names: Names
    ranges: Ranges

    def settled(self, line: Line) -> Line:
        """A line in which every letter is one of its own array."""

        def changed(term: Term) -> Term:
            match term:
                case Big():
                    own = self.beside(term, line) or self.elsewhere(term.letter, (term.body,))
                    body = changed(term.body)
                    if own is None:
                        return replace(term, body=body)
                    return replace(term, letter=own, body=_renamed(body, term.letter, own))
                case _:
                    return rebuilt(term, changed)

        terms = line.sides
        bound = {part.letter for term in terms for part in occurrences(term, Big)}
        free = {letter for _, letter in self.names.families} - bound
        meant = {letter: own for letter in sorted(free) if (own := self.elsewhere(letter, terms)) is not None}
        head, side = (None if term is None else changed(term) for term in (line.head, line.side))
        conditions = line.conditions
        for letter, own in meant.items():
            head, side = (None if term is None else _renamed(term, letter, own) for term in (head, side))
            conditions = _compared(conditions, partial(_renamed, letter=letter, own=own))
        return replace(line, head=head, side=side, conditions=conditions)

    def unclear(self, lines: Iterable[Line], made_of: Mapping[str, Set[str]]) -> Iterator[str]:
        """Names with a sum of which nothing says over which of their arrays it runs, by what these are made of."""
        for line in lines:
            sums = (part for term in line.sides for part in occurrences(term, Big))
            for each in sums:
                alone = self.alone(each)
                if alone and self.beside(each, line) is None and not self.goes_through(each, made_of):
                    yield from alone

    def goes_through(self, big: Big, made_of: Mapping[str, Set[str]]) -> bool:
        r"""Whether it is a chain rule through the array of its letter: ``\sum_j \dots \partial a_j/\partial x_i``."""
        slopes = [(part.of, part.by.base) for part in occurrences(big.body, Partial)]
        keys = [(self.bare(of).key, by) for of, by in slopes if isinstance(of, Ref) and big.letter in of.subs]
        return any(by in made_of.get(self.names.families.get((key, big.letter), ""), ()) for key, by in keys)

    def beside(self, big: Big, line: Line) -> str | None:
        """Where nothing else has the letter of a sum: one that the same arrays have beside it."""
        stems = self.alone(big)
        refs = [ref for term in line.sides for ref in references(term)]
        names = [self.bare(ref) for ref in refs]
        found = {slot for name in names if name.key in stems for slot in name.slots} - {big.letter}
        match [slot for slot in found if isinstance(slot, str)]:
            case [other]:
                return f"{other}'"
            case _:
                return None

    def alone(self, big: Big) -> frozenset[str]:
        """The names of several arrays that are all that has the letter of a sum."""
        stems = {stem for stem, _ in self.names.families}
        having = [self.bare(ref) for ref in references(big.body) if big.letter in ref.subs]
        found = frozenset(name.key for name in having)
        return found if found <= stems and all(len(name.slots) == 1 for name in having) else frozenset()

    def elsewhere(self, letter: str, terms: Iterable[Term]) -> str | None:
        """Where other arrays say that a letter runs over the range of another family: a letter of that one."""
        having = [self.bare(ref) for term in terms for ref in references(term) if letter in ref.subs]
        ours = {name.key for name in having if (name.key, letter) in self.names.families}
        others = {over for name in having if name.key not in ours for over in self.filled(name, letter)}
        meant: set[str] = set()
        for stem in ours:
            own = self.ranges.of(self.names.families[stem, letter], 0)
            if len(others) != 1 or not all(self.ranges.apart(own, over) for over in others):
                return None
            families = ((each, key) for (base, each), key in self.names.families.items() if base == stem)
            meant.update(each for each, key in families if self.ranges.of(key, 0) in others)
        return f"{min(meant)}'" if len(meant) == 1 else None

    def filled(self, name: Name, letter: str) -> Iterator[Range]:
        """The ranges of the slots of a name that a letter fills."""
        yield from (self.ranges.of(name.key, at) for at, slot in enumerate(name.slots) if slot == letter)

    def bare(self, ref: Ref) -> Name:
        """A name as it is without families."""
        name = resolved(self.names, ref)
        return replace(name, key=name.key.rstrip())


def _renamed(term: Term, letter: str, own: str) -> Term:
    def inside(part: Term) -> Term:
        return _renamed(part, letter, own)

    match term:
        case Ref(base=base) if base == letter and not term.subs:
            return replace(term, base=own)
        case Ref():
            return _scripted(term, letter, own)
        case Partial(of, by):
            return replace(term, of=inside(of), by=_scripted(by, letter, own))
        case Call(name, arguments=arguments):
            return replace(term, name=_scripted(name, letter, own), arguments=tuple(map(inside, arguments)))
        case Compare(_, left, right):
            return replace(term, left=inside(left), right=inside(right))
        case Branches(rows):
            told = ((inside(value), _compared(conditions, inside)) for value, conditions in rows)
            return replace(term, rows=tuple(told))
        case _:
            return rebuilt(term, inside)


def _scripted(ref: Ref, letter: str, own: str) -> Ref:
    return replace(ref, subs=tuple(own if script == letter else script for script in ref.subs))


def _compared(conditions: tuple[Compare, ...], change: Callable[[Term], Term]) -> tuple[Compare, ...]:
    return tuple(each for each in map(change, conditions) if isinstance(each, Compare))
