"""Numbers put into a formula: a digit, a sign, a factor, or the number of another quantity, mended by their value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.numbers.entrywise import Entrywise, numbers
from backproof.check.repairs import factors, sums
from backproof.check.repairs import numbers as signs
from backproof.check.repairs.search import edits
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.text import Splice, spliced
from backproof.check.repairs.words import Piece
from backproof.check.verdicts.verdict import PROVED, Repair
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import NOWHERE, Num, Raise, Ref, Term

NEAR = 0.01
"""Relative: what rounding may do to a side in which rounded numbers are put."""
MISTYPED = 2
"""So many digits are mistyped, or exchanged."""
CANDIDATES = 400
JUDGED = 6


@final
@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the document as it is printed, and the name that it is the value of; empty where it has none."""

    value: Num
    text: str
    name: str


@final
@dataclass(frozen=True)
class Figures:
    """The numbers that a document has before a line; ``chains`` are the names that open its chains."""

    text: str
    lines: Sequence[Line]

    def formula(self, line: Line) -> frozenset[str]:
        """The names in the sides of a chain that are before a line of it."""
        members = (each for each in self.lines if each.chain == line.chain is not None)
        spans = (ref.span for each in members if each.side is not None for ref in references(each.side))
        return frozenset(self.text[span.start : span.end] for span in spans)

    @cached_property
    def known(self) -> tuple[Figure, ...]:
        """Each number once, with its name where a line gives it one."""
        found: dict[tuple[object, int], Figure] = {}
        heads = {line.chain: line.head for line in self.lines if line.chain is not None and line.head is not None}
        for line in self.lines:
            head = line.head or (heads.get(line.chain) if line.chain is not None else None)
            name = self.text[head.span.start : head.span.end] if isinstance(head, Ref) else ""
            for part in walk(line.side) if line.side is not None else ():
                text = self.text[part.span.start : part.span.end] if isinstance(part, Num) else ""
                if isinstance(part, Num) and text.replace(".", "").isdigit():
                    own = name if part is line.side else ""
                    key = part.value, part.decimals
                    if key not in found or (own and not found[key].name):
                        found[key] = Figure(replace(part, span=NOWHERE), text, own)
        return tuple(found.values())


def taken(site: Site, known: Sequence[Figure], meant: frozenset[str]) -> Iterator[Change]:
    """Another number of the document in the place of one: first those of names that are ``meant``, and lookalikes."""
    powers = {id(part.exponent) for part in site.parts if isinstance(part, Raise)}
    parts = [part for part in site.parts if isinstance(part, Num) and site.is_number(part) and id(part) not in powers]
    pairs = [(part, other) for part in parts for other in known if other.value.value != part.value]
    pairs.sort(key=lambda pair: (pair[1].name not in meant, _unlike(site.plain(pair[0]).strip("{ }"), pair[1].text)))
    for part, other in pairs:
        own = site.plain(part).strip("{ }")
        whole = not part.decimals and not other.value.decimals
        slip = "wrong_figure" if _unlike(own, other.text) <= MISTYPED or not other.name else "other_figure"
        slip = "wrong_number" if whole and not other.name else slip
        words = {"part": own, "true": other.text, "what": other.name}
        new = replace(other.value, span=part.span)
        yield site.changed(slip, part, new, Splice(site.inside(part.span), other.text), **words)


def _unlike(one: str, other: str) -> int:
    """In how many places two numbers differ.

    >>> _unlike("0.1837", "0.1873"), _unlike("0.5", "0.25")
    (2, 3)
    """
    return sum(a != b for a, b in zip(one, other, strict=False)) + 2 * abs(len(one) - len(other))


def left_out(site: Site, known: Iterable[Figure]) -> Iterator[Change]:
    """A number of the document that is left out of a product."""
    for place in {id(each): each for each in factors.places(site)}.values():
        for other in known:
            if other.value.value not in {0, 1}:
                yield factors.times(site, place, Piece(other.value, rf"\cdot {other.text}", ()))


@final
@dataclass(frozen=True)
class PutIn:
    """A side of numbers, which ``judged`` holds against the numbers before it, and the numbers of its document."""

    site: Site
    figures: Figures
    judged: Callable[[Line], Finding | None]
    reread: Callable[[str], Line | None]
    meant: frozenset[str] = frozenset()
    """The names in the formula that numbers are put in for."""

    def repaired(self, line: Line, finding: Finding) -> Repair | None:
        """The line with one edit that gives the value that the numbers before it give, judged again; or None."""
        true = finding.counterexample.true if finding.counterexample is not None else None
        if not isinstance(true, float) or isinstance(self.site.side, Num):
            return None
        near = (change for change in islice(self.candidates(), CANDIDATES) if self.is_near(change.side, true))
        for change in islice(near, JUDGED):
            text = spliced(self.site.text, line.span, change.splices or ())
            again = self.reread(text) if text is not None and change.splices else None
            if text is None or again is None or again.side is None or not self.is_near(again.side, true):
                continue
            told = self.judged(replace(line, head=None if line.head is None else again.head, side=again.side))
            if told is not None and told.verdict in PROVED:
                return Repair(change.kind, text, change.said)
        return None

    def candidates(self) -> Iterator[Change]:
        """The edits, the likeliest first."""
        yield from taken(self.site, self.figures.known, self.meant)
        usual = (signs.wrong_sign, signs.wrong_exponent, factors.extra_factor, sums.extra_term, signs.wrong_constant)
        yield from edits(self.site, usual)
        yield from left_out(self.site, self.figures.known)

    def is_near(self, side: Term, true: float) -> bool:
        """Whether a side has about the value that is true."""
        values = (numbers(way) for way in Entrywise().ways(side))
        return any(each is not None and each.size == 1 and _near(float(each.flat[0]), true) for each in values)


def _near(value: float, true: float) -> bool:
    return abs(value - true) <= NEAR * max(abs(value), abs(true))
