r"""Derivatives of what adds up other quantities, term by term: nothing has to be known of these.

``\frac{\partial E}{\partial w} = \frac1N \sum_n \frac{\partial E_n}{\partial w}`` lost a sign beside
``E = -\frac1N \sum_n E_n``, whatever each E_n is, and ``\nabla J = \nabla L + \lambda \nabla R`` holds beside
``J = L + \lambda R``. Only lines are judged that are open for what the document does not say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding
from backproof.check.doubts.hedges import hedge
from backproof.check.judging.matched import COUNTS, WEIGHTS, Name, Names, Pair, lettered, named
from backproof.check.losses.combinations import Addend, NoCombination, addends, expanded, quantity
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, REFUTED, Verdict
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, references, walk
from backproof.read.terms.terms import Big, Call, Nabla, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

PARAMETERS: Final = frozenset({"w", "W", "v", "V", "u", "U", "b", "theta", "Theta", "beta", "phi", "omega"})
"""Letters of parameters, which belong to no sample."""


def settled(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, with the open derivatives of combinations that their definitions decide."""
    found = list(outcomes)
    asked = [at for at, (line, each) in enumerate(zip(lines, outcomes, strict=True)) if _is_open(line, each)]
    if not asked:
        return found
    page = _Page(lines, outcomes)
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    judged: dict[int, Finding] = {}
    for at in asked:
        head, side = lines[at].head or opening.get(lines[at].chain), lines[at].side
        finding = None if head is None or side is None else page.judged(head, side)
        if finding is not None:
            judged[at] = finding
    refuted = {lines[at].chain for at, each in judged.items() if each.verdict in REFUTED}
    proved = any(each.verdict in PROVED for each in judged.values())
    if len(refuted) > 1 and not proved:
        # What several equations contradict, and none confirms, may be the slip itself.
        return found
    for at, finding in judged.items():
        found[at] = replace(found[at], finding=finding, claims=(), instances=())
    return found


def _is_open(line: Line, outcome: Outcome) -> bool:
    """Whether a line is made of derivatives, and is open for nothing that its words or signs say."""
    if outcome.finding.verdict is not Verdict.UNCHECKED or outcome.finding.held or line.side is None:
        return False
    plain = line.problem is None and line.misfit is None and not line.conditions and line.case is None
    slopes = has(line.side, Partial, Nabla)
    return plain and slopes and line.relation in DEFINES and (line.head or line.chain) is not None and not hedge(line)


