"""What a number is compared with: the members of its chain before it, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, final

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import is_mark
from backproof.check.indices.letters import resolved
from backproof.check.interpretation.continued import Chains
from backproof.check.interpretation.moves import Steps, is_proved
from backproof.check.interpretation.replaced import Replaced
from backproof.check.judging.heads import approximated
from backproof.check.layers.step_rules import Recurrences
from backproof.check.names.names import Names
from backproof.check.numbers import Ledger, Member, Numeric, is_constant, key_of
from backproof.check.steps import updates
from backproof.check.verdicts.verdict import REFUTED, Verdict
from backproof.read.context.following import UNFINISHED
from backproof.read.lines import Line
from backproof.read.terms.terms import Nabla, Partial, Ref

MOST: Final = 24
"""A number is compared with so many members of its chain: with all of them, three hundred lines took nine seconds."""


@final
@dataclass
class Members:
    """The members of the chains of some lines, and how each was refuted, if it was."""

    lines: Sequence[Line]
    names: Names
    catalogue: Catalogue
    recurrences: Recurrences
    chains: Chains
    steps: Steps
    ledger: Ledger
    refuted: dict[int, Verdict] = field(default_factory=dict)
    formulas: set[int] = field(default_factory=set)
    """Formulas that are refuted, and the numbers that follow from nothing else."""
    misput: set[int] = field(default_factory=set)
    """Numbers that are refuted by the result behind them: they say nothing of it."""
    replaced: Replaced = field(default_factory=Replaced)

    def __post_init__(self) -> None:
        self.formulas.update(self.refuted)

    def within(self, lines: Sequence[Line], chains: Chains, steps: Steps, ledger: Ledger) -> Members:
        """The same for other lines, with what was refuted so far."""
        again = replace(self, lines=lines, chains=chains, steps=steps, ledger=ledger, refuted=dict(self.refuted))
        again.formulas, again.misput = set(self.formulas), set(self.misput)
        again.replaced = self.replaced.apart()
        return again

    def before(self, at: int, line: Line, opening: int | None) -> Iterator[Member]:
        """What a number is compared with: its chain's head as defined or meant, then the members before it."""
        if opening is None:
            return
        head = self.lines[opening].head
        if isinstance(head, Ref) and (updates.is_update(head, self.names) or self.steps.is_one(opening)):
            stepped = self.steps.before_it(opening, head)
            rule = self.steps.rule(opening, stepped)
            if rule is not None and self.steps.rules.upwards(rule) is None:
                yield Member(updates.value(stepped, rule, self.names))
        elif isinstance(head, Ref) and (said := self.recurrences.of(head)) is not None:
            yield Member(said)
        elif isinstance(head, Ref):
            known = self.replaced.seen_from(line.section, self.ledger).known
            body = known.body(head, line.section) or known.entries(head, line.section)
            if body is not None and not is_constant(body) and not self.is_said_later(opening, head):
                yield Member(body)
        elif head is not None:
            yield Member(head, own=isinstance(head, Partial | Nabla))
        yield from self.inside(range(opening, at), self.lines[opening].chain)

    def inside(self, places: range, chain: int | None) -> Iterator[Member]:
        """The members of a chain at some places: of a very long one the first and the last."""
        found = []
        for where in places:
            member = self.lines[where]
            # Part of a sum is equal to nothing; the last display has all of it.
            if member.chain != chain or member.side is None or member.limited == UNFINISHED:
                continue
            if not is_mark(member.side) and where not in self.misput:
                found.append(Member(member.side, self.refuted.get(where), formula=where in self.formulas))
        yield from found if len(found) <= MOST else (*found[: MOST // 2], *found[-MOST // 2 :])

    def said_before(self, opening: int | None) -> list[Member]:
        r"""The formulas of the last chain about a derivative: of ``dW = X^T dz = 0.3`` before ``dW = 0.2``."""
        line = self.lines[opening] if opening is not None else None
        if line is None or opening is None or not isinstance(line.head, Partial | Nabla):
            return []
        key = key_of(line.head, self.names)
        for at in range(opening - 1, -1, -1):
            before = self.lines[at]
            if before.section != line.section:
                break
            if key is not None and isinstance(before.head, Partial | Nabla) and key_of(before.head, self.names) == key:
                behind = [at, *(each for each in range(at + 1, opening) if self.lines[each].chain == before.chain)]
                sides = ((each, self.lines[each].side) for each in behind if before.chain is not None or each == at)
                return [
                    Member(side, self.refuted.get(each))
                    for each, side in sides
                    if side is not None and not is_constant(side)
                ]
        return []

    def is_said_later(self, at: int, head: Ref) -> bool:
        """Whether what a name is by other names is said in later items alone: numbers of it here may be of another."""
        own = [each.line for each in self.catalogue.by_key.get(resolved(self.names, head).key, ())]
        return bool(own) and all(each > at and self.lines[each].item != self.lines[at].item for each in own)

    def judged(self, at: int, line: Line, before: Sequence[Member], *, anew: bool) -> Numeric | None:
        """What the members of a chain say of a number, with what defines its head, or what did before another line."""
        found = self.as_defined(at, line, before, anew=anew)
        if line.section not in self.replaced.meant if found is None else found.verdict not in REFUTED:
            return found
        opening = at if line.chain is None else self.chains.first[line.chain]
        head = self.lines[opening].head
        return self.replaced.judged(self.ledger, at, line, head, before, anew=anew) or found

    def as_defined(self, at: int, line: Line, before: Sequence[Member], *, anew: bool) -> Numeric | None:
        """What they say of it with the definitions in force: of a step with the values before it, so of a gradient."""
        opening = at if line.chain is None else self.chains.first[line.chain]
        if (beginning := self.steps.taken(opening)) is not None:
            return self.judged_with(beginning, at, line, before, anew=anew)
        found, former = self.judged_with(self.ledger, at, line, before, anew=anew), self.steps.before
        if former is None or not isinstance(self.lines[opening].head, Partial | Nabla) or is_proved(found):
            return found
        meant = self.judged_with(former, at, line, before, anew=anew)
        return meant if is_proved(meant) else found

    def judged_with(
        self, ledger: Ledger, at: int, line: Line, before: Sequence[Member], *, anew: bool
    ) -> Numeric | None:
        """What the members of a chain say: those from an approximation in symbols on, if there is one."""
        goes_on = line.head is None and line.chain in self.chains.first
        chain = self.lines[self.chains.first[line.chain] : at] if goes_on and line.chain is not None else ()
        near = next((each.term for each in reversed(before) if each.term in approximated(chain, line.chain)), None)
        if near is None:
            return ledger.judge(at, line, before, anew=anew)
        behind = [each.term for each in before].index(near)
        found = ledger.judge(at, line, before[behind:], anew=anew)
        whole = ledger.judge(at, line, before, anew=anew) if found is None else found
        return whole if found is not None or whole is None or whole.verdict not in REFUTED else None
