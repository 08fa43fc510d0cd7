r"""Terms and factors too many: names that would have to be zero or one.

``\partial z/\partial w = x + g`` holds where g is zero, and for nothing else. Nobody gives a name to zero or to one, so
such a line is a slip whatever the name stands for, and whatever else of the line is unknown: without the name it holds
for all of that. What varies, is computed, or stands for anything at all in lines that are proved, is no constant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, final

from backproof.calculus.outcome import Different, Equal
from backproof.check.doubts.doubt import Doubt
from backproof.check.doubts.finding import Kind
from backproof.check.judging.judge import Judge
from backproof.check.review import varying
from backproof.check.review.varying import FEWEST
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Add, Expression, Slot, Symbol, Tensor
from backproof.expr.build import ONE, ZERO
from backproof.expr.walk import map_parts, tensors
from backproof.read.terms.terms import Call, Partial, Term

UNKNOWN: Final = frozenset({Kind.UNDETERMINED, Kind.LATER, Kind.UNREAD, Kind.UNDEFINED})
"""What a line holds for all of, without the name."""
NUMBERED: Final = re.compile(r"_\{[^}]*\d")
Value = Callable[[tuple[Slot, ...]], Expression]
"""What stands in the place of each element of a name."""
NOTHING: Final[tuple[Value, ...]] = (lambda _: ZERO, lambda _: ONE)


@final
@dataclass(frozen=True)
class Superfluous:
    """The names of one document; ``naming``: the lines that are proved for all values of a name; ``computed``
    and ``varied``: the letters of what is computed, or differentiated by, in one form or another."""

    judge: Judge
    naming: Mapping[str, set[int]]
    computed: frozenset[str]
    varied: frozenset[str]

    def is_special(self, claim: Claim, name: str, sides: Sides) -> bool:
        """Whether the sides are equal only where a name is zero or one, which nobody names, or what another name is.

        What a derivative is of or by, and what others are proved for whatever it is, is no number.
        """
        proved = self.is_proved(claim, name)
        written = _written(sides)
        own = next((each for each in written if each.name == name), None)
        by = {each.by.symbol for each in sides.derivatives()}
        if own is None or own in by:
            return False
        numbers = NOTHING if proved or self.varies(name) else self.excluded(claim, own, sides)
        if not numbers:
            return False
        known = written | {symbol for side in sides.resting for part in side for symbol in part.symbols}
        alike = sorted((each for each in known - {own} if each.ranges == own.ranges), key=lambda each: each.name)
        others: tuple[Value, ...] = tuple(partial(Tensor, each) for each in alike) if proved else ()
        return any(isinstance(self.judge.compared(put(sides, name, each)), Equal) for each in (*numbers, *others))

    def excluded(self, claim: Claim, own: Symbol, sides: Sides) -> tuple[Value, ...]:
        """What a name can't be that is a form of a quantity which other lines compute or differentiate by.

        The line has to rest on that quantity in yet another form, unless it is about a function: words may add to a
        network what nothing else has in it. An element with a number may be one, and so may what a bias is multiplied
        by; no term of a slope is zero.
        """
        letter = varying.letter(own.name)
        written = {varying.letter(each.name) for each in _written(sides) - {own}}
        beneath = {varying.letter(name) for name in (sides.reached[0] | sides.reached[1]) - {own.name}}
        if letter in written or not (letter in beneath or isinstance(claim.left, Call)):
            return ()
        if letter in self.computed:
            return NOTHING[:1] if NUMBERED.search(own.name) else NOTHING
        terms = sides.right.terms if isinstance(sides.right, Add) else ()
        added = any(isinstance(each, Tensor) and each.symbol == own for each in terms)
        return NOTHING[:1] if added and letter in self.varied and _is_slope(claim.left) else ()

    def freed(self, claim: Claim, sides: Sides, doubt: Doubt) -> Sides | None:
        """The sides without what the document says of a name, where they hold for nothing but zero or one of it."""
        known = doubt.rates | self.judge.builder.labels
        found = (self.without(sides, each) for each in self.candidates(claim, sides) if each.name not in known)
        return next((each for each in found if each is not None and _is_answered(doubt, claim, each)), None)

    def candidates(self, claim: Claim, sides: Sides) -> Iterator[Symbol]:
        """The names that one side alone has and rests on, and that are no constants.

        An element with a number may be one: the input of a bias, or the label of the true class.
        """
        left, right = sides.reached
        by = {each.by.symbol for each in sides.derivatives()}
        for side, other in ((sides.left, right), (sides.right, left)):
            numbered = {each.symbol for each in tensors(side) if any(isinstance(slot, int) for slot in each.slots)}
            for own in sorted(side.symbols - sides.opaque - by - numbered, key=lambda each: each.name):
                if own.name not in other and self.is_no_constant(claim, own, sides):
                    yield own

    def without(self, sides: Sides, own: Symbol) -> Sides | None:
        """The sides with any value for a name, where they are equal for zero or one of it; None where they are not.

        What is nothing but the name says what it is, perhaps.
        """
        kept = tuple(each for each in sides.model if each.symbol != own)
        free = replace(sides, model=replace(sides.model, definitions=kept), freed=sides.freed | {own.name})
        zero, one = (put(free, own.name, value) for value in NOTHING)
        named = one.left.symbols and one.right.symbols
        alone = self.holds(zero) or (named and self.holds(one))
        return free if alone and isinstance(self.judge.compared(free), Different) else None

    def holds(self, sides: Sides) -> bool:
        """Whether sides are equal, and do not vanish."""
        equal = isinstance(self.judge.compared(sides), Equal)
        return equal and isinstance(self.judge.compared(replace(sides, right=ZERO)), Different)

    def is_no_constant(self, claim: Claim, own: Symbol, sides: Sides) -> bool:
        """Whether a name is computed from others, differentiated, or anything at all in enough other lines."""
        defined = sides.model.get(own)
        computed = defined is not None and bool(defined.body.symbols)
        return computed or self.is_proved(claim, own.name) or self.varies(own.name)

    def is_proved(self, claim: Claim, name: str) -> bool:
        """Whether enough other lines are proved for any value of a name."""
        return len(self.naming.get(name, set()) - {claim.line}) >= FEWEST

    def varies(self, name: str) -> bool:
        """Whether the document differentiates a name; what it only differentiates by may be an input that is one."""
        return any(name == of for of, _ in self.judge.book.differentiated)


def _is_slope(head: Term) -> bool:
    """Whether a head is a derivative, or a function with primes."""
    return isinstance(head, Partial) or (isinstance(head, Call) and head.primes > 0)


def _is_answered(doubt: Doubt, claim: Claim, sides: Sides) -> bool:
    """Whether nothing is doubted of the sides but what they hold for all of."""
    return {kind for kind, said in doubt.doubts(claim, sides) if said} <= UNKNOWN


def _written(sides: Sides) -> frozenset[Symbol]:
    return sides.left.symbols | sides.right.symbols


def put(sides: Sides, name: str, value: Value) -> Sides:
    """The sides with a value for each element of a name."""

    def put(part: Expression) -> Expression:
        match part:
            case Tensor(symbol, slots) if symbol.name == name:
                return value(slots)
            case _:
                return map_parts(part, put)

    return replace(sides, left=put(sides.left), right=put(sides.right))
