r"""Recurrences written out: ``h_t = \tanh(W h_{t-1} + U x_t)`` becomes one line for each of a few steps.

Steps stand where layers do from here on (``h_2`` is ``h^{2}``); names without a step, such as W, are shared by all of
them. Sums and products over steps are written out too, so that a gradient through time is an ordinary one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant
from backproof.check.layers import carried_out, iterations, numbered, wires
from backproof.check.layers.layers import Instance
from backproof.check.layers.recurrence import Recurrence, has_offset, refs_of, value
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, children, counts, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import (
    About,
    Big,
    Branches,
    Call,
    Compare,
    Num,
    Partial,
    Plus,
    Ref,
    Term,
    Times,
    Unreadable,
)
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import Remembering, dataclass, replace

DEPTH = 3
"""A first, a middle and a last step, after the initial one."""
MOST = 5
"""Numbers above this are no steps that are written out."""
GUESSED = "which equation this continues is a guess"
SIGNS = frozenset({"odot", "otimes"})
Numbers = Mapping[str, int]


class _Missing(Exception):
    """A name that does not exist at a step."""


def expand(lines: Sequence[Line], depth: int = DEPTH) -> list[Instance]:
    """All lines for all their steps, in the order of the text; a line without a step stays as it is."""
    lines = iterations.settle(carried_out.settle(lines))
    found = Recurrence(lines)
    if not found.primary or found.highest > MOST:
        return [replace(each, line=refused(each.line)) for each in numbered.written_out(lines)]
    lines = wires.settle(lines, found)
    found = Recurrence(lines)
    return list(_Writer(lines, found, max(depth, found.highest)).written())


@final
@dataclass(frozen=True, slots=True)
class _Writer(Remembering):
    """Writes the lines of a document out."""

    lines: Sequence[Line]
    steps: Recurrence
    depth: int

    def written(self) -> Iterator[Instance]:
        """Each line for the steps at which all its names exist."""
        taken = max((line.chain for line in self.lines if line.chain is not None), default=0) + 1
        chains: dict[tuple[int, tuple[int, ...]], int] = {}
        last: dict[int, int | None] = {}
        for at, own in enumerate(self.lines):
            goes_on = own.chain is None and own.head is None and bool(self._free(own))
            line = replace(own, chain=last.get(own.section), limited=GUESSED) if goes_on else own
            chain = line.chain
            for numbers, each in self._instances(line):
                key = None if chain is None or not numbers else (chain, tuple(numbers.values()))
                number = chain if key is None else chains.setdefault(key, taken + len(chains))
                yield Instance(replace(each, chain=number), at)
            if line.head is not None:
                last[line.section] = chain

    def _chained(self, line: Line) -> tuple[str, ...]:
        """The free letters of all lines of a chain: they stand for one step throughout."""
        own = [each for each in self.lines if each.chain == line.chain] if line.chain is not None else [line]
        return tuple(sorted({letter for each in own for letter in self._free(each)} | set(self._free(line))))

    def _instances(self, line: Line) -> Iterator[tuple[Numbers, Line]]:
        letters = self._chained(line)
        if strange := next((ref for ref in refs_of(line) if self.steps.is_strange(ref)), None):
            reason = f"{strange.key} stands elsewhere with its step"
            yield from self._unread(line, Unreadable(reason, line.span, About.WRITTEN_OTHERWISE), letters)
            return
        if letters and (head := self._stepless(line)) is not None and bare(head) not in self._now:
            reason = f"{head.key} has no step, and what defines it has one"
            yield from self._unread(line, Unreadable(reason, line.span), letters)
            return
        if any(isinstance(part, Branches) and self._mentions(part) for term in line.sides for part in walk(term)):
            yield from self._unread(
                line, Unreadable("cases that depend on the step are not read yet", line.span), letters
            )
            return
        try:
            steps = self._range if not self._is_now(line) else self._range[-1:]
            choices = [dict(zip(letters, each, strict=True)) for each in product(steps, repeat=len(letters))]
            admitted = [(each, found) for each in choices if (found := self._at(line, each)) is not None]
        except Unreadable as problem:
            yield from self._unread(line, Unreadable(problem.reason, line.span, problem.about), letters)
            return
        if not admitted:
            reason = "at none of the steps that were tried do all its names exist"
            yield from self._unread(line, Unreadable(reason, line.span), letters)
            return
        yield from ((numbers, self._limited(line, each)) for numbers, each in admitted)

    @cached_property
    def _now(self) -> frozenset[Term]:
        """The loss that has no step while what defines it has one: it is that of the last step."""
        heads = [head for line in self.lines if self._free(line) and (head := self._stepless(line)) is not None]
        return frozenset(bare(head) for head in heads if head.base in LOSS_LETTERS) if len(heads) == 1 else frozenset()

    def _stepless(self, line: Line) -> Ref | None:
        """The name that a line defines, where that has no step: the line would define it anew at each."""
        named = isinstance(line.head, Ref) and line.relation in DEFINES
        return line.head if named and isinstance(line.head, Ref) and self._is_stepless(line.head) else None

    def _is_now(self, line: Line) -> bool:
        """Whether a line speaks of such a loss."""
        return bool(self._now) and any(bare(ref) in self._now for term in line.sides for ref in references(term))

    def _is_earlier(self, by: Ref) -> bool:
        """Whether a name stands in steps before the last one, too."""
        mark = self.steps.mark(by)
        return mark is None or not mark.letter or mark.offset < 0

    def _is_stepless(self, head: Ref) -> bool:
        return self.steps.mark(head) is None and head.base not in self.steps.letters

    def _unread(self, line: Line, why: Unreadable, letters: Sequence[str]) -> Iterator[tuple[Numbers, Line]]:
        """A line that is not read still names what it would define."""
        problem = line.problem or why
        head = line.head if isinstance(line.head, Ref) and not self.steps.is_strange(line.head) else None
        for step in self._range:
            numbers = dict.fromkeys(letters, step)
            kept = None if head is None else self._head(head, {**self._last, **numbers})
            yield numbers, replace(line, head=kept, side=None, problem=problem)
            if not letters:
                return

    def _head(self, head: Ref, numbers: Numbers) -> Ref | None:
        try:
            named = self._named(head, numbers)
        except _Missing:
            return None
        return None if has_offset(named) else named

    def _limited(self, line: Line, written: Line) -> Line:
        """A line that numbers steps may know how many there are."""
        found = (self.steps.mark(ref) for ref in refs_of(line))
        if self.steps.highest < DEPTH and any(mark and not mark.letter and mark.offset for mark in found):
            return replace(written, limited=written.limited or "how many steps there are is not written")
        if self._is_now(line) and any(self._is_earlier(part.by) for part in _partials(line)):
            return replace(written, limited=written.limited or "whether earlier steps are held is not written")
        products = (part for term in line.sides for part in occurrences(term, Big))
        if any(each.kind == "prod" and self._binds(each) and not isinstance(each.body, Partial) for each in products):
            return replace(written, limited=written.limited or "the order of a product over steps is not written")
        return written

    @property
    def _range(self) -> range:
        return range(1, self.depth + 1)

    @cached_property
    def _last(self) -> Numbers:
        return dict.fromkeys(self.steps.last, self.depth)

    def _mentions(self, term: Term) -> bool:
        return any(ref.base in self.steps.letters or self.steps.mark(ref) is not None for ref in references(term))

    # -- which steps -----------------------------------------------------------------------------------------------

    def _free(self, line: Line) -> tuple[str, ...]:
        """The letters of steps that no sum in a line binds."""
        found: set[str] = set()
        for term in line.sides:
            found |= self._open(term)
        return tuple(sorted(found))

    def _open(self, term: Term) -> Set[str]:
        match term:
            case Big(letter=letter, lower=lower, upper=upper, body=body):
                limits = [self._open(each) for each in (lower, upper) if each is not None]
                return (set().union(*limits) | self._open(body)) - {letter}
            case Ref(base=base, subs=(), sups=()) if base in self.steps.letters and self._is_bound_letter(base):
                return {base}
            case _:
                found: set[str] = set()
                for ref in _own_refs(term):
                    mark = self.steps.mark(ref)
                    if mark is not None and mark.letter in self.steps.letters:
                        found.add(mark.letter)
                for part in children(term):
                    found |= self._open(part)
                return found

    def _is_bound_letter(self, base: str) -> bool:
        """Whether a letter alone is the number of a step: no name with a step of its own is written with it."""
        return base not in self.steps.places

    @cached_property
    def _existing(self) -> dict[str, set[int]]:
        """The steps that each name that is defined has by the definitions; inputs have all."""
        heads = {head.base for head, _ in self.steps.definitions if self.steps.mark(head) is not None}
        found: dict[str, set[int]] = {}
        for head, side in self.steps.definitions:
            own = self.steps.mark(head)
            if own is None or not own.letter:
                continue
            used = [(ref.base, mark) for ref in (head, *references(side)) if (mark := self.steps.mark(ref)) is not None]
            related = [(base, mark.offset - own.offset) for base, mark in used if mark.letter == own.letter]
            for step in self._range:
                numbers = [(base, step + offset) for base, offset in related]
                if all(0 <= number <= self.depth for _, number in numbers):
                    for base, number in numbers:
                        if base in heads:
                            found.setdefault(base, set()).add(number)
        return found

    def _exists(self, ref: Ref, number: int) -> bool:
        return number in self._existing.get(ref.base, range(self.depth + 1))

    # -- writing out -----------------------------------------------------------------------------------------------

    def _at(self, line: Line, numbers: Numbers) -> Line | None:
        """The line at some steps, or None where one of its names does not exist there."""
        every = {**self._last, **numbers}
        pairs = (part for term in line.sides for part in occurrences(term, Partial))
        if any(self._is_backward(each, every) for each in pairs):
            return None
        try:
            head, side = (None if term is None else self._term(term, every) for term in (line.head, line.side))
        except _Missing:
            return None
        left = [ref for term in (head, side) if term is not None for ref in references(term) if has_offset(ref)]
        if left:
            raise Unreadable("an offset in a subscript is not read here yet", left[0].span)
        return replace(line, head=head, side=side)

    def _term(self, term: Term, numbers: Numbers) -> Term:
        match term:
            case Ref(base=base, subs=(), sups=(), span=span) if base in numbers and self._is_bound_letter(base):
                return Num(Fraction(numbers[base]), 0, span) if self._counts(base) else term
            case Ref():
                return self._named(term, numbers)
            case Call(name=name, arguments=arguments):
                told = tuple(self._term(each, numbers) for each in arguments)
                return replace(term, name=self._named(name, numbers), arguments=told)
            case Partial(of, by):
                return replace(term, of=self._term(of, numbers), by=self._named(by, numbers))
            case Times(factors, signs=signs):
                kept = tuple(each for each in factors if not self._is_empty(each, numbers))
                if len(kept) == len(factors):
                    return rebuilt(term, lambda part: self._term(part, numbers))
                if not kept or SIGNS & {*signs}:
                    raise _Missing
                return replace(term, factors=tuple(self._term(each, numbers) for each in kept), signs=())
            case Big() if term.letter in self.steps.letters and self._binds(term):
                return self._big(term, numbers)
            case Big(upper=Ref(base)) if base in numbers and counts(base, term.body):
                if any(term.letter in (*ref.subs, *ref.sups) for ref in references(term.body)):
                    raise Unreadable("a sum up to a step, with its number in it, is not read yet", term.span)
                return self._big(term, numbers)
            case Compare(left=left, right=right):
                return replace(term, left=self._term(left, numbers), right=self._term(right, numbers))
            case _:
                return rebuilt(term, lambda part: self._term(part, numbers))

    def _binds(self, term: Big) -> bool:
        """Whether a sum runs over steps, and not over an index of the same letter."""
        found = (self.steps.mark(ref) for ref in references(term.body))
        return any(mark is not None and mark.letter == term.letter for mark in found)

    def _counts(self, base: str) -> bool:
        """Whether a letter by itself is how many steps there are: nothing is differentiated by it, and no line
        defines it."""
        parts = [part for line in self.lines for term in line.sides for part in walk(term)]
        above = (part.of for part in parts if isinstance(part, Partial))
        below = (part.by.base for part in parts if isinstance(part, Partial))
        heads = (line.head for line in self.lines)
        return base not in {*below, *(each.base for each in (*above, *heads) if isinstance(each, Ref))}

    def _is_backward(self, term: Partial, numbers: Numbers) -> bool:
        """``\\partial h_t/\\partial h_k`` is of a later step by an earlier one, where nothing else is said."""
        if not isinstance(term.of, Ref):
            return False
        found = self.steps.mark(term.of), self.steps.mark(term.by)
        letters = {mark.letter for mark in found if mark is not None}
        if None in found or len(letters) < 2 or not letters <= numbers.keys():
            return False
        of, by = (numbers[mark.letter] + mark.offset for mark in found if mark is not None)
        return of <= by

    def _limits(self, term: Big, numbers: Numbers) -> range:
        lower = 1 if term.lower is None else value(term.lower, numbers)
        upper = self.depth if term.upper is None else value(term.upper, numbers)
        if lower is None or upper is None or term.conditions:
            raise Unreadable("the bounds of this sum over steps are not read yet", term.span)
        return range(lower, upper + 1)

    def _is_empty(self, term: Term, numbers: Numbers) -> bool:
        """A product over no steps, which is left out among other factors."""
        return isinstance(term, Big) and term.kind == "prod" and self._binds(term) and not self._limits(term, numbers)

    def _big(self, term: Big, numbers: Numbers) -> Term:
        """A sum or a product over steps, term by term."""
        if term.kind not in {"sum", "prod"}:
            raise Unreadable("a mean over steps is not read yet", term.span)
        found: list[Term] = []
        for step in self._limits(term, numbers):
            try:
                found.append(self._term(term.body, {**numbers, term.letter: step}))
            except _Missing:
                if term.lower is not None or term.upper is not None:
                    raise
        if not found:
            raise _Missing
        if len(found) == 1:
            return found[0]
        # Of derivatives of one step by the one before, the last stands first, as in a chain rule.
        return Plus(tuple(found), term.span) if term.kind == "sum" else Times(tuple(reversed(found)), term.span)

    def _named(self, ref: Ref, numbers: Numbers) -> Ref:
        place, mark = self.steps.place(ref), self.steps.mark(ref)
        if place is None or mark is None:
            return ref
        number = mark.offset if not mark.letter else numbers[mark.letter] + mark.offset
        if mark.letter and not self._exists(ref, number):
            raise _Missing
        kind, at = place
        if kind == "sub":
            return replace(ref, subs=(*ref.subs[:at], *ref.subs[at + 1 :]), sups=(*ref.sups, str(number)))
        return replace(ref, sups=(*ref.sups[:at], str(number), *ref.sups[at + 1 :]))


def _partials(line: Line) -> Iterator[Partial]:
    return (part for term in line.sides for part in occurrences(term, Partial))


def _own_refs(term: Term) -> Iterator[Ref]:
    """The names of a term that are no part of a part."""
    match term:
        case Ref():
            yield term
        case Call(name=name):
            yield name
        case _:
            return


def refused(line: Line) -> Line:
    """A line with offsets that number no steps."""
    found = next((ref for ref in refs_of(line) if has_offset(ref)), None)
    if found is None:
        return line
    head = None if line.head is None or any(has_offset(ref) for ref in references(line.head)) else line.head
    numbered = head is None and line.head is not None and line.side is not None and is_constant(line.side)
    about = About.NEXT_NUMBER if numbered else None
    problem = line.problem or Unreadable("an offset in a subscript is not read here yet", found.span, about)
    return replace(line, head=head, side=None, problem=problem)
