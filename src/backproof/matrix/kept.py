"""The ways to take the parts of an equation, kept while a search changes the kinds of one or two names at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import final

from backproof.matrix.page import Page
from backproof.matrix.values import Misfit, Option
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Nabla, Term, Unreadable
from backproof.records import Remembering, dataclass

Ways = list[Option] | Misfit | Unreadable


@final
@dataclass(frozen=True, slots=True)
class Kept(Remembering):
    """For each part of one equation the ways to take it, by the kinds of the names in it.

    A part is what stands at one place: parts that are equal have letters of their own. Parts that a way makes up on the
    way are not kept.
    """

    stems: Mapping[int, tuple[str, ...]]
    """Of the names in each part, by its identity."""
    _found: dict[tuple[int, tuple[str | None, ...]], Ways] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(page: Page, at: int) -> Kept:
        """Nothing yet, of an equation of a page."""
        parts = [part for side in page.equations[at] for part in walk(side)]
        stems = {id(part): tuple(sorted(_stems(page, at, part))) for part in parts}
        return Kept(stems if len(stems) == len(parts) else {})

    def options(self, term: Term, kinds: Mapping[str, str], ask: Callable[[Term], list[Option]]) -> list[Option]:
        """The ways to take a term; raises Misfit or Unreadable where there is none."""
        stems = self.stems.get(id(term))
        if stems is None:
            return ask(term)
        question = (id(term), tuple(map(kinds.get, stems)))
        found = self._found.get(question)
        if found is None:
            found = self._found[question] = _asked(term, ask)
        match found:
            case Misfit():
                raise Misfit(str(found), found.written, found.true, certain=found.certain, declared=found.declared)
            case Unreadable(reason=reason, span=span):
                raise Unreadable(reason, span)
            case _:
                return found


def _asked(term: Term, ask: Callable[[Term], list[Option]]) -> Ways:
    try:
        return ask(term)
    except (Misfit, Unreadable) as problem:
        # Without the frames that it went through, which hold all that they had made.
        return problem.with_traceback(None)


def _stems(page: Page, at: int, part: Term) -> Iterator[str]:
    yield from (page.spelling.parts(ref).stem for ref in references(part))
    if any(isinstance(each, Nabla) for each in walk(part)):
        yield from page.stems[at]  # with the loss that the gradient is of
