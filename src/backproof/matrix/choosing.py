"""The kinds of a page's names, the layout of its derivatives and the shape of its vectors: the cheapest together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from backproof.matrix import said
from backproof.matrix.costs import Costs
from backproof.matrix.identities import KINDS_OF
from backproof.matrix.kinds import DEFINES, Kinds, Search, priors
from backproof.matrix.page import Page
from backproof.matrix.products import Layout
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref

LAYOUTS: Final = (Layout(), Layout(jacobian=False), Layout(gradient=False))


@final
@dataclass(frozen=True, slots=True)
class Choice:
    """The kind of each stem, the layout of derivatives, and whether vectors are rows."""

    kinds: Mapping[str, str]
    layout: Layout
    rows: bool


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """What the cost of an equation rests on: what tells it from others by its ``number``, the kinds of its ``stems``,
    the layout where it differentiates, and whether vectors are rows where it may speak of samples."""

    number: int
    stems: tuple[str, ...]
    differentiates: bool
    samples: bool

    @staticmethod
    def of(page: Page, at: int, number: int) -> Asked:
        """What there is to know of an equation of a page."""
        inside = [part for side in page.equations[at] for part in walk(side)]
        names = {ref for side in page.equations[at] for ref in references(side)}
        return Asked(
            number,
            tuple(sorted(page.stems[at])),
            any(isinstance(part, Partial | Nabla) for part in inside),
            # A function along an axis, as softmax, takes that of the samples or the other one.
            any(isinstance(part, Call) for part in inside) or any(page.spelling.parts(ref).sample for ref in names),
        )


@final
@dataclass(frozen=True)
class Choosing:
    """The search for the reading of a page that costs least."""

    page: Page
    near: Mapping[str, str]
    """The kinds in the document of which the page is a part."""
    costs: Costs
    """What lines of the document cost, as far as it was asked."""
    misfit: Callable[[int, Mapping[str, str], Layout, bool], float]
    """How badly a line fits under kinds and a layout, with vectors as rows or not."""

    def choice(self) -> Choice:
        """The kinds that cost least, vectors as columns or as rows, and the layout that costs least under them."""
        found = [(*self._search(rows=rows), rows) for rows in (False, True)]
        kinds, _, rows = min(found, key=lambda each: round(each[1], 9))
        costs = {each: sum(self._cost(at, kinds, each, rows=rows) for at in self.page.equations) for each in LAYOUTS}
        return Choice(kinds, min(LAYOUTS, key=costs.__getitem__), rows)

    def _search(self, *, rows: bool) -> tuple[Kinds, float]:
        page = self.page
        # Copies of a line for other layers or steps have the same kinds: one of them says what they cost.
        alike = Counter((page.lines[at].span, page.stems[at]) for at in page.equations)
        once = {(page.lines[at].span, page.stems[at]): at for at in page.equations}
        chosen = [(at, alike[each]) for each, at in once.items()]
        stems = [each for _, each in once]
        every = sorted(frozenset().union(*stems)) if stems else []
        counts = page.spelling.counts
        usual = {
            stem: priors(
                stem,
                frozenset(counts.get(stem, ())),
                rows=rows or stem in page.row_biases,
                loss=stem in page.losses,
                bias=stem in page.biases,
            )
            for stem in every
        }
        fixed = {stem: kind for stem, kind, _ in page.declared.values()} | page.given(rows=rows) | page.numbers
        fixed |= {base: KINDS_OF.get(base, "matrix") for base in page.identities}
        search = Search(
            stems,
            lambda at, kinds: chosen[at][1] * self._cost(chosen[at][0], kinds, LAYOUTS[0], rows=rows),
            usual,
            {stem: kind for stem, kind in fixed.items() if stem in usual},
            self.near,
        )
        return search.run()

    def _cost(self, at: int, kinds: Mapping[str, str], layout: Layout, *, rows: bool) -> float:
        line = self.page.lines[at]
        assert line.side is not None
        weight = DEFINES if isinstance(line.head, Ref) and not said.has_derivative(line.side) else 1.0
        weight /= self.page.copies[line.span]
        known = self._known[at]
        way = (layout if known.differentiates else None, rows if known.samples else None)
        return weight * self.costs.of(
            known.number, kinds, known.stems, way, lambda: self.misfit(at, kinds, layout, rows)
        )

    @cached_property
    def _known(self) -> dict[int, Asked]:
        """What each equation is asked about."""
        return {at: Asked.of(self.page, at, self.costs.number(self.page, at)) for at in self.page.equations}
