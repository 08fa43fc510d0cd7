r"""What one line says of all elements of an array that is written out by others: ``e_i = y_i - t_i`` beside ``y_1``,
``y_2``, which are not alike.

Where no sum and no other line has the array with a letter, an ``e_2`` elsewhere is ``y_2 - t_2``, and the line itself
is about the first element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import final

from backproof.check.names.sampling import refs_of, with_refs
from backproof.check.names.unbound import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Big, Partial, Ref, Term
from backproof.records import dataclass

FEWEST = 2
"""So many elements are an array."""
Element = tuple[str, tuple[str, ...]]
"""A name with its indices."""


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with such elements written out."""
    elements = _elements(lines)
    if not elements:
        return lines
    said = {at: found for at, line in enumerate(lines) if (found := _said(line, elements)) is not None}
    known = {each.base: each for each in said.values()}
    if len(known) != len(said) or not said or _lettered(lines, said.keys(), elements.keys() | known.keys()):
        return lines
    return [said[at].first(line) if at in said else _with(line, known) for at, line in enumerate(lines)]


@final
@dataclass(frozen=True, slots=True)
class _Said:
    """A name with a letter, what it is defined as, and the numbers that the letter stands for."""

    base: str
    letter: str
    body: Term
    numbers: Set[str]

    def at(self, number: str) -> Term:
        """What the element with a number is."""
        return renamed(self.body, lambda ref: self.placed(ref, number))

    def placed(self, ref: Ref, number: str) -> Ref:
        """A name with a number for the letter."""
        return replace(ref, subs=tuple(number if sub == self.letter else sub for sub in ref.subs))

    def first(self, line: Line) -> Line:
        """The line that says it, for the first element."""
        number = min(self.numbers, key=int)
        return with_refs(line, lambda ref: self.placed(ref, number))


def _elements(lines: Sequence[Line]) -> Mapping[str, Set[str]]:
    """The arrays that are defined by numbered elements alone, none of which is computed from another one."""
    bodies: dict[Element, set[Element]] = {}
    heads: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in lines:
        match line:
            case Line(head=Ref(base, subs, ()), side=side) if side is not None and line.relation in DEFINES:
                inside = {(ref.base, ref.subs) for ref in references(side)}
                if inside:
                    heads[base].add(subs)
                    bodies.setdefault((base, subs), set()).update(inside)
            case _:
                pass
    found = {
        base: {each[0] for each in subs}
        for base, subs in heads.items()
        if len(subs) >= FEWEST and all(len(each) == 1 and each[0].isdigit() for each in subs)
    }
    return {base: numbers for base, numbers in found.items() if not _chained(base, numbers, bodies)}


def _chained(base: str, numbers: Set[str], bodies: Mapping[Element, Set[Element]]) -> bool:
    """Whether an element is computed from another one, as a layer is from the one below."""
    for number in numbers:
        seen: set[Element] = set()
        waiting: list[Element] = [(base, (number,))]
        while waiting:
            new = bodies.get(waiting.pop(), frozenset[Element]()) - seen
            waiting += new
            seen |= new
        if any(other == base for other, _ in seen):
            return True
    return False


def _said(line: Line, elements: Mapping[str, Set[str]]) -> _Said | None:
    """What a line says of all elements of such an array."""
    match line:
        case Line(head=Ref(base, (letter,), ()), side=side) if side is not None and letter.isalpha():
            own = {ref.base for ref in references(side) if ref.subs == (letter,)} & elements.keys()
            plain = line.relation in DEFINES and not any(True for _ in occurrences(side, Big, Partial))
            numbers = frozenset.intersection(*(frozenset(elements[each]) for each in own)) if own else frozenset()
            return _Said(base, letter, side, numbers) if plain and numbers and base not in elements else None
        case _:
            return None


def _lettered(lines: Sequence[Line], said: Set[int], names: Set[str]) -> bool:
    """Whether another line has one of the names with a letter, or whole."""
    others = (line for at, line in enumerate(lines) if at not in said)
    return any(ref.base in names and not all(map(str.isdigit, ref.subs or ("",))) for ref in _names(others))


def _names(lines: Iterator[Line]) -> Iterator[Ref]:
    return (ref for line in lines for ref in refs_of(line))


def _with(line: Line, known: Mapping[str, _Said]) -> Line:
    """A line with what its elements are; the first one keeps its name."""

    def change(term: Term) -> Term:
        match term:
            case Ref(base, (number,), ()) if base in known and number in known[base].numbers:
                first = number == min(known[base].numbers, key=int)
                return term if first else known[base].at(number)
            case Partial(of, by):
                return replace(term, of=change(of), by=by)
            case _:
                return rebuilt(term, change)

    return line.changed(change) if any(ref.base in known for ref in refs_of(line)) else line
