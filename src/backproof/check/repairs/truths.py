"""What lines should say: the true sides of the equations that they may go on with, and which one a line is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

from backproof.calculus.resolve import needed
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.repairs.derived import Slope, derived, slope
from backproof.check.repairs.proof import ENTRIES, Prover
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.readings import TABLE, Entry
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.expr import Expression
from backproof.read.terms.rewriting import references

HEADS = 4
"""So many equations that a line may go on with are tried."""
READINGS = tuple(each for each in TABLE if each.way.per_unit)
"""What names without indices may mean: what other lines of the document need, this one is read with, too."""


@final
@dataclass
class Truths:
    """The true sides of claims, each carried out once; ``outcomes`` are what became of the lines of the document."""

    outcomes: Sequence[Outcome]
    _used: frozenset[str] | None = None
    _true: dict[Claim, Expression | None] = field(default_factory=dict)
    _slopes: list[Slope] | None = None

    def true(self, judge: Judge, claim: Claim) -> Expression | None:
        """The true side of a claim, carried out; None where nothing small is."""
        if claim not in self._true:
            sides = Prover(judge, claim).sides(claim.left)
            self._true[claim] = derived(sides, self.slopes) if sides is not None else None
        return self._true[claim]

    @property
    def book(self) -> Book | None:
        """The names and the ranges of the document; None where no line was judged by them."""
        return next((each.judge.book for each in self.outcomes if each.judge is not None), None)

    @property
    def slopes(self) -> Sequence[Slope]:
        """The derivatives that the document states, and that are proved."""
        if self._slopes is None:
            right = (each.finding for each in self.outcomes if each.finding.verdict is Verdict.RIGHT)
            found = (slope(each.sides) for each in right if each.sides is not None)
            self._slopes = list(dict.fromkeys(each for each in found if each is not None))
        return self._slopes

    def entries(self, judge: Judge, claim: Claim) -> list[tuple[Entry, ...]]:
        """What a claim may be read with: what lines of the document were proved with, and then as it is written."""
        if self._used is None:
            proved = (each.finding for each in self.outcomes if each.finding.verdict is Verdict.RIGHT_IF)
            self._used = frozenset(said for each in proved for said in each.assumes)
        attempt = judge.builder.attempt(claim)
        used = [each for each in READINGS if each.sentence in self._used and attempt.changes(each.way)]
        ways = dict.fromkeys(each.way for each in used)
        return [*(tuple(each for each in used if each.way == way) for way in ways), ENTRIES]

    def ranked(self, outcome: Outcome, claim: Claim, *, stated: bool) -> list[Claim]:
        """The equations that a line is about: those whose true sides name what it names first.

        Where its left side is not ``stated``, it is about nothing else.
        """
        judge = outcome.judge
        assert judge is not None
        claims = [claim, *(each for each in outcome.claims if each != claim)]
        if len(claims) == 1:
            return claims
        named = frozenset(resolved(judge.book.names, ref).key for ref in references(claim.right))
        order = {each: self._apart(judge, each, named) for each in claims}
        claims.sort(key=order.__getitem__)
        if not stated:
            claims = [each for each in claims if order[each][:2] == order[claims[0]][:2]]
        return claims[:HEADS]

    def _apart(self, judge: Judge, claim: Claim, named: frozenset[str]) -> tuple[int, int, int]:
        """How many of the names of a line the true side lacks, how many it does not rest on, how many more it has."""
        true = self.true(judge, claim)
        sides = Prover(judge, claim).sides(claim.left) if true is not None else None
        if sides is None or true is None:
            return len(named), len(named), 0
        own = frozenset(symbol.name for symbol in true.symbols)
        below = {symbol.name for each in needed(sides.model, true) for symbol in (each.symbol, *each.body.symbols)}
        return len(named - own), len(named - own - below), len(own - named)
