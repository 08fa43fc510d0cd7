"""What the lines of a document compute from what, by names alone: whatever their shapes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.numbers import is_constant
from backproof.check.passes.scales import unit_name
from backproof.check.passes.slopes import Slope
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Role
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Call, Nabla, Partial, Plus, Ref, Term, Times, Transposed

DEFINED: Final = frozenset({Role.DEFINITION, Role.GIVEN})


@final
@dataclass(frozen=True)
class Computed:
    """The quantities of one document; ``heads``: what each line is about."""

    lines: Sequence[Line]
    outcomes: Sequence[Outcome]
    heads: Sequence[Term | None]

    @cached_property
    def defining(self) -> Sequence[int]:
        """The lines that say what a quantity is."""
        return [
            at
            for at, (line, outcome) in enumerate(zip(self.lines, self.outcomes, strict=True))
            if line.side is not None
            and line.relation in DEFINES
            and (outcome.role in DEFINED or isinstance(line.head, Ref))
            and isinstance(self.heads[at], Ref | Call)
        ]

    @cached_property
    def together(self) -> Sequence[frozenset[str]]:
        """The names in each line that says what a quantity is: they are different ones."""
        return [
            frozenset(unit_name(ref) for term in self.lines[at].sides for ref in references(term))
            for at in self.defining
        ]

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """What each quantity is computed from."""
        direct: defaultdict[str, set[str]] = defaultdict(set)
        for at in self.defining:
            line, head = self.lines[at], _name(self.lines[at].head)
            if head is not None and line.side is not None and not has(line.side, Partial, Nabla):
                inside = {*map(unit_name, references(line.side))}
                # A step goes on from the value before.
                direct[head] |= inside if head not in inside else set()
        found: dict[str, frozenset[str]] = {}
        for name in [*direct]:
            seen, pending = set[str](), [name]
            while pending:
                fresh = direct.get(pending.pop(), set()) - seen
                seen |= fresh
                pending += fresh
            found[name] = frozenset(seen)
        return found

    @cached_property
    def weighted(self) -> frozenset[Slope]:
        """The derivatives of what lines define by what they multiply there by another name, and by nothing else."""
        found: set[Slope] = set()
        for at in self.defining:
            line, head = self.lines[at], _name(self.lines[at].head)
            terms = line.side.terms if isinstance(line.side, Plus) else (line.side,)
            for term in (each.body if isinstance(each, Big) else each for each in terms):
                factors = term.factors if isinstance(term, Times) else ()
                names = {_name(each.base if isinstance(each, Transposed) else each) for each in factors}
                names -= self.given
                if head is not None and len(names - {None}) > 1:
                    found |= {Slope(head, each) for each in names if each is not None}
        return frozenset(found)

    @cached_property
    def given(self) -> frozenset[str]:
        """The names that are numbers: a weight may be one."""
        heads = (line.head for line in self.lines if line.side is not None and is_constant(line.side))
        return frozenset(unit_name(head) for head in heads if isinstance(head, Ref))

    @cached_property
    def added(self) -> frozenset[Slope]:
        """The derivatives of what lines define by what they add up there as it is."""
        found: set[Slope] = set()
        for at in self.defining:
            line, head = self.lines[at], _name(self.lines[at].head)
            terms = line.side.terms if isinstance(line.side, Plus) else (line.side,)
            names = {_name(each.body if isinstance(each, Big) else each) for each in terms} - {None}
            found |= {Slope(head, each) for each in names if head is not None and each is not None}
        return frozenset(found)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names that lines differentiate by."""
        slopes = (part for line in self.lines for term in line.sides for part in occurrences(term, Partial))
        return frozenset(unit_name(each.by) for each in slopes)


def _name(term: Term | None) -> str | None:
    return unit_name(term) if isinstance(term, Ref) else None
