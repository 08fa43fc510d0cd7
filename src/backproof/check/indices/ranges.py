"""Which range every index slot of a document runs over, decided from all its lines before any is judged.

Definitions tie slots together first: in ``H_j = \\sum_i X_i w_{ij}`` the letter i ties the slot of X to the first slot
of w. Other lines tie what is not surely different; a line that would tie both slots of one matrix, or ranges with
different ends, ties nothing there, because it is that line which is suspect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import final

from backproof.check.indices.forest import Extent, Forest
from backproof.check.indices.lengths import of_one_length
from backproof.check.indices.letters import SAMPLE, Tied, Use, bound_of, number, resolved, uses
from backproof.check.names.names import Names, labelled
from backproof.expr import Model, Range, Symbol
from backproof.matrix.values import NO_SHAPES, Shapes
from backproof.read.terms.rewriting import counts, references, walk
from backproof.read.terms.terms import Big, Listed, Num, Ref, Term, Unreadable
from backproof.records import Remembering, dataclass, replace

LARGEST_TAKEN = 6
"""A declared extent above this is drawn small all the same: equality for random entries does not depend on it."""

SlotOf = tuple[str, int]


def _size(range_: Range, extent: Extent | None) -> int | None:
    """How many elements a range has where its last one is written as a number."""
    return extent.last - range_.first + 1 if extent is not None and isinstance(extent.last, int) else None


@final
@dataclass(frozen=True, slots=True)
class Ranges(Remembering):
    """The range of every slot. ``extents`` are the bounds that the document's lines agree on, by range name."""

    slots: dict[SlotOf, Range]
    extents: dict[str, Extent]
    letters: dict[str, str]
    distinct: frozenset[frozenset[str]] = frozenset()
    """Pairs of ranges, by name, that are surely different."""
    always: dict[str, Range] = field(default_factory=dict)
    """The range of each letter that runs over only one in the document."""
    ends: dict[str, str] = field(default_factory=dict)
    """The declared ends of ranges, by their names."""
    counts: dict[str, frozenset[int]] = field(default_factory=dict)
    """How many elements the document writes out in numbers of arrays with a range, by its name."""
    numbered: dict[str, int] = field(default_factory=dict)
    """How many elements the document names by number, of ranges that were given more."""
    _symbols: dict[tuple[str, int | None], Symbol] = field(default_factory=dict, init=False, repr=False, compare=False)

    def apart(self, one: Range, other: Range) -> bool:
        """Whether no reading can make two ranges one."""
        return frozenset({one.name, other.name}) in self.distinct

    def of(self, key: str, slot: int) -> Range:
        """The range of a slot; a slot that nothing ties has a range of its own."""
        return self.slots.get((key, slot)) or Range(f"{key}[{slot}]")

    def symbol(self, key: str, arity: int | None = None) -> Symbol:
        """A name with the ranges of its slots, that of the sample first where it has one."""
        known = self._symbols.get((key, arity))
        if known is None:
            known = self._symbols[key, arity] = self._symbol(key, arity)
        return known

    def _symbol(self, key: str, arity: int | None) -> Symbol:
        count = self.arity(key) if arity is None else arity
        sample = (SAMPLE,) if (key, SAMPLE) in self.slots else ()
        return Symbol(key, tuple(self.of(key, at) for at in (*sample, *range(count))))

    def ends_as_written(self) -> dict[str, str]:
        """The last elements of ranges as the author writes them, by the names of the ranges."""
        return {name: str(extent.last) for name, extent in self.extents.items() if extent.last is not None}

    def as_written(self) -> Ranges:
        """The ranges with just the extents that are written: a proof may draw other sizes, arrays have their own."""
        written = {range_: self.extents.get(range_.name) for range_ in self.slots.values()}
        return self._changed({range_: replace(range_, size=_size(range_, each)) for range_, each in written.items()})

    def sized(self, sizes: Mapping[str, int]) -> Ranges:
        """The ranges with so many elements in those with these names."""
        change = {each: replace(each, size=sizes[each.name]) for each in self.slots.values() if each.name in sizes}
        return self._changed(change)

    def _changed(self, change: Mapping[Range, Range]) -> Ranges:
        slots = {slot: change.get(each, each) for slot, each in self.slots.items()}
        always = {letter: change.get(each, each) for letter, each in self.always.items()}
        return replace(self, slots=slots, always=always)

    def describe(self, range_: Range) -> str:
        """A range in the author's terms: its usual letter with its bounds, or a name that it belongs to."""
        extent = self.extents.get(range_.name, Extent(None, None))
        letter = self.letters.get(range_.name, range_.name)
        if extent.last is not None:
            return f"{letter} = {extent.first}..{extent.last}"
        holder = next((key for (key, _), each in self.slots.items() if each == range_), letter)
        return f"the range of {holder}"

    def arity(self, key: str) -> int:
        """The number of slots that are known."""
        count = 0
        while (key, count) in self.slots:
            count += 1
        return count


