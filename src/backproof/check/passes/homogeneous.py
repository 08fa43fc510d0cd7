r"""Lines of nothing but derivatives that do not scale as the quantities of the document do.

``\frac{\partial C}{\partial z} = \frac{\partial a}{\partial z}`` has a unit of C on one side alone: it cannot hold for
C and for twice C, and nothing that the document says of C tells these apart. So it follows from nothing, whatever the
shapes of its arrays are and whichever way they are laid out. What a line takes for one (``the sum of the outputs``)
is asked of the words and of the other lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import permutations
from math import lcm
from operator import itemgetter
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding
from backproof.check.doubts.hedges import hedge
from backproof.check.passes import independent
from backproof.check.passes.broken_chains import IMPLICIT
from backproof.check.passes.computed import Computed
from backproof.check.passes.scales import Powers, Units, over, scaled, unit_name
from backproof.check.passes.slopes import Product, Slope, products_of, slope_of, unit_of
from backproof.check.review.outcome import Outcome
from backproof.check.review.varying import FEWEST
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, walk
from backproof.read.terms.terms import Call, Num, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS

MOST: Final = 3
"""So many names of a line at most are other names for those beside them."""
SEEDED: Final = re.compile(
    r"\bsum of (?:(?:the|all|its)\s+)*(?:outputs?|elements|entries)\b|\bseed\w*|\bones\b"
    r"|\b(?:loss|cost|error|objective|output|(?:incoming|upstream|outer|initial|first|final|last) "
    r"(?:gradient|derivative))s?\b"
    r"[^.\n]*\b(?:is|be|are|set to|as|equals?) (?:1|one|unity)\b",
    re.IGNORECASE,
)
"""Words for derivatives that are one."""
NUMBERED: Final = re.compile(r"(\D+)(\d+)")
SAID: Final = (
    "its sides have different units: with {}, the left one is {} times what it was, and the right one {} times"
)


def refuted(lines: Sequence[Line], outcomes: Sequence[Outcome], words: str) -> list[Outcome]:
    """The outcomes, with the open lines refuted that hold for some units of their quantities alone, or that have a
    derivative by what a quantity does not depend on."""
    found = list(outcomes)
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    asked: dict[int, tuple[Slope, list[Product]]] = {}
    for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)):
        products = [*products_of(line.side)] if line.side is not None and _is_open(line, outcome) else []
        head = slope_of(line.head or opening.get(line.chain), products) if products and all(products) else None
        if head is not None:
            asked[at] = head, products
    if not asked or IMPLICIT.search(words):
        return found
    heads = [line.head or opening.get(line.chain) for line in lines]
    scales = Scales(lines, outcomes, heads, bool(SEEDED.search(words)))
    clashes = {at: scales.clash(at, *sides) for at, sides in asked.items()}
    # What several lines lack may be one.
    lacking = Counter(clash.lacks for clash in clashes.values() if clash is not None)
    links = independent.Links(scales.computed, lines, outcomes)
    for at, clash in clashes.items():
        if clash is not None and (clash.lacks is None or lacking[clash.lacks] == 1):
            found[at] = _wrong(outcomes[at], clash, scales.spelling)
        elif (said := links.severed(*asked[at], scales.spelling)) is not None:
            found[at] = replace(outcomes[at], finding=said, claims=(), instances=())
    return found


def _is_open(line: Line, outcome: Outcome) -> bool:
    """Whether a line sets something equal, and nothing is known of it."""
    plain = line.problem is None and not line.conditions and line.case is None and line.relation in DEFINES
    open_ = outcome.finding.verdict is Verdict.UNCHECKED and not outcome.finding.held
    return plain and open_ and not hedge(line)


@final
@dataclass(frozen=True, slots=True)
class Clash:
    """What is scaled, and the powers with which the sides grow; ``lacks``: the link that a chain rule has not."""

    scaling: Powers
    written: Fraction
    true: Fraction
    lacks: Slope | None = None


@final
@dataclass(frozen=True)
class Scales:
    """The units of one document; ``heads``: what each line is about; ``seeded``: words take derivatives for one."""

    lines: Sequence[Line]
    outcomes: Sequence[Outcome]
    heads: Sequence[Term | None]
    seeded: bool

    def clash(self, at: int, head: Slope, products: Sequence[Product]) -> Clash | None:
        """The first product that grows otherwise than the head, where nothing explains it."""
        mixed = any(each.of == head.of for several in products for each in several)
        for several in products:
            apart = over(head.unit, unit_of(several))
            if head.of in apart:
                if (link := self.first_lacking(at, head, several, apart, mixed=mixed)) is not None:
                    return Clash({head.of: Fraction(1)}, Fraction(0), Fraction(1), link)
            elif (link := self.last_lacking(apart)) is not None:
                return Clash({link.of: Fraction(1)}, Fraction(-1), Fraction(0), link)
            elif not self.may_be_one(apart):
                for scaling in self.scalings:
                    written, true = scaled(unit_of(several), scaling), scaled(head.unit, scaling)
                    if written != true:
                        return Clash(scaling, written, true)
        return None

    def first_lacking(self, at: int, head: Slope, several: Product, apart: Powers, *, mixed: bool) -> Slope | None:
        """The derivative of what the head differentiates that is missing in a product, and that other lines do not take
        for one: it is a factor of them. ``mixed``: another product of the line has one."""
        ends = [name for name, power in apart.items() if power < 0 and name != head.of]
        lost = not any(each.of == head.of for each in several)
        if self.seeded or not lost or len(ends) != 1 or head.of in self.valued | self.unread | self.computed.variables:
            return None
        link = Slope(head.of, *ends)
        # A part of a loss that is added to others has the slope one.
        if link in self.computed.added or self.spelling.get(link.by, link.by)[0] in LOSS_LETTERS:
            return None
        having = self.factors.get(link, frozenset()) - {at}
        chain = self.lines[at].chain
        near = chain is not None and any(self.lines[each].chain == chain for each in having)
        of_loss = {line for slope, lines in self.factors.items() if slope.of == head.of for line in lines} - {at}
        return link if mixed or near or (having and len(of_loss) >= FEWEST) else None

    def last_lacking(self, apart: Powers) -> Slope | None:
        """The derivative by the variable that is missing, where it is what a weight is and no number."""
        match sorted(apart.items(), key=itemgetter(1)):
            case [(by, power), (of, _)] if power == -1 and apart[of] == 1 and Slope(of, by) in self.computed.weighted:
                return None if of in self.computed.below.get(by, frozenset()) else Slope(of, by)
            case _:
                return None

    def may_be_one(self, apart: Powers) -> bool:
        """Whether names that one side alone has may be meant for those of the other one, or no line says what they are
        made of."""
        if not apart or any(name not in self.said for name in apart):
            return True
        above, below = ([*_several(apart, sign)] for sign in (1, -1))
        if len(above) != len(below) or len(above) > MOST:
            return False
        return any(all(map(self.is_alias, above, each)) for each in permutations(below))

    def is_alias(self, name: str, other: str) -> bool:
        """Whether two names may be one: no line has both to say what a quantity is, nor are they of two letters and of
        two layers."""
        parts = NUMBERED.fullmatch(name), NUMBERED.fullmatch(other)
        two = parts[0] and parts[1] and parts[0][1] != parts[1][1] and parts[0][2] != parts[1][2]
        computed = other in self.computed.below.get(name, ()) or name in self.computed.below.get(other, ())
        return not two and not computed and not any({name, other} <= each for each in self.computed.together)

    @cached_property
    def computed(self) -> Computed:
        """What is computed from what."""
        return Computed(self.lines, self.outcomes, self.heads)

    @cached_property
    def valued(self) -> frozenset[str]:
        """Of what lines give a derivative a number."""
        given = (
            Slope.of_term(head) for head, line in zip(self.heads, self.lines, strict=True) if isinstance(line.side, Num)
        )
        return frozenset(each.of for each in given if each is not None)

    @cached_property
    def unread(self) -> frozenset[str]:
        """What lines define that are not read: it may be a sum."""
        open_ = (
            line.head
            for line, outcome in zip(self.lines, self.outcomes, strict=True)
            if outcome.finding.verdict is Verdict.UNCHECKED
        )
        return frozenset(unit_name(head) for head in open_ if isinstance(head, Ref))

    @cached_property
    def factors(self) -> Mapping[Slope, frozenset[int]]:
        """The derivatives that are factors beside others, each with its lines."""
        found: defaultdict[Slope, set[int]] = defaultdict(set)
        for at, line in enumerate(self.lines):
            for part in (part for term in line.sides for part in occurrences(term, Times)):
                for each in map(Slope.of_term, part.factors):
                    if each is not None:
                        found[each].add(at)
        return {slope: frozenset(lines) for slope, lines in found.items()}

    @cached_property
    def said(self) -> frozenset[str]:
        """The names of which something is said."""
        return frozenset(name for each in self.units.said for name in each)

    @cached_property
    def units(self) -> Units:
        """What the lines say of units: those that are proved, and those that say what something is."""
        parts = [part for line in self.lines for term in line.sides for part in walk(term)]
        slopes = (Slope.of_term(part) for part in parts)
        varied = {each.of for each in slopes if each is not None}
        applied = {unit_name(part.name) for part in parts if isinstance(part, Call)} | {*FUNCTION_WORDS}
        units = Units(frozenset(applied - varied))
        defining = {*self.computed.defining}
        for at, (head, line, outcome) in enumerate(zip(self.heads, self.lines, self.outcomes, strict=True)):
            stated = outcome.finding.verdict in PROVED or at in defining
            if stated and head is not None and line.side is not None and line.relation in DEFINES:
                units.equal(head, line.side)
        units.of_elements(frozenset(unit_name(part) for part in parts if isinstance(part, Ref)))
        return units

    @cached_property
    def spelling(self) -> Mapping[str, str]:
        """How the document first writes each name."""
        found: dict[str, str] = {}
        for line in self.lines:
            for ref in (part for term in line.sides for part in walk(term) if isinstance(part, Ref)):
                found.setdefault(unit_name(ref), ref.key)
        return found

    @cached_property
    def scalings(self) -> Sequence[Powers]:
        """The ways to scale the quantities; those of the fewest first."""
        return sorted(self.units.scalings(), key=len)


def _several(unit: Powers, sign: int) -> Iterator[str]:
    """The names in a unit with powers of one sign, each as often as its power says."""
    for name, power in unit.items():
        yield from (name for _ in range(int(sign * power)))


def _wrong(outcome: Outcome, clash: Clash, spelling: Mapping[str, str]) -> Outcome:
    whole = lcm(*(power.denominator for power in clash.scaling.values()))
    written, true = (f"{2.0 ** float(whole * each):g}" for each in (clash.written, clash.true))
    factors = {spelling.get(name, name): 2.0 ** float(whole * each) for name, each in clash.scaling.items()}
    scaled_by = ", ".join(f"{name} times {factor:g}" for name, factor in sorted(factors.items()))
    finding = Finding(
        Verdict.WRONG,
        SAID.format(scaled_by, true, written),
        counterexample=Counterexample({}, float(written), float(true)),
    )
    return replace(outcome, finding=finding, claims=(), instances=())
