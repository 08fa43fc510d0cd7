"""The lines about functions that are written out, judged as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import final

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding
from backproof.check.judging.heads import approximated
from backproof.check.maps.compared import decided
from backproof.check.maps.composed import Composed
from backproof.check.maps.definitions import Library, is_written_out, library
from backproof.check.maps.doubts import AT_POINT, OF_ANOTHER, SIZED, Doubts, name_of, names_jacobian
from backproof.check.maps.misprinted import Misprint, Question
from backproof.check.maps.naming import names_value
from backproof.check.maps.repeated import is_copied
from backproof.check.maps.sides import Sides, Ways
from backproof.check.maps.sizes import written_out
from backproof.check.maps.values import Clash, Unknown, functions_in
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.expr import IllFormed
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import At, Call, Ref, Term, Times

CARRIED = "it goes on with a result that was wrong before"
DOUBTFUL = "several lines do not fit the function that is written out"
MANY = 3
UNPROVED = "this is not proved for all functions that are put together so"
DOUBLED = "the function before it has the same name and other arguments"
NOTED = "it is what is wrong behind it"
MISNAMED = "it is the derivative of what stands before it, under another name"


def settled(lines: Sequence[Line], usual: Sequence[Outcome], bench: Bench) -> list[Outcome]:
    """The outcomes of all lines, with what functions that are written out decide.

    That goes before what is not understood, or not proved, without them.
    """
    own = _outcomes(lines, bench)
    return [_together(each, own[at]) if at in own else each for at, each in enumerate(usual)]


def _together(usual: Outcome, own: Outcome) -> Outcome:
    if usual.role is Role.DEFINITION and own.role is Role.CLAIM:
        return own  # The Jacobian of a function that is written out is not defined by its name.
    if usual.role is Role.GIVEN and own.finding.reason != AT_POINT:
        return own
    if usual.role is Role.NUMBER and own.finding.verdict is Verdict.WRONG and usual.finding.verdict in PROVED:
        return replace(own, finding=Finding(Verdict.FOLLOWS, CARRIED))
    if usual.role is own.role is Role.DEFINITION and usual.finding.verdict is Verdict.RIGHT_IF:
        return own
    if usual.finding.verdict is Verdict.WRONG and own.finding.reason == SIZED:
        return own
    if own.role is Role.DEFINITION and own.finding.verdict is not Verdict.RIGHT:
        return own
    proves = usual.finding.verdict is Verdict.WRONG and own.finding.verdict in PROVED
    return own if usual.finding.verdict is Verdict.UNCHECKED or proves else usual


def _outcomes(lines: Sequence[Line], bench: Bench) -> dict[int, Outcome]:
    written = written_out(lines)
    found = library(written.lines, written.elements)
    maps = [each.map for each in found.functions if each.map is not None]
    composed = Composed.of(written.lines)
    if not composed.chains and not any(len(each.parameters) > 1 or not each.table.is_scalar for each in maps):
        return {}
    return _Judge(written.lines, found, bench, composed, written.changed).outcomes()


@final
@dataclass(frozen=True)
class _Judge:
    """Walks the lines of a document."""

    lines: Sequence[Line]
    library: Library
    bench: Bench
    composed: Composed
    sized: frozenset[int] = frozenset()
    """The lines that were written out for some sizes: shapes of others refute nothing there."""
    _first: dict[int, int] = field(default_factory=dict)
    _points: dict[int | None, At] = field(default_factory=dict)
    """The point at which a chain goes on."""
    _uses: dict[int, frozenset[int]] = field(default_factory=dict)
    _heads: dict[int, Term] = field(default_factory=dict)
    """What each line that was taken says its side is equal to."""

    def outcomes(self) -> dict[int, Outcome]:
        """Each line that is decided; where many lines refute a definition, it is in doubt, and they are not."""
        found = dict(self.judged())
        refuted: dict[int, set[int | None]] = {}
        for at, each in found.items():
            if each.finding.verdict is Verdict.WRONG:
                for used in self._uses.get(at, ()):
                    refuted.setdefault(used, set()).add(self.lines[at].chain)
        doubtful = {used for used, chains in refuted.items() if len(chains) >= MANY}
        amended = {at: each for used in doubtful for at, each in self.misprinted(used, found).items()}
        for at, each in found.items():
            if (
                at not in amended
                and each.finding.verdict is Verdict.WRONG
                and doubtful & self._uses.get(at, frozenset())
            ):
                finding = Finding(Verdict.UNCHECKED, DOUBTFUL, reading=each.finding.reading)
                found[at] = replace(each, finding=finding)
        found |= amended
        return {**dict(self.noted(found)), **found}

    def noted(self, found: Mapping[int, Outcome]) -> Iterator[tuple[int, Outcome]]:
        """Entries that stand alone, where an equation behind them has the same ones: they are its side, noted before.

        Behind them at once, a refuted one says the same of them; another one may be about something else.
        """
        for at, line in enumerate(self.lines):
            if line.relation or line.side is None or line.problem is not None or not is_written_out(line.side):
                continue
            for other in range(at + 1, len(self.lines)):
                behind = self.lines[other]
                if (behind.section, behind.item) != (line.section, line.item):
                    break
                own = found[other].finding if other in found and behind.relation in DEFINES else None
                if own is None or own.verdict is Verdict.UNCHECKED or not self.has_entries(at, other):
                    continue
                if own.verdict in PROVED:
                    yield at, Outcome(Role.CLAIM, replace(own, reading=""))
                elif other == at + 1:
                    yield at, Outcome(Role.CLAIM, Finding(Verdict.FOLLOWS, NOTED, root=behind.span))
                break

    def has_entries(self, at: int, other: int) -> bool:
        """Whether an equation has the entries of a line as its side, whatever functions are."""
        side, written = self.lines[at].side, self.lines[other].side
        if side is None or written is None or not is_written_out(written):
            return False
        with suppress(Unknown, Clash, IllFormed):
            sides = next(iter(self.ways.of(at, self.lines[at].section, side, written)))
            return decided(sides, self.bench).verdict is Verdict.RIGHT
        return False

    def misprinted(self, used: int, found: Mapping[int, Outcome]) -> dict[int, Outcome]:
        """What lines are that a definition refutes, where they agree on one of its entries."""
        own = next(each for each in self.library.functions if each.line == used)
        heads = {at: self._heads[at] for at in found if used in self._uses.get(at, ())}
        questions = {at: Question(self.lines[at], head, found[at]) for at, head in heads.items()}
        return Misprint(self.library, own, questions, self.bench).outcomes()

    def judged(self) -> Iterator[tuple[int, Outcome]]:
        """Each line that is decided, alone."""
        defining = {each.line for each in self.library.functions if each.map is not None and not each.implied}
        opened: dict[int, Term] = {}
        sure = -1
        for at, line in enumerate(self.lines):
            if line.head is not None and line.chain is not None:
                self._first.setdefault(line.chain, at)
            if isinstance(line.side, At):
                self._points[line.chain] = line.side
            if line.side is None or line.problem is not None:
                continue
            if not line.relation:
                alone = self.again(at, line, opened) if is_written_out(line.side) else None
                if alone is None:
                    opened[line.section] = line.side
                else:
                    yield at, Outcome(Role.CLAIM, alone)
            if line.relation not in DEFINES:
                continue
            if at in defining:
                if self.is_doubled(at):
                    yield at, Outcome(Role.DEFINITION, Finding(Verdict.UNCHECKED, DOUBLED))
                elif is_written_out(line.side) or isinstance(line.head, Times) or at in self.sloped | self.sized:
                    yield at, Outcome(Role.DEFINITION, Finding(Verdict.RIGHT))
                continue
            if at + 1 in defining and self.is_named_before(at, line):
                yield at, Outcome(Role.DEFINITION, Finding(Verdict.RIGHT))
                continue
            head = self.head(at, line)
            if head is not None and names_value(line, head, self.lines, self.library.scope(at, line.section)):
                yield at, Outcome(Role.DEFINITION, Finding(Verdict.RIGHT))
                continue
            finding = self.finding(at, line, head, guessed=False) if head is not None else None
            if head is None and line.section in opened:
                # Behind a member that is proved so, the next one goes on with it.
                finding = self.finding(at, line, opened[line.section], guessed=sure != at - 1)
                sure = at if finding is not None and finding.verdict in PROVED else sure
            if head is not None and (finding is None or finding.verdict is Verdict.UNCHECKED):
                finding = self.of_any(at, line, head) or finding
                if finding is None and names_jacobian(head) and self.composed.names(name_of(head)):
                    finding = Finding(Verdict.UNCHECKED, UNPROVED)
            if line.head is not None:
                opened[line.section] = line.head
            if finding is not None:
                yield at, Outcome(Role.CLAIM, finding)

    def again(self, at: int, line: Line, opened: Mapping[int, Term]) -> Finding | None:
        """The verdict on entries that stand alone, as what the last equation is about; None where they may differ."""
        if line.section not in opened:
            return None
        return self.finding(at, line, opened[line.section], guessed=not is_copied(self.lines[at - 1], line))

    def is_doubled(self, at: int) -> bool:
        """Whether the line before writes out a function of the same name with other arguments: one name is a slip."""
        own, before = self.lines[at], self.lines[at - 1]
        written = {each.line: each for each in self.library.functions}
        one, other = written.get(at - 1), written.get(at)
        near = (own.section, own.item) == (before.section, before.item)
        if not near or one is None or other is None or one.key != other.key:
            return False
        # Of one letter, the whole vector of arguments may be meant, or what these depend on.
        return one.arity != other.arity and min(one.arity or 0, other.arity or 0) > 1

    def is_named_before(self, at: int, line: Line) -> bool:
        """Whether a line names the value of a function that the next one of its chain writes out: ``y = F(x)``."""
        following = self.lines[at + 1]
        goes_on = following.head is None and following.chain == line.chain is not None
        return goes_on and isinstance(line.head, Ref) and isinstance(line.side, Call)

    @cached_property
    def ways(self) -> Ways:
        """What takes lines with the functions of the document."""
        return Ways(self.library)

    @cached_property
    def doubts(self) -> Doubts:
        """What speaks against refutations."""
        return Doubts(self.lines, self.library, self.ways, self.bench, self._points, self.unknown, self.sized)

    @cached_property
    def sloped(self) -> frozenset[int]:
        """The functions whose derivatives have an argument for a subscript: f_x is no element of f."""
        scope = self.library.scope(len(self.lines), -1)
        for ref in {ref for line in self.lines for term in line.sides for ref in references(term) if ref.subs}:
            if ref.key not in scope.known:
                with suppress(Unknown):
                    scope.slopes(ref)
        return frozenset(scope.uses)

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The functions of which nothing is known but that others are made of them."""
        return frozenset().union(*(functions_in(map_.table) for map_ in self.ways.maps))

    def head(self, at: int, line: Line) -> Term | None:
        """What a line says its side is equal to: the head of its chain, at the point where the chain has one."""
        head = line.head
        if head is None and line.chain is not None and line.chain in self._first:
            first = self._first[line.chain]
            near = approximated(self.lines[first:at], line.chain)
            head = near[0] if near else self.lines[first].head
            named = isinstance(head, Ref) and self.library.scope(at, line.section).names(head)
            head = head if named or not isinstance(head, Ref) else self.lines[first].side
        point = self._points.get(line.chain)
        return head if head is None or point is None or isinstance(head, At) else replace(point, base=head)

    def finding(self, at: int, line: Line, head: Term, *, guessed: bool) -> Finding | None:
        """The verdict on a line; None where it is about something else, or is not understood."""
        assert line.side is not None
        try:
            sides = list(self.ways.of(at, line.section, head, line.side))
        except (Unknown, IllFormed) as problem:
            # What is called the derivative of a function that is written out is not defined by its name.
            name = name_of(head)
            known = isinstance(name, Ref) and self.library.scope(at, line.section).derived(name)
            return Finding(Verdict.UNCHECKED, str(problem)) if known and not guessed and names_jacobian(head) else None
        except Clash as clash:
            return None if guessed else self.doubts.misfit(at, line, head, clash)
        self._uses[at], self._heads[at] = sides[0].uses, head
        usual = decided(sides[0], self.bench)
        for each in sides:
            found = decided(each, self.bench) if each is not sides[0] else usual
            if found.verdict in PROVED:
                return found
        if self.says_more(sides[0]):
            return None
        if usual.verdict is not Verdict.WRONG or guessed:
            return None if guessed else usual
        doubt = self.doubts.doubt(at, line, head, sides[0])
        written = self.doubts.general(at, line) or sides[0].right
        if doubt == OF_ANOTHER and self.doubts.is_of_another(at, sides[0].uses, written, near=True):
            return Finding(Verdict.RIGHT_IF, "", (MISNAMED,), reading=usual.reading)
        return Finding(Verdict.UNCHECKED, doubt, reading=usual.reading) if doubt else usual

    def of_any(self, at: int, line: Line, head: Term) -> Finding | None:
        """The proof of a line for any functions in the place of those that it puts together, if there is one."""
        if line.side is None or not self.composed.chains:
            return None
        with suppress(Unknown, Clash, IllFormed):
            for sides in Ways(self.composed.library(line)).of(at, line.section, head, line.side):
                if functions_in(sides.left) and (found := decided(sides, self.bench)).verdict in PROVED:
                    return found
        return None

    @staticmethod
    def says_more(sides: Sides) -> bool:
        """Whether the right side says what functions are of which nothing was known."""
        return bool(functions_in(sides.left)) and not functions_in(sides.right)
