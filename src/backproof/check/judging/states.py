r"""Steps by the state of an optimiser: ``v \leftarrow \beta v + \nabla L``, then ``w \leftarrow w - \eta v``.

Such a rule is its author's own, but it has to go down: with positive rates, and shares between 0 and 1, the new value
lies against the gradient (heavy ball, RMSprop, Adam: Kingma and Ba, algorithm 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.indices.letters import resolved
from backproof.check.steps import updates
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.notation.assigned import WEIGHTS
from backproof.read.terms.rewriting import alike, children, has, references
from backproof.read.terms.terms import Call, Divide, Nabla, Num, Partial, Plus, Raise, Ref, Term, Times

DEEPEST = 6
"""States and what is defined by them are followed so far."""
CLIMBS = "this step goes up: its direction is that of the gradient"


@final
@dataclass(frozen=True, slots=True)
class Way:
    """What a term is for positive letters: its sign, whether it turns with the gradient, and the power of the gradient
    that it grows with."""

    sign: int
    turns: bool
    power: Fraction = Fraction(0)


UP, POSITIVE = Way(1, True, Fraction(1)), Way(1, False)
POWERS = frozenset({Fraction(0), Fraction(1)})
"""A step grows with the gradient, or is of one length (Adam); by its square, or by one over it, a root is lost."""


def carries(line: Line, rules: Rules) -> bool:
    r"""Whether a line is ``v \\leftarrow \\beta v + \\nabla L``: a state, by which nothing is differentiated.

    A parameter keeps its whole old value, a state a part of it; what has no gradient in it enters nothing else.
    """
    moves = updates.keeps(line) if line.relation == "=" else updates.assigns(line)
    if not moves or not isinstance(line.side, Plus) or line.problem is not None:
        return False
    head = line.head
    if not isinstance(head, Ref) or head.base in WEIGHTS or any(alike(term, head) for term in line.side.terms):
        return False
    key = resolved(rules.names, head).key
    slopes = has(line.side, Partial, Nabla) or any(
        resolved(rules.names, ref).key in rules.derivatives for ref in references(line.side)
    )
    taken = rules.varied | (frozenset() if slopes else rules.used | {each.key for each in rules.definitions})
    return key not in taken


def stepped(at: int, lines: Sequence[Line], rules: Rules) -> Finding | None:
    """The finding on a step by the state of an optimiser; None where a line is none, or its way is not known."""
    line = lines[at]
    moves = updates.assigns(line) or updates.adds(line)
    if not isinstance(line.head, Ref) or not isinstance(line.side, Plus) or not moves:
        return None
    change = [term for term in line.side.terms if not alike(term, line.head)]
    states = _States(lines, rules, resolved(rules.names, line.head).key)
    named = any(states.is_state(ref, at) for each in change for ref in _outside(each) if ref.key != line.head.key)
    if not named or len(change) != len(line.side.terms) - 1:
        return None
    if any(_is_turned(ref, line.head) for each in change for ref in references(each)):
        return None
    ways = [states.way(each, at) for each in change]
    turning = {each for each in ways if each is None or each.turns}
    if any(each is not None and each.turns and each.power not in POWERS for each in ways):
        return None
    match [*turning]:
        case [Way(sign=-1)]:
            # What else is taken off a parameter makes it smaller: its decay.
            return Finding(Verdict.RIGHT) if all(each is not None and each.sign < 0 for each in ways) else None
        case [Way(sign=1)] if (rule := rules.find(at, line.head)) is not None and rules.upwards(rule) is None:
            return Finding(Verdict.WRONG, CLIMBS)
        case _:
            return None


@final
@dataclass(frozen=True, slots=True)
class _States:
    """The states of the optimisers of a document."""

    lines: Sequence[Line]
    rules: Rules
    moved: str
    """The parameter that is moved: its value goes no way."""

    def is_state(self, ref: Ref, at: int) -> bool:
        """Whether a name is a state, or defined by some."""
        found = self._last(ref, at)
        return found is not None and (carries(self.lines[found], self.rules) or self._is_made(found))

    def way(self, term: Term, at: int, depth: int = 0) -> Way | None:
        """How a term goes with the gradient; None where that is not known."""
        if depth > DEEPEST:
            return None
        match term:
            case Partial() | Nabla():
                return UP
            case Num(value):
                return Way(-1 if value < 0 else 1, False)
            case Ref():
                return self._of_name(term, at, depth)
            case Times(factors):
                return _product([self.way(each, at, depth) for each in factors])
            case Divide(numerator, denominator):
                below = self.way(denominator, at, depth)
                inverse = None if below is None else replace(below, power=-below.power)
                return _product([self.way(numerator, at, depth), inverse])
            case Raise(base, Num(value)):
                return _raised(self.way(base, at, depth), value)
            case Raise(base) if not has(base, Partial, Nabla):
                return POSITIVE if self.way(base, at, depth) == POSITIVE else None
            case Call(Ref("sqrt"), 0, (argument,)):
                return _raised(self.way(argument, at, depth), Fraction(1, 2))
            case Plus((Num(value), Times((Num(sign), *_)))) if value == 1 and sign < 0:
                return POSITIVE  # What is left of a share.
            case Plus(terms):
                return _sum([self.way(each, at, depth) for each in terms])
            case _:
                return None

    def _of_name(self, ref: Ref, at: int, depth: int) -> Way | None:
        own = resolved(self.rules.names, ref).key
        if own == self.moved:
            # Beside the state it decays.
            return None if depth else POSITIVE
        found = self._last(ref, at)
        line = None if found is None else self.lines[found]
        if found is None or line is None or line.side is None:
            return POSITIVE
        terms = line.side.terms if isinstance(line.side, Plus) else (line.side,)
        # Before the first step a state is zero.
        rest = [each for each in terms if own not in {resolved(self.rules.names, name).key for name in _outside(each)}]
        return _sum([self.way(each, found, depth + 1) for each in rest])

    def _last(self, ref: Ref, at: int) -> int | None:
        """The last line before that says what a name is."""
        key = resolved(self.rules.names, ref).key
        return next((before for before in range(at - 1, -1, -1) if self._says(before) == key), None)

    def _says(self, at: int) -> str | None:
        line = self.lines[at]
        said = isinstance(line.head, Ref) and line.side is not None and not isinstance(line.side, Num)
        return resolved(self.rules.names, line.head).key if said and isinstance(line.head, Ref) else None

    def _is_made(self, at: int, depth: int = 0) -> bool:
        """Whether a line defines a name by states."""
        side = self.lines[at].side
        if side is None or depth > DEEPEST:
            return False
        found = (last for ref in references(side) if (last := self._last(ref, at)) is not None)
        return any(carries(self.lines[last], self.rules) or self._is_made(last, depth + 1) for last in found)


def _is_turned(ref: Ref, head: Ref) -> bool:
    """Whether a name has the letters of a parameter in the other order: its element is that of another weight."""
    return ref.subs != head.subs and len(head.subs) > 1 and ref.subs == head.subs[::-1]


def _outside(term: Term) -> Iterator[Ref]:
    """The names that stand in no derivative."""
    match term:
        case Partial() | Nabla():
            return
        case Ref():
            yield term
        case _:
            for part in children(term):
                yield from _outside(part)


def _product(ways: Sequence[Way | None]) -> Way | None:
    known = [each for each in ways if each is not None]
    turning = sum(each.turns for each in known)
    if len(known) < len(ways) or turning > 1:
        return None
    return Way(prod(each.sign for each in known), turning == 1, sum((each.power for each in known), Fraction(0)))


def _sum(ways: Sequence[Way | None]) -> Way | None:
    """Summands of one sign; a small number beside a root of squares counts nothing."""
    known = [each for each in ways if each is not None]
    if not known or len(known) < len(ways) or len({(each.sign, each.turns) for each in known}) > 1:
        return None
    powers = {each.power for each in known} - {0}
    return replace(known[0], power=powers.pop() if powers else Fraction(0)) if len(powers) <= 1 else None


def _raised(way: Way | None, exponent: Fraction) -> Way | None:
    """A power: an even one is positive, any other one of what is positive."""
    if way is None or not (exponent % 2 == 0 or way == replace(POSITIVE, power=way.power)):
        return None
    return replace(POSITIVE, power=way.power * exponent)
