"""The ways to take the parts of an equation, kept while a search changes the kinds of one or two names at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import field
from itertools import count
from typing import final

from backproof.matrix.functions import is_along
from backproof.matrix.page import Page
from backproof.matrix.values import Misfit, Option
from backproof.matrix.workshop import Layout, Workshop
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Term, Unreadable
from backproof.records import dataclass

Ways = list[Option] | Misfit | Unreadable


@final
@dataclass(frozen=True, slots=True)
class Rests:
    """What the ways to take a part rest on: the kinds of its ``stems``, the layout where it differentiates, and whether
    vectors are rows where it may speak of samples."""

    stems: tuple[str, ...]
    differentiates: bool
    samples: bool

    @staticmethod
    def of(page: Page, at: int, part: Term) -> Rests:
        """What a part of an equation of a page rests on."""
        inside, names = list(walk(part)), {page.spelling.parts(ref) for ref in references(part)}
        gradient = any(isinstance(each, Nabla) for each in inside)
        return Rests(
            # A gradient is one of the loss.
            tuple(sorted({each.stem for each in names}.union(page.stems[at] if gradient else ()))),
            gradient or any(isinstance(each, Partial) for each in inside),
            # A function along an axis, as softmax, takes that of the samples or the other one.
            any(each.sample for each in names) or any(isinstance(each, Call) and is_along(each) for each in inside),
        )

    def question(self, kinds: Mapping[str, str], layout: Layout, *, rows: bool) -> Hashable:
        """What is asked under some kinds, a layout, and vectors as rows or not."""
        return tuple(map(kinds.get, self.stems)), layout if self.differentiates else None, rows and self.samples


@final
@dataclass(frozen=True, slots=True)
class Kept:
    """For each part of one equation the ways to take it, by what they rest on.

    A part is what stands at one place: parts that are equal have letters of their own. Parts that a way makes up on the
    way are not kept. The equation is that of the page that asked first, and equal lines of others go by it: their
    letters come from here, too.
    """

    sides: tuple[Term, Term]
    rests: Mapping[int, Rests]
    """Each part by its identity."""
    _found: dict[tuple[int, Hashable], Ways] = field(default_factory=dict, repr=False)
    _letters: Iterator[int] = field(default_factory=count, repr=False)

    @staticmethod
    def of(page: Page, at: int) -> Kept:
        """Nothing yet, of an equation of a page."""
        sides = page.equations[at]
        parts = [part for side in sides for part in walk(side)]
        rests = {id(part): Rests.of(page, at, part) for part in parts}
        return Kept(sides, rests if len(rests) == len(parts) else {})

    def fresh(self) -> str:
        """A letter that no part has."""
        return f"\\{next(self._letters)}"

    def options(
        self, term: Term, kinds: Mapping[str, str], shop: Workshop, ask: Callable[[Term], list[Option]]
    ) -> list[Option]:
        """The ways to take a term; raises Misfit or Unreadable where there is none."""
        rests = self.rests.get(id(term))
        if rests is None:
            return ask(term)
        question = id(term), rests.question(kinds, shop.layout, rows=shop.rows_first)
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
