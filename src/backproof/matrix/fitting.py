"""How a document is read: the kinds of its names, its layouts and extents, and the equations that fit under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Final, final

from backproof.matrix import kinds as typing_
from backproof.matrix import notes, said, totals
from backproof.matrix.choosing import Choice, Choosing
from backproof.matrix.costs import Costs
from backproof.matrix.extents import Extents
from backproof.matrix.indices import diagonals
from backproof.matrix.kept import Kept
from backproof.matrix.kinds import KINDS
from backproof.matrix.lettering import Lettering
from backproof.matrix.lowering import Lowering
from backproof.matrix.matching import Match, matched
from backproof.matrix.names import Parts, element
from backproof.matrix.page import Page
from backproof.matrix.summed import summed_up_to
from backproof.matrix.unit_by_unit import UnitByUnit
from backproof.matrix.values import Array, Jet, Misfit, Shapes, Ties
from backproof.matrix.workshop import Layout, Workshop
from backproof.read.terms.terms import AXES, Term, Unreadable

AS_USUAL = 0.15
"""Ways to take a line that cost no more than this are as usual: W_k is a row of W or a column."""
ROWS_ALONE: Final = "vectors are rows, which no other line shows"
NOTHING: Final[Mapping[str, int]] = {}


@final
@dataclass
class Fit:
    """The reading under which most lines of a page fit."""

    page: Page
    near: Mapping[str, str] = field(default_factory=dict)
    """The kinds in the document of which the page is a part."""
    costs: Costs = field(default_factory=Costs, repr=False)
    """What lines of the document cost, as far as it was asked."""
    known: Choice | None = field(default=None, repr=False)
    """The kinds and the layout, where they are not looked for."""
    _count: int = field(default=0, repr=False)
    contradicted: set[int] = field(default_factory=set, init=False, repr=False)
    """Definitions whose extents contradict those of others."""

    def match(self, at: int) -> Match:
        """The sides of an equation on common axes; raises Misfit or Unreadable."""
        found = self.fitting(at, self.extents)[0]
        if at == self.choice.only:
            found = replace(found, notes=(*found.notes, ROWS_ALONE))
        if totals.ELEMENTS_SUMMED not in found.notes or not self._is_of_single_elements(at):
            return found
        return replace(found, notes=tuple(note for note in found.notes if note != totals.ELEMENTS_SUMMED))

    def _is_of_single_elements(self, at: int) -> bool:
        """Whether every array on the right of a line has one element, by the numbers that others are given with."""
        keys = (self.page.spelling.parts(name).key for name in said.array_names(self.page.equations[at][1]))
        axes = [axis for key in keys if key in self.arrays for axis in self.arrays[key][1]]
        return all(self.extents.find(axis) in self._single for axis in axes)

    @cached_property
    def _single(self) -> frozenset[str]:
        """The extents of one element: the rows of a matrix that is given as one row."""
        found = set()
        for key, (_, extents) in self.arrays.items():
            for sizes in self.page.spaces.written_out.get(key, ()):
                axes = zip(extents, sizes, strict=False) if len(extents) == len(sizes) else ()
                found |= {self.extents.find(axis) for axis, size in axes if size == 1}
        return frozenset(found)

    def fitting(self, at: int, extents: Extents) -> tuple[Match, Ties]:
        """The usual way to take an equation in which its letters fit too, with what it makes equal."""
        return self._first(self.ways(at, self.kinds, self.layout, extents, rows=self.rows), extents)

    def _first(self, ways: list[Match], extents: Extents) -> tuple[Match, Ties]:
        refused: Misfit | None = None
        for found in (each for each in ways if each.cost <= ways[0].cost + AS_USUAL):
            try:
                return found, self._lettering.tied(found, extents)
            except Misfit as misfit:
                refused = refused or misfit
        assert refused is not None
        raise refused

    def with_side(self, at: int, side: Term) -> Match:
        """An equation with another right side, read as the page is; raises Misfit or Unreadable."""
        lowering = self.lowering(self.kinds, self.layout, self.extents, rows=self.rows)
        head, _ = self.page.equations[at]
        return self._first(matched(lowering.options(head), lowering.options(side), lowering.shop), self.extents)[0]

    def array(self, term: Term) -> Array | None:
        """The usual way to take a term alone; None where it is no array."""
        try:
            laid = self.lowering(self.kinds, self.layout, self.extents, rows=self.rows).laid_out(term)
        except (Misfit, Unreadable):
            return None
        return next((each.value for each in laid if isinstance(each.value, Array)), None)

    def ways(
        self,
        at: int,
        kinds: Mapping[str, str],
        layout: Layout,
        extents: Extents,
        *,
        rows: bool,
        places: Mapping[str, int] = NOTHING,
    ) -> list[Match]:
        """The ways to take an equation under a reading, the usual one first; raises Misfit or Unreadable."""
        lowering = self.lowering(kinds, layout, extents, rows=rows, places=places)
        return self._matched(at, self.page.equations[at], lowering)

    def _matched(self, at: int, sides: tuple[Term, Term], lowering: Lowering) -> list[Match]:
        left, right = map(lowering.options, sides)
        if self.page.head_stem(at) in self.page.losses and self.page.defines(at):
            right = totals.added(right, lowering.shop)
        return matched(left, right, lowering.shop)

    def lowering(
        self,
        kinds: Mapping[str, str],
        layout: Layout,
        extents: Extents,
        *,
        rows: bool,
        places: Mapping[str, int] = NOTHING,
        kept: Kept | None = None,
    ) -> Lowering:
        """What writes terms with indices under a reading."""
        page = self.page
        by_rows = rows if page.orientation.softmax_of_rows is None else page.orientation.softmax_of_rows
        shop = Workshop(
            self._fresh if kept is None else kept.fresh,
            extents.fit,
            extents.bound,
            layout,
            rows,
            by_rows,
            page.orientation.transposes_lists,
            page.manner.transposes,
            page.signs_products,
        )
        return Lowering(page.spelling, kinds, shop, page.nablas, page.identities, places, page.inverted, kept=kept)

    def _fresh(self) -> str:
        self._count += 1
        return f"\\{self._count}"

    # -- kinds and layouts -----------------------------------------------------------------------------------------

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each stem."""
        return self.choice.kinds

    @property
    def layout(self) -> Layout:
        """The layout of derivatives."""
        return self.choice.layout

    @property
    def rows(self) -> bool:
        """Whether vectors are rows."""
        return self.choice.rows

    @cached_property
    def choice(self) -> Choice:
        """The reading that costs least, or the one that is known."""
        if self.known is not None:
            return self.known
        found = Choosing(self.page, self.near, self.costs, self._misfit).choice()
        if found.layout.gradient:
            return found
        # Only extents tell a gradient by a matrix in its shape from the transposed one.
        shaped = replace(found, layout=replace(found.layout, weights=True))
        return max((found, shaped), key=self._fits_under)

    def _fits_under(self, choice: Choice) -> int:
        """How many equations fit under a reading."""
        trial = Fit(self.page, self.near, self.costs, choice)
        return sum(trial.holds(at) for at in self.page.equations)

    def holds(self, at: int) -> bool:
        """Whether an equation fits with what is declared and defined."""
        try:
            return bool(self.fitting(at, self.defined))
        except (Misfit, Unreadable):
            return False

    def _misfit(self, at: int, kinds: Mapping[str, str], layout: Layout, rows: bool, kept: Kept) -> float:
        """How badly a line fits, whatever the extents."""
        lowering = self.lowering(kinds, layout, self._any_extents, rows=rows, kept=kept)
        try:
            return min(each.cost for each in self._matched(at, kept.sides, lowering))
        except Misfit:
            return typing_.MISFIT
        except Unreadable:
            return typing_.UNREADABLE

    @cached_property
    def _any_extents(self) -> Extents:
        """Extents of which nothing is known, and which stay so."""
        return Extents()

    # -- extents ---------------------------------------------------------------------------------------------------

    @cached_property
    def extents(self) -> Extents:
        """Which axes are equally long, by all lines that fit together."""
        extents = self.defined.copy()
        for at in self.page.equations:
            if not self.page.defines(at):
                self._tie(at, extents, settle=False)
        return extents

    def _tie(self, at: int, extents: Extents, *, settle: bool) -> None:
        """Add what an equation says of which axes are equally long, where it fits."""
        with suppress(Misfit, Unreadable):
            extents.tie(self.fitting(at, extents)[1], settle=settle)

    @cached_property
    def defined(self) -> Extents:
        """Which axes are equally long by what is declared and defined."""
        extents = self.declared.copy()
        for at in self.page.gathered:
            self._tie(at, extents, settle=False)
        definitions = [at for at in self.page.equations if self.page.defines(at)]
        behind = [at for at in definitions if self.page.uses_errors(at)]
        formed = self._defined(extents, (at for at in definitions if at not in behind))
        for ties in UnitByUnit(self.page.spelling, formed, self.kinds).ties():
            extents.tie(ties, settle=True)
        extents.summed |= {(f"{key}.rows", f"={last}") for key, last in summed_up_to(self.page, self.kinds).items()}
        for key, parts in self.arrays.items():
            for long in self._written_out(key, len(parts[1])):
                names = (extents.declared(each) for each in parts[1])
                extents.examples.update(frozenset({name, f"={size}"}) for name, size in zip(names, long, strict=True))
        extents.strict = True
        # What layers hand back is as good as a definition, where it fits those that do not rest on it.
        for at in filter(self.page.hands_back, self.page.equations):
            self._tie(at, extents, settle=True)
        extents.strict = not behind
        self._defined(extents, behind)
        extents.strict = True
        return extents

    def _defined(self, extents: Extents, definitions: Iterable[int]) -> list[tuple[Term, Term]]:
        """Add which axes definitions make equally long; the pairs of terms that they are matched by."""
        formed: list[tuple[Term, Term]] = []
        for at in definitions:
            try:
                found, ties = self.fitting(at, extents)
                formed += found.pairs
            except Misfit:
                self.contradicted.add(at)
                continue
            except Unreadable:
                continue
            extents.tie(ties, settle=True)
            extents.settle(axis.dim for axis in found.axes)
            extents.settle(self._lettering.used(found))
        return formed

    @cached_property
    def stated(self) -> Extents:
        """Which axes are equally long by what is declared and by the definitions that somebody wrote."""
        extents = self.declared.copy()
        for at in filter(self.page.defines, self.page.equations):
            if not self.page.lines[at].limited:
                self._tie(at, extents, settle=True)
        return extents

    @cached_property
    def declared(self) -> Extents:
        """Which axes are equally long by what is declared alone."""
        extents = Extents()
        for key, (stem, kind, sizes) in self.page.spaces.declared.items():
            own = "row" if len(sizes) == 1 and self.kinds.get(stem) == "row" else kind
            axes = [name for name, there in zip(("rows", "columns"), KINDS[own], strict=True) if there]
            for axis, size in zip(axes, said.extents_of(sizes), strict=False):
                extents.declare(f"{key}.{axis}", size)
        for parts, both in self.arrays.values():
            # What is inverted is square, unless the spaces that are declared say otherwise.
            if parts.stem in self.page.inverted and len(both) == AXES:
                with suppress(Misfit):
                    extents.tie(extents.fit(*both), settle=True)
        return extents

    def _written_out(self, key: str, axes: int) -> list[list[int]]:
        """How long the axes of an array are that lines give in numbers."""
        found = ([size for size in sizes if size > 1] for sizes in self.page.spaces.written_out.get(key, ()))
        return [long for long in found if len(long) == axes]

    @cached_property
    def arrays(self) -> dict[str, tuple[Parts, tuple[str, ...]]]:
        """Every array of the equations: its name, and the names of its extents."""
        found: dict[str, tuple[Parts, tuple[str, ...]]] = {}
        for sides in self.page.equations.values():
            for name in said.array_names(*sides):
                parts = self.page.spelling.parts(name)
                own = zip(("rows", "columns"), KINDS[self.kinds.get(parts.stem, "scalar")], strict=True)
                extents = tuple(f"{parts.key}.{axis}" for axis, there in own if there)
                if extents and not parts.sample and parts.stem not in self.page.identities:
                    found.setdefault(parts.key, (parts, extents))
        return found

    def shapes(self) -> Shapes:
        """Every array with a letter for each of its axes, and how long those are that are written out."""
        letters: dict[str, str] = {}
        found = []
        counts: defaultdict[str, set[int]] = defaultdict(set)
        ends: dict[str, str] = {}
        for key, (parts, extents) in self.arrays.items():
            classes = [self.extents.find(each) for each in extents]
            own = [letters.setdefault(each, "i" + "'" * len(letters)) for each in classes]
            found.append(element(parts, tuple(own)))
            names = (self.defined.declared(each).removeprefix("=") for each in extents)
            ends |= {letter: name for letter, name in zip(own, names, strict=True) if name and not name.isdigit()}
            for long in self._written_out(key, len(own)):
                for letter, size in zip(own, long, strict=True):
                    counts[letter].add(size)
        entered = {letters[each]: size for each, size in self.extents.numbers().items() if each in letters}
        known = {letter: frozenset(sizes) for letter, sizes in counts.items()}
        return Shapes(tuple(found), known, ends, entered, dict(self._of_samples(letters)))

    def _of_samples(self, letters: Mapping[str, str]) -> Iterator[tuple[tuple[str, tuple[str, ...]], tuple[str, ...]]]:
        """The names of vectors that stand with a sample, with the letters of their extents."""
        for name in (name for sides in self.page.equations.values() for name in said.array_names(*sides)):
            parts = self.page.spelling.parts(name)
            if parts.sample and not parts.slots:
                own = zip(("rows", "columns"), KINDS[self.kinds.get(parts.stem, "scalar")], strict=True)
                axes = (letters.get(self.extents.find(f"{parts.key}.{axis}"), "") for axis, there in own if there)
                others = tuple(script for script in name.sups if script != f"({parts.sample})")
                yield (name.base, others), tuple(axes)

    @cached_property
    def _lettering(self) -> Lettering:
        """What the letters of its lines say of extents."""
        names = ((element(parts, ("i",) * len(extents)), extents) for parts, extents in self.arrays.values())
        known = {(ref.base, ref.subs[: -len(extents)], ref.sups): extents for ref, extents in names}
        return Lettering({**diagonals(side for sides in self.page.equations.values() for side in sides), **known})

    def crossed(self, at: int) -> Misfit | None:
        """The declared extents that one letter of an equation is of, whatever shapes its sides have; None where none.

        ``\\partial z_k/\\partial W_k = X[k]``: an index may be left out on the left, and k still counts columns of W.
        """
        lowering = self.lowering(self.kinds, self.layout, self.declared, rows=self.rows)
        found: Misfit | None = None
        try:
            sides = [lowering.options(side) for side in self.page.equations[at]]
        except (Misfit, Unreadable):
            return None
        for options in product(*sides):
            bodies = [each.value.body for each in options if isinstance(each.value, Array | Jet)]
            trial = self.declared.copy()
            try:
                for tie in (tie for each in options for tie in each.ties):
                    trial.tie(trial.fit(*tie), settle=False)
                list(self._lettering.equal(bodies, trial))
            except Misfit as misfit:
                found = found or misfit
            else:
                return None
        return found

    @cached_property
    def is_loose(self) -> bool:
        """Whether letters say less of extents here: rows or columns, of which letters do not say which of the two they
        are, stand for vectors, or spaces are declared."""
        names = (name for line in self.page.lines for name in said.array_names(*line.sides))
        parts = [self.page.spelling.parts(name) for name in names]
        sliced = {each.stem for each in parts if 0 < len(each.slots) < sum(KINDS[self.kinds.get(each.stem, "scalar")])}
        elements = {each.stem for each in parts if len(each.slots) == AXES}
        return bool(sliced & elements - self.page.spelling.places.keys()) or bool(self.page.spaces.declared)

    def is_array(self, stem: str) -> bool:
        """Whether a stem is more than a number."""
        return self.kinds.get(stem, "scalar") != "scalar"

    def notes(self) -> tuple[str, ...]:
        """How the document was read."""
        return notes.told(self.kinds, self.layout)
