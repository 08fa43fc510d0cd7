r"""Arrays that are spelt out: ``a_1 = w_{11} x_1 + w_{12} x_2`` and ``a_2 = w_{21} x_1 + w_{22} x_2`` define ``a_k``.

Where a document also writes ``a_k``, definitions of all its elements that are the same term with another number define
the array, and a sum whose terms are the same with the next number is one over all elements. Definitions that are not
alike define elements, and say nothing of the array.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.indices.letters import bound_of
from backproof.check.layers.recurrence import derives, refs_of
from backproof.check.names.patterns import Array, Pattern, Slot, array_of, common
from backproof.check.names.sampling import with_refs
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Num, Plus, Ref, Term, Times
from backproof.records import replace
from backproof.source import Span

FIRST = (0, 1)
"""Where the elements of an array begin."""
LETTERS = "kjimnpqrlst"
"""Letters for what runs, in the order of preference."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a letter in the definitions of arrays that are spelt out, and sums over all their elements."""
    if not any(map(names_element, lines)):
        return tuple(lines)
    uses = Uses.of(lines)
    if not any(map(_is_number, (subs for array in uses.arity for subs in uses.heads.get(array, ())))):
        return tuple(lines)
    summed = [with_sums(with_refs(line, uses.spread), uses) for line in lines]
    groups = _agreed(dict(_groups(summed, uses)), uses)
    defined = {at: line for group in groups.values() for at, line in group.items()}
    found = tuple(defined.get(at, line) for at, line in enumerate(summed))
    return found if groups.keys() & uses.arity.keys() and _is_read(found, groups) else tuple(lines)


@final
@dataclass(frozen=True)
class Uses:
    """How the arrays of a document are written: with which letters, and with which numbers."""

    letters: Mapping[Slot, str]
    """The letter that an array mostly has in a slot."""
    arity: Mapping[Array, int]
    numbers: Mapping[Slot, Set[int]]
    heads: Mapping[Array, Set[tuple[str, ...]]]
    """The subscripts with which arrays are defined."""
    lasts: Mapping[Array, Set[str]]
    """The upper bounds of the sums over each array."""
    grids: Set[Array]
    """Matrices that are written with numbers only: ``w_{11}``, ``w_{12}``, ``w_{21}``, ``w_{22}``."""

    @staticmethod
    def of(lines: Sequence[Line]) -> Uses:
        """Count the uses of all names."""
        refs = [ref for line in lines for ref in refs_of(line)]
        counts: defaultdict[Slot, Counter[str]] = defaultdict(Counter)
        arity: dict[Array, int] = {}
        for ref in refs:
            if any(sub in INDEX_LETTERS for sub in ref.subs):
                arity.setdefault(array_of(ref), len(ref.subs))
                for at, sub in enumerate(ref.subs):
                    if sub in INDEX_LETTERS:
                        counts[array_of(ref), at][sub] += 1
        letters = {slot: found.most_common(1)[0][0] for slot, found in counts.items()}
        heads: defaultdict[Array, set[tuple[str, ...]]] = defaultdict(set)
        lasts: defaultdict[Array, set[str]] = defaultdict(set)
        for line in lines:
            if isinstance(line.head, Ref) and line.relation in DEFINES and _says_more(line):
                heads[array_of(line.head)].add(line.head.subs)
            for part in (part for term in line.sides for part in walk(term)):
                if isinstance(part, Big) and (last := bound_of(part.upper)) is not None:
                    for ref in references(part.body):
                        if part.letter in ref.subs:
                            lasts[array_of(ref)].add(str(last))
        uses = Uses(letters, arity, {}, heads, lasts, _grids(refs))
        numbers: defaultdict[Slot, set[int]] = defaultdict(set)
        for ref in map(uses.spread, refs):
            for at, sub in enumerate(ref.subs):
                if sub.isdigit():
                    numbers[array_of(ref), at].add(int(sub))
        return replace(uses, numbers=numbers)

    def spread(self, ref: Ref) -> Ref:
        """The two numbers of ``w_{12}`` as two indices, where letters say so or the numbers fill a matrix."""
        array = array_of(ref)
        paired = array in self.grids or self.arity.get(array, 1) > 1
        match ref.subs:
            case (word,) if paired and word.isdigit() and len(word) == self.arity.get(array, 2):
                return replace(ref, subs=tuple(word))
            case _:
                return ref

    def is_element(self, head: Term | None) -> bool:
        """Whether a head is one numbered element of an array that no line defines with a letter."""
        match head:
            case Ref(subs=(number,)) if number.isdigit():
                return self.arity.get(array := array_of(head), 1) == 1 and all(
                    map(_is_number, self.heads.get(array, ()))
                )
            case _:
                return False

    def all_of(self, slot: Slot) -> range:
        """The elements that an array has by the numbers in a slot: from 0 or 1 to the last, or none where some lack."""
        numbers = self.numbers.get(slot, frozenset[int]())
        whole = range(min(numbers, default=0), max(numbers, default=0) + 1)
        said = self.lasts.get(slot[0], frozenset[str]()) <= {str(whole[-1])}
        return whole if said and len(whole) > 1 and whole[0] in FIRST and numbers == set(whole) else range(0)


