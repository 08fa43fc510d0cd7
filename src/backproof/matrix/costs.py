"""How badly lines fit under kinds of their names: a document and its parts ask the same of the same lines."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import final

from backproof.matrix.kept import Kept
from backproof.matrix.page import Page
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Nabla


@final
@dataclass(frozen=True)
class Costs:
    """What was asked, with the answers. A line of a part costs what it costs in the document where all that its names
    mean is the same."""

    _known: dict[tuple[int, Hashable], float] = field(default_factory=dict, repr=False)
    _numbers: dict[Hashable, int] = field(default_factory=dict, repr=False)
    _kept: dict[int, Kept] = field(default_factory=dict, repr=False)

    def number(self, page: Page, at: int) -> int:
        """The number of a line with what its names mean: equal lines have the same."""
        inside = [part for side in page.equations[at] for part in walk(side)]
        refs = frozenset(ref for side in page.equations[at] for ref in references(side))
        parts = frozenset((ref, page.spelling.parts(ref)) for ref in refs)
        sliced = {each.stem for _, each in parts if len(each.slots) == 1}
        places = frozenset((stem, page.spelling.places.get(stem)) for stem in sliced)
        identities = frozenset(ref.base for ref in refs) & page.identities
        rows = page.orientation.softmax_of_rows if any(isinstance(part, Call) for part in inside) else None
        gradient: tuple[Hashable, ...] = ()
        if any(isinstance(part, Nabla) for part in inside):
            own = (page.stems[at] & each for each in (page.computed, page.sampled, page.of_either))
            gradient = (page.loss, page.count, frozenset(page.arguments.items()), *own)
        turned = page.manner.transposes
        line = (page.equations[at], parts, places, identities, rows, gradient, turned)
        return self._numbers.setdefault(line, len(self._numbers))

    def of(self, line: int, question: Hashable, ask: Callable[[], float]) -> float:
        """The cost of a line by its number, under what it rests on."""
        found = self._known.get((line, question))
        if found is None:
            found = self._known[line, question] = ask()
        return found

    def kept(self, page: Page, at: int, line: int) -> Kept:
        """The ways to take the parts of a line by its number, as far as it was asked for them."""
        found = self._kept.get(line)
        if found is None:
            found = self._kept[line] = Kept.of(page, at)
        return found
