"""Heads: what a line may be compared with, its chain's head as it is meant or the open chains of its section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import final

from backproof.check.definitions.shape import APPROXIMATE, is_constant
from backproof.check.doubts.doubt import ONE_OR_ALL
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import Use, resolved, uses
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.check.names.sampling import sample_of
from backproof.check.samples import batches, stochastic, summed
from backproof.check.steps import halves, other_rules, updates
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.readings import STATED, TABLE, Entry
from backproof.check.verdicts.verdict import Role
from backproof.read.context.opened import opens
from backproof.read.grammar.conditions import INEQUALITIES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, bare, occurrences
from backproof.read.terms.terms import Call, Partial, Plus, Ref, Term, Times
from backproof.records import dataclass, replace

FITTING_CHAINS = 8
"""A line without a head is tried against this many open chains of its section, nearest first."""
UNEQUAL = frozenset(INEQUALITIES) | {"propto"}
"""Behind such a sign a chain goes on from another value than that of its head."""
CLIMBS = "the step goes up, since what it changes is a likelihood"
FALLS = "the step goes down, and what it changes is a likelihood"
MULTIPLIES = "the step goes up, since what it changes is a multiplier of a constraint"
WITH_FACTOR = "whether its decimal is the rate alone, or the rate with a factor of the gradient, is not written"
EITHER = "whether what the step changes is made larger or smaller is not clear"
NEAR_LINES = 8
"""A display may go on with a part of a chain rule that stands so many lines before it."""
NEAR_CHAINS = 4
"""Of the chains with other index letters, so many are tried under every reading, the others as written."""


@final
@dataclass(frozen=True, slots=True)
class Head:
    """What a line may be compared with; one that ``needs`` something proves at best ``right-if``.

    What is proved by one that ``stays`` open is unchecked, for that reason. A ``part`` is a step on a loss that the
    document adds others to, or one on a loss with more than it has: it refutes no other step. A ``whole`` one is the
    derivative of one array by another one.
    """

    term: Term
    role: Role
    needs: str = ""
    table: tuple[Entry, ...] = TABLE
    stays: str = ""
    part: bool = False
    whole: bool = False


@final
@dataclass
class Heads:
    """The heads of a document's lines; chains stay open for the lines of their section.

    ``opening`` is the line that opened a chain; ``open`` are section and line that opened the chains that later lines
    may continue, nearest last.
    """

    lines: Sequence[Line]
    names: Names
    rules: Rules
    opening: Mapping[int | None, int]
    book: Book
    open: list[tuple[int, int]] = field(default_factory=list)

    def of(self, at: int, line: Line) -> list[Head]:
        """What a line may be compared with: its chain's head, or the open chains of its section that fit."""
        if line.head is not None:
            return list(self.meanings(at, line.head))
        if line.chain is not None:
            opening = self.opening.get(line.chain)
            head = self.lines[opening].head if opening is not None else None
            if opening is not None and (greater := self.unequal(opening, at, line)):
                # In a < b = c it is b that c equals.
                return [Head(term, Role.CLAIM) for term in greater if term is not None][-1:]
            if opening is None or head is None:
                return []
            # In a \approx b = c it is b that c equals, or a where the sign is meant loosely.
            near = [Head(side, Role.CLAIM) for side in approximated(self.lines[opening:at], line.chain)]
            return [*near, *self.meanings(opening, head)]
        return self.fitting(at, line)

    def unequal(self, opening: int, at: int, line: Line) -> list[Term | None]:
        """The sides that inequalities and proportions of a chain lead to, before a line."""
        members = (each for each in self.lines[opening:at] if each.chain == line.chain)
        return [each.side for each in members if each.relation in UNEQUAL]

    def meanings(self, at: int, head: Term) -> Iterator[Head]:
        """A head as it is meant: updates stand for what the rule says."""
        line = self.lines[at]
        assigned = isinstance(head, Ref) and updates.assigns(line)
        if not isinstance(head, Ref) or not (assigned or updates.is_update(head, self.names)):
            yield Head(head, Role.CLAIM, whole=line.whole)
            for loss in self.summed_losses(head) if line.said.single else ():
                yield from self.single([Head(head, Role.CLAIM)], loss, line, stochastic.GRADIENT)
            return
        rules = list(self.rules.candidates(at, head))
        # A step on one of the losses that are added may go on with the others.
        whole = next((each for each in rules[1:] if not each.distant and self.adds(each, rules[0])), None)
        rules = rules if whole is None else [whole, *(each for each in rules if each is not whole)]
        for rule in rules[:1]:
            steps = list(self.steps(head, rule))
            singles = [*self.single(steps, rule.loss, line), *self.batched(steps, rule.loss, line)]
            for rate in self.rules.other_rates(line):
                with_factor = updates.value(head, replace(rule, rate=rate), self.names)
                singles.append(Head(with_factor, Role.UPDATE, stays=WITH_FACTOR))
            if halves.are_written(self.lines, rule, self.rules.bodies(rule)):
                half = updates.value(head, replace(rule, half=True), self.names)
                singles.append(Head(half, Role.UPDATE, halves.SAID))
            # A step by the gradient of one of the losses that are added is none by that of their sum.
            yield from steps if not (singles and stochastic.names_summand(line.side)) else ()
            yield from singles
            for decaying, penalty in other_rules.penalised(line, head, rule, self.rules):
                yield Head(decaying, Role.UPDATE, penalty, part=True)
            yield Head(updates.gradient(head, rule), Role.UPDATE, "the left side is the gradient, not the update")
        for rule in rules[1:]:
            other = f"the loss that is descended is {updates.loss_name(rule.loss)}" if rule.distant else ""
            part = self.adds(rules[0], rule)
            stays = "" if self.rules.aims.descends or self.rules.upwards(rule) is None else FALLS
            step = Head(updates.value(head, rule, self.names), Role.UPDATE, other, part=part, stays=stays)
            yield step
            yield from self.single([step], rule.loss, line)

    def adds(self, whole: updates.Rule, part: updates.Rule) -> bool:
        """Whether a line defines one loss by another one and something else."""
        total, own = updates.loss_name(whole.loss), updates.loss_name(part.loss)
        sides = (line.side for line in self.lines if line.head is not None and updates.loss_name(line.head) == total)
        terms = (term for side in sides if isinstance(side, Plus) for term in side.terms)
        factors = (each for term in terms for each in (term.factors if isinstance(term, Times) else (term,)))
        return any(updates.loss_name(each) == own for each in factors)

    def steps(self, head: Ref, rule: updates.Rule) -> Iterator[Head]:
        """An update that goes down, and up where that may be meant: what the document speaks against stays open."""
        down, up = updates.value(head, rule, self.names), self.rules.upwards(rule)
        likelihood = self.rules.is_likelihood(rule)
        if up is None and (multiplies := self.rules.as_multiplier(head, rule)) is not None:
            # What a quantity is linear in has no smallest value of it.
            yield Head(down, Role.UPDATE, stays=EITHER)
            yield Head(updates.value(head, multiplies, self.names), Role.UPDATE, MULTIPLIES)
            return
        if up is None and self.rules.may_rise(rule):
            yield Head(down, Role.UPDATE)
            yield Head(updates.value(head, replace(rule, up=True), self.names), Role.UPDATE, stays=EITHER)
            return
        both = up is not None and self.rules.aims.descends and not likelihood
        yield Head(down, Role.UPDATE, stays="" if up is None or both else FALLS)
        if up is not None:
            said = likelihood and (self.rules.aims.climbs or self.rules.is_called_likely(rule))
            yield Head(
                updates.value(head, up, self.names), Role.UPDATE, "" if said else CLIMBS, stays=EITHER if both else ""
            )

    @staticmethod
    def summed_losses(head: Term) -> Iterator[Term]:
        """What the derivatives of a head are of."""
        yield from dict.fromkeys(part.of for part in occurrences(head, Partial))

    def single(self, steps: Sequence[Head], of: Term, line: Line, said: str = stochastic.SAID) -> Iterator[Head]:
        """The steps for the one sample that a line names, where what they are ``of`` is a sum over samples."""
        quantity = of.name if isinstance(of, Call) else of
        if line.side is None or not isinstance(quantity, Ref):
            return
        loss = self.book.in_scope(resolved(self.names, quantity).key, line.section)
        for step in steps if loss is not None else ():
            assert loss is not None
            letters = self.letters(line.side) - self.letters(step.term)
            spoken = line.said.single and any(map(self.sums_samples, self.bodies(loss)))
            added = said == stochastic.SAID and stochastic.adds_losses(loss.body)
            letters = letters if spoken or added else frozenset()
            meant = (stochastic.of_one_sample(step.term, line.side, of, each, letters) for each in self.bodies(loss))
            own = next((each for each in meant if each is not None), None)
            if own is not None and not step.stays:
                needs = "; ".join(filter(None, (step.needs, said)))
                sure = said == stochastic.SAID or not letters or self.speaks_anew(line, loss)
                yield Head(own, step.role, needs, stays="" if sure else ONE_OR_ALL)

    def bodies(self, loss: Defined) -> Iterator[Term]:
        """What a loss is defined as, and what its chain goes on with: the sum behind the logarithm of a product."""
        yield loss.body
        chain = self.lines[loss.line].chain if loss.line in range(len(self.lines)) else None
        others = (each for each in self.lines[loss.line + 1 :] if chain is not None and each.chain == chain)
        yield from (each.side for each in others if each.side is not None and each.relation == "=")

    def batched(self, steps: Sequence[Head], loss: Term, line: Line) -> Iterator[Head]:
        """The steps for all samples that a line sums over, where the loss is that of one."""
        over = batches.sum_over_samples(line.side) if line.side is not None else None
        if over is None or not isinstance(loss, Ref) or sample_of(loss) is not None:
            return
        own = resolved(self.names, batches.of_a_sample(loss, over.letter))
        if self.book.in_scope(own.key, line.section) is None:
            return
        for step in steps:
            for term, said in batches.of_all_samples(step.term, loss, over):
                yield replace(step, term=term, needs="; ".join(filter(None, (step.needs, said))))

    def speaks_anew(self, line: Line, loss: Defined) -> bool:
        """Whether other words speak of one sample before a line than before the sum over all of them."""
        return loss.line not in range(len(self.lines)) or line.said.single != self.lines[loss.line].said.single

    def sums_samples(self, body: Term) -> bool:
        """Whether a loss is a sum over samples."""
        return bool(summed.over_samples(body, self.names, self.book.ranges, self.book.catalogue.by_key.keys()))

    def fitting(self, at: int, line: Line) -> list[Head]:
        """Open chains of the section, nearest first; those with just the letters of the line before the others."""
        section = [opened for where, opened in reversed(self.open) if where == line.section and opened < at]
        alone = self.alone_before(at)
        section = [opened for opened in section if opened == alone] or section
        candidates: list[Head] = []
        for opened in section[:FITTING_CHAINS]:
            head = self.lines[opened].head or self.lines[opened].side
            # What an expression is read with, all that goes on from it is read with.
            needs = "; ".join(self.lines[opened].assumes) if self.lines[opened].head is None else ""
            if head is not None:
                candidates.extend(replace(each, needs=each.needs or needs) for each in self.meanings(opened, head))
        if not line.relation:
            candidates.extend(Head(part, Role.CLAIM) for part in self.derivatives_before(at, line.section))
        letters = self.letters(line.side) | self.compared(line)
        # A name is no continuation of what is said of it: ``= O_k`` and ``= -(-O_k)`` go on with something else.
        if (name := only_name(line.side)) is not None:
            candidates = [head for head in candidates if not alike(head.term, name)]
        exact = [head for head in candidates if self.letters(head.term) == letters]
        wider = [head for head in candidates if self.letters(head.term) > letters]
        others = [head for head in candidates if head not in exact and head not in wider]
        further = [replace(head, table=STATED) for head in others[NEAR_CHAINS:]]
        return exact + wider + others[:NEAR_CHAINS] + further if line.relation else exact

    def alone_before(self, at: int) -> int | None:
        """The expression that stands alone before the displays which begin with a relation: these go on from it."""
        before = at - 1
        while before > 0 and self.lines[before].head is None and self.lines[before].relation:
            before -= 1
        return before if before >= 0 and opens(self.lines, before) else None

    def derivatives_before(self, at: int, section: int) -> Iterator[Partial]:
        """Derivatives that the lines just before name, or products of some of their factors come to; a display may go
        on with one of them."""
        for before in range(at - 1, max(-1, at - 1 - NEAR_LINES), -1):
            line = self.lines[before]
            named = derivatives(line.side) if line.section == section else []
            yield from named if before >= at - 3 else ()
            if len(named) > 1:
                # What a product of some of its factors comes to is the derivative by what lies between.
                tops = {bare(each.of) for each in named}
                inner = [each.by for each in named if bare(each.by) in tops]
                yield from (replace(each, by=by) for each in derivatives(self.chained(before)) for by in inner)

    def chained(self, at: int) -> Term | None:
        """The head of the chain that a line is in."""
        opening = self.opening.get(self.lines[at].chain)
        return None if opening is None else self.lines[opening].head

    def letters(self, term: Term | None) -> frozenset[str]:
        """The index letters that are free in a term."""
        found = uses(term, self.names) if term is not None else ()
        return frozenset(
            use.letter for use in found if isinstance(use, Use) and use.binder is None and isinstance(use.letter, str)
        )

    @staticmethod
    def compared(line: Line) -> frozenset[str]:
        """The index letters in the conditions beside a line."""
        sides = [side for condition in line.conditions for side in (condition.left, condition.right)]
        return frozenset(side.base for side in sides if isinstance(side, Ref))


def only_name(term: Term | None) -> Ref | None:
    """The name that is all of a term, but for numbers that are multiplied with it."""
    match term:
        case Ref():
            return term
        case Times(factors) if sum(not is_constant(each) for each in factors) == 1:
            return only_name(next(each for each in factors if not is_constant(each)))
        case _:
            return None


def derivatives(term: Term | None) -> list[Partial]:
    """The derivatives in a term."""
    return [] if term is None else list(occurrences(term, Partial))


def approximated(members: Sequence[Line], chain: int | None) -> list[Term]:
    """The last side in a chain that is an approximation in symbols, if there is one: a number is only rounded."""
    near = [each.side for each in members if each.chain == chain and each.relation in APPROXIMATE]
    return [side for side in near[-1:] if side is not None and not is_constant(side)]
