"""The kinds of a page's names, the layout of its derivatives and the shape of its vectors: the cheapest together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, final

from backproof.matrix import own_losses, said
from backproof.matrix.climbing import Search
from backproof.matrix.costs import Costs
from backproof.matrix.identities import KINDS_OF
from backproof.matrix.kept import Kept, Rests
from backproof.matrix.kinds import BAD, DEFINES, NEVER, Kinds, is_small, priors
from backproof.matrix.losses import defines_loss
from backproof.matrix.page import Page
from backproof.matrix.workshop import Layout
from backproof.read.context.called import VECTOR
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref

ROWS: Final = Layout(gradient=False)
"""Gradients as the rows of Jacobians."""
ODD: Final = 0.9
"""So much more unusual than as another kind is a small letter as a matrix."""
LAYOUTS: Final = (Layout(), Layout(jacobian=False), ROWS)


@final
@dataclass(frozen=True, slots=True)
class Choice:
    """The kind of each stem, the layout of derivatives, and whether vectors are rows."""

    kinds: Mapping[str, str]
    layout: Layout
    rows: bool
    only: int | None = None
    """The one line that needs vectors as rows, where no other line shows it."""


@final
@dataclass(frozen=True)
class Choosing:
    """The search for the reading of a page that costs least."""

    page: Page
    near: Mapping[str, str]
    """The kinds in the document of which the page is a part."""
    costs: Costs
    """What lines of the document cost, as far as it was asked."""
    misfit: Callable[[int, Mapping[str, str], Layout, bool, Kept], float]
    """How badly a line fits under kinds and a layout, with vectors as rows or not, and what is kept of its parts."""

    def choice(self) -> Choice:
        """The kinds that cost least, vectors as columns or as rows, and the layout that costs least under them."""
        found = [(*self._search(LAYOUTS[0], rows=rows), rows) for rows in (False, True)]
        kinds, _, rows = min(found, key=lambda each: round(each[1], 9))
        only = self._only(found[0][0], kinds) if rows else None
        if only is not None and self._is_called_vector(only):
            (kinds, _, rows), only = found[0], None
        choice = replace(self._laid_out(kinds, rows=rows), only=only)
        odd = self._odd(choice)
        if not (odd or self._misfits(choice)):
            return choice
        # Rows for gradients, in a document that has them throughout and whose small bold letters are all vectors, may
        # make more fit than changes of two kinds at a time find.
        others = [
            self._laid_out(self._search(ROWS, rows=each, vectors=True)[0], rows=each)
            for each in dict.fromkeys((rows, False))
        ]
        choices = [choice, *(each for each in others if _keeps_matrices(each.kinds, choice.kinds, odd))]
        return min(choices, key=lambda each: round(self._total(each) + self._unusual(each), 9))

    @cached_property
    def _names_gradients(self) -> bool:
        """Whether gradients by matrices have names, ``dW``: they have the shape of these, and others do, too."""
        return any(said.is_weight(ref) for ref in own_losses.named(self.page.lines))

    def _only(self, columns: Kinds, rows: Kinds) -> int | None:
        """The single derivative that needs vectors as rows; None where another line does, or makes one a row."""
        costs = {at: self._fit(at, columns, LAYOUTS[0], rows=False) for at in self.page.equations}
        better = [at for at, cost in costs.items() if cost > self._fit(at, rows, LAYOUTS[0], rows=True)]
        if len(better) != 1 or not self._known[better[0]][1].differentiates or self.page.defines(better[0]):
            return None
        are_rows = any(columns.get(stem) == "row" for stem in self.page.stems[better[0]])
        return None if are_rows else better[0]

    def _is_called_vector(self, at: int) -> bool:
        """Whether the words call a name of a line a vector: a row is then its slip."""
        return any(self.page.spaces.called(stem) == VECTOR for stem in self.page.stems[at])

    def _laid_out(self, kinds: Kinds, *, rows: bool) -> Choice:
        """Kinds with the layout of derivatives that costs least under them, where more than one line shows it."""
        layouts = (layout for layout in LAYOUTS if layout.gradient or not self._names_gradients)
        choices = [Choice(kinds, layout, rows) for layout in layouts]
        usual, found = choices[0], min(choices, key=self._total)
        costs = [[self._fit(at, each.kinds, each.layout, rows=rows) for each in (usual, found)] for at in self._known]
        gained = sum(before >= BAD > after for before, after in costs)
        return usual if gained <= 1 and any(before < after for before, after in costs) else found

    def _total(self, choice: Choice) -> float:
        return sum(self._cost(at, choice.kinds, choice.layout, rows=choice.rows) for at in self.page.equations)

    def _unusual(self, choice: Choice) -> float:
        usual = self._usual(choice.kinds, rows=choice.rows)
        return sum(usual[stem][kind] for stem, kind in choice.kinds.items())

    def _misfits(self, choice: Choice) -> bool:
        """Whether an equation with derivatives does not fit, or may have been taken wrongly."""
        derived = (at for at in self.page.equations if self._known[at][1].differentiates)
        return any(self._fit(at, choice.kinds, choice.layout, rows=choice.rows) >= BAD for at in derived)

    def _odd(self, choice: Choice) -> frozenset[str]:
        """Names that are hardly what they are taken for, beside two derivatives or more."""
        derived = sum(self._known[at][1].differentiates for at in self.page.equations)
        usual = self._usual(choice.kinds, rows=choice.rows) if derived > 1 else {}
        return frozenset(stem for stem, each in usual.items() if each[choice.kinds[stem]] > min(each.values()) + ODD)

    def _usual(self, stems: Iterable[str], *, rows: bool, vectors: bool = False) -> dict[str, Mapping[str, float]]:
        """How unusual each kind is for some names; ``vectors``: small bold letters are nothing else."""
        page = self.page
        usual = {
            stem: priors(
                stem,
                frozenset(page.spelling.counts.get(stem, ())),
                rows=rows or stem in page.orientation.row_biases,
                upright=stem not in page.orientation.row_biases,
                loss=stem in page.losses,
                varied=stem in page.varied,
                count=stem in page.counts,
                bias=stem in page.orientation.biases,
                weight=stem in page.weights,
                called=page.spaces.called(stem),
                vectors=stem in page.of_vectors,
                label=stem in page.labels,
                inverted=stem in page.inverted,
                capitals=page.manner.has_capital_vectors,
                estimated=stem in page.estimated,
            )
            for stem in stems
        }
        for stem, of in page.gathered.values():
            if stem in usual and of in usual:
                # It has the shape of its variable.
                usual[stem] = {kind: min(cost, usual[of][kind]) for kind, cost in usual[stem].items()}
        return {stem: {**each, "matrix": NEVER} if vectors and is_small(stem) else each for stem, each in usual.items()}

    def _search(self, layout: Layout, *, rows: bool, vectors: bool = False) -> tuple[Kinds, float]:
        page = self.page
        # Copies of a line for other layers or steps have the same kinds: one of them says what they cost.
        alike = Counter((page.lines[at].span, page.stems[at]) for at in page.equations)
        once = {(page.lines[at].span, page.stems[at]): at for at in page.equations}
        chosen = [(at, alike[each]) for each, at in once.items()]
        stems = [each for _, each in once]
        every = sorted(frozenset().union(*stems)) if stems else []
        usual = self._usual(every, rows=rows, vectors=vectors)
        fixed = page.spaces.fixed(rows=rows, biases=page.orientation.row_biases)
        fixed |= {base: KINDS_OF.get(base, "matrix") for base in page.identities}
        fixed |= dict.fromkeys(page.rates, "scalar")
        search = Search(
            stems,
            lambda at, kinds: chosen[at][1] * self._cost(chosen[at][0], kinds, layout, rows=rows),
            usual,
            {stem: kind for stem, kind in fixed.items() if stem in usual},
            self.near,
        )
        return search.run()

    def _cost(self, at: int, kinds: Mapping[str, str], layout: Layout, *, rows: bool) -> float:
        return self._weights[at] * self._fit(at, kinds, layout, rows=rows)

    @cached_property
    def _weights(self) -> dict[int, float]:
        """How much the fit of each equation counts: that of a definition more, that of copies as one line."""
        return {at: self._weight(at, self.page.lines[at]) for at in self.page.equations}

    def _weight(self, at: int, line: Line) -> float:
        assert line.side is not None
        named = isinstance(line.head, Ref) or defines_loss(line)
        defines = named and not said.has_derivative(line.side) and not self._steps(at)
        return (DEFINES if defines or at in self.page.gathered else 1.0) / self.page.copies[line.span]

    def _steps(self, at: int) -> bool:
        """Whether a line steps by what gathers gradients: of these other lines say more."""
        gathered = {stem for stem, _ in self.page.gathered.values()}
        return bool(gathered & self.page.stems[at]) and self.page.renews(at)

    def _fit(self, at: int, kinds: Mapping[str, str], layout: Layout, *, rows: bool) -> float:
        """How badly an equation fits, whatever it weighs."""
        number, rests = self._known[at]

        def ask() -> float:
            return self.misfit(at, kinds, layout, rows, self.costs.kept(self.page, at, number))

        return self.costs.of(number, rests.question(kinds, layout, rows=rows), ask)

    @cached_property
    def _known(self) -> dict[int, tuple[int, Rests]]:
        """The number of each equation, and what its cost rests on."""
        return {at: (self.costs.number(self.page, at), self._rests(at)) for at in self.page.equations}

    def _rests(self, at: int) -> Rests:
        sides = [Rests.of(self.page, at, side) for side in self.page.equations[at]]
        differentiates, samples = any(each.differentiates for each in sides), any(each.samples for each in sides)
        return Rests(tuple(sorted(self.page.stems[at])), differentiates, samples)


def _keeps_matrices(kinds: Mapping[str, str], known: Mapping[str, str], odd: Container[str]) -> bool:
    """Whether names that are matrices stay so, but for small bold letters and ``odd`` ones."""
    kept = (stem for stem, kind in known.items() if kind == "matrix" and stem not in odd and not is_small(stem))
    return all(kinds.get(stem) == "matrix" for stem in kept)