def build(definitions: Iterable[tuple[Term, ...]], claims: Iterable[tuple[Term, ...]], names: Names,
          suppressed: Iterable[tuple[SlotOf, SlotOf]] = (), shapes: Shapes = NO_SHAPES,
          *, from_zero: bool = False) -> Ranges:  # fmt: skip
    """Type all slots: definitions and shapes first, then what authors leave out, then other lines where they agree.

    ``from_zero``: an array of which a line names the element 0 begins with it, whatever sums begin with.
    """
    forest = Forest()
    seen: list[tuple[tuple[Term, ...], list[_Group]]] = []
    again: list[_Group] = []
    heads: set[str] = set()
    for terms in definitions:
        groups = list(_groups(terms, names))
        seen.append((terms, groups))
        if (head := _head(terms[0], names)) and head in heads:
            again += groups
            continue
        heads.add(head)
        for group in groups:
            _tie_all(forest, group.slots)
            forest.note(group.slots[0], group.extent)
    for group in again:
        # What says anew what a name is ties no ranges that end differently: it may be a slip.
        first = group.slots[0]
        for slot in group.slots:
            if not forest.end_apart(first, slot):
                forest.tie(first, slot)
        forest.note(first, group.extent)
    known = tuple(each for each in shapes.arrays if _fits(each, names))
    for group in _groups(known, names):
        _tie_all(forest, group.slots)
        forest.counted.setdefault(group.slots[0], set()).update(shapes.counts.get(group.letter, ()))
        if group.letter in shapes.sizes:
            forest.entered[group.slots[0]] = shapes.sizes[group.letter]
        if group.letter in shapes.ends:
            forest.ends[group.slots[0]] = shapes.ends[group.letter]
    for left, right in suppressed:
        if not shapes.arrays or not forest.apart(left, right):
            forest.tie(left, right)
    defined = [terms for terms, _ in seen]
    for terms in claims:
        groups = list(_groups(terms, names))
        seen.append((terms, groups))
        # What no line before has with indices, and no definition names, may join the units of one range.
        anew = {slot for group in groups for slot in group.slots} - forest.parents.keys()
        for group in groups:
            first = group.slots[0]
            forest.note(first, group.extent)
            for slot in group.slots:
                # What no definition mentions may be square beside an array that is.
                clash = forest.apart(first, slot) and not forest.may_be_square(first, slot)
                array = forest.joined_at_once(first, slot, anew) if clash else None
                if not clash or (array is not None and not any(_names(each, array, names) for each in defined)):
                    forest.tie(first, slot)
    samples = [node for node in forest.parents if isinstance(node, tuple) and node[1] == SAMPLE]
    for node in samples:
        forest.tie(samples[0], node)
    return _named(forest, seen, names, from_zero=from_zero)


def _names(terms: tuple[Term, ...], key: object, names: Names) -> bool:
    return any(resolved(names, ref).key == key for term in terms for ref in references(term))


def _fits(array: Ref, names: Names) -> bool:
    """Whether a name is written with just the slots of an array."""
    name = resolved(names, array)
    return names.arity.get(name.key) == len(name.slots)


def _head(term: Term, names: Names) -> str:
    """The quantity, or the element by number, that a definition is of; empty where it is of neither."""
    if not isinstance(term, Ref):
        return ""
    name = resolved(names, term)
    return labelled(name.key, [str(each) for each in name.slots if isinstance(each, int)])


def _tie_all(forest: Forest, slots: list[SlotOf]) -> None:
    for slot in slots:
        forest.tie(slots[0], slot)


