"""The numbers of a document, judged as they stand: before a letter has a range, and before an array has indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import final

from backproof.check.definitions import updates
from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import APPROXIMATE, CONSTANTS, is_mark, is_printed
from backproof.check.indices.letters import number, resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.interpretation.outcome import EQUALITIES, NOTHING_CLAIMED, Outcome, assuming
from backproof.check.judging.finding import Finding
from backproof.check.judging.heads import approximated
from backproof.check.names.names import Names
from backproof.check.numbers import (
    Ledger,
    Member,
    Numeric,
    applied,
    has_arrays,
    is_constant,
    is_single,
    key_of,
    same,
    softmaxes,
)
from backproof.check.numbers.names import plain
from backproof.check.verdicts.verdict import REFUTED, Role, Verdict
from backproof.read.context.following import BETWEEN, UNFINISHED
from backproof.read.context.opened import opens
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references, walk
from backproof.read.terms.terms import Big, Listed, Nabla, Num, Partial, Plus, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS

NEXT = 3
"""A side that begins so many characters behind another one stands in one chain with it, though its head is not read."""
GIVES = "values that the document gives"
MOST_NAMES = 8
"""Names that are given one number."""
DATA = frozenset("w W b x X t theta Theta v V u U".split())
"""Letters of weights, biases, inputs and targets, which documents give."""
KNOWN = {*FUNCTION_WORDS, *CONSTANTS, "sigma"}
"""What needs no number to have a value."""
ASSIGNS = frozenset({"leftarrow", ":=", "coloneqq"})


@final
@dataclass
class Worked:
    """Walks the lines of a document as they are written, and keeps the values that names have."""

    lines: Sequence[Line]
    names: Names
    catalogue: Catalogue
    sigma: str = "sigmoid"
    told: Sequence[tuple[Ref | None, Num]] = ()
    _refuted: dict[int, Verdict] = field(default_factory=dict)
    _formulas: set[int] = field(default_factory=set)
    """Formulas that are refuted, and the numbers that follow from nothing else."""
    _noted: dict[str, int | None] = field(default_factory=dict)
    """Where the chain begins in which a name was computed first."""
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Chains that later lines may continue: section and line that opened them, nearest last."""

    def __post_init__(self) -> None:
        self._formulas.update(self._refuted)
        known = softmaxes((line.head, line.side) for line in self.lines)
        self._called = known | {each.key for each in self.catalogue.functions}
        self.lines = [applied(line, self._called) for line in self.lines]
        self.rules = updates.Rules(self.lines, self.catalogue.definitions, self.names)
        told = self.by_words()
        self.ledger = Ledger(self.names, self.catalogue, self.sigma, known, told, tuple(self.sums()))
        self._first = {line.chain: at for at, line in reversed(list(enumerate(self.lines))) if line.chain is not None}
        self._defining = {each.line: each for each in self.catalogue.definitions}
        self._functions = {each.line for each in self.catalogue.functions}
        numbers = [line for line in self.lines if line.side is not None and is_constant(line.side)]
        heads = [name for line in numbers if isinstance(line.head, Ref | Listed) for name in references(line.head)]
        named = [*heads, *(name for name, _ in self.told if name is not None)]
        self._numbered = frozenset(name.base for name in named)

    def sums(self) -> Iterator[Big]:
        """The sums of the document that end at a name."""
        sides = (side for line in self.lines for side in line.sides)
        found = (part for side in sides for part in walk(side) if isinstance(part, Big))
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
        if line.problem is not None or line.side is None or (line.relation and line.relation not in EQUALITIES):
            return None
        alone = not line.relation and isinstance(line.side, Ref | Partial)
        if line.head is not None or alone or opens(self.lines, at):
            self._open.append((line.section, at))
        listed = self.names_listed(at, line)
        if listed is not None:
            return listed
        numeric = self.is_number(at, line.side)
        outcome = self.outcome(at, line, line.side) if numeric else self.mixed(at, line)
        if outcome is not None and not numeric:
            # As a formula it may be refuted; with its numbers it is right.
            self._refuted.pop(at, None)
            self._formulas.discard(at)
        return None if outcome is None else assuming(_limited(outcome, line), line.assumes)

    def instead(self, at: int, line: Line) -> Outcome | None:
        """What the numbers would say of another line in the place of the next one."""
        again = copy(self)
        again.lines = [*self.lines[:at], applied(line, self._called), *self.lines[at + 1 :]]
        again.ledger = self.ledger.apart()
        again._refuted, again._formulas = dict(self._refuted), set(self._formulas)
        again._noted, again._open = dict(self._noted), list(self._open)
        return again.step(at)

    def names_listed(self, at: int, line: Line) -> Outcome | None:
        """``x_1, y_1 = [(1, 2), 8]``: several names, each given the number that stands at its place."""
        match line.head, line.side:
            case Listed(), Listed() as listed if is_printed(listed):
                return None
            case Listed(None, heads), side if side is not None and is_constant(side):
                unknown = (isinstance(name, Ref) and not self.is_known(name, line.section) for name in heads)
                return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, GIVES)) if all(unknown) else None
            case _:
                pass
        match line.side:
            case Listed(None, items) if len(items) > 1 and all(map(is_printed, items)) and line.head is not None:
                before = self.lines[max(0, at - len(items) + 1) : at]
            case _:
                return None
        names = [*(each.side for each in before if not each.relation), line.head]
        spans = [*(each.span for each in before), line.span]
        near = all(one.end <= two.start <= one.end + NEXT for one, two in pairwise(spans))
        if len(names) != len(items) or not near or not all(isinstance(name, Ref) for name in names):
            return None
        if any(self.is_known(name, line.section) for name in names if isinstance(name, Ref)):
            return None
        for name, item in zip(names, items, strict=True):
            self.ledger.note(name, item, None, line.section)
        return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, GIVES))

    def mixed(self, at: int, line: Line) -> Outcome | None:
        """A formula again, with numbers put in for some of its names: ``2 (7 - 4) x``."""
        if self.names_alike(at, line):
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "names that are given one number"))
        opening = at if line.head is not None else None if line.chain is None else self._first[line.chain]
        defines = isinstance(line.head, Ref) and (at not in self._defining or self.in_force(self._defining[at]))
        if opening is None or line.side is None or is_constant(line.side) or defines or at in self._functions:
            return None
        if not any(isinstance(part, Num) for part in walk(line.side)):
            return None
        # A side that stands there already puts in nothing.
        before = [each for each in self.members(at, line, opening) if not alike(each.term, line.side)]
        put_in = self.ledger.substitution(at, line, before) if line.head is None else None
        found = put_in or self.ledger.partly(at, line, before)
        if found is None:
            return None
        return Outcome(Role.NUMBER, Finding(found.verdict, found.reason, found.assumes, found.counterexample))

    def names_alike(self, at: int, line: Line) -> bool:
        """``b`` and ``c`` in ``b = c = 0.5``: names of which nothing is known but the number behind them."""
        names = [line.head, line.side]
        for following in self.lines[at + 1 : at + MOST_NAMES]:
            if line.chain is None or following.chain != line.chain or following.side is None:
                return False
            if is_single(following.side):
                known = (not isinstance(each, Ref) or self.is_known(each, line.section) for each in names if each)
                return not any(known)
            names.append(following.side)
        return False

    def is_known(self, ref: Ref, section: int) -> bool:
        """Whether a name has a value, or a definition that is more than another name."""
        if updates.is_update(ref, self.names) or key_of(ref, self.names) in self.ledger.book.values:
            return True
        name = resolved(self.names, ref)
        candidates = self.catalogue.candidates(name.key, section)
        return any(not isinstance(each.body, Ref) and len(each.letters) == len(name.slots) for each in candidates)

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
        opening = self.opening(at, line)
        head = self.lines[opening].head if opening is not None else line.head
        before = list(self.members(at, line, opening))
        if opening in self._functions:
            # The x of a function that is defined here is any x, not the one that has a value.
            before = [each for each in before if is_constant(each.term)]
        key = key_of(head, self.names) if head is not None else None
        first = self._noted.setdefault(key, opening) if key is not None else opening
        anew = first != opening and not (opening is not None and updates.assigns(self.lines[opening]))
        found = self.judged(at, line, before, anew=anew)
        guessed = line.chain is None and not self.is_next(at, line) and not self.is_next_display(at, line, opening)
        if found is not None and guessed and found.verdict in REFUTED:
            found = None  # Which chain it goes on with is a guess.
        if line.limited == UNFINISHED and (shapes := self.ledger.misfit(at, line, before)) is not None:
            said = f"a summand of {shapes.written} does not fit in a sum of {shapes.true}"
            return Outcome(Role.NUMBER, Finding(Verdict.WRONG, said, counterexample=shapes))
        if found is None and self.is_given(at, line) and not self.is_step(at):
            return self.given(at, line, side, head)
        if found is None and self.is_unfounded(at, line, side):
            said = f"{resolved(self.names, line.head).key} is given here" if isinstance(line.head, Ref) else ""
            self.given(at, line, side, head)
            return Outcome(Role.GIVEN, Finding(Verdict.RIGHT_IF, "", (said,)))
        if (found is None or found.verdict is Verdict.FOLLOWS) and self.is_confirmed(at, line, side):
            put_in = self.ledger.substitution(at, line, before)
            found = found or put_in
        self.ledger.note(head, side, found or Numeric(Verdict.UNCHECKED), line.section)
        if found is None:
            return None
        if found.verdict is Verdict.RIGHT and line.head is not None and is_constant(line.head):
            self.goes_on(at, replace(line, side=line.head), side)
        if found.verdict in REFUTED and line.limited != UNFINISHED:
            self._refuted[at] = found.verdict
        if found.formula:
            self._formulas.add(at)
        return Outcome(Role.NUMBER, Finding(found.verdict, found.reason, found.assumes, found.counterexample))

    def judged(self, at: int, line: Line, before: Sequence[Member], *, anew: bool) -> Numeric | None:
        """What the members of a chain say of a number: those from an approximation in symbols on, if there is one."""
        goes_on = line.head is None and line.chain in self._first
        chain = self.lines[self._first[line.chain] : at] if goes_on and line.chain is not None else ()
        near = next((each.term for each in reversed(before) if each.term in approximated(chain, line.chain)), None)
        if near is None:
            return self.ledger.judge(at, line, before, anew=anew)
        behind = [each.term for each in before].index(near)
        found = self.ledger.judge(at, line, before[behind:], anew=anew)
        whole = self.ledger.judge(at, line, before, anew=anew) if found is None else found
        return whole if found is not None or whole is None or whole.verdict not in REFUTED else None

    def goes_on(self, at: int, line: Line, side: Term) -> None:
        """Numbers put into the formula before, in an equation of their own, give its head the result."""
        before = (number for where, number in reversed(self._open) if where == line.section and number < at)
        opened = next(before, None)
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
        self.ledger.note(head, side, None, line.section)
        return Outcome(Role.GIVEN, Finding(Verdict.RIGHT, "a value that the document gives"))

    def is_given(self, at: int, line: Line) -> bool:
        """``\\alpha = 0.1``: a plain name that nothing up to this section defines but numbers."""
        if not isinstance(line.head, Ref) or updates.is_update(line.head, self.names):
            return False
        name = resolved(self.names, line.head)
        candidates = self.catalogue.candidates(name.key, line.section)
        side = line.side or line.head
        return all(
            is_constant(each.body)
            or each.section > line.section
            or (len(each.letters) != len(name.slots) and (each.line > at or (has_arrays(side) and is_data(line.head))))
            for each in candidates
        )

    def is_unfounded(self, at: int, line: Line, side: Term) -> bool:
        """Whether the formula of a plain name rests on a name to which the document gives no number anywhere."""
        if not isinstance(line.head, Ref) or not is_printed(side) or updates.is_update(line.head, self.names):
            return False
        before = self.lines[at - 1] if at else line
        listed = not before.relation and 0 <= line.span.start - before.span.end <= NEXT
        if line.relation in APPROXIMATE or listed:
            return False
        counts = {big.upper.base for big in self.ledger.sums if isinstance(big.upper, Ref)}
        known = KNOWN | self._numbered | counts
        waiting, reached = [resolved(self.names, line.head).key], set[str]()
        while waiting:
            key = waiting.pop()
            formulas = self.catalogue.candidates(key, line.section)
            if not formulas and reached:
                return True
            reached.add(key)
            refs = (ref for each in formulas for ref in references(each.body) if ref.base not in known)
            waiting += {resolved(self.names, ref).key for ref in refs} - reached
        return False

    def is_confirmed(self, at: int, line: Line, side: Term) -> bool:
        """Whether the next number of the chain, where there is one, goes on with this line."""
        behind = (
            each for each in self.lines[at + 1 : at + MOST_NAMES] if each.chain == line.chain and each.side is not None
        )
        following = next(behind, None)
        if following is None or following.side is None or not is_constant(following.side):
            return True
        return self.ledger.agree(at, following, side)

    def opening(self, at: int, line: Line) -> int | None:
        """The line that opened the chain of a number; a line that begins with a relation goes on with the nearest."""
        if line.head is not None:
            return at
        if line.chain is not None:
            return self._first.get(line.chain)
        if self.is_next(at, line):
            return at - 1
        return next((opened for where, opened in reversed(self._open) if where == line.section and opened < at), None)

    def is_next(self, at: int, line: Line) -> bool:
        """Whether a side stands right behind another one of a chain whose head is not read."""
        before = self.lines[at - 1] if at else line
        return before.chain is None and bool(before.relation) and 0 <= line.span.start - before.span.end <= NEXT

    def is_next_display(self, at: int, line: Line, opening: int | None) -> bool:
        """Whether a display that begins with a relation stands right behind a number of its chain."""
        before = self.lines[at - 1]
        own = opening is not None and before.chain is not None and before.chain == self.lines[opening].chain
        number = before.side is not None and is_constant(before.side)
        return own and number and line.display and 0 <= line.span.start - before.span.end <= BETWEEN

    def is_step(self, at: int) -> bool:
        r"""``w \\leftarrow 0.4 - 0.5 \\cdot 0.1``: an update in numbers, from the one that the name had before."""
        line = self.lines[at]
        match line.head, line.side:
            case Ref() as head, Plus((Num() as first, *_)) if line.relation in ASSIGNS:
                before = (each for each in self.lines[:at] if isinstance(each.head, Ref) and each.head.key == head.key)
                return any(isinstance(each.side, Num) and each.side.value == first.value for each in before)
            case _:
                return False

    def rule(self, at: int, head: Ref) -> updates.Rule | None:
        """The rule that numbers of an update follow; None where nothing says what its rate is."""
        rule = self.rules.find(at, head)
        if rule is None or rule.rate is not None:
            return rule
        # No update writes the rate out: it is the one that the document gives a number.
        rate = self.rules.given_rate or next((value for name, value in self.told if name is None), None)
        return replace(rule, rate=rate) if rate is not None or self.rules.goes_whole else None

    def members(self, at: int, line: Line, opening: int | None) -> Iterator[Member]:
        """What a number is compared with: its chain's head as defined or meant, then the members before it."""
        if opening is None:
            return
        head = self.lines[opening].head
        if isinstance(head, Ref) and (updates.is_update(head, self.names) or self.is_step(opening)):
            rule = self.rule(opening, head)
            if rule is not None and self.rules.upwards(rule) is None:
                yield Member(updates.value(head, rule, self.names))
        elif isinstance(head, Ref):
            body = self.ledger.body(head, line.section)
            if body is not None and not is_constant(body):
                yield Member(body)
        elif head is not None:
            yield Member(head, own=isinstance(head, Partial | Nabla))
        chain = self.lines[opening].chain
        for where in range(opening, at):
            member = self.lines[where]
            # Part of a sum is equal to nothing; the last display has all of it.
            if member.chain != chain or member.side is None or member.limited == UNFINISHED:
                continue
            if not is_mark(member.side):
                yield Member(member.side, self._refuted.get(where), formula=where in self._formulas)


def _limited(outcome: Outcome, line: Line) -> Outcome:
    """What refutes nothing as a formula refutes nothing as numbers, but by their shapes."""
    shape = outcome.finding.counterexample is not None and isinstance(outcome.finding.counterexample.written, str)
    if not line.limited or outcome.finding.verdict not in REFUTED or shape:
        return outcome
    return replace(outcome, finding=Finding(Verdict.UNCHECKED, line.limited))


def is_data(ref: Ref) -> bool:
    """Whether a name is what the field uses for something given: ``w_1``, ``\\mathbf{x}``."""
    return plain(ref.base).removeprefix("\\") in DATA
