r"""Samples: an axis that authors write as a superscript (``x^{(i)}``), or do not write at all (``\frac1n \sum_x``).

A line that speaks of samples, or of a quantity that is defined by a sum over them, is rewritten: each name in it that
varies from sample to sample has a slot for the sample. Definitions that are written for one sample hold for each: they
stand a second time, with the slot, behind the lines of the document. All other lines stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.indices.sums import extended
from backproof.check.names import gathering as naming
from backproof.check.names.names import DEPENDENT, UPDATE_MARKS
from backproof.check.names.sampling import (
    DATA,
    MARK,
    free_samples,
    has_derivative,
    is_data,
    marked_by,
    refs_of,
    sample_of,
    sample_subscripts,
    with_marks_read,
)
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, occurrences, rebuilt, references
from backproof.read.terms.terms import Big, Call, Compare, Listed, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import Remembering, dataclass, replace


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their samples as slots; behind them, copies of definitions that hold for each sample."""
    lines = [with_marks_read(line) for line in lines]
    subscripts = sample_subscripts(lines)
    lines = [marked_by(line, subscripts) for line in lines] if subscripts else lines
    lines = reaching(lines)
    found = of(lines)
    return found.settled() if found.spoken else tuple(lines)


def of(lines: Sequence[Line]) -> Samples:
    """What lines say of samples."""
    names = [ref for line in lines for ref in refs_of(line)]
    marked = {ref.base for ref in names if sample_of(ref) is not None}
    # Under a sum over x, what is marked is that of the sample x, and x is the sample itself.
    letters = {sample for ref in names if (sample := sample_of(ref)) is not None}
    marked |= DATA & letters & {ref.key for ref in names}
    indices = frozenset(sub for ref in names for sub in (*ref.subs, *ref.at))
    return Samples.of(tuple(lines), frozenset(marked), indices)


def reaching(lines: Sequence[Line]) -> list[Line]:
    """The lines with their sums going on over further terms which need the sample: the next term of a likelihood."""
    heads: dict[int, Term] = {}
    for line in lines:
        if line.head is not None and line.chain is not None:
            heads.setdefault(line.chain, line.head)
    return [_reaching(line, line.head or heads.get(-1 if line.chain is None else line.chain)) for line in lines]


def _reaching(line: Line, head: Term | None) -> Line:
    if line.side is None:
        return line
    letters = {part.letter for part in occurrences(line.side, Big)}
    samples = {sample for ref in refs_of(line) if (sample := sample_of(ref)) is not None}
    own = {script.strip("()") for ref in _names(head) for script in (*ref.subs, *ref.sups)} if head else set()
    if not letters & samples - own:
        return line
    return replace(line, side=extended(line.side, frozenset(letters - samples | own), force=False))


def _names(term: Term) -> Iterator[Ref]:
    yield from references(term)
    yield from (part.by for part in occurrences(term, Partial))