@final
@dataclass(slots=True)
class _Group:
    """The slots that one letter fills in one line, with the bounds that a sum gives it."""

    letter: str
    slots: list[SlotOf]
    extent: Extent | None


def _groups(terms: tuple[Term, ...], names: Names) -> Iterator[_Group]:
    ties = Forest()
    filled: defaultdict[object, list[Use]] = defaultdict(list)
    for term in terms:
        for use in uses(term, names):
            match use:
                case Use(str() as letter, _, _, binder):
                    filled[letter, id(binder) if binder else 0].append(use)
                case Tied(left, left_binder, right, right_binder):
                    ties.tie(
                        (left, id(left_binder) if left_binder else 0), (right, id(right_binder) if right_binder else 0)
                    )
                case _:
                    pass
    merged: defaultdict[object, list[Use]] = defaultdict(list)
    for binding, found in filled.items():
        merged[ties.root(binding)].extend(found)
    for found in merged.values():
        binder = next((use.binder for use in found if use.binder is not None), None)
        slots = [(use.key, use.slot) for use in found]
        yield _Group(str(found[0].letter), slots, _extent(binder) if binder is not None else None)


def _extent(binder: Big) -> Extent | None:
    first, last = number(binder.lower), bound_of(binder.upper)
    if first == 1 and counts(binder.letter, binder.body):
        # The element 0 vanishes in \sum_{m=1}^M m c_m t^{m-1}, which says nothing of whether there is one.
        first = None
    return None if first is None and last is None else Extent(first, last)


def _named(
    forest: Forest, seen: list[tuple[tuple[Term, ...], list[_Group]]], names: Names, *, from_zero: bool
) -> Ranges:
    """Give each class of slots a name (its commonest letters) and the extent that most lines give it."""
    votes: defaultdict[object, Counter[Extent]] = defaultdict(Counter)
    letters: defaultdict[object, Counter[str]] = defaultdict(Counter)
    elements: defaultdict[object, set[int]] = defaultdict(set)
    for terms, groups in seen:
        for group in groups:
            root = forest.root(group.slots[0])
            letters[root][group.letter] += 1
            if group.extent is not None:
                votes[root][group.extent] += 1
        for term in terms:
            for use in uses(term, names):
                if isinstance(use, Use) and isinstance(use.letter, int):
                    elements[forest.root((use.key, use.slot))].add(use.letter)
            for name, extent in _lists(term, names):
                votes[forest.root((name, 0))][extent] += 3
    given = _given([terms for terms, _ in seen])
    counted: defaultdict[object, set[int]] = defaultdict(set)
    for slot, sizes in forest.counted.items():
        counted[forest.root(slot)] |= sizes
    for slot, size in forest.entered.items():
        first = 0 if 0 in elements[forest.root(slot)] else 1
        votes[forest.root(slot)][Extent(first, first + size - 1)] += 3
    counts: dict[str, frozenset[int]] = {}
    taken: set[str] = set()
    ranges: dict[object, Range] = {}
    extents: dict[str, Extent] = {}
    usual: dict[str, str] = {}
    for root in {forest.root(node): None for node in list(forest.parents)}:
        letter = letters[root].most_common(1)[0][0] if letters[root] else "n"
        name = letter
        while name in taken:
            name += "'"
        taken.add(name)
        usual[name] = letter
        counts[name] = frozenset(counted[root]).union(*(given[extent.last] for extent in votes[root]))
        extent = _settled(votes[root], elements[root], counts[name])
        if from_zero and 0 in elements[root]:
            extent = replace(extent, first=0)
        extents[name] = extent
        ranges[root] = _range(name, extent, elements[root])
    ranges = dict(of_one_length(ranges, extents, (terms for terms, _ in seen)))
    open_ = {root: each for root, each in ranges.items() if extents[each.name].last is None}
    numbered = {each.name: len(elements[root]) for root, each in open_.items() if _has_more(each, elements[root])}
    slots = {node: ranges[forest.root(node)] for node in list(forest.parents) if isinstance(node, tuple)}
    roots = list(ranges)
    distinct = frozenset(
        frozenset({ranges[one].name, ranges[other].name})
        for at, one in enumerate(roots)
        for other in roots[at + 1 :]
        if forest.apart(one, other)
    )
    typed = {(str(key), int(at)): range_ for (key, at), range_ in slots.items()}
    return Ranges(typed, extents, usual, distinct, _always(letters, ranges), _ends(forest, ranges), counts, numbered)


