r"""A formula with several elements where a text computes one number: ``y = \sqrt{z} = 0.1 + 0.2 \cdot 0.5 = 0.2``.

One element may be meant, or the sum, the mean or the length of them. Where what is computed is nothing of that, the
formula is none for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.numbers.products import Array
from backproof.check.numbers.reduced import may_be
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Counterexample, Role, Verdict
from backproof.read.terms.rewriting import alike, renamed, walk
from backproof.read.terms.terms import Ref, Term, Times

ELEMENTWISE = frozenset({"odot", "circ", "*", "ast", "star", "times", "otimes"})
SAMPLE = re.compile(r"\(\d+\)")


@final
@dataclass(frozen=True, slots=True)
class Several:
    """The values of such a formula, in every way."""

    ways: Sequence[Array]

    @staticmethod
    def of(ways: Sequence[Array]) -> Several | None:
        """None where the formula may be one number, or has no value."""
        return Several(ways) if ways and min(way.size for way in ways) > 1 else None

    @property
    def reason(self) -> str:
        """Why the formula does not give the number."""
        return f"its value has {min(way.size for way in self.ways)} elements, and the number behind it is one"

    def open(self) -> Outcome:
        """Nothing else is known of the number."""
        return Outcome(Role.DEFINITION, Finding(Verdict.UNCHECKED, self.reason))

    def beside(self, computed: Sequence[Array]) -> Outcome:
        """The formula beside a number that the text computes."""
        numbers = [float(number.item()) for number in computed if number.size == 1]
        if not numbers or any(may_be(number, way) for number in numbers for way in self.ways):
            return self.open()
        shown = Counterexample({}, f"{min(way.size for way in self.ways)} elements", "one number")
        return Outcome(Role.NUMBER, Finding(Verdict.WRONG, self.reason, counterexample=shown))


def is_elementwise(formula: Term) -> bool:
    """Whether there are products in a formula that may be elementwise: a sum over one of them alone may be meant."""
    return any(isinstance(part, Times) and ELEMENTWISE & set(part.signs) for part in walk(formula))


def alike_but_samples(one: Term, other: Term) -> bool:
    """Whether two terms differ in the numbers of their samples at most: ``z^{(1)}`` and ``z^{(2)}``."""
    return alike(renamed(one, _of_any_sample), renamed(other, _of_any_sample))


def _of_any_sample(ref: Ref) -> Ref:
    return replace(ref, sups=tuple("(i)" if SAMPLE.fullmatch(each) else each for each in ref.sups))
