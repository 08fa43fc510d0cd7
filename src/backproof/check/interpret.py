"""Interpretation: what each line does in its document, and which two sides it claims to be equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check import updates
from backproof.check.judge import Claim, Finding, Judge, guarded
from backproof.check.letters import Use, uses
from backproof.check.suppressed import Defined
from backproof.check.verdict import Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms import Partial, Ref, Term, walk

EQUALITIES = frozenset({"=", ":=", "equiv", "coloneqq", "triangleq", "approx", "simeq", "leftarrow"})
GIVEN_RELATIONS = frozenset({"in", "sim", "notin", "subset", "subseteq", "ni", "to", "mapsto"})
FITTING_CHAINS = 8
"""A line without a head is tried against this many open chains of its section, nearest first."""


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """A line's role and finding."""

    role: Role
    finding: Finding


@final
@dataclass(frozen=True, slots=True)
class _Head:
    """What a line may be compared with; a changed head (the gradient for an update) proves at best ``right-if``."""

    term: Term
    role: Role
    changed: bool = False


@final
@dataclass
class Interpreter:
    """Walks the lines of a document in order; chains stay open for the lines of their section."""

    judge: Judge
    lines: Sequence[Line]
    definitions: Sequence[Defined]
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Chains that later lines may continue: section and line that opened them, nearest last."""

    def __post_init__(self) -> None:
        self._defining = {each.line: each for each in self.definitions}
        self._opening = {line.chain: at for at, line in reversed(list(enumerate(self.lines))) if line.head is not None}

    def outcomes(self) -> list[Outcome]:
        """One outcome for each line."""
        return [self.outcome(at, line) for at, line in enumerate(self.lines)]

    def outcome(self, at: int, line: Line) -> Outcome:
        """The role and the finding of the line at a place."""
        if line.relation in GIVEN_RELATIONS and line.problem is None:
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "a declaration"))
        if line.problem is not None:
            return Outcome(self.guess_role(line), Finding(Verdict.UNCHECKED, line.problem.reason))
        if line.side is None or (line.relation and line.relation not in EQUALITIES):
            return Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED, f"the relation {line.relation} is not judged yet"))
        if line.head is not None:
            self._open.append((line.section, at))
        defined = self._defining.get(at)
        if defined is not None and self.in_force(defined):
            return Outcome(Role.DEFINITION, guarded(lambda: self.definition(defined)))
        heads = self.heads(at, line)
        if not heads:
            return Outcome(Role.GIVEN, Finding(Verdict.UNCHECKED, "this display continues no equation of its section"))
        if line.head is not None and _is_given(line):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "a value that the document gives"))
        return self.best(line, heads)

    def guess_role(self, line: Line) -> Role:
        return Role.UPDATE if updates.is_update(line.head, self.judge.book.names) else Role.CLAIM

    # -- definitions ---------------------------------------------------------------------------------------------

    def in_force(self, defined: Defined) -> bool:
        """Whether a definition is the first of its name in its section; a later one is a claim."""
        first = next(each for each in self.definitions if each.key == defined.key and each.section == defined.section)
        return first is defined

    def definition(self, defined: Defined) -> Finding:
        """A definition is right where it is well-formed and its bounds and ranges are those of the other lines."""
        built = self.judge.book.build(defined, self.judge.book.reading())
        if built.definition is None:
            verdict = Verdict.UNCHECKED if built.unreadable else Verdict.WRONG
            return Finding(verdict, built.problem)
        if built.problem:
            return Finding(Verdict.WRONG, f"{built.problem}; the lines after it are judged {built.repaired}")
        if built.supplied:
            return Finding(Verdict.RIGHT_IF, "", built.supplied)
        if any(stem == defined.key for stem, _ in self.judge.book.names.families):
            return Finding(Verdict.RIGHT_IF, "", (f"{defined.key} also names another tensor, told apart by its index",))
        return Finding(Verdict.RIGHT)

    # -- heads ---------------------------------------------------------------------------------------------------

    def heads(self, at: int, line: Line) -> list[_Head]:
        """What a line may be compared with: its chain's head, or the open chains of its section that fit."""
        if line.head is not None:
            return list(self.meanings(at, line.head))
        if line.chain is not None and line.chain in self._opening:
            opening = self._opening[line.chain]
            head = self.lines[opening].head
            return list(self.meanings(opening, head)) if head is not None else []
        return self.fitting(at, line)

    def meanings(self, at: int, head: Term) -> Iterator[_Head]:
        """A head as it is meant: updates stand for what the rule says."""
        if not isinstance(head, Ref) or not updates.is_update(head, self.judge.book.names):
            yield _Head(head, Role.CLAIM)
            return
        rule = updates.find(at, head, self.lines[at].side, self.lines, self.definitions, self.judge.book.names)
        if rule is not None:
            yield _Head(updates.value(head, rule, self.judge.book.names), Role.UPDATE)
            yield _Head(updates.gradient(head, rule), Role.UPDATE, changed=True)

    def fitting(self, at: int, line: Line) -> list[_Head]:
        """Open chains of the section, nearest first; those with just the letters of the line before the others."""
        section = [opened for where, opened in reversed(self._open) if where == line.section and opened < at]
        candidates: list[_Head] = []
        for opened in section[:FITTING_CHAINS]:
            head = self.lines[opened].head
            if head is not None:
                candidates.extend(self.meanings(opened, head))
        if not line.relation:
            candidates.extend(_Head(part, Role.CLAIM) for part in self.derivatives_before(at, line.section))
        letters = self.letters(line.side) | self.compared(line)
        exact = [head for head in candidates if self.letters(head.term) == letters]
        wider = [head for head in candidates if self.letters(head.term) > letters]
        others = [head for head in candidates if head not in exact and head not in wider]
        return (exact + wider + others) if line.relation else exact

    def derivatives_before(self, at: int, section: int) -> Iterator[Partial]:
        """Derivatives that the lines just before name; a display may go on with one of them."""
        for line in reversed(self.lines[max(0, at - 3) : at]):
            if line.section == section and line.side is not None:
                yield from (part for part in walk(line.side) if isinstance(part, Partial))

    def letters(self, term: Term | None) -> frozenset[str]:
        """The index letters that are free in a term."""
        found = uses(term, self.judge.book.names) if term is not None else ()
        return frozenset(
            use.letter for use in found if isinstance(use, Use) and use.binder is None and isinstance(use.letter, str)
        )

    @staticmethod
    def compared(line: Line) -> frozenset[str]:
        """The index letters in the conditions beside a line."""
        sides = [side for condition in line.conditions for side in (condition.left, condition.right)]
        return frozenset(side.base for side in sides if isinstance(side, Ref))

    # -- verdicts ------------------------------------------------------------------------------------------------

    def best(self, line: Line, heads: list[_Head]) -> Outcome:
        """The first head that proves the line; else the finding against the head that fits best."""
        assert line.side is not None
        own = line.head is not None or (line.chain is not None and line.chain in self._opening)
        first: Outcome | None = None
        for head in heads:
            claim = Claim(head.term, line.side, line.conditions, line.section)
            finding = guarded(lambda claim=claim: self.judge.claim(claim))  # type: ignore[misc]
            if head.changed and finding.verdict is Verdict.RIGHT:
                finding = replace(
                    finding, verdict=Verdict.RIGHT_IF, assumes=(*finding.assumes, "the left side is the gradient, not the update")
                )
            if finding.verdict in {Verdict.RIGHT, Verdict.RIGHT_IF}:
                return Outcome(head.role, finding)
            if first is None or (first.finding.verdict is Verdict.UNCHECKED and finding.verdict is Verdict.WRONG):
                first = Outcome(head.role, self.settled(claim, finding))
        assert first is not None
        if first.finding.verdict is Verdict.WRONG and not own and not line.relation and not line.display:
            return Outcome(first.role, Finding(Verdict.UNCHECKED, "this expression continues no equation of its section"))
        return first

    def settled(self, claim: Claim, finding: Finding) -> Finding:
        """Before ``wrong`` is said: a verdict that turns on which definition is meant is unchecked."""
        if finding.verdict is not Verdict.WRONG:
            return finding
        for instead in self.judge.alternatives(claim):
            other = guarded(lambda instead=instead: self.judge.instead(claim, instead))  # type: ignore[misc]
            if other.verdict is Verdict.RIGHT:
                key = next(iter(instead))
                return Finding(Verdict.UNCHECKED, f"it depends on which definition of {key} is meant")
        return finding


def _is_given(line: Line) -> bool:
    """``\\alpha = 0.1``: a plain name with a plain number."""
    return isinstance(line.head, Ref) and line.side is not None and not any(isinstance(part, Ref) for part in walk(line.side))