@final
@dataclass(frozen=True)
class _Page:
    """What a document says of its quantities."""

    lines: Sequence[Line]
    outcomes: Sequence[Outcome]

    @cached_property
    def meanings(self) -> Mapping[Ref, Term]:
        """The quantities with exactly one definition that nothing refutes."""
        found: defaultdict[Ref, list[Term | None]] = defaultdict(list)
        for line, outcome in zip(self.lines, self.outcomes, strict=True):
            name = quantity(line.head)
            if name is not None and line.relation in DEFINES:
                plain = line.problem is None and line.case is None and not line.conditions
                holds = plain and outcome.finding.verdict not in REFUTED
                found[name].append(line.side if holds else None)
        once = ((name, sides[0]) for name, sides in found.items() if len(sides) == 1)
        return {name: side for name, side in once if side is not None and not _binds(side, name)}

    @cached_property
    def names(self) -> Names:
        """Its letters that count, and the names that are defined, applied or differentiated somewhere."""
        letters = INDEX_LETTERS | {part.letter for part in self._parts if isinstance(part, Big)}
        heads = [name for line in self.lines if (name := quantity(line.head)) is not None]
        of = [name for part in self._parts if isinstance(part, Partial | Nabla) for name in references(part.of)]
        by = [part.by for part in self._parts if isinstance(part, Partial)]
        calls = [part.name for part in self._parts if isinstance(part, Call)]
        bounds = (
            bound for part in self._parts if isinstance(part, Big) for bound in (part.upper,) if bound is not None
        )
        counts = {named(ref, letters) for bound in bounds for ref in references(bound)}
        below = {named(ref, letters) for ref in by}
        weights = {named(ref, letters) for ref in of if ref.base in COUNTS | WEIGHTS} - below
        varying = {named(ref, letters) for ref in (*heads, *of, *by, *calls)} - counts - weights
        return Names(letters, varying)

    @cached_property
    def arguments(self) -> frozenset[str]:
        """What losses are written as functions of."""
        calls = (part for part in self._parts if isinstance(part, Call) and part.name.base in LOSS_LETTERS)
        found = (quantity(argument) for call in calls for argument in call.arguments)
        return frozenset(self.names.name(each)[0] for each in found if each is not None)

    @cached_property
    def several(self) -> frozenset[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """The quantities that are written as functions of one thing and of another."""
        found: defaultdict[tuple[str, tuple[str, ...], tuple[str, ...]], set[tuple[Term, ...]]] = defaultdict(set)
        for part in self._parts:
            if isinstance(part, Call):
                name = part.name
                found[name.base, name.subs, name.sups].add(tuple(map(bare, part.arguments)))
        return frozenset(name for name, arguments in found.items() if len(arguments) > 1)

    @cached_property
    def _parts(self) -> tuple[Term, ...]:
        return tuple(part for line in self.lines for term in line.sides for part in walk(term))

    def judged(self, head: Term, side: Term) -> Finding | None:
        """What the definitions say of an equation of derivatives; None where they leave it open."""
        try:
            true, written = addends(head), addends(side)
            by = {variable for each in (*true, *written) for variable in each.by}
            if len(by) != 1 or any(len(each.by) != 1 for each in (*true, *written)):
                return None
            (variable,) = by
            outside = {ref for each in (*true, *written) for ref in each.outside}
            if any(ref.base == variable.base or not self.names.is_constant(ref) for ref in outside):
                return None
            return self.compared(*self._told(true, written), variable)
        except NoCombination:
            return None

    def _told(self, true: list[Addend], written: list[Addend]) -> tuple[list[Addend], list[Addend]]:
        """Both sides in the same quantities, as far as definitions say what these are."""
        for _ in self.meanings:
            own, other = (
                {ref: self.names.name(ref) for each in side for ref in each.factors} for side in (true, written)
            )
            left = [ref for ref, name in own.items() if ref in self.meanings and name not in other.values()]
            right = [ref for ref, name in other.items() if ref in self.meanings and name not in own.values()]
            if not left and not right:
                break
            for ref in left[:1]:
                true = expanded(true, ref, self.meanings[ref])
            for ref in right[: not left]:
                written = expanded(written, ref, self.meanings[ref])
        return true, written

    def compared(self, true: Sequence[Addend], written: Sequence[Addend], by: Ref) -> Finding | None:
        """What follows from the addends of two combinations, matched by what they are of."""
        if any((ref.base, ref.subs, ref.sups) in self.several for each in (*true, *written) for ref in each.factors):
            return None
        own, other = self._by_quantities(true), self._by_quantities(written)
        if own is None or other is None or own.keys() != other.keys():
            return None
        pairs = [pair for of, each in own.items() if (pair := Pair.of(each, other[of], self.names)) is not None]
        if len(pairs) < len(own):
            return None
        if all(pair.is_same and pair.constants <= COUNTS | WEIGHTS for pair in pairs):
            return Finding(Verdict.RIGHT)
        whole = self.names.name(by)[0] in PARAMETERS & self.arguments
        letters = frozenset(lettered(by, self.names.letters))
        found = (pair.refuted(by_parameter=whole, letters_of_variable=letters) for pair in pairs)
        return next((each for each in found if each is not None), None)

    def _by_quantities(self, side: Sequence[Addend]) -> Mapping[tuple[tuple[Name, int], ...], Addend] | None:
        """The addends by what they are of; None where two are of the same, or one of nothing that varies."""
        found: dict[tuple[tuple[Name, int], ...], Addend] = {}
        for each in side:
            varying = ((self.names.name(ref), power) for ref, power in each.powers if not self.names.is_constant(ref))
            of = tuple(sorted(varying))
            if not of or of in found:
                return None
            found[of] = each
        return found


def _binds(side: Term, name: Ref) -> bool:
    """Whether a sum binds a letter of what it would define."""
    return any(isinstance(part, Big) and part.letter in {*name.subs, *name.at} for part in walk(side))
