"""What the numbers at a point say is missing: by the ratio and the difference of what is written and what is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.check.repairs.factors import factors_of, replaced, slip_of, times
from backproof.check.repairs.numbers import negated, scaled
from backproof.check.repairs.probe import CLOSE, Probe, Sample, agree
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.sums import addition
from backproof.check.repairs.words import Piece, side_by_side
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import NOWHERE, Big, Num, Partial, Plus, Term, Times

Array = NDArray[Any]
LARGEST = 12
"""The numerators and denominators of a constant that is wrong."""


@final
@dataclass(frozen=True, slots=True)
class Valued:
    """A piece in letters of the claim, and its values at the point."""

    piece: Piece
    values: Array


@final
@dataclass
class Guide:
    """Finds pieces of the document by their values."""

    probe: Probe
    site: Site
    sample: Sample

    def __post_init__(self) -> None:
        self.factors = [each for each in self._valued(self.site.vocabulary.factors) if not self._answers(each)]
        self._terms: list[Valued] | None = None

    @property
    def terms(self) -> list[Valued]:
        """The terms of the document, which are valued when they are asked for."""
        if self._terms is None:
            found = (*self.factors, *self._valued(self.site.vocabulary.terms))
            self._terms = [each for each in found if not isinstance(each.piece.term, Plus)]
        return self._terms

    def _answers(self, factor: Valued) -> bool:
        """Whether a derivative or a sum is what is asked, but for a number: as a factor it would leave only that."""
        slope = has(factor.piece.term, Partial, Big, Plus)
        wanted = ratio(self.sample.true, factor.values) if slope else None
        return wanted is not None and constant(wanted) is not None and constant(self.sample.true) is None

    def _valued(self, pieces: Sequence[Piece]) -> Iterator[Valued]:
        for piece in pieces:
            for fitted in piece.fitting({**self.site.free, **self.site.goal}):
                values = self.probe.piece(fitted.term, self.sample.axes)
                if values is not None and values.any():
                    yield Valued(fitted, values)

    def missing(self, site: Site, sample: Sample, *, terms: bool) -> Iterator[Change]:
        """A factor, a number or (``terms``) a term that makes a side agree at the point."""
        for place, wanted in self._ratios(site, sample):
            if (value := constant(wanted)) is not None and value != 1:
                yield negated(site, place) if value == -1 else scaled(site, place, value)
            chain = any(isinstance(each, Partial) for each in factors_of(place))
            found = self.equal(wanted, self.factors)
            for piece in sorted(found, key=lambda each: (slip_of(each.term) == "missing_derivative") is not chain):
                yield times(site, place, piece)
        if terms:
            added = self._added(site, site.side, sample.true - sample.written)
            yield from (change for change in added if not _repeats(site, change))

    def _exchanged(self, site: Site, sample: Sample, *, together: int) -> Iterator[Change]:
        """Another factor for one, or another one of the same names for two that stand together."""
        wanted = ratio(sample.true, sample.written)
        products = [part for part in site.parts if isinstance(part, Times) and not part.signs]
        for part in products if wanted is not None else ():
            groups = pairwise(part.factors) if together > 1 else ((each,) for each in part.factors)
            for group in (each for each in groups if part is not site.side or len(each) < len(part.factors)):
                inside = group[0] if len(group) == 1 else Times(group, NOWHERE)
                value = self.probe.piece(inside, sample.axes)
                if value is None or wanted is None or any(map(site.is_sign, group)):
                    continue
                for piece in self.equal(wanted * value, self.factors):
                    if together == 1 or _names(piece.term) == _names(inside):
                        yield replaced(site, part, group, piece)

    def within(self, site: Site, sample: Sample) -> Iterator[Change]:
        """A term that makes a side agree where one of its factors has it more, and another factor for some."""
        yield from self._exchanged(site, sample, together=2)
        for factor, gap in self._gaps(site, sample):
            yield from self._added(site, factor, gap)
        yield from self._exchanged(site, sample, together=1)

    def _added(self, site: Site, place: Term, gap: Array) -> Iterator[Change]:
        for sign, wanted in (("+", gap), ("-", -gap)):
            for piece in (*self.equal(wanted, self.terms), *self.numbers(wanted)):
                yield addition(site, place, piece, sign)

    def numbers(self, wanted: Array) -> Iterator[Piece]:
        """One and two, where they are what is wanted."""
        value = constant(wanted)
        if value in {1, 2}:
            yield Piece(Num(Fraction(value or 0), 0, NOWHERE), str(value), ())

    def _gaps(self, site: Site, sample: Sample) -> Iterator[tuple[Term, Array]]:
        """What a factor of the side lacks as a term."""
        wanted = ratio(sample.true, sample.written)
        if wanted is None:
            return
        for factor in factors_of(site.side):
            if isinstance(factor, Num) and not site.is_number(factor):
                continue
            value = self.probe.piece(factor, sample.axes)
            if value is not None:
                yield factor, wanted * value - value

    def missing_two(self, site: Site, sample: Sample) -> Iterator[Change]:
        """Two factors that make a side agree at the point."""
        for place, wanted in self._ratios(site, sample):
            for one, other in self.products(wanted):
                yield times(site, place, side_by_side(one, other))

    def _ratios(self, site: Site, sample: Sample) -> Iterator[tuple[Term, Array]]:
        """What the side, or a term of it, has to be multiplied with."""
        wanted = ratio(sample.true, sample.written)
        if wanted is not None:
            yield site.side, wanted
        for term in site.side.terms if isinstance(site.side, Plus) else ():
            value = self.probe.piece(term, sample.axes)
            wanted = None if value is None else ratio(sample.true - sample.written + value, value)
            if wanted is not None:
                yield term, wanted

    def equal(self, wanted: Array, among: Sequence[Valued]) -> Iterator[Piece]:
        """The pieces that are what is wanted."""
        for each in among:
            if agree(each.values, wanted):
                yield each.piece

    def products(self, wanted: Array) -> Iterator[tuple[Piece, Piece]]:
        """Two pieces whose product is what is wanted."""
        first = np.array([each.values.flat[0] for each in self.factors])
        order = np.argsort(first)
        for each in self.factors:
            if not np.all(each.values):
                continue
            with np.errstate(all="ignore"):
                rest = wanted / each.values
                least = rest.flat[0] - CLOSE * abs(rest.flat[0])
            near = np.searchsorted(first[order], least)
            for at in order[near : near + 4]:
                if agree(self.factors[at].values, rest):
                    yield each.piece, self.factors[at].piece


def _repeats(site: Site, change: Change) -> bool:
    """Whether a term that is added to a product names nothing else than this does: one of its factors is meant."""
    added = change.side.terms[-1] if isinstance(change.side, Plus) else change.side
    return isinstance(site.side, Times) and _names(added) <= _names(site.side)


def _names(term: Term) -> frozenset[str]:
    return frozenset(ref.base for ref in references(term))


def constant(values: Array) -> Fraction | None:
    """The small rational number that an array is everywhere, or None."""
    value = float(values.flat[0])
    if not agree(values, np.full_like(values, value)) or not 0.01 < abs(value) < 100:
        return None
    near = Fraction(value).limit_denominator(LARGEST)
    small = abs(near.numerator) <= LARGEST
    return near if small and abs(float(near) - value) <= CLOSE * abs(value) else None


def ratio(true: Array, written: Array) -> Array | None:
    """One over the other where what is written is not zero; None where only one of them vanishes."""
    zero = written == 0
    if zero.all() or (true[zero] != 0).any():
        return None
    if not zero.any():
        return np.asarray(true / written)
    return None
