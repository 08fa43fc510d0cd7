r"""Chain rules of open quantities with a minus in front, or without their first or last link.

``\frac{\partial E}{\partial v} = -\frac{\partial E}{\partial y} \frac{\partial y}{\partial v}`` is false whatever E and
y are: the product alone is the derivative, where E depends on v through y alone. Without ``\partial E/\partial y`` it
holds where that is one, and a document that has it as a factor of other lines, or computes it, does not mean one.
So it is with ``\partial y/\partial v``, where a line says by a formula what it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, final

from backproof.check.definitions.routes import routes
from backproof.check.doubts.finding import Finding
from backproof.check.passes.chain_rules import Said, is_silent
from backproof.check.review.outcome import Outcome
from backproof.check.review.varying import FEWEST
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.expr import Apply
from backproof.expr.build import ONE
from backproof.expr.walk import walk
from backproof.read.context.depending import Dependence
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, occurrences, references
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Term, Times
from backproof.rules import rule_of

IMPLICIT: Final = re.compile(
    r"\b(?:implicit\w*|held (?:fixed|constant)|at constant|triple product|equilibri\w+|fixed[- ]point)\b", re.IGNORECASE
)
"""Words for quantities that an equation ties: there a product of derivatives has a minus."""
SEEDED: Final = re.compile(
    r"\bsum of (?:(?:the|all|its)\s+)*(?:outputs?|elements|entries)\b|\bseed\w*|\bones\b"
    r"|\b(?:is|be|are|to|as) (?:1|one)\b",
    re.IGNORECASE,
)
"""Words for a loss of which the derivatives by the outputs are one."""
TWO: Final = 2
NONE: Final[frozenset[int]] = frozenset()
LACKS: Final = "it lacks the {} link, which other lines say: where each derivative is two, both sides differ"
SAID: Final = "without its sign it is this derivative: where each of its factors is one, both sides differ"


def refuted(
    lines: Sequence[Line], outcomes: Sequence[Outcome], words: str, declared: Sequence[Dependence] = ()
) -> list[Outcome]:
    """The outcomes, with the open chain rules refuted that hold for no quantities."""
    return _cut_short(lines, _turned(lines, outcomes, words, declared), words, declared)


def _turned(
    lines: Sequence[Line], outcomes: Sequence[Outcome], words: str, declared: Sequence[Dependence]
) -> list[Outcome]:
    """The outcomes, with those refuted that have a minus."""
    turned = {at: each for at, line in enumerate(lines) if (each := _without_sign(line)) is not None}
    asked = [at for at in turned if is_silent(lines[at], outcomes[at])]
    if not asked or IMPLICIT.search(words):
        return list(outcomes)
    said = Said(lines, coupled=False, declared=declared)
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    found = list(outcomes)
    for at in asked:
        factor, side = turned[at]
        head = lines[at].head or opening.get(lines[at].chain)
        ways = () if head is None else routes(head, side, said.indices)
        if ways and not said.contradicts(ways):
            found[at] = _wrong(found[at], SAID, factor * len(ways), float(len(ways)))
    return found


def _wrong(outcome: Outcome, said: str, written: float, true: float) -> Outcome:
    shown = Counterexample({}, written, true)
    finding = Finding(Verdict.WRONG, f"{said}: written {written}, true {true}", counterexample=shown)
    return replace(outcome, finding=finding, claims=(), instances=())


def _cut_short(
    lines: Sequence[Line], outcomes: Sequence[Outcome], words: str, declared: Sequence[Dependence]
) -> list[Outcome]:
    """The outcomes, with those refuted that have no first or no last link, where no other line leaves it out."""
    found = list(outcomes)
    asked = [at for at, (line, each) in enumerate(zip(lines, outcomes, strict=True)) if is_silent(line, each)]
    if not asked:
        return found
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    links = Links(lines, outcomes, is_seeded=SEEDED.search(words) is not None)
    said = Said(lines, coupled=False, declared=declared)
    lacking: defaultdict[tuple[str, Term], list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        head, side = line.head or opening.get(line.chain), line.side
        if not isinstance(head, Partial) or not isinstance(side, Partial | Times):
            continue
        for link in links.known:
            # Between the same ends it is the whole rule.
            first, last = bare(link.of) == bare(head.of), bare(link.by) == bare(head.by)
            if first == last or not (links.is_meant(link, at) if first else links.is_formula(link, at)):
                continue
            ways = routes(head, Times((link, side), side.span), said.indices)
            if len(ways) == 1 and not said.contradicts(ways):
                lacking["first" if first else "last", link].append((at, len(ways[0])))
    for (which, _), several in lacking.items():
        (at, count), *others = several
        if not others and at in asked:
            found[at] = _wrong(found[at], LACKS.format(which), float(TWO ** (count - 1)), float(TWO**count))
    return found


@final
@dataclass(frozen=True)
class Links:
    """The derivatives of a document that may be links of chain rules, and the lines that show they are not one.

    ``is_seeded``: its words may say that some are one.
    """

    lines: Sequence[Line]
    outcomes: Sequence[Outcome]
    is_seeded: bool

    @cached_property
    def known(self) -> tuple[Partial, ...]:
        """All of them, but those that a line gives a number."""
        opening = {line.chain: line.head for line in reversed(self.lines) if line.head is not None}
        heads = ((line.head or opening.get(line.chain), line.side) for line in self.lines)
        given = {bare(head) for head, side in heads if head is not None and isinstance(side, Num)}
        found = dict.fromkeys((*self._multiplied, *self._proved))
        return tuple(link for link in found if isinstance(link, Partial) and link not in given)

    def is_meant(self, link: Partial, at: int) -> bool:
        """Whether other lines of the chapter show that a link is not one, where the line at a place lacks it.

        Several multiply by it; or one that is proved says by a formula what it is, and no exercise lies between.
        """
        chapter, place = self.lines[at].chapter, self._place(at)
        near, computed = (
            [each for each in known.get(link, NONE) - {at} if self.lines[each].chapter == chapter]
            for known in (self._multiplied, self._computed)
        )
        if len(near) >= FEWEST and not self.is_seeded:
            return True
        return bool(computed) and any(self._place(each) == place for each in (*near, *computed))

    def is_formula(self, link: Partial, at: int) -> bool:
        """Whether a proved line near a place says by a formula what a link is, which is not one.

        A slope of any function is no formula: one of a linear output is one.
        """
        return any(
            self._place(each) == self._place(at)
            and not any(has(side, Partial, Nabla) for side in self.lines[each].sides[1:])
            and not self._may_be_one(self.outcomes[each])
            for each in self._proved.get(link, ())
        )

    @staticmethod
    def _may_be_one(outcome: Outcome) -> bool:
        sides, judge = outcome.finding.sides, outcome.judge
        if sides is None or judge is None:
            return True
        any_ = any(isinstance(part, Apply) and rule_of(part.function) is None for part in walk(sides.right))
        return any_ or judge.equal(replace(sides, left=ONE))

    def _place(self, at: int) -> tuple[int, int]:
        return self.lines[at].section, self.lines[at].item

    @cached_property
    def _multiplied(self) -> Mapping[Term, frozenset[int]]:
        """The lines that have each as a factor."""
        found: defaultdict[Term, set[int]] = defaultdict(set)
        for at, line in enumerate(self.lines):
            for part in (part for term in line.sides for part in occurrences(term, Times)):
                for each in part.factors:
                    if isinstance(each, Partial):
                        found[bare(each)].add(at)
        return {link: frozenset(places) for link, places in found.items()}

    @cached_property
    def _computed(self) -> Mapping[Term, frozenset[int]]:
        """The proved lines that compute each by products and sums of names."""
        sides = ((link, at, self.lines[at].side) for link, places in self._proved.items() for at in places)
        found: defaultdict[Term, set[int]] = defaultdict(set)
        for link, at, side in sides:
            if isinstance(side, Times | Plus) and any(True for _ in references(side)):
                found[link].add(at)
        return {link: frozenset(places) for link, places in found.items()}

    @cached_property
    def _proved(self) -> Mapping[Term, Sequence[int]]:
        """The proved lines about each derivative."""
        found: defaultdict[Term, list[int]] = defaultdict(list)
        for at, (line, outcome) in enumerate(zip(self.lines, self.outcomes, strict=True)):
            if outcome.finding.verdict in PROVED and isinstance(line.head, Partial):
                found[bare(line.head)].append(at)
        return found


def _without_sign(line: Line) -> tuple[float, Term] | None:
    """The negative number in front of a side, and the side without it."""
    match line.side:
        case Times((Num(value=number), *others)) if number < 0 and others:
            return float(number), Times(tuple(others), line.side.span)
        case _:
            return None
