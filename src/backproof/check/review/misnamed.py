r"""Functions that the words name and the formula misses: "the softmax is" before ``p_i = -e^{z_i} / \sum_j e^{z_j}``.

Whatever its temperature, the values of a softmax are positive and sum to one; a sigmoid rises, and so on. A formula
that is built like such a function and lacks what all of them have is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Final, final

import numpy as np

from backproof.calculus.equal import compare
from backproof.calculus.evaluate import evaluate
from backproof.calculus.facts import facts
from backproof.calculus.outcome import Different, Outcome
from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding, guarded
from backproof.check.indices.suppressed import UserFunction
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.expr import Add, Apply, Expression, Function, IllFormed, Model, Power, Sum, Symbol, Tensor
from backproof.expr.build import ONE, number
from backproof.expr.walk import map_parts, walk
from backproof.read.lines import Line
from backproof.read.terms.terms import NOWHERE, Call, Ref, Unreadable
from backproof.source import BackproofError

POINTS: Final = tuple(Fraction(tenths, 10) for tenths in (-30, -16, -7, -2, 0, 2, 7, 16, 30))
"""As many on either side of zero."""
SEEDS: Final = range(4)
SLACK: Final = 1e-9
"""How far computed values may be off."""
LARGEST: Final = 2
"""No sigmoid of a text has larger values, be it the inverse tangent."""
SOFTMAX: Final = "softmax"
SUMS: Final = "the values of a softmax are positive and sum to one"
Values = Sequence[float]


@final
@dataclass(frozen=True, slots=True)
class Law:
    """What all functions of a name have, in words, and whether values at the points have it.

    ``built``: whether a formula is put together like such a function.
    """

    said: str
    holds: Callable[[Values], bool]
    built: Callable[[Expression], bool]


def mended(
    lines: Sequence[Line], findings: Sequence[Finding], claims: Sequence[Sequence[Claim]], judge: Judge
) -> dict[int, Finding]:
    """The definitions of functions that are not those which the words name, and lines that hold with these."""
    found: dict[int, Finding] = {}
    meant: list[Judge] = []
    last = {line.chain: at for at, line in enumerate(lines)}
    for at, line in enumerate(lines):
        # A function that is named first and then written out is what is written.
        named = line.said.function if last[line.chain] == at else ""
        if named and line.relation in DEFINES and findings[at].verdict in PROVED and not line.said.hedged:
            body = _Body.of(at, line, findings[at], judge)
            refuted = None if body is None else _refuted(named, body, judge)
            if body is not None and refuted is not None:
                found[at] = refuted
                meant += (judge.by(judge.book.with_function(each)) for each in body.meant(named))
    for at, finding in enumerate(findings) if meant else ():
        if finding.verdict is Verdict.WRONG and any(_holds(each, other) for each in claims[at] for other in meant):
            found[at] = Finding(Verdict.RIGHT)
    return found


@final
@dataclass(frozen=True, slots=True)
class _Body:
    """What a line says a function is, and that function where it is written as one."""

    value: Expression
    function: UserFunction | None = None

    @staticmethod
    def of(at: int, line: Line, finding: Finding, judge: Judge) -> _Body | None:
        """That of a line; None where it defines nothing, or a function of several things."""
        function = next((each for each in judge.book.functions if each.line == at), None)
        if function is not None:
            sides = _sides(Claim(function.body, function.body, (), line.section, -1), judge)
            return None if sides is None or len(function.parameters) != 1 else _Body(sides.left, function)
        if finding.sides is not None:
            return _Body(finding.sides.right)
        defined = next((each for each in judge.book.definitions if each.line == at), None)
        built = None if defined is None else judge.book.build(defined, judge.book.reading(at)).definition
        return None if built is None else _Body(built.body)

    def meant(self, named: str) -> tuple[UserFunction, ...]:
        """The function that the words name, in the place of the one that is written."""
        if self.function is None or named == SOFTMAX:
            return ()
        argument = Ref(self.function.parameters[0], (), (), NOWHERE)
        return (replace(self.function, body=Call(Ref(named, (), (), NOWHERE), 0, (argument,), NOWHERE)),)


def _sides(claim: Claim, judge: Judge) -> Sides | None:
    """The sides of a claim as it stands; None where it can't be read."""
    try:
        return judge.builder.attempt(claim).sides(TABLE[0])
    except (Unreadable, IllTyped, IllFormed, BackproofError):
        return None


def _holds(claim: Claim, judge: Judge) -> bool:
    return guarded(partial(judge.claim, claim)).verdict is Verdict.RIGHT


