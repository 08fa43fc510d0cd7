r"""Steps of which the formula says something else than their numbers: ``w - g = 0.5 - 0.1 \cdot 0.3`` for a rate 0.1.

As a formula it may be right: many write no rate. The numbers behind it are those of the rule, and not its own.
"""

from __future__ import annotations

from backproof.check.doubts.finding import Finding, Kind
from backproof.check.interpretation.members import Members
from backproof.check.interpretation.moves import is_proved
from backproof.check.numbers import Member, is_constant
from backproof.check.numbers.compare import Difference
from backproof.check.numbers.rounding import Result
from backproof.check.review.outcome import Outcome
from backproof.check.steps import updates
from backproof.check.steps.rates import beside_gradients, numeric_rates
from backproof.check.verdicts.verdict import Counterexample, Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references
from backproof.read.terms.terms import Num, Ref

REASON = "the numbers behind it are those of a step by the rule, and not of this one"


def misstated(at: int, line: Line, behind: Line, members: Members) -> Outcome | None:
    """The verdict on a step in letters that has another value than the numbers behind it, which the rule gives."""
    head, side, steps = line.head, line.side, members.steps
    if not isinstance(head, Ref) or side is None or is_constant(side) or not updates.is_update(head, members.names):
        return None
    rule = steps.rule(at, steps.before_it(at, head))
    if rule is None or rule.rate is None or steps.rules.upwards(rule) is not None:
        return None
    ledger = (steps.before or members.ledger).apart()
    value = updates.value(head, rule, members.names)
    if not {ref.key for ref in references(side)} <= {ref.key for ref in references(value)}:
        return None  # Other names may have values that are not those of this step.
    meant = [Member(value)]
    # A rate that only these numbers tell is one, too. Where it stands there, a gradient that they tell may be the slip.
    beside: tuple[Ref | Num, ...] = (*beside_gradients(side), *numeric_rates(side))
    rated = any(alike(each, rule.rate) for each in beside)
    told = not rated and is_proved(ledger.substitution(at, behind, meant))
    if not (told or is_proved(ledger.judge(at, behind, meant))):
        return None
    values = {**ledger.told, **ledger.book.values}
    result = Result.of(behind.side or side, ledger.known.rounding(at, behind.relation))
    found = result.against(ledger.filled(side, line.section, values))
    if not isinstance(found, Difference):
        return None
    shown = Counterexample({}, found.true, found.written)  # the formula is in the wrong here, not the number
    return Outcome(Role.UPDATE, Finding(Verdict.WRONG, REASON, counterexample=shown, kind=Kind.BY_NUMBERS))
