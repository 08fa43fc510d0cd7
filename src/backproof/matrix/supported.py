"""Lines that do not fit, when the lines around them are judged: whether proved ones hold each name to one shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import combinations
from typing import Final, final

from backproof.matrix import said
from backproof.matrix.extents import Extents
from backproof.matrix.fitting import Fit
from backproof.matrix.kinds import is_number
from backproof.matrix.loosely import Loosely
from backproof.matrix.otherwise import Otherwise
from backproof.matrix.values import Misfit
from backproof.read.lines import Line, Mismatch
from backproof.read.terms.rewriting import alike, occurrences, walk
from backproof.read.terms.terms import AXES, Nabla, Partial, Plus, Ref, Term, Unreadable
from backproof.records import dataclass
from backproof.source import Span

FEWEST: Final = 3
"""In so many other lines that are proved a name has to stand."""


@final
@dataclass(frozen=True)
class Supported:
    """A line of a page that does not fit."""

    otherwise: Otherwise
    at: int
    line: Line

    @property
    def fit(self) -> Fit:
        """The reading of its page."""
        return self.otherwise.certainty.fit

    def mismatch(self, proved: Set[Span]) -> Mismatch | None:
        """Why it can't fit, where the lines at some places are proved; None where it may."""
        page, own = self.fit.page, self.fit.page.lines[self.at]
        others = (at for at in page.equations if page.lines[at].span in proved - {own.span})
        proving = [at for at in others if page.lines[at].chapter == own.chapter]
        held = {stem for stem in self.stems if self.is_held(stem, proving)}
        if not held & self.arrays or page.defines(self.at) or self.names_again or self.adds_paths:
            return None
        try:
            found = self.among(held, proving)
        except Unreadable:
            return None
        certainty = self.otherwise.certainty
        if found is None or self.otherwise.is_meant(self.at, self.line):
            return None
        apart = self.apart(proving) if self.arrays <= held else frozenset[str]()
        if not certainty.is_named_once(self.at, apart):
            return None
        # Where gradients are divided by the number of samples, capitals are no vectors of one.
        return None if page.count is None and certainty.fits_one_sample(self.at) else found

    def among(self, held: Set[str], proving: Sequence[int]) -> Mismatch | None:
        """Why it can't fit among proved lines; raises Unreadable where it names what is no whole array."""
        sides, extents = self.fit.page.equations[self.at], self.extents(proving)
        axes = {
            parts.key: names
            for parts, names in self.fit.arrays.values()
            if parts.stem in held and any(parts.key == key for key in self.keys)
        }
        labels = {extents.find(name): name for names in axes.values() for name in reversed(names)}
        if any(_may_be(extents, *pair) for pair in combinations(labels, 2)):
            return None
        shapes = {key: frozenset(labels[extents.find(name)] for name in names) for key, names in axes.items()}
        units = frozenset(labels[found] for found in map(extents.find, self.units) if found in labels)
        loosely = Loosely(self.fit.page.spelling, shapes, held - self.arrays, units)
        misfit = loosely.misfit(*sides)
        if misfit is None and held == self.stems and not loosely.may_sum(*sides):
            misfit = self.as_others(proving, extents)
        if misfit is None:
            return None
        told = ", ".join(self.told(labels, extents))
        return Mismatch(
            str(misfit), misfit.written, f"{misfit.true}, where {told}" if told else misfit.true, certain=True
        )

    def apart(self, proving: Sequence[int]) -> frozenset[str]:
        """The names that only lines define which are not read, where no axis of them is as long as one of the line."""
        extents, unread = self.extents(proving), self.fit.page.unread - self.stems
        arrays = [(parts.stem, {*map(extents.find, names)}) for parts, names in self.fit.arrays.values()]
        own = {extent for stem, found in arrays if stem in self.stems for extent in found}
        return unread - {stem for stem, found in arrays if found & own}

    @property
    def units(self) -> Iterator[str]:
        """The extents of weights."""
        for parts, names in self.fit.arrays.values():
            if said.is_weight(parts.ref) and parts.stem not in self.fit.page.computed:
                yield from names

    def told(self, labels: Mapping[str, str], extents: Extents) -> Iterator[str]:
        """What other names say of the extents of a line: those of its vectors are the rows or columns of a matrix."""
        for found, label in labels.items():
            matrices = (names for _, names in self.fit.arrays.values() if len(names) == AXES and label not in names)
            others = (name for names in matrices for name in names if extents.find(name) == found)
            if (other := next(others, None)) is not None:
                yield f"{label} = {other}"

    @property
    def names_again(self) -> bool:
        """Whether it may give a name another meaning: it says without a derivative what a name is."""
        line = self.fit.page.lines[self.at]
        says = isinstance(line.head, Ref) and line.side is not None and not said.has_derivative(line.side)
        return says and not self.fit.page.renews(self.at)

    @property
    def adds_paths(self) -> bool:
        """Whether it is a sum of gradients: layers that a shortcut joins are equally long, though no line shows it."""
        sums = [part.terms for side in self.fit.page.equations[self.at] for part in occurrences(side, Plus)]
        return any(sum(map(self.is_gradient, terms)) > 1 for terms in sums)

    def is_gradient(self, term: Term) -> bool:
        """Whether a term hands back a derivative, or what other lines say that one is."""
        return said.has_derivative(term) or any(alike(part, each) for part in walk(term) for each in self.gradients)

    @cached_property
    def gradients(self) -> tuple[Term, ...]:
        """What other lines say that derivatives are: names and formulas."""
        equations = (sides for at, sides in self.fit.page.equations.items() if at != self.at)
        pairs = (pair for left, right in equations for pair in ((left, right), (right, left)))
        return tuple(one for one, other in pairs if isinstance(other, Partial | Nabla) and not said.has_derivative(one))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of what it names."""
        return self.fit.page.stems[self.at]

    @cached_property
    def arrays(self) -> frozenset[str]:
        """Those of them that are arrays."""
        return frozenset(filter(self.fit.is_array, self.stems))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of what it names."""
        parts = self.fit.page.spelling.parts
        return frozenset(parts(ref).key for ref in said.array_names(*self.fit.page.equations[self.at]))

    def is_held(self, stem: str, proving: Sequence[int]) -> bool:
        """Whether enough proved lines have a name, its shape is declared, or it is a number to everybody."""
        page = self.fit.page
        count = frozenset() if page.count is None else {page.spelling.parts(page.count).stem}
        if stem not in self.arrays and (stem in page.losses | page.counts | count or is_number(stem)):
            return True
        if any(stem == declared for declared, _, _ in page.spaces.declared.values()):
            return True
        naming = [at for at in proving if stem in page.stems[at]]
        lines = len({page.lines[at].span for at in naming})
        return lines + any(self.gives_shape(at, stem) for at in naming) >= FEWEST

    def gives_shape(self, at: int, stem: str) -> bool:
        """Whether a line is the gradient of a number by a name, which has the shape of that."""
        match self.fit.page.heads[at]:
            case Partial(Ref() as of, by):
                number = self.fit.page.spelling.parts(of).stem
                return self.fit.page.spelling.parts(by).stem == stem and not self.fit.is_array(number)
            case _:
                return False

    def extents(self, proving: Sequence[int]) -> Extents:
        """Which axes are equally long by what is declared, and by proved lines."""
        extents = self.fit.declared.copy()
        for at in sorted(proving, key=lambda at: not self.fit.page.defines(at)):
            try:
                found, ties = self.fit.fitting(at, extents)
            except (Misfit, Unreadable):
                continue
            extents.tie(ties, settle=True)
            extents.settle(axis.dim for axis in found.axes)
        extents.strict = True
        return extents

    def as_others(self, proving: Sequence[int], extents: Extents) -> Misfit | None:
        """Why it does not fit as all proved lines do, where none of these takes a row for a column, or the like."""
        if any(map(self.is_read_otherwise, proving)):
            return None
        try:
            self.fit.fitting(self.at, extents)
        except Misfit as misfit:
            return misfit if misfit.certain else None
        return None

    def is_read_otherwise(self, at: int) -> bool:
        """Whether a proved line takes a row for a column, or the like: it does, too, where it fits in no usual way."""
        try:
            return bool(self.fit.match(at).notes)
        except Misfit:
            return True


def _may_be(extents: Extents, one: str, other: str) -> bool:
    """Whether two extents can be equal."""
    try:
        extents.fit(one, other)
    except Misfit:
        return False
    return True