def _refuted(named: str, body: _Body, judge: Judge) -> Finding | None:
    """What a law says of a body that is built like a function of its name."""
    if named == SOFTMAX:
        return _unlike_softmax(body.value, judge)
    law, symbols = LAWS[named], body.value.symbols
    if len(symbols) != 1 or _has(body.value, Sum) or not law.built(body.value):
        return None
    (symbol,) = symbols
    if body.function is not None and symbol.name != body.function.parameters[0]:
        return None
    written = _values(body.value, symbol)
    # What is written as no function may be that of the negative: the probability of the other class.
    if law.holds(written) or (body.function is None and law.holds(written[::-1])):
        return None
    argument = next(part for part in walk(body.value) if isinstance(part, Tensor))
    meant = Apply(Function(named, 1), (argument,))
    return _shown(f"{law.said}; this does not", meant, body.value, compare(meant, body.value, seed=judge.bench.seed))


def _unlike_softmax(body: Expression, judge: Judge) -> Finding | None:
    """What refutes a softmax: over each letter its values sum to more than one somewhere, or to less than nothing."""
    if isinstance(body, Add) or not (_has(body, Sum) and _applies(body, {"exp"})):
        return None
    refuted: Finding | None = None
    for letter in sorted(body.free, key=lambda each: each.name):
        total = Sum(letter, body)
        found = (compare(ONE, total, seed=judge.bench.seed + seed) for seed in SEEDS)
        beyond = next((each for each in found if isinstance(each, Different) and not 0 < each.right <= 1), None)
        if beyond is None:
            return None
        refuted = _shown(f"{SUMS}; these do not", ONE, total, beyond)
    return refuted


def _shown(said: str, true: Expression, written: Expression, outcome: Outcome) -> Finding | None:
    """What is wrong, with a point where it differs from what is true."""
    if not isinstance(outcome, Different):
        return None
    return Finding(Verdict.WRONG, said, sides=Sides(true, written, Model()), difference=outcome)


def _values(body: Expression, symbol: Symbol) -> Values:
    """The values of a body at the points, with each element of its only name there."""

    def at(point: Fraction, part: Expression) -> Expression:
        if isinstance(part, Tensor) and part.symbol == symbol:
            return number(point)
        return map_parts(part, partial(at, point))

    with np.errstate(all="ignore"):
        return [float(evaluate(at(point, body), {})) for point in POINTS]


# -- laws --------------------------------------------------------------------------------------------------------


def _rises(values: Values) -> bool:
    """Whether values rise all along, as a sigmoid does, and not without bounds."""
    bounded = all(abs(each) <= LARGEST for each in values)
    return bounded and values[0] < values[-1] and all(one <= other + SLACK for one, other in pairwise(values))


def _rises_around_zero(values: Values) -> bool:
    """Whether values rise, those on either side of zero being the same but for the sign."""
    return _rises(values) and all(abs(one + other) < SLACK for one, other in zip(values, values[::-1], strict=True))


def _rises_from_zero(values: Values) -> bool:
    """Whether values rise through zero, on the right more than on the left if at all there."""
    rising = all(one <= other + SLACK for one, other in pairwise(values))
    return rising and abs(values[len(values) // 2]) < SLACK and values[-1] > abs(values[0])


def _is_positive(values: Values) -> bool:
    """Whether values rise and are positive."""
    return all(each > 0 for each in values) and all(one <= other + SLACK for one, other in pairwise(values))


def _has(body: Expression, kind: type) -> bool:
    return any(isinstance(part, kind) for part in walk(body))


def _applies(body: Expression, functions: Set[str]) -> bool:
    return any(isinstance(part, Apply) and part.function.name in functions for part in walk(body))


def _divides_by_exponentials(body: Expression) -> bool:
    """Whether something with an exponential in it is divided by."""
    powers = (part for part in walk(body) if isinstance(part, Power))
    return any(_applies(part.base, {"exp", "cosh", "sinh"}) for part in powers)


def _takes_logarithms_of_exponentials(body: Expression) -> bool:
    return _applies(body, {"log"}) and _applies(body, {"exp"})


def _has_kinks(body: Expression) -> bool:
    return facts(body).kinked


LAWS: Final[Mapping[str, Law]] = {
    "sigmoid": Law("a sigmoid rises, between two values", _rises, _divides_by_exponentials),
    "tanh": Law("tanh rises, and is odd", _rises_around_zero, _divides_by_exponentials),
    "relu": Law("a rectifier rises on the right of zero", _rises_from_zero, _has_kinks),
    "softplus": Law("a softplus is positive and rises", _is_positive, _takes_logarithms_of_exponentials),
}
"""By the names of activations in the table of rules."""