def _grids(refs: Iterable[Ref]) -> frozenset[Array]:
    """The arrays of which two digits in a row are always a row and a column: they fill a whole matrix."""
    written: defaultdict[Array, set[str]] = defaultdict(set)
    for ref in refs:
        written[array_of(ref)].add(",".join(ref.subs))
    pairs = {array: {(word[:1], word[1:]) for word in words} for array, words in written.items() if _is_pairs(words)}
    sides = {array: [{pair[at] for pair in found} for at in (0, 1)] for array, found in pairs.items()}
    return frozenset(array for array, (rows, columns) in sides.items() if set(product(rows, columns)) == pairs[array])


def _is_pairs(words: Set[str]) -> bool:
    return len(words) > 1 and all(word.isdigit() and len(word) == 2 for word in words)


def _unused(line: Line, wanted: Iterable[str]) -> str:
    """A letter that a line has not, one of those wanted if possible."""
    used = {name for ref in refs_of(line) for name in (ref.base, *ref.subs)}
    used |= {part.letter for term in line.sides for part in occurrences(term, Big)}
    return next((each for each in (*wanted, *LETTERS) if each not in used), "")


# -- sums ----------------------------------------------------------------------------------------------------------


def with_sums(line: Line, uses: Uses) -> Line:
    """A line with one sum for terms that go through all elements."""

    def change(term: Term) -> Term:
        match rebuilt(term, change):
            case Plus(parts, span):
                joined = _joined(parts, line, uses)
                return joined[0] if len(joined) == 1 else Plus(joined, span)
            case other:
                return other

    return line.changed(change)


def _joined(parts: tuple[Term, ...], line: Line, uses: Uses) -> tuple[Term, ...]:
    """The parts of a sum, those that go through all elements as one of them."""
    for start, part in enumerate(parts):
        slots = [(array_of(ref), at) for ref in references(part) for at, sub in enumerate(ref.subs) if sub.isdigit()]
        for whole in {each: None for slot in slots if (each := uses.all_of(slot))}:
            run = parts[start : start + len(whole)]
            letter = _unused(line, (uses.letters[slot] for slot in slots if slot in uses.letters))
            found = common(dict(zip(whole, run, strict=False)), letter) if len(run) == len(whole) else None
            if found is not None and all(uses.all_of(slot) == whole for slot in found.slots()):
                span = run[0].span.join(run[-1].span)
                lower, upper = (Num(Fraction(number), 0, span) for number in (whole[0], whole[-1]))
                total = _over(found, lower, upper, span)
                return (*parts[:start], total, *_joined(parts[start + len(whole) :], line, uses))
    return parts


def _over(pattern: Pattern, lower: Term, upper: Term, span: Span) -> Term:
    """The sum of all elements, with the sign that all of them have before it."""
    match pattern.term:
        case Times((Num() as sign, *factors)):
            body = factors[0] if len(factors) == 1 else Times(tuple(factors), span)
            return Times((sign, Big("sum", pattern.letter, lower, upper, (), body, span)), span)
        case body:
            return Big("sum", pattern.letter, lower, upper, (), body, span)


# -- definitions ---------------------------------------------------------------------------------------------------