@final
@dataclass(frozen=True, slots=True)
class Samples(Remembering):
    """What a document says of its samples.

    ``marked``: bases that are written with a sample. ``indices``: what stands in subscripts. ``varying``: bases that
    differ from sample to sample. ``totals``: lines that define something by a sum over samples. ``spoken``: lines that
    speak of samples. ``plain``: definitions of bare names.
    """

    lines: tuple[Line, ...]
    marked: frozenset[str]
    indices: frozenset[str]
    quantities: frozenset[str]
    defining: Mapping[str, list[int]] = field(default_factory=dict)
    plain: frozenset[int] = frozenset()
    varying: set[str] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)
    spoken: set[int] = field(default_factory=set)

    @staticmethod
    def of(lines: tuple[Line, ...], marked: frozenset[str], indices: frozenset[str]) -> Samples:
        """Find out by going through the definitions until nothing is new."""
        found = Samples(lines, marked, indices, naming.quantities(lines))
        defining: defaultdict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(lines):
            head = found.head(line)
            if head is not None:
                defining[head.base].append(at)
        plain = frozenset(at for places in defining.values() for at in places if found.names_no_sample(at))
        found = replace(found, defining=dict(defining), plain=plain, varying=set(marked))
        losses = set(found.losses_of_samples())
        found.varying.update(losses)
        sums = (big for line in lines for term in line.terms for big in occurrences(term, Big))
        if losses or any(map(found.implicit, sums)):
            found.varying.update(ref.base for line in lines for ref in refs_of(line) if is_data(ref.base))
        if not found.varying:
            return found  # nothing rests on what varies
        before = -1
        while before < len(found.varying) + len(found.totals) + len(found.spoken):
            before = len(found.varying) + len(found.totals) + len(found.spoken)
            found.grow()
        return found

    @cached_property
    def parameters(self) -> frozenset[str]:
        """What lines step from itself, and what losses are written as functions of, but for data."""
        stepped = {
            line.head.base
            for line in self.lines
            if isinstance(line.head, Ref) and line.side is not None and sample_of(line.head) is None
            if any(ref.base == line.head.base and ref.key == line.head.key for ref in references(line.side))
        }
        calls = (part for line in self.lines for term in line.terms for part in occurrences(term, Call))
        losses = (call for call in calls if call.name.base in LOSS_LETTERS)
        written = {each.base for call in losses for each in call.arguments if isinstance(each, Ref) and not each.sups}
        return frozenset(each for each in stepped | written if not is_data(each))

    def losses_of_samples(self) -> Iterator[str]:
        """What is differentiated in definitions of names that are marked: the loss is the sample's own."""
        for line in self.lines:
            match line.head, line.side:
                case Ref(base), Partial(Ref() as of) if base in self.marked and line.relation in DEFINES:
                    yield of.base
                case _:
                    pass

    def head(self, line: Line) -> Ref | None:
        """The name that a line defines; an update defines nothing."""
        match line.head:
            case Ref() as head:
                pass
            case Call(name=head) if head.base in self.quantities:
                pass
            case _:
                return None
        if line.relation not in DEFINES - {"leftarrow"} or line.side is None:
            return None
        if head.base.startswith("\\Delta "):
            return None
        mark = sample_of(head)
        own = any(
            ref.base == head.base and ref.subs == head.subs and sample_of(ref) == mark for ref in references(line.side)
        )
        return None if own or UPDATE_MARKS & {*head.subs, *head.sups} else head

    def is_function(self, line: Line) -> bool:
        """``h(x) = ...``: x is a parameter, and varies with nothing."""
        call = line.head if isinstance(line.head, Call) and line.head.name.base not in self.quantities else None
        return call is not None and all(isinstance(each, Ref) and not each.sups for each in call.arguments)

    def grow(self) -> None:
        """One more step along the definitions."""
        for at, line in enumerate(self.lines):
            head = self.head(line)
            if head is not None and line.side is not None and not has_derivative(line):
                if head.base in self.parameters:
                    # An optimum is computed from all samples together, whatever its formula sums over.
                    continue
                if self.free(line.side):
                    self.varying.add(head.base)
                elif any(map(self.samples, occurrences(line.side, Big))):
                    self.totals.add(at)
            if self.speaks(at, line) and not self.is_function(line):
                self.spoken.add(at)
        chains = {self.lines[at].chain for at in self.spoken} - {None}
        self.spoken.update(
            at for at, line in enumerate(self.lines) if line.chain in chains and not self.is_function(line)
        )

    def speaks(self, at: int, line: Line) -> bool:
        """Whether a line has a sample in it, or names a quantity whose definition has."""
        if any(sample_of(ref) is not None for ref in refs_of(line)):
            return True
        if any(self.samples(big) for term in line.terms for big in occurrences(term, Big)):
            return True
        found = (self.in_scope(ref.base, line) for ref in refs_of(line))
        return any(each in self.spoken for each in found if each is not None and each != at)

    def in_scope(self, base: str, line: Line) -> int | None:
        """The definition of a name that a line sees: of its section, else before it, else behind it."""
        places = self.defining.get(base, [])
        places = [at for at in places if at in self.plain] or places
        here = [at for at in places if self.lines[at].section == line.section]
        before = [at for at in places if self.lines[at].section < line.section]
        return next(iter([*here, *reversed(before), *places]), None)

    def names_no_sample(self, at: int) -> bool:
        """Whether a definition is that of a bare name: ``C``, beside ``C_x``."""
        head = self.head(self.lines[at])
        return head is not None and sample_of(head) is None

    def is_total(self, base: str, line: Line) -> bool:
        at = self.in_scope(base, line)
        return at in self.totals

    def samples(self, term: Term) -> bool:
        """Whether a term is a sum over samples."""
        match term:
            case Big("sum" | "prod" | "mean", letter, body=body):
                if any(sample_of(ref) == letter for ref in references(body)):
                    return True
                return self.implicit(term) and self.free(body)
            case _:
                return False

    def implicit(self, big: Term) -> bool:
        """A sum or a mean whose letter is no index anywhere."""
        if not isinstance(big, Big) or big.kind == "mean":
            return isinstance(big, Big)
        bounded = big.lower is not None or big.upper is not None or big.conditions
        marked = any(f"({big.letter})" in ref.sups for ref in references(big.body))
        return bool(big.letter) and not bounded and big.letter not in self.indices and not marked

    def free(self, term: Term) -> bool:
        """Whether a term varies from sample to sample."""
        match term:
            case Ref(base):
                return base in self.varying
            case Call(name=name, arguments=arguments):
                own = name.base in self.quantities and name.base in self.varying
                return own or any(self.free(argument) for argument in arguments)
            case Partial(of, by):
                return self.free(of) or self.free(by)
            case _ if self.samples(term):
                return False
            case _:
                return any(self.free(part) for part in children(term))

    # -- lines with their slots ----------------------------------------------------------------------------------

    def settled(self) -> tuple[Line, ...]:
        """The lines, and the copies of definitions behind them."""
        own = [
            self.rewritten(line, self.letter(line)) if at in self.spoken else line for at, line in enumerate(self.lines)
        ]
        chain = max((line.chain for line in self.lines if line.chain is not None), default=0)
        copied = (at for at, line in enumerate(self.lines) if at not in self.spoken and self.is_copied(line))
        copies = (
            replace(self.rewritten(self.lines[at], DEPENDENT), chain=chain + count)
            for count, at in enumerate(copied, 1)
        )
        return (*own, *copies)

    def is_copied(self, line: Line) -> bool:
        """Whether a line defines something that varies from sample to sample."""
        head = self.head(line)
        known = head is not None and head.base in self.varying and line.side is not None
        return known and line.problem is None and (not has_derivative(line) or self.is_slope_of_one(line))

    def is_slope_of_one(self, line: Line) -> bool:
        """Whether a line names the derivative of what each sample has of its own: \\delta of its own loss."""
        match line.side:
            case Partial(Ref() as of, by):
                return of.base in self.varying and by.base in self.varying and not self.is_total(of.base, line)
            case _:
                return False

    def letter(self, line: Line) -> str:
        """The sample that a name without one means: that of its chain, where there is just one."""
        chain = [each for each in self.lines if each is line or (line.chain is not None and each.chain == line.chain)]
        free = {sample for each in chain for term in each.terms for sample in free_samples(term)}
        return f"({free.pop()})" if len(free) == 1 else DEPENDENT

    def rewritten(self, line: Line, letter: str) -> Line:
        """A line with a slot for the sample on each name that varies."""
        supplied = sorted({base for term in line.terms for base in self.unmarked(term, line)})
        said = (f"{', '.join(supplied)} without a sample is that of the sum around it",) if supplied else ()
        try:
            return replace(
                line,
                assumes=(*line.assumes, *said),
                head=self.with_slots(line.head, line, letter) if line.head is not None else None,
                side=self.with_slots(line.side, line, letter) if line.side is not None else None,
                conditions=tuple(self.compared(each, line, letter) for each in line.conditions),
            )
        except Unreadable as problem:
            # Of a line that fits nothing it is said already what is wrong.
            unread = None if line.misfit is not None else problem.with_traceback(None)
            return replace(line, problem=line.problem or unread)

    def with_slots(self, term: Term, line: Line, letter: str) -> Term:
        """A term whose names without a sample mean ``letter``."""

        def change(part: Term) -> Term:
            return self.with_slots(part, line, letter)

        match term:
            case Ref():
                return self.placed(term, line, letter)
            case Call(name=name, arguments=arguments):
                name = self.placed(name, line, letter) if name.base in self.quantities else name
                return replace(term, name=name, arguments=tuple(map(change, arguments)))
            case Partial(of, by):
                return replace(term, of=change(of), by=self.placed(by, line, letter))
            case Compare():
                return self.compared(term, line, letter)
            case Listed(name=name, items=items):
                name = self.placed(name, line, letter) if name is not None else None
                return replace(term, name=name, items=tuple(map(change, items)))
            case Big() if self.samples(term):
                return self.over_samples(term, line)
            case Big(body=body, conditions=conditions):
                inner = tuple(self.compared(each, line, letter) for each in conditions)
                return replace(term, body=change(body), conditions=inner)
            case _:
                return rebuilt(term, change)

    def over_samples(self, big: Big, line: Line) -> Big:
        """A sum over samples; its letter is no index of anything else inside but where the line has it as one."""
        own = {script for ref in references(line.head) for script in ref.subs} if line.head is not None else set()
        if any(big.letter in ref.subs for ref in references(big.body)) and big.letter not in own:
            raise Unreadable(f"whether {big.letter} names a sample or an element is not clear", big.span)
        letter = f"({big.letter or 's'})"
        inner = tuple(self.compared(each, line, letter) for each in big.conditions)
        return replace(big, letter=letter, conditions=inner, body=self.with_slots(big.body, line, letter))

    def unmarked(self, term: Term, line: Line) -> Iterator[str]:
        """The names that others of their kind mark with a sample, and that a sum over marked ones leaves unmarked."""
        for big in filter(self.samples, occurrences(term, Big)):
            names = list(references(big.body))
            if any(sample_of(ref) == big.letter for ref in names):
                others = (ref for ref in names if sample_of(ref) is None and ref.base != big.letter)
                bare = (ref.base for ref in others if ref.base in self.marked)
                yield from (base for base in bare if not self.is_total(base, line))

    def compared(self, compare: Compare, line: Line, letter: str) -> Compare:
        left, right = (self.with_slots(side, line, letter) for side in (compare.left, compare.right))
        return replace(compare, left=left, right=right)

    def placed(self, ref: Ref, line: Line, letter: str) -> Ref:
        """A name with the slot of its sample, where it has one."""
        own = sample_of(ref)
        if own is None and (ref.base not in self.varying or self.is_total(ref.base, line)):
            return ref
        sups = tuple(sup for sup in ref.sups if not MARK.fullmatch(sup))
        return replace(ref, sups=(*sups, DEPENDENT), sample=f"({own})" if own is not None else letter)
