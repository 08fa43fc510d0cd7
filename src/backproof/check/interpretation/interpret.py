"""Interpretation: what each line does in its document, and which two sides it claims to be equal."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import field
from functools import partial
from typing import final

from backproof.check.definitions import kronecker
from backproof.check.definitions.definitions import DEFINES, namings
from backproof.check.definitions.kinds_of_losses import takes_logarithms, takes_squares
from backproof.check.definitions.shape import names_only
from backproof.check.doubts.finding import Finding, Kind, guarded, unread
from backproof.check.doubts.hedges import hedge, misfit
from backproof.check.indices.letters import Use, is_letter, resolved, uses
from backproof.check.indices.suppressed import Defined
from backproof.check.interpretation import arrows
from backproof.check.interpretation.hearing import Hearing
from backproof.check.interpretation.numerals import Numerals
from backproof.check.judging import added, defining, inequalities, sizes, states
from backproof.check.judging.disputes import Disputes
from backproof.check.judging.heads import Heads
from backproof.check.judging.inequalities import states_range
from backproof.check.judging.judge import Judge
from backproof.check.judging.redefinitions import Again, Definer
from backproof.check.layers import usual
from backproof.check.numbers import is_constant
from backproof.check.review import members
from backproof.check.review.outcome import EQUALITIES, NOTHING_CLAIMED, Outcome, assuming
from backproof.check.review.review import CUSTOMS, Review
from backproof.check.steps import other_rules, updates
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, REFUTED, Role, Verdict
from backproof.read.context.opened import opens
from backproof.read.grammar.conditions import INEQUALITIES
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, has, occurrences, references
from backproof.read.terms.terms import About, Big, Call, Num, Partial, Ref, Term
from backproof.records import dataclass, replace

GIVEN_RELATIONS = frozenset({"in", "sim", "notin", "subset", "subseteq", "ni", "to", "mapsto"})
POSED = "a condition"
SETS_RANGE = "a range that the document sets"
OTHER_LOSS = "the words name another kind of loss than the formula"
DEFINED_BEFORE = "this name is defined in another way before"


def is_prose(line: Line) -> bool:
    r"""Whether a line is words, or says in words, or as an optimum, what a name is: ``w^* = \arg\min_w J(w)``."""
    return line.is_told and (not line.relation or (line.relation in DEFINES and isinstance(line.head, Ref)))


def _told(line: Line) -> str:
    return line.problem.reason if line.relation and line.problem is not None else NOTHING_CLAIMED


@final
@dataclass
class Interpreter:
    """Walks the lines of a document in order; chains stay open for the lines of their section."""

    judge: Judge
    lines: Sequence[Line]
    definitions: Sequence[Defined]
    _unchecked: set[int] = field(default_factory=set)
    _doubtful: dict[int, tuple[Definer, Definer]] = field(default_factory=dict)
    """Second definitions by their lines, with the ones before."""
    _customary: dict[int, tuple[str, Outcome]] = field(default_factory=dict)
    """Lines that need a custom of the document, such as leaving hats out: which, and what they are where it has it."""

    def __post_init__(self) -> None:
        names = self.judge.book.names
        self._defining = {each.line: each for each in self.definitions}
        found = (use for line in self.lines for term in line.sides for use in uses(term, names))
        scripts = {sub for line in self.lines for term in line.sides for ref in references(term) for sub in ref.subs}
        self._indices = scripts.union(
            use.letter for use in found if isinstance(use, Use) and isinstance(use.letter, str)
        )
        self._defined = {each.head.key for each in self.definitions if isinstance(each.head, Ref) and each.line >= 0}
        self._functions = {each.line for each in self.judge.book.functions}
        self._namings = namings(self.lines, names)
        self.again = Again(self.judge, self.lines)
        book = self.judge.book
        self.rules = Rules(self.lines, self.definitions, names, book.aims)
        self.numerals = Numerals(self.lines, book)
        opening = {line.chain: at for at, line in reversed(list(enumerate(self.lines))) if line.head is not None}
        self.heads = Heads(self.lines, names, self.rules, opening, book)
        disputes = Disputes(self.judge, self.lines)
        self.hearing = Hearing(self.judge, self.lines, self.heads, self.again, disputes, self._unchecked)

    def outcomes(self) -> list[Outcome]:
        """One outcome for each line."""
        found: list[Outcome] = []
        for at, line in enumerate(self.lines):
            outcome = assuming(self.outcome(at, line), line.assumes)
            if (custom := outcome.finding.reason) in CUSTOMS:
                unlimited = self.outcome(at, replace(line, limited=""))
                self._customary[at] = custom, replace(unlimited, judge=self.judge, lines=self.lines)
            if outcome.finding.verdict is Verdict.UNCHECKED:
                self._unchecked.add(at)
            found.append(replace(outcome, judge=self.judge, lines=self.lines))
        settled, spared = self.hearing.settled, self.contradicted
        review = Review(
            self.judge, self.lines, self.heads, self.again, self._doubtful, self._customary, settled, spared
        )
        return review.reviewed(found)

    def proves_any(self, groups: Iterable[Collection[int]]) -> bool:
        """Whether all lines of one group are proved, as those of an equation for its layers; others left alone."""
        self.hearing = replace(self.hearing, proving=True)
        of = {at: set(group) for group in groups for at in group}
        asked = set(of)
        for at, outcome in self.only(asked):
            if outcome.finding.verdict not in PROVED:
                asked -= of[at]  # one that is not proved tells of the others
            elif at == max(of[at]) and at in asked:
                return True
        return False

    def may_refute(self, lines: Container[int]) -> bool:
        """Whether one of some lines is refuted, or left open so that another line may refute it."""
        found = ((self.lines[at], each.finding) for at, each in self.only(lines))
        return any(each.verdict in REFUTED or members.is_open(line, each) for line, each in found)

    def only(self, lines: Container[int]) -> Iterator[tuple[int, Outcome]]:
        """Some lines by their numbers with their outcomes, others left alone, as is what leaves ``lines`` meanwhile."""
        for at, line in enumerate(self.lines):
            if at in lines:
                yield at, self.outcome(at, line)
            elif line.head is not None:
                self.heads.open.append((line.section, at))

    def afresh(self) -> Interpreter:
        """The same lines, to be walked from the first one."""
        return Interpreter(self.judge, self.lines, self.definitions)

    def outcome(self, at: int, line: Line) -> Outcome:
        """The role and the finding of the line at a place."""
        if arrows.leads_on(line) and line.problem is None:
            # In a display it goes on with what stands before, as an expression without a sign does.
            unsaid = Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED, arrows.FROM_WORDS))
            return self.outcome(at, replace(line, relation="")) if line.display else unsaid
        if line.relation in GIVEN_RELATIONS and arrows.declares(line):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "a declaration"))
        if line.head is not None and (line.problem is not None or line.misfit is not None):
            # Its other members go on from its head, whatever became of the first one.
            self.heads.open.append((line.section, at))
        if is_prose(line):
            if self.is_another_loss(line):
                return Outcome(Role.GIVEN, Finding(Verdict.UNCHECKED, OTHER_LOSS))
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, _told(line)))
        if line.problem is not None:
            return Outcome(self.guess_role(line), unread(line.problem))
        if line.misfit is not None:
            return Outcome(self.guess_role(line), misfit(line.misfit, hedge(line)))
        if kronecker.is_defined(line):
            return Outcome(Role.DEFINITION, Finding(Verdict.RIGHT))
        if line.side is not None and line.relation in INEQUALITIES:
            return self.inequality(at, line)
        if line.side is None or (line.relation and line.relation not in EQUALITIES):
            return Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED, f"the relation {line.relation} is not judged yet"))
        alone = not line.relation and isinstance(line.side, Ref | Partial)
        if line.head is not None or alone:
            self.heads.open.append((line.section, at))
        if alone or self.compares_indices(line) or at in self._namings:
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, NOTHING_CLAIMED))
        if line.said.posed:
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, POSED))
        if sizes.are_set(line, self.judge.book):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, SETS_RANGE))
        defined = self._defining.get(at)
        if defined is not None and self.in_force(defined) and usual.hands_back(line):
            return Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED, usual.UNSAID))
        if defined is not None and self.in_force(defined):
            return Outcome(Role.DEFINITION, guarded(partial(defining.definition, defined, self.judge)))
        if at in self._functions:
            return Outcome(Role.DEFINITION, self.function(at))
        if states.carries(line, self.rules):
            return Outcome(Role.DEFINITION, added.finding(at, self.lines, self.rules, self.judge))
        if (step := states.stepped(at, self.lines, self.rules)) is not None:
            return Outcome(Role.CLAIM, step)
        if is_constant(line.side):
            return self.number(at, line, line.side)
        outcome = self.symbolic(at, line)
        verdict = outcome.finding.verdict
        if verdict in PROVED and defined is not None and self.is_by_itself(defined):
            return replace(outcome, finding=Finding(Verdict.UNCHECKED, DEFINED_BEFORE))
        if verdict not in PROVED and opens(self.lines, at):
            self.heads.open.append((line.section, at))
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, NOTHING_CLAIMED))
        silent = verdict is Verdict.UNCHECKED and not line.relation and outcome.finding.kind is not Kind.NO_CHAIN
        if silent and (names_only(line.side) or self.stands_beside_numbers(outcome)):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, NOTHING_CLAIMED))
        return outcome

    def is_another_loss(self, line: Line) -> bool:
        """Whether words call a loss one of squares that its definition makes one of logarithms, or the other way."""
        kind = line.problem.about if line.problem is not None else None
        if kind not in {About.SQUARES, About.LOGARITHMS} or not isinstance(line.head, Ref):
            return False
        known = self.judge.book.candidates(resolved(self.judge.book.names, line.head).key, line.section)
        bodies = [each.body for each in known if each.section == line.section]
        other, own = takes_logarithms, takes_squares
        if kind is About.LOGARITHMS:
            other, own = own, other
        return bool(bodies) and all(other(body) and not own(body) for body in bodies)

    def stands_beside_numbers(self, outcome: Outcome) -> bool:
        """Whether an expression in names that no line defines stands beside nothing but names with given numbers."""
        lefts = [claim.left for claim in outcome.claims]
        given = (isinstance(left, Ref) and left.key in self.judge.book.given for left in lefts)
        return outcome.finding.kind is Kind.UNDEFINED and bool(lefts) and all(given)

    def inequality(self, at: int, line: Line) -> Outcome:
        """A range that the document sets, or a claim about what stands on both sides of the sign."""
        left = line.head or self.before(at, line)
        if line.head is not None:
            self.heads.open.append((line.section, at))
        if left is None or line.side is None:
            return Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED, "the left side of this inequality is not read"))
        if line.said.posed:
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, POSED))
        if states_range(left, line.side, line.section, self.judge.book):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, SETS_RANGE))
        claim = Claim(left, line.side, line.conditions, line.section, at, hedge(line), line.lowered)
        judge, relation = self.judge, INEQUALITIES[line.relation]
        found = guarded(lambda: inequalities.finding(judge.builder.attempt(claim), relation, judge.doubt, judge.bench))
        return Outcome(Role.CLAIM, found)

    def before(self, at: int, line: Line) -> Term | None:
        """The side before the sign that a line begins with."""
        earlier = self.lines[at - 1] if at else None
        return earlier.side if earlier is not None and earlier.chain == line.chain is not None else None

    def symbolic(self, at: int, line: Line) -> Outcome:
        heads = self.heads.of(at, line)
        if not heads:
            reason = (
                "the head of this chain is not read"
                if line.chain is not None
                else "this continues no equation of its section"
            )
            return Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED, reason))
        return self.spared(at, line, self.hearing.best(at, line, heads))

    def spared(self, at: int, line: Line, outcome: Outcome) -> Outcome:
        """The outcome of a line, left open where a difference refutes nothing on it."""
        reason = self.spares(at, line, outcome.role) if outcome.finding.verdict is Verdict.WRONG else ""
        return Outcome(outcome.role, Finding(Verdict.UNCHECKED, reason)) if reason else outcome

    def spares(self, at: int, line: Line, role: Role) -> str:
        """Why a difference refutes nothing on a line; empty where it does."""
        if self.defines_again(at, line):
            again = self._defining[at]
            before = self.judge.book.in_scope(again.key, line.section, at) if again.example or again.until else None
            if before is not None:
                self._doubtful[at] = again, before
            return DEFINED_BEFORE
        if line.said.anew:
            return "it gives this name another meaning in a case"
        return other_rules.followed(line, role) or self.numerals.put_in(line)

    def defines_again(self, at: int, line: Line) -> bool:
        """Whether a line may be a second definition; what is defined as a derivative (an error) can only be claimed.

        Of a state that goes on from the step before, texts give several rules.
        """
        again = self._defining.get(at)
        first = self.judge.book.in_scope(again.key, line.section, at) if again is not None else None
        bodies = [each.body for each in (again, first) if each is not None]
        return bool(bodies) and (updates.goes_on(self.lines[at]) or not any(has(body, Partial) for body in bodies))

    def number(self, at: int, line: Line, side: Term) -> Outcome:
        """A side of numbers alone, as a claim for all values; only a plain integer can be one and wrong."""
        outcome = self.symbolic(at, line)
        if outcome.finding.verdict in PROVED and self.goes_on_anew(line):
            return Outcome(Role.NUMBER, Finding(Verdict.UNCHECKED, DEFINED_BEFORE))
        if outcome.finding.verdict is not Verdict.WRONG or self.is_for_all(at, line, side):
            return outcome
        return Outcome(Role.NUMBER, Finding(Verdict.UNCHECKED, "the numbers behind this value are not known"))

    def is_for_all(self, at: int, line: Line, side: Term) -> bool:
        """Whether a side of numbers alone claims them for all values."""
        if not self.numerals.refutes_for_all(side) or self.is_value(line, side):
            return False
        return not self.numerals.are_behind(self.heads.of(at, line), at, line)

    def is_value(self, line: Line, side: Term) -> bool:
        """``y = w x = 6``: behind what defines a name, the number that it has for values which stand elsewhere."""
        opening = self.heads.opening.get(line.chain) if line.head is None and line.chain is not None else None
        defined = self._defining.get(opening) if opening is not None else None
        if defined is None or defined.letters or (isinstance(side, Num) and not side.value):
            return False
        sloped = any(call.primes for call in occurrences(defined.body, Call))
        return not is_constant(defined.body) and not sloped and not has(defined.body, Partial, Big)

    def contradicted(self, at: int, line: Line, outcome: Outcome) -> Outcome:
        """The outcome of a line that its neighbours contradict, spared as one that is judged by itself."""
        side = line.side
        if side is not None and is_constant(side) and not self.is_for_all(at, line, side):
            return replace(outcome, finding=Finding(Verdict.UNCHECKED, "the numbers behind this value are not known"))
        return self.spared(at, line, outcome)

    def goes_on_anew(self, line: Line) -> bool:
        """Whether a chain gives its name other numbers than its definition: what that is proves nothing here."""
        opening = None if line.head is not None or line.chain is None else self.heads.opening.get(line.chain)
        again = self._defining.get(opening) if opening is not None else None
        if again is None or opening is None or self.in_force(again):
            return False
        side = self.lines[opening].side
        return side is not None and is_constant(side)

    def guess_role(self, line: Line) -> Role:
        return Role.UPDATE if updates.is_update(line.head, self.judge.book.names) else Role.CLAIM

    def compares_indices(self, line: Line) -> bool:
        """``i = k`` on its own, or the class that a label is, ``y = k``: a condition that the words around use."""
        letters = (INDEX_LETTERS | {"l"}) & self._indices
        match line.head, line.side:
            case Ref() as head, Num() | Ref() as side if is_letter(head):
                label = not line.display and isinstance(side, Ref) and head.key not in self._defined
                known = self._indices if label else letters
                counts = isinstance(side, Num) or (is_letter(side) and side.base.rstrip("'") in known)
                return counts and (label or head.base.rstrip("'") in letters)
            case _:
                return False

    # -- definitions ---------------------------------------------------------------------------------------------

    def in_force(self, defined: Defined) -> bool:
        """Whether a definition is the first of its name in its section, or the agreed one; a later one is a claim."""
        if defined.key in self.judge.book.agreed:
            return self.judge.book.agreed[defined.key] is defined
        first = next(each for each in self.definitions if each.key == defined.key and each.section == defined.section)
        return first is defined or self.lines[defined.line].said.anew

    def is_by_itself(self, again: Defined) -> bool:
        """Whether what a later definition says is known from it alone, as the first one of its section is open."""
        first = next(each for each in self.definitions if each.key == again.key and each.section == again.section)
        return first.line in self._unchecked and not has(first.body, Partial) and not alike(first.body, again.body)

    def function(self, at: int) -> Finding:
        """A function is defined once in a section; a second body must be the same function."""
        own = next(each for each in self.judge.book.functions if each.line == at)
        earlier = (each for each in self.judge.book.functions if each.key == own.key and each.line < at)
        here = (each for each in earlier if self.lines[each.line].section == self.lines[at].section)
        before = [each for each in here if each.parameters == own.parameters]
        finding = defining.function(own, before, self.judge)
        if before and finding.verdict is Verdict.UNCHECKED:
            self._doubtful[at] = own, before[-1]
        return finding
