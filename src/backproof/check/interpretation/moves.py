r"""Steps of descent in numbers: ``w = 0.2 - 0.5 \cdot 0.1``, from the value that the name has.

Many write no arrow: the value that a parameter has stands first on the right side, and the step behind it. What is no
product of the rate with a number, nor the value of the step, may follow another rule, which a document need not write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from typing import Final, final

from backproof.check.definitions.shape import is_constant
from backproof.check.indices.letters import resolved
from backproof.check.interpretation.giving import Giving
from backproof.check.names.names import Names
from backproof.check.names.origins import older
from backproof.check.numbers import Ledger, Member, Numeric, key_of
from backproof.check.numbers.book import same
from backproof.check.steps import updates
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.verdict import PROVED
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import ASSIGNMENTS

LETTER: Final = re.compile(r"[\[_^'].*")
"""What of a key is no letter of its name."""
AT_STEP: Final = re.compile(r"\(\w+\)")


class Move(Enum):
    """What a line makes of the value that its name has."""

    NONE = auto()
    """It says nothing of it."""
    STEP = auto()
    """It takes a step of its rule."""
    OTHER = auto()
    """It adds something else: a step by another rule, or a small change."""


def goes_on(line: Line, value: Term) -> bool:
    r"""Whether a line goes on from the ``value`` that its name has.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> lines = read_document(Source("hw.md", r"$w = 0.2$ $w = 0.2 - 0.5 \cdot 0.1$ $w = 0.3 + 0.01$")).lines
    >>> [goes_on(line, lines[0].side) for line in lines]
    [False, True, False]
    """
    match line.head, line.side:
        case Ref(), Plus((first, *_)):
            return is_constant(first) and same(first, value)
        case _:
            return False


def is_by_rate(line: Line, rate: Term) -> bool:
    r"""Whether a line adds one product of numbers, the learning ``rate`` among them, and nothing else.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> text = r"$\eta = 0.5$ $w = 0.2 - 0.5 \cdot 0.1$ $w = 0.2 - 0.5 \cdot \frac{4}{\sqrt{2}}$"
    >>> lines = read_document(Source("hw.md", text)).lines
    >>> [is_by_rate(line, lines[0].side) for line in lines]
    [False, True, False]
    """
    match line.side, rate:
        case Plus((_, Times() as change)), Num(value):
            parts = tuple(walk(change))
            numbers = {abs(part.value) for part in parts if isinstance(part, Num)} - {1}
            return value in numbers and len(numbers) > 1 and all(isinstance(part, Num | Times) for part in parts)
        case _:
            return False


@final
@dataclass
class Steps:
    """The steps of training that the lines of a document take, one after the other."""

    lines: Sequence[Line]
    names: Names
    rules: Rules
    giving: Giving
    told: Sequence[tuple[Ref | None, Num]]
    ledger: Ledger
    before: Ledger | None = None
    """The values before a step: all parameters take it at once, and gradients are those before it."""
    _moved: dict[int, Move] = field(default_factory=dict)
    """What lines make of the values that their names have."""
    _origins: dict[int, Ref] = field(default_factory=dict)
    """The names that lines step on from to names of their own."""

    def within(self, lines: Sequence[Line], ledger: Ledger, at: int) -> Steps:
        """The same for other lines from one on, and other values."""
        moved = {number: made for number, made in self._moved.items() if number < at}
        origins = {number: old for number, old in self._origins.items() if number < at}
        giving = replace(self.giving, lines=lines)
        return replace(self, lines=lines, giving=giving, ledger=ledger, _moved=moved, _origins=origins)

    def reach(self, at: int) -> None:
        """Comes to a line, which may go on with the values after a step."""
        if self.begins_anew(at, self.lines[at]):
            self.before = None

    def taken(self, at: int) -> Ledger | None:
        """The values with which a line takes a step; None where it takes none."""
        head = self.lines[at].head
        if head is None or not self.moves(at):
            return None
        self.before = self.before or self.ledger.apart()
        self.ledger.book.moved.add(key_of(head, self.names) or "")
        return self.before

    def hand_on(self, at: int, line: Line) -> None:
        r"""Notes the names that a step goes on from where its result has another name: ``w_{new}``, ``w^{(1)}``.

        What is computed behind it may be meant with either value.
        """
        if not isinstance(line.head, Ref) or (new := key_of(line.head, self.names)) is None:
            return
        values = self.ledger.book.values
        if at in self._origins:
            old = {key_of(self._origins[at], self.names) or ""}
        elif resolved(self.names, line.head).updated:
            old = {key_of(updates.before_step(line.head), self.names) or ""}
        elif not self.giving.is_given(at, line):
            return  # What a formula defines has no value after a step.
        else:
            others = ((key, value) for key, value in values.items() if key != new)
            old = {key for key, value in others if LETTER.sub("", key) == line.head.base and goes_on(line, value)}
            if line.head.sups and all(map(AT_STEP.fullmatch, line.head.sups)):
                old |= {key_of(replace(line.head, sups=()), self.names) or ""} & values.keys()
        self.ledger.book.hand_on(old, new)

    def is_one(self, at: int) -> bool:
        r"""``w \\leftarrow 0.4 - 0.5 \\cdot 0.1``: an update in numbers, from the one that the name had before.

        By its words, a value that a parameter has again is one, too.
        """
        line = self.lines[at]
        stepped = line.head if line.said.stepped else None
        if isinstance(stepped, Ref) and resolved(self.names, stepped).key in self.rules.varied:
            return self.given_first.get(stepped.key, at) < at
        match line.head, line.side:
            case Ref() as head, Plus((Num() as first, *_)) if line.relation in ASSIGNMENTS and not line.said.otherwise:
                before = self.giving.before(at, head)
                given = any(isinstance(each, Num) and each.value == first.value for each in before)
                return given or self.made(at) is Move.STEP
            case _:
                return self.made(at) is Move.STEP

    def moves(self, at: int) -> bool:
        """Whether a line gives a parameter its next value, in numbers or by the rule."""
        return self.is_one(at) or updates.assigns(self.lines[at])

    def made(self, at: int) -> Move:
        """What a line makes of the value that its name has before it, or the one that it goes on from."""
        if at not in self._moved:
            line, values = self.lines[at], self.ledger.book.values
            key = key_of(line.head, self.names) if isinstance(line.head, Ref) else None
            value = values.get(key) if key is not None else None
            if value is None and isinstance(line.head, Ref):
                old = self.origin(at, line)
                self._moved[at] = Move.NONE if old is None else Move.STEP
                self._origins |= {} if old is None else {at: old}
            elif value is None or not (goes_on(line, value) or self.is_by_rate(at, line)):
                self._moved[at] = Move.NONE
            else:
                self._moved[at] = Move.STEP if goes_on(line, value) and self.goes_by_rule(at, line) else Move.OTHER
        return self._moved[at]

    def before_it(self, at: int, head: Ref) -> Ref:
        """The name whose next value a step gives to a ``head``."""
        return self._origins.get(at, head)

    def origin(self, at: int, line: Line) -> Ref | None:
        """The name that a line steps on from to a name of its own; None where it takes no step."""
        if not isinstance(line.head, Ref) or not isinstance(line.side, Plus) or resolved(self.names, line.head).updated:
            return None
        values = self.ledger.book.values
        for old in older(line.head):
            value = values.get(key_of(old, self.names) or "")
            if value is not None and goes_on(line, value) and self.goes_by_rule(at, replace(line, head=old)):
                return old
        return None

    def is_by_rate(self, at: int, line: Line) -> bool:
        """Whether a line adds a product with the rate of its rule, whatever it adds that to."""
        rule = self.rule(at, line.head) if isinstance(line.head, Ref) else None
        rate: Term | None = rule.rate if rule is not None else None
        if isinstance(rate, Ref):
            rate = self.ledger.book.values.get(key_of(rate, self.names) or "")
        return rate is not None and is_by_rate(line, rate)

    def goes_by_rule(self, at: int, line: Line) -> bool:
        """Whether a line takes a step of descent: by its rate, or by its value, or that of the step up."""
        rule = self.rule(at, line.head) if isinstance(line.head, Ref) else None
        if rule is None or not isinstance(line.head, Ref):
            return False
        if not line.said.otherwise and self.is_by_rate(at, line):
            return True
        ledger = self.before or self.ledger
        values = [updates.value(line.head, replace(rule, up=up), self.names) for up in (False, True)]
        return any(is_proved(ledger.judge(at, line, [Member(value)])) for value in values)

    def begins_anew(self, at: int, line: Line) -> bool:
        """Whether a line computes something else than gradients and steps: it goes on with the values after one."""
        if line.said.stepped or self.before is None or line.head is None:
            return False
        if isinstance(line.head, Partial | Nabla):
            return False
        key = key_of(line.head, self.names) or ""  # a second step begins where the first one ended
        stepped = self.before.book.values.get(key) is not self.ledger.book.values.get(key)
        return stepped or not (self.moves(at) or self.made(at) is not Move.NONE)

    def rule(self, at: int, head: Ref) -> updates.Rule | None:
        """The rule that numbers of an update follow; None where nothing says what its rate is."""
        rule = self.rules.find(at, head)
        if rule is None or rule.rate is not None:
            return rule
        # No update writes the rate out: it is the one that the document gives a number.
        rate = self.rules.given_rate or next((value for name, value in self.told if name is None), None)
        return replace(rule, rate=rate) if rate is not None or self.rules.goes_whole else None

    @cached_property
    def given_first(self) -> Mapping[str, int]:
        """The first line that gives each name a number."""
        found: dict[str, int] = {}
        for at, each in enumerate(self.lines):
            if isinstance(each.head, Ref) and each.side is not None and is_constant(each.side):
                found.setdefault(each.head.key, at)
        return found


def is_proved(found: Numeric | None) -> bool:
    """Whether numbers prove a line."""
    return found is not None and found.verdict in PROVED
