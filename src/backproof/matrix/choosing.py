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
from backproof.read.terms import Ref

LAYOUTS: Final = (Layout(), Layout(jacobian=False), Layout(gradient=False))


@final
@dataclass(frozen=True, slots=True)
class Choice:
    """The kind of each stem, the layout of derivatives, and whether vectors are rows."""

    kinds: Mapping[str, str]
    layout: Layout
    rows: bool


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
        number, stems = self._numbers[at]
        return weight * self.costs.of(
            number, kinds, stems, (layout, rows), lambda: self.misfit(at, kinds, layout, rows)
        )

    @cached_property
    def _numbers(self) -> dict[int, tuple[int, tuple[str, ...]]]:
        """What tells each line from others, with its stems."""
        return {
            at: (self.costs.number(self.page, at), tuple(sorted(self.page.stems[at]))) for at in self.page.equations
        }