def _groups(lines: Sequence[Line], uses: Uses) -> Iterator[tuple[Array, dict[int, Line]]]:
    """The arrays of which all elements are defined by the same term, with these definitions as those of the array."""
    lengths = Counter(line.chain for line in lines)
    elements: defaultdict[Array, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if isinstance(line.head, Ref) and line.relation in DEFINES and uses.is_element(line.head):
            elements[array_of(line.head)].append(at)
    for array, places in elements.items():
        own = [lines[at] for at in places]
        alone = all(defines_element(line) and lengths[line.chain] == 1 for line in own)
        if alone and len({line.section for line in own}) == 1:
            sides = {_number(line): line.side for line in own if line.side is not None}
            letter = _unused(replace(own[0], head=None), filter(None, (uses.letters.get((array, 0)),)))
            found = common(sides, letter) if _is_whole(list(sides), len(own), uses.all_of((array, 0))) else None
            if found is not None:
                heads = [replace(line.head, subs=(letter,)) for line in own if isinstance(line.head, Ref)]
                pairs = zip(places, own, heads, strict=True)
                yield array, {at: replace(line, head=head, side=found.term) for at, line, head in pairs}


def _is_whole(numbers: Sequence[int], count: int, whole: range) -> bool:
    """Whether all elements are defined, each once."""
    return bool(whole) and count == len(whole) and set(numbers) == set(whole)


def _agreed(groups: dict[Array, dict[int, Line]], uses: Uses) -> dict[Array, dict[int, Line]]:
    """The definitions that rest on arrays only, and on no element that is a quantity of its own."""
    own = {array for array, subs in uses.heads.items() if array not in groups and any(map(_is_number, subs))}
    kept = {
        array: group
        for array, group in groups.items()
        if not any(array_of(ref) in own for line in group.values() for ref in refs_of(line))
    }
    return kept if len(kept) == len(groups) else _agreed(kept, uses)


def _is_read(lines: Sequence[Line], groups: Mapping[Array, Mapping[int, Line]]) -> bool:
    """Whether no number is left of which the length of an array could be the matter.

    No line may define single elements any more, or rest on them; where no sum says how long an array is, no line may
    have two.
    """
    defined = [line for group in groups.values() for line in group.values()]
    affected = {array_of(ref) for line in defined for ref in refs_of(line) if ref.subs}
    said = _said(lines, defined)
    named = {line.chain for line in lines if isinstance(line.head, Ref | Call)} - {None}
    for line in lines:
        numbers: defaultdict[Slot, set[str]] = defaultdict(set)
        for ref in refs_of(line):
            for at, sub in enumerate(ref.subs):
                if sub.isdigit() and array_of(ref) in affected:
                    numbers[array_of(ref), at].add(sub)
        if numbers and line.relation in DEFINES and (line.chain in named or isinstance(line.head, Ref | Call)):
            return False
        if any(len(found) > 1 and slot not in said for slot, found in numbers.items()):
            return False
    return True


def _said(lines: Sequence[Line], defined: Sequence[Line]) -> frozenset[Slot]:
    """The slots of which sums say how many elements they have, by themselves or by what has the same letter."""
    sums = (part for line in lines for term in line.sides for part in occurrences(term, Big))
    said = {slot for each in sums if each.upper is not None for slot in Pattern(each.body, each.letter).slots()}
    ties = [
        {slot for term in line.sides for slot in Pattern(term, line.head.subs[0]).slots()}
        for line in defined
        if isinstance(line.head, Ref)
    ]
    while wider := [tie for tie in ties if tie & said and not tie <= said]:
        said = said.union(*wider)
    return frozenset(said)


def names_element(line: Line) -> bool:
    """Whether the head of a line is an element by its numbers: most documents have no such line."""
    return isinstance(line.head, Ref) and _is_number(line.head.subs)


def defines_element(line: Line) -> bool:
    """Whether a line may define one element, and does no more."""
    limited = line.conditions or line.said.hedged
    plain = line.problem is None and line.side is not None and not (limited or derives(line))
    return plain and not any(map(_is_matrix, refs_of(line)))


def _is_matrix(ref: Ref) -> bool:
    """Whether a name is a whole matrix: what it is multiplied with are vectors with numbers, not elements."""
    return not ref.subs and (ref.base.isupper() or ref.base.startswith(("\\mathbf", "\\boldsymbol")))


def _says_more(line: Line) -> bool:
    """Whether a line says more of its head than a value."""
    return line.side is None or any(True for _ in references(line.side))


def _is_number(subs: tuple[str, ...]) -> bool:
    return bool(subs) and all(sub.isdigit() for sub in subs)


def _number(line: Line) -> int:
    return int(line.head.subs[0]) if isinstance(line.head, Ref) else 0
