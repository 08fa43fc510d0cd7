"""What is certain of a line that does not fit: whether the kinds and extents of its names are no guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.matrix import clashes, notes, said
from backproof.matrix.extents import Extents
from backproof.matrix.fitting import Fit
from backproof.matrix.kinds import COUNTS, is_large
from backproof.matrix.values import Misfit
from backproof.read.grammar.spelling import GREEK
from backproof.read.lines import Mismatch
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Partial, Ref, Times, Transposed, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS

WORD = re.compile(r"[a-z]{3,}")


@final
@dataclass(frozen=True)
class Certainty:
    """What the other lines of a page say of the names of one, under the reading that fits most of them."""

    fit: Fit

    def defies(self, at: int) -> bool:
        """Whether the vectors that a line puts side by side are declared to have different lengths."""
        try:
            self.fit.fitting(at, self.fit.declared)
        except Misfit as misfit:
            return misfit.declared
        except Unreadable:
            return False
        return False

    def fits_one_sample(self, at: int) -> bool:
        """Whether a line fits where capitals are vectors of one sample, as all others do that fit with many of them."""
        one = self._one_sample
        return one is not None and one.holds(at)

    @cached_property
    def _one_sample(self) -> Fit | None:
        """The page read for one sample: what is no weight is a vector; None where some line then fits no more."""
        fit, page = self.fit, self.fit.page
        weights = {
            self._stem(ref)
            for side in page.equations.values()
            for ref in said.array_names(*side)
            if said.is_weight(ref)
        }
        data = {
            stem
            for stem, kind in fit.kinds.items()
            if kind == "matrix" and stem not in weights | page.spaces.declared_stems
        }
        if not data or not any(stem in weights for stem in fit.kinds):
            return None
        kinds = dict.fromkeys(data, "row" if fit.rows else "column")
        trial = Fit(page, fit.near, fit.costs, replace(fit.choice, kinds={**fit.kinds, **kinds}))
        return trial if all(trial.holds(at) for at in page.equations if fit.holds(at)) else None

    def fits_one_unit(self, at: int) -> bool:
        """Whether a line fits where each sample gives one number, as all others do: ``z = w^T x`` and ``Z = w^T X``."""
        one = self._one_unit
        return one is not None and one.holds(at)

    @cached_property
    def _one_unit(self) -> Fit | None:
        """The page read for one unit: small w is a vector, all are numbers but inputs; None where a line misfits."""
        fit, page = self.fit, self.fit.page
        pairs = {stem for stem in fit.kinds if stem.islower() and stem.upper() in page.computed & fit.kinds.keys()}
        if not pairs & page.computed:
            return None
        inputs = {stem for stem in fit.kinds if stem.upper() in fit.kinds.keys() - page.computed and stem != "y"}
        kinds = {}
        for stem, kind in fit.kinds.items():
            if stem.lower() in pairs or stem in page.computed or stem.lower() == "y":
                kinds[stem] = "scalar" if stem.islower() or kind == "scalar" else "row"
            elif stem.islower() and stem not in inputs:
                kinds[stem] = {"matrix": "column"}.get(kind, "scalar")
        if any(fit.kinds[stem] != kind for stem, kind in kinds.items() if stem in page.spaces.declared_stems):
            return None
        trial = Fit(page, fit.near, fit.costs, replace(fit.choice, kinds={**fit.kinds, **kinds}))
        # The sample of a row, Z^{(i)}, is no row, and says nothing of it.
        marked = {
            at for at, sides in page.equations.items() if any(ref.sups for each in sides for ref in references(each))
        }
        return trial if all(trial.holds(at) for at in page.equations.keys() - marked if fit.holds(at)) else None

    def _stem(self, ref: Ref) -> str:
        return self.fit.page.spelling.parts(ref).stem

    def is_firm(self, at: int) -> bool:
        """Whether the kinds and extents of the names of a line are no guess.

        Each name stands in another line that fits, and in no definition that is not read or does not fit; and what is
        declared and defined alone makes the line misfit.
        """
        page, own = self.fit.page, self.fit.page.stems[at]
        if not page.shows_arrays:
            # What everything fits as numbers is no clash of shapes.
            return False
        # Names with layers are those of one network; of others, an identity may use a letter for something else.
        layered = all(stem.endswith("^") for stem in own if self.fit.is_array(stem))
        if not self._misfits_under(at, self.fit.extents if layered else self.fit.defined):
            return False
        if page.assumes and not self._misfits_under(at, self.fit.stated):
            return False
        if not self.is_named_once(at) or self.guesses_number(at):
            return False
        others = (each for each in page.equations if page.lines[each].span != page.lines[at].span)
        fitting = [page.stems[other] for other in others if other not in self._misfits]
        return all(any(stem in named for named in fitting) for stem in own if self.fit.is_array(stem))

    def guesses_matrix(self, at: int) -> bool:
        r"""Whether a line differentiates an element by a small letter that is a matrix as far as its lines fit.

        The letter of the element may be that of a sample: ``\partial \hat y_i/\partial w = x_i`` for ``w^T x``.
        """
        parts = (part for term in self.fit.page.equations[at] for part in occurrences(term, Partial))
        whole = (part.by for part in parts if isinstance(part.of, Ref) and part.of.subs and not part.by.subs)
        stems = set(map(self._stem, whole))
        guessed = {stem for stem in stems if stem.islower() and len(stem) == 1 and self.fit.kinds.get(stem) == "matrix"}
        return bool(guessed - self.fit.page.spaces.declared_stems)

    def guesses_number(self, at: int) -> bool:
        """Whether a line multiplies with a capital letter that is a number by its look alone: no line says what it is.

        ``Z^T G`` does not fit where G is a count, and does where it is the gradient that the words call so. A bold
        capital is no number: one with a letter may be the matrix of each layer.
        """
        page = self.fit.page
        if any(is_large(stem) and not self.fit.is_array(stem) for stem in page.stems[at]):
            return True
        products = (part for term in page.equations[at] for part in occurrences(term, Times))
        factors = (each.base if isinstance(each, Transposed) else each for part in products for each in part.factors)
        stems = {self._stem(each) for each in factors if isinstance(each, Ref) and each.base in COUNTS - LOSS_LETTERS}
        known = page.defined | page.counts | page.spaces.declared_stems
        return any(not self.fit.is_array(stem) for stem in stems - known)

    def is_named_once(self, at: int, apart: frozenset[str] = frozenset()) -> bool:
        """Whether the names of a line are those of one thing each, and no definition that is not read or does not fit
        speaks of them: what is ``apart`` has no axis as long as theirs."""
        page, own = self.fit.page, self.fit.page.stems[at]
        if any(not self.fit.is_array(stem) for stem in page.inverted & own):
            # What has a determinant is no number, whatever fits the other lines.
            return False
        if any(WORD.fullmatch(stem) and stem not in page.defined | GREEK for stem in own):
            return False
        if any(f"{stem}^" in self.fit.kinds and not self._is_of_section(stem, at) for stem in own):
            # W beside W^1 and W^2 may be either of them.
            return False
        bad = self._misfits | self.fit.contradicted
        others = (each for each in page.equations if page.lines[each].span != page.lines[at].span)
        wrong = [other for other in others if other in bad and page.defines(other)]
        if (own - page.losses) & {page.head_stem(other) for other in wrong}:
            return False
        broken = frozenset().union(*(page.stems[other] for other in wrong))
        if any(self.fit.is_array(stem) for stem in (page.unread - apart) | (own & broken)):
            return False
        return self._unreadable.isdisjoint(notes.reach(page, own))

    def _is_of_section(self, stem: str, at: int) -> bool:
        """Whether the section of a line defines something by a name without layers, and has none of them."""
        page, section = self.fit.page, self.fit.page.lines[at].section
        near = [other for other in page.equations if page.lines[other].section == section]
        layered = any(f"{stem}^" in page.stems[other] for other in near)
        return not layered and any(stem in page.stems[other] and page.defines(other) for other in near)

    @cached_property
    def _unreadable(self) -> frozenset[str]:
        """The stems of names whose definitions have a part that is not read."""
        found: set[str | None] = set()
        for at in filter(self.fit.page.defines, self.fit.page.equations):
            try:
                self.fit.fitting(at, self.fit.defined)
            except Unreadable:
                found.add(self.fit.page.head_stem(at))
            except Misfit:
                continue
        return frozenset(stem for stem in found if stem is not None)

    def clash(self, at: int) -> Mismatch | None:
        """Why the shapes that are declared contradict a line, or None."""
        return clashes.clash(
            self.fit.page,
            at,
            self.fit.kinds,
            lambda kinds, extents, flat: replace(
                self.fit.lowering(kinds, self.fit.layout, extents, rows=self.fit.rows, places=self.places), flat=flat
            ),
        )

    def crossing(self, at: int) -> Mismatch | None:
        """Why the letters of a line contradict what is declared, whether an index is left out in it or not; or None.

        N and 2 may be equal, and so may N and n.
        """
        found = self.fit.crossed(at)
        if found is None or found.written.isdigit() != found.true.isdigit():
            return None
        if found.written.casefold() == found.true.casefold():
            return None
        return Mismatch(str(found), found.written, found.true, True)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which slot of a matrix one index alone fills, where lines fit in one way only, and none in the other one."""
        found: dict[str, int] = {}
        page = self.fit.page
        for stem in frozenset(page.sliced) - page.spelling.places.keys():
            fits = [[self._fits(at, {stem: place}) for place in (0, 1)] for at in page.sliced[stem]]
            decided = {one.index(True) for one in fits if one[0] != one[1]}
            if len(decided) == 1:
                found[stem] = decided.pop()
        return found

    def _fits(self, at: int, places: Mapping[str, int]) -> bool:
        """Whether the shapes of an equation are what is declared and defined, whatever its letters say."""
        try:
            self.fit.ways(at, self.fit.kinds, self.fit.layout, self.fit.defined, rows=self.fit.rows, places=places)
        except (Misfit, Unreadable):
            return False
        return True

    def drifts(self, at: int) -> bool:
        """Whether a line is an identity that fits alone, with arrays that nothing else holds to one shape.

        A collection of them uses A for another matrix in each.
        """
        taken = [part.of for term in self.fit.page.equations[at] for part in occurrences(term, Partial)]
        arrays = {stem for stem in self.fit.page.stems[at] if self.fit.is_array(stem)}
        identity = bool(taken) and not any(isinstance(each, Ref) for each in taken)
        return identity and at not in self._misfits and bool(arrays - self._held)

    @cached_property
    def _held(self) -> frozenset[str]:
        """The names that stand in a definition or have a declared shape."""
        page = self.fit.page
        declared = frozenset(stem for stem, _, _ in page.spaces.declared.values())
        return declared.union(*(page.stems[at] for at in page.equations if page.defines(at)))

    @cached_property
    def _misfits(self) -> frozenset[int]:
        """The equations that do not fit whatever the extents."""
        return frozenset(at for at in self.fit.page.equations if self._misfits_under(at, Extents()))

    def _misfits_under(self, at: int, extents: Extents) -> bool:
        try:
            self.fit.fitting(at, extents)
        except Misfit:
            return True
        except Unreadable:
            return False
        return False