def _given(lines: Iterable[tuple[Term, ...]]) -> Mapping[object, set[int]]:
    """The integers that names are given: ``N = 3``."""
    found: defaultdict[object, set[int]] = defaultdict(set)
    for terms in lines:
        match terms:
            case (Ref(subs=(), sups=()) as name, Num(value)) if value.denominator == 1:
                found[name.key].add(int(value))
            case _:
                pass
    return found


def _ends(forest: Forest, ranges: Mapping[object, Range]) -> dict[str, str]:
    """The declared end of each range that has just one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for slot, end in forest.ends.items():
        found[ranges[forest.root(slot)].name].add(end)
    return {name: next(iter(ends)) for name, ends in found.items() if len(ends) == 1}


def _always(letters: dict[object, Counter[str]], ranges: dict[object, Range]) -> dict[str, Range]:
    found: defaultdict[str, set[Range]] = defaultdict(set)
    for root, written in letters.items():
        for letter in written:
            found[letter].add(ranges[root])
    return {letter: next(iter(over)) for letter, over in found.items() if len(over) == 1}


def _settled(votes: Counter[Extent], elements: set[int], counts: frozenset[int]) -> Extent:
    """The extent that most lines give; where arrays are written out, a number is how long they are in an example."""
    complete = Counter({extent: count for extent, count in votes.items() if extent.last is not None})
    named = Counter({extent: count for extent, count in complete.items() if isinstance(extent.last, str)})
    if named and all(extent.last in counts for extent in complete.keys() - named.keys()):
        complete = named
    last = complete.most_common(1)[0][0].last if complete else None
    firsts = Counter[int]()
    for extent, count in votes.items():
        if extent.first is not None and (last is None or extent.last in {last, None} or extent.last is None):
            firsts[extent.first] += count
    default = 0 if 0 in elements else 1
    # Of as many lines for 1 and for 2, those with 1 count all elements.
    return Extent(max(firsts, key=lambda first: (firsts[first], first <= 1), default=default), last)


def _has_more(range_: Range, elements: set[int]) -> bool:
    """Whether a range was given more elements than the first ones, which the document names by number."""
    first = elements == set(range(range_.first, range_.first + len(elements)))
    return first and range_.size is not None and range_.size > len(elements) > 1


def _range(name: str, extent: Extent, elements: set[int]) -> Range:
    first = extent.first if extent.first is not None else 1
    size = extent.last - first + 1 if isinstance(extent.last, int) else None
    if size is not None and not 0 < size <= LARGEST_TAKEN:
        size = None
    if size is None and elements and max(elements) - first + 1 > 1:
        size = max(3, max(elements) - first + 1) if max(elements) - first < LARGEST_TAKEN else None
    return Range(name, first, size)


def _lists(term: Term, names: Names) -> Iterator[tuple[str, Extent]]:
    """``[l_0, l_1, l_2]`` declares the extent of l."""
    for part in walk(term):
        if isinstance(part, Listed):
            found = [
                item for item in part.items if isinstance(item, Ref) and len(item.subs) == 1 and item.subs[0].isdigit()
            ]
            if len(found) == len(part.items) > 1 and len({item.base for item in found}) == 1:
                numbers = [int(item.subs[0]) for item in found]
                try:
                    key = names.resolve(Ref(found[0].base, ("i",), found[0].sups, found[0].span)).key
                except Unreadable:
                    # The columns of a matrix beside each other say nothing of its elements.
                    continue
                yield key, Extent(min(numbers), max(numbers))


def ranges_of(model: Model) -> Ranges:
    """The ranges of a model that was not read but made: each slot has the one of its symbol."""
    symbols = {symbol for each in model for symbol in (each.symbol, *each.body.symbols)}
    slots = {(symbol.name, at): range_ for symbol in symbols for at, range_ in enumerate(symbol.ranges)}
    extents = {range_.name: Extent(range_.first, range_.last) for range_ in slots.values()}
    indices = {index for each in model for index in each.indices}
    return Ranges(slots, extents, {index.range.name: index.name for index in indices})
