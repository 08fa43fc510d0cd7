"""The numbers of a document, judged as they stand: before a letter has a range, and before an array has indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import is_printed, is_single
from backproof.check.doubts.finding import Finding
from backproof.check.indices.letters import number, resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.interpretation.behind import Behind
from backproof.check.interpretation.continued import Chains
from backproof.check.interpretation.giving import Giving
from backproof.check.interpretation.members import Members
from backproof.check.interpretation.misstated import misstated
from backproof.check.interpretation.moves import Move, Steps, is_proved
from backproof.check.interpretation.unfit import Unfit
from backproof.check.layers.step_rules import NO_RULES, Recurrences
from backproof.check.names.names import Names
from backproof.check.names.origins import older
from backproof.check.numbers import (
    RENEWED,
    Ledger,
    Member,
    Numeric,
    applied,
    has_arrays,
    is_constant,
    key_of,
    outputs_of,
    same,
    softmaxes,
)
from backproof.check.numbers.misput import misput
from backproof.check.numbers.over_samples import over_samples
from backproof.check.numbers.passes import Passes
from backproof.check.numbers.results import Results
from backproof.check.numbers.sums_over_samples import SumOverSamples
from backproof.check.review.outcome import EQUALITIES, NOTHING_CLAIMED, Outcome, assuming
from backproof.check.steps import updates
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.verdict import REFUTED, Role, Verdict
from backproof.read.context.following import UNFINISHED
from backproof.read.context.opened import opens
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, has, occurrences, references
from backproof.read.terms.terms import About, Big, Num, Partial, Ref, Term

GIVES = "values that the document gives"
OTHER_OUTPUT = "the output of the unit of this name has another value before"
CONTRADICTED = "the number behind it is another one, which it would have with one place changed"
UNSAID = "whether this is a step from the value before is not written"


@final
@dataclass
class Worked:
    """Walks the lines of a document as they are written, and keeps the values that names have."""

    lines: Sequence[Line]
    names: Names
    catalogue: Catalogue
    sigma: str = "sigmoid"
    told: Sequence[tuple[Ref | None, Num]] = ()
    put_in: Sequence[Defined] = ()
    """What numbers define that are put in for names: no line of the document says it in letters."""
    recurrences: Recurrences = NO_RULES
    """What the document says of names at any step."""
    tabled: Sequence[tuple[int, Ref, Term]] = ()
    """The numbers that tables give, each with the number of the line that it stands before."""
    refuted: Mapping[int, Verdict] = field(default_factory=dict)
    """Formulas that are refuted: they prove no number."""
    _results: Results = field(default_factory=Results)
    _noted: dict[str, int | None] = field(default_factory=dict)
    """Where the chain begins in which a name was computed first."""

    def __post_init__(self) -> None:
        known = softmaxes((line.head, line.side) for line in self.lines)
        self._called = known | {each.key for each in self.catalogue.functions}
        self.lines = [applied(line, self._called) for line in self.lines]
        self.rules = Rules(self.lines, self.catalogue.definitions, self.names)
        told = self.by_words()
        known_by = replace(self.catalogue, put_in=self.put_in)
        self.ledger = Ledger(
            self.names, known_by if self.put_in else self.catalogue, self.sigma, known, told, tuple(self.sums())
        )
        self.chains = Chains.of(self.lines)
        named = [*self.told, *((name, value) for _, name, value in self.tabled)]
        self.giving = Giving.of(self.lines, self.names, self.catalogue, named, self.ledger.sums)
        self._defining = {each.line: each for each in self.catalogue.definitions}
        self._told = {each.line for each in self.put_in}
        self._functions = {each.line for each in self.catalogue.functions}
        self.steps = Steps(self.lines, self.names, self.rules, self.giving, self.told, self.ledger)
        self.compared = Members(
            self.lines,
            self.names,
            self.catalogue,
            self.recurrences,
            self.chains,
            self.steps,
            self.ledger,
            dict(self.refuted),
        )
        self.passes = Passes.of(self.lines, self.names)
        self.unfit = Unfit(self.lines, self.ledger)

    @property
    def behind(self) -> Behind:
        """What the number behind a line says of it."""
        return Behind(self.lines, self.ledger)

    def sums(self) -> Iterator[Big]:
        """The sums of the document that end at a name."""
        sides = (side for line in self.lines for side in line.sides)
        found = (part for side in sides for part in occurrences(side, Big))
        yield from (big for big in found if isinstance(big.upper, Ref) and number(big.lower) == 1)

    def by_words(self) -> dict[str, Term]:
        """The values that the words give, each to a name that they give no other one."""
        rate = self.rules.usual_rate
        found: dict[str, Term] = {}
        twice: set[str] = set()
        for name, value in self.told:
            meant = name or rate
            key = key_of(meant, self.names) if meant is not None else None
            if key is not None and not same(found.setdefault(key, value), value):
                twice.add(key)
        return {key: value for key, value in found.items() if key not in twice}

    def outcomes(self) -> dict[int, Outcome]:
        """The lines that the numbers decide."""
        found = ((at, self.step(at)) for at in range(len(self.lines)))
        return {at: outcome for at, outcome in found if outcome is not None}

    def step(self, at: int) -> Outcome | None:
        """What the numbers say of the next line, from which its names have their values then; None where nothing."""
        line = self.lines[at]
        for name, value in self.giving.tabled(at, self.tabled, self.ledger.book.values):
            self.ledger.note(name, value, None, line.section)
            self.passes.give(name, value, line.section)
        if line.problem is not None and line.problem.about in {About.PRIMED, About.NEXT_NUMBER}:
            numbered = line.side is not None and is_constant(line.side)
            self.ledger.book.primed |= numbered or line.problem.about is About.NEXT_NUMBER
        if line.problem is not None or line.side is None or (line.relation and line.relation not in EQUALITIES):
            return None
        alone = not line.relation and isinstance(line.side, Ref | Partial)
        if line.head is not None or alone or opens(self.lines, at):
            self.chains.open.append((line.section, at))
        self.ledger.book.at_pass = line.said.passes
        self.steps.reach(at)
        if (listed := self.giving.listed(at, line, self.ledger.book.values)) is not None:
            for name, item in listed:
                self.ledger.note(name, item, None, line.section)
                self.passes.give(name, item, line.section)
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, GIVES))
        numeric = self.is_number(at, line.side)
        outcome = self.outcome(at, line, line.side) if numeric else self.mixed(at, line) or self.unfit.judge(at, line)
        outcome = outcome or self.summed(at, line)
        if numeric:
            self.steps.hand_on(at, line)
            self.compute(at, line)
        else:
            self.passes.define(line)
        for name in self.giving.together(at, line) if numeric else ():
            self.ledger.note(name, line.side, None, line.section)
        if outcome is not None and not numeric:
            # As a formula it may be refuted; with its numbers it is right.
            self.compared.refuted.pop(at, None)
            self.compared.formulas.discard(at)
            if outcome.finding.verdict in REFUTED:
                self.compared.refuted[at] = outcome.finding.verdict
        return None if outcome is None else assuming(_limited(outcome, line), line.assumes)

    def compute(self, at: int, line: Line) -> None:
        """Notes a number with the pass that it belongs to."""
        opening = self.chains.opening(at, line)
        if opening is None or self.chains.is_guessed(at, line, opening):
            return
        opened = self.lines[opening]
        lettered = opened.side is not None and not is_constant(opened.side) and opening not in self.unfit
        head = opened.head
        known = isinstance(head, Ref) and self.ledger.known.body(head, line.section) is not None
        self.passes.compute(opening, head, line, self.ledger, defined=lettered or (known and opening not in self.unfit))

    def instead(self, at: int, line: Line) -> Outcome | None:
        """What the numbers would say of another line in the place of the next one."""
        again = copy(self)
        again.lines = [*self.lines[:at], applied(line, self._called), *self.lines[at + 1 :]]
        again.ledger = self.ledger.apart()
        again._results = self._results.apart()
        again._noted, again.chains = dict(self._noted), self.chains.within(again.lines)
        again.giving = replace(self.giving, lines=again.lines)
        again.passes, again.unfit = self.passes.apart(), self.unfit.within(again.lines, again.ledger)
        again.steps = self.steps.within(again.lines, again.ledger, at)
        again.compared = self.compared.within(again.lines, again.chains, again.steps, again.ledger)
        return again.step(at)

    def mixed(self, at: int, line: Line) -> Outcome | None:
        """A formula again, with numbers put in for some of its names: ``2 (7 - 4) x``."""
        if self.giving.is_one_number(at, line, self.ledger.book.values):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "names that are given one number"))
        if line.side is not None and is_constant(line.side) and self.behind.is_doubtful(at, line, line.side):
            return Outcome(Role.DEFINITION, Finding(Verdict.UNCHECKED, CONTRADICTED))
        number_behind = self.behind.number(at, line)
        step = misstated(at, line, number_behind, self.compared) if number_behind is not None else None
        if step is not None:
            return step
        opening = at if line.head is not None else None if line.chain is None else self.chains.first[line.chain]
        defines = isinstance(line.head, Ref) and (at not in self._defining or self.in_force(self._defining[at]))
        if opening is None or line.side is None or is_constant(line.side) or defines or at in self._functions:
            return None
        # A side that stands there already puts in nothing.
        before = [each for each in self.compared.before(at, line, opening) if not alike(each.term, line.side)]
        behind = line.head is None and any(is_constant(each.term) for each in before)
        if not behind and not has(line.side, Num):
            return None
        put_in = self.ledger.substitution(at, line, before) if line.head is None else None
        found = put_in or self.ledger.partly(at, line, before)
        if found is None:
            return None
        return Outcome(Role.NUMBER, Finding(found.verdict, found.reason, found.assumes, found.counterexample))

    def summed(self, at: int, line: Line) -> Outcome | None:
        """A sum over samples in letters, beside the derivative over those of the page."""
        over = over_samples(self.passes, self.ledger, at, line, line.head)
        summed = SumOverSamples.of(over) if over is not None else None
        found = summed.judge() if summed is not None else None
        if found is None:
            return None
        return Outcome(Role.CLAIM, Finding(found.verdict, found.reason, (), found.counterexample))

    def is_number(self, at: int, side: Term) -> bool:
        """Whether a line states a number; ``h = \\sigma(1)`` defines h."""
        if not is_constant(side) or at in self._functions:
            return False
        return has_arrays(side) or not self.in_force(self._defining.get(at))

    def in_force(self, defined: Defined | None) -> bool:
        """Whether a definition is the first of its name in its section."""
        if defined is None:
            return False
        same = (each for each in self.catalogue.definitions if each.key == defined.key)
        return next(each for each in same if each.section == defined.section) is defined

    def outcome(self, at: int, line: Line, side: Term) -> Outcome | None:
        """A side of numbers alone: judged by the values before it, or given; None where nothing decides."""
        if not line.relation:
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, NOTHING_CLAIMED))
        if line.said.unit and (short := self.ledger.unit(at, side)) is not None:
            self.ledger.note(line.head, side, short, line.section)
            return Outcome(Role.NUMBER, Finding(short.verdict, short.reason, (), short.counterexample))
        opening = self.chains.opening(at, line)
        head = self.lines[opening].head if opening is not None else line.head
        before = list(self.compared.before(at, line, opening))
        if opening in self._functions:
            # The x of a function that is defined here is any x, not the one that has a value.
            before = [each for each in before if is_constant(each.term)]
        key = key_of(head, self.names) if head is not None else None
        first = self._noted.setdefault(key, opening) if key is not None else opening
        renews = opening is not None and (updates.assigns(self.lines[opening]) or self.steps.is_one(opening))
        anew = first != opening and not renews
        found = self.compared.judged(at, line, before, anew=anew)
        found = self.by_heads(at, line, before, opening, found)
        found = self.by_results(at, line, before, found, anew=anew)
        if line.head is not None and key_of(line.head, self.names) is None and is_proved(found):
            self._results.note(line.head, side)
        if is_proved(found) and at in self._told and self.behind.is_doubtful(at, line, side):
            return self.unsaid(line, side, head, CONTRADICTED)
        guessed = self.chains.is_guessed(at, line, opening)
        if found is not None and guessed and found.verdict in REFUTED:
            found = None  # Which chain it goes on with is a guess.
        if line.limited == UNFINISHED and (shapes := self.ledger.misfit(at, line, before)) is not None:
            said = f"a summand of {shapes.written} does not fit in a sum of {shapes.true}"
            return Outcome(Role.NUMBER, Finding(Verdict.WRONG, said, counterexample=shapes))
        outcome = self.unjudged(at, line, side, head) if found is None else None
        if outcome is not None:
            return outcome
        found = self.put_in_formulas(at, line, side, before, found)
        if found is not None and RENEWED in found.assumes:
            self.ledger.book.renew(line.section)  # What comes behind goes on with these values.
        self.ledger.note(head, side, found or Numeric(Verdict.UNCHECKED), line.section)
        if found is None:
            return None
        if found.verdict is Verdict.RIGHT and line.head is not None and is_constant(line.head):
            self.goes_on(at, replace(line, side=line.head), side)
        if found.verdict in REFUTED and line.limited != UNFINISHED:
            self.compared.refuted[at] = found.verdict
        if found.formula:
            self.compared.formulas.add(at)
        return Outcome(Role.NUMBER, Finding(found.verdict, found.reason, found.assumes, found.counterexample))

    def unjudged(self, at: int, line: Line, side: Term, head: Term | None) -> Outcome | None:
        """What a number is that nothing before it says: that of a step, or a value that the document gives."""
        by_rule = isinstance(head, Ref) and self.goes_on_by_rule(head, side)
        if by_rule or self.steps.made(at) is not Move.NONE:
            return self.unsaid(line, side, head, UNSAID)
        says = at - 1 in self.unfit and self.chains.opening(at, line) == at - 1
        if (says or self.giving.is_given(at, line)) and not self.steps.is_one(at):
            return self.given(at, line, side, head)
        if not self.giving.is_unfounded(at, line, side):
            return None
        said = f"{resolved(self.names, line.head).key} is given here" if isinstance(line.head, Ref) else ""
        self.given(at, line, side, head)
        return Outcome(Role.GIVEN, Finding(Verdict.RIGHT_IF, "", (said,)))

    def unsaid(self, line: Line, side: Term, head: Term | None, reason: str) -> Outcome:
        """A number that a document goes on with, and that nothing judges."""
        self.ledger.note(head, side, None, line.section)
        return Outcome(Role.NUMBER, Finding(Verdict.UNCHECKED, reason))

    def by_heads(
        self, at: int, line: Line, before: Sequence[Member], opening: int | None, found: Numeric | None
    ) -> Numeric | None:
        """What is found of a number, or of it as one of all samples, or beside what was said of its name before."""
        if is_proved(found) or (found is not None and found.verdict is not Verdict.FOLLOWS):
            return found
        heads = (over_samples(self.passes, self.ledger, at, line, each.term) for each in before if each.own)
        over = next((each.judge() for each in heads if each is not None), None)
        found = over if found is None or is_proved(over) else found
        again = [] if is_proved(found) else self.compared.said_before(opening)
        meant = self.compared.judged(at, line, again, anew=True) if again else None
        return meant if is_proved(meant) else found

    def by_results(
        self, at: int, line: Line, before: Sequence[Member], found: Numeric | None, *, anew: bool
    ) -> Numeric | None:
        """What is found of a number, or that it goes on with what is printed for expressions."""
        printed = self._results.put_into(before) if found is not None and found.verdict is Verdict.WRONG else []
        meant = self.compared.judged(at, line, printed, anew=anew) if printed else None
        return meant if is_proved(meant) else found

    def put_in_formulas(
        self, at: int, line: Line, side: Term, before: Sequence[Member], found: Numeric | None
    ) -> Numeric | None:
        """What is found of a number, or that it puts numbers into a formula before it, as the next number shows."""
        # Behind the name of a step alone, no line writes the formula that numbers are put in.
        nameless = line.head is not None and updates.is_update(line.head, self.names)
        if nameless or (found is not None and found.verdict is not Verdict.FOLLOWS):
            return found
        behind = self.behind.contradicting(at, line, side)
        if behind is None:
            put_in = self.ledger.substitution(at, line, before)
            return found or put_in
        shown = misput(self.ledger, at, line, before, behind) if found is None else None
        if shown is not None:
            self.compared.misput.add(at)
        return found or shown

    def goes_on_by_rule(self, head: Ref, side: Term) -> bool:
        """Whether a rule says what a name is at its step by what it was at another one, which has a value."""
        said, values = self.recurrences.of(head), self.ledger.book.values
        own = [ref for ref in references(said) if ref.base == head.base] if said is not None else []
        assigned = self.recurrences.assigned
        if head.key not in assigned and not is_printed(side):
            own += [ref for ref in older(head) if ref.key in assigned]
        return any(key_of(ref, self.names) in values for ref in own)

    def goes_on(self, at: int, line: Line, side: Term) -> None:
        """Numbers put into the formula before, in an equation of their own, give its head the result."""
        opened = self.chains.before(at, line.section)
        if opened is None or is_constant(self.lines[opened].head or line.side or side):
            return
        behind = (self.lines[number] for number in range(opened, at))
        formulas = [Member(each.side) for each in behind if each.side is not None]
        found = self.ledger.substitution(at, line, formulas)
        if found is not None:
            self.ledger.note(self.lines[opened].head, side, found, line.section)

    def given(self, at: int, line: Line, side: Term, head: Term | None) -> Outcome:
        """A value that a document gives; one that has no value in real numbers is not understood."""
        if self.ledger.valueless(side, at):
            return Outcome(Role.GIVEN, Finding(Verdict.UNCHECKED, "this constant has no real value"))
        computed = outputs_of(head, self.ledger.book.values) if isinstance(head, Ref) and is_single(side) else ()
        differs = any(is_constant(each) and not self.ledger.agree(at, line, each) for each in computed)
        self.ledger.note(head, side, None, line.section)
        if self.behind.is_doubtful(at, line, side):
            return Outcome(Role.GIVEN, Finding(Verdict.UNCHECKED, CONTRADICTED))
        if differs:
            return Outcome(Role.GIVEN, Finding(Verdict.UNCHECKED, OTHER_OUTPUT))
        return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "a value that the document gives"))


def _limited(outcome: Outcome, line: Line) -> Outcome:
    """What refutes nothing as a formula refutes nothing as numbers, but by their shapes."""
    shape = outcome.finding.counterexample is not None and isinstance(outcome.finding.counterexample.written, str)
    if not line.limited or outcome.finding.verdict not in REFUTED or shape:
        return outcome
    return replace(outcome, finding=Finding(Verdict.UNCHECKED, line.limited))
