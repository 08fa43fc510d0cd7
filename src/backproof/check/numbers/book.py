"""The values that names have so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from copy import copy
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, final

from backproof.check.definitions.shape import entries, is_constant, is_printed
from backproof.check.names.names import Names
from backproof.check.numbers import shares
from backproof.check.numbers.filling import Values
from backproof.check.numbers.names import arrays_of, key_of
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Divide, Listed, Nabla, Num, Partial, Plus, Ref, Term

MOST_PASSES: Final = 24
"""So many states of all parameters are tried before a derivative is refuted that may be of any of them."""


@final
@dataclass
class Book:
    """What names are worth, line after line.

    ``values``: as given, or as printed and right. ``printed``: refuted results too. ``computed``: printed results, of
    which the value behind may have more digits; what a document gives is exact, but for shares of a whole.
    ``mistaken``: refuted results, by what they were found for. ``sound``: other results, which are right.
    ``past``: values that names had before. ``sections``: where they got the last one. ``adjoints``: printed derivatives
    with their heads. ``moved``: what a step has given a value. ``handed``: the names that have the values of others
    after a step. ``primed``: a name with a prime, which nothing reads, got a number: it may be such a name.
    ``unrounded``: what printed results were computed from.
    ``sources``: the numbers that the document gives, at their places, where no result before them looks like that.
    """

    names: Names
    values: dict[str, Term] = field(default_factory=dict)
    printed: dict[str, Term] = field(default_factory=dict)
    computed: set[Fraction] = field(default_factory=set)
    mistaken: dict[Fraction, str | None] = field(default_factory=dict)
    sound: set[Fraction] = field(default_factory=set)
    given: set[Fraction] = field(default_factory=set)
    past: dict[str, list[Term]] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    changed: dict[str, list[Term]] = field(default_factory=dict)
    """The values that names had before in the section of the last one."""
    adjoints: dict[str, tuple[Nabla | Partial, Term]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    handed: dict[str, str] = field(default_factory=dict)
    primed: bool = False
    unrounded: dict[str, Term] = field(default_factory=dict)
    sources: set[Num] = field(default_factory=set)
    history: list[tuple[str, Term]] = field(default_factory=list, repr=False)
    """What names got as values, right or wrong, in the order of the text."""
    _order: dict[str, int] = field(default_factory=dict, repr=False)
    """When names got their values."""
    _turn: int = 0
    at_pass: int = 0
    """How many passes the words have begun so far."""
    passes_of: dict[str, int] = field(default_factory=dict, repr=False)
    """In which of them names got their values."""

    def apart(self) -> Book:
        """A copy, in which names get values that they do not have in this one."""
        again = copy(self)
        again.values, again.printed, again.unrounded = dict(self.values), dict(self.printed), dict(self.unrounded)
        again.computed, again.mistaken, again.given = set(self.computed), dict(self.mistaken), set(self.given)
        again.sound = set(self.sound)
        again.sources, again.moved, again.handed = set(self.sources), set(self.moved), dict(self.handed)
        again.past = {key: list(values) for key, values in self.past.items()}
        again.changed = {key: list(values) for key, values in self.changed.items()}
        again.sections, again.adjoints, again._order = dict(self.sections), dict(self.adjoints), dict(self._order)
        again.history, again.passes_of = list(self.history), dict(self.passes_of)
        return again

    def give(self, head: Term | None, side: Term, section: int) -> None:
        """A value that the document gives."""
        self._keep(head, side, section, refuted=False)
        if shares.are_rounded(side):
            self.computed.update(part.value for part in occurrences(side, Num))
        elif is_printed(side):
            numbers = set(occurrences(side, Num))
            self.given.update(part.value for part in numbers)
            self.sources.update(part for part in numbers if part.value not in self.computed)

    def find(
        self,
        head: Term | None,
        side: Term,
        section: int,
        exact: tuple[bool, ...],
        agreeing: tuple[bool, ...] = (),
        *,
        refuted: bool,
        proved: bool = False,
    ) -> None:
        """A result that the document computes.

        ``exact`` says of each entry whether nothing was rounded, ``agreeing`` of one that is ``refuted`` whether it is
        right for itself.
        """
        self._keep(head, side, section, refuted=refuted)
        if not is_printed(side):
            return
        printed = [list(occurrences(entry, Num)) for entry in entries(side)]
        exact = exact if len(exact) == len(printed) else (False,) * len(printed)
        rounded = [part.value for parts, kept in zip(printed, exact, strict=True) if not kept for part in parts]
        self.computed.update(rounded)
        key = key_of(head, self.names) if head is not None else None
        if refuted:
            agreeing = agreeing if len(agreeing) == len(printed) else (False,) * len(printed)
            wrong = (parts for parts, right in zip(printed, agreeing, strict=True) if not right)
            self.mistaken.update((part.value, key) for parts in wrong for part in parts)
        elif proved:
            self.sound.update(rounded)
            # What a name was wrongly is no value of it once it was found again.
            self.mistaken = {value: of for value, of in self.mistaken.items() if of is None or of != key}

    def _keep(self, head: Term | None, side: Term, section: int, *, refuted: bool) -> None:
        match head, side:
            case Listed(None, names), Listed(None, items) if len(names) == len(items):
                for name, item in zip(names, items, strict=True):
                    self._keep(name, item, section, refuted=refuted)
            case _:
                pass
        key = key_of(head, self.names) if head is not None else None
        if key is None or not is_constant(side):
            return
        self.printed[key] = side
        self.history.append((key, side))
        if not is_printed(side):
            self.unrounded[key] = side
        if not refuted and isinstance(head, Nabla | Partial) and is_printed(side):
            self.hand_back(head, side)
        if not refuted:
            self._enter(key, side, section)

    def _enter(self, key: str, value: Term, section: int) -> None:
        """Notes the next value of a name."""
        if key in self.values and not same(self.values[key], value):
            self.past.setdefault(key, []).append(self.values[key])
            same_section = self.sections[key] == section
            self.changed[key] = [*self.changed.get(key, ()), self.values[key]] if same_section else []
        self.values[key], self.sections[key], self.passes_of[key] = value, section, self.at_pass
        self._turn += 1
        self._order[key] = self._turn

    def hand_on(self, old: Iterable[str], new: str) -> None:
        """Notes that a name has the next value of others."""
        for key in old:
            self.handed[key] = new
            if new in self.printed:
                self.history.append((key, self.printed[new]))

    def renew(self, section: int) -> None:
        """Gives names the values that they have after a step."""
        for key, value in self._updated().items():
            self._enter(key, value, section)
            self.moved.add(key)
        self.handed = {}

    def hand_back(self, head: Nabla | Partial, side: Term) -> None:
        """A derivative as it is printed, for those that are computed with it."""
        if (key := key_of(head, self.names)) is not None:
            self.adjoints[key] = head, side

    def renewed(self) -> Values:
        """The values where updated names have replaced the old ones; nothing where none is updated."""
        updated = self._updated()
        return {**self.values, **updated} if updated else {}

    def _updated(self) -> Values:
        """The values after a step, by the names that had others before it."""
        updated = {key.replace("'[", "["): value for key, value in self.values.items() if "'[" in key}
        return updated | {key: self.values[new] for key, new in self.handed.items() if new in self.values}

    def passes(self, given: Set[str]) -> Sequence[dict[str, Term]]:
        """The values that the ``given`` names have had together, once all have one; nothing where these are many."""
        entered = [(key, value) for key, value in self.history if key.partition("[")[0] in given]
        wanted = {key for key, _ in entered}
        values: dict[str, Term] = {}
        found: list[dict[str, Term]] = []
        for key, value in entered:
            values = {**values, key: value}
            if values.keys() == wanted:
                found.append(values)
        return found if len(found) <= MOST_PASSES else []

    def former(self) -> Values:
        """The values before those that names have got anew; nothing where none has."""
        past = {key: values[-1] for key, values in self.past.items() if not self.is_over(key)}
        return {**self.values, **past} if past else {}

    def between(self, one: str, other: str) -> Iterator[str]:
        """The names that got values between the last ones of two names."""
        first, last = sorted((self._order.get(one, 0), self._order.get(other, 0)))
        return (key for key, turn in self._order.items() if first < turn < last)

    def is_over(self, key: str) -> bool:
        """Whether a pass has begun since a name got its value: what it was before is no value of it any more."""
        return self.passes_of.get(key, 0) < self.at_pass

    def is_settled(self, term: Term, section: int) -> bool:
        """Whether each name in a term has one value only, or got its last one in this section."""
        if self.primed or self.renews_gradient(term):
            return False
        keys = (key_of(ref, self.names) or "" for ref in references(term))
        return all(key not in self.past or self.sections[key] == section for key in keys)

    def renews_gradient(self, term: Term) -> bool:
        """Whether a name has got another value since a gradient by it was printed."""
        gradients = occurrences(term, Nabla, Partial)
        return any(self.is_old(each) for each in gradients)

    def is_old(self, gradient: Nabla | Partial) -> bool:
        """Whether what a gradient is by has another value than when it was printed."""
        by = _variable(gradient)
        arrays = [by, *arrays_of(by)] if isinstance(by, Ref) else []
        for array in arrays:
            whole = replace(gradient, by=array) if isinstance(gradient, Partial) else replace(gradient, of=array)
            printed, own = (self._order.get(key_of(each, self.names) or "") for each in (whole, array))
            if printed is not None and own is not None:
                return printed < own
        return False

    def since(self, gradient: Nabla | Partial) -> list[Term]:
        """The values that a derivative had before since what it is by got its own."""
        key, by = key_of(gradient, self.names), key_of(_variable(gradient), self.names)
        last = max((at for at, (name, _) in enumerate(self.history) if name == by), default=-1)
        printed = [value for name, value in self.history[last + 1 :] if name == key]
        past = self.past.get(key or "", ())
        return [each for each in past if any(same(each, value) for value in printed)]

    def over_all(self, gradient: Nabla | Partial) -> Iterator[Term]:
        """The sum of the values that a derivative had since what it is by got its own, one of each sample; the mean."""
        now = self.values.get(key_of(gradient, self.names) or "")
        before = [each for each in self.since(gradient) if is_printed(each)]
        if before and now is not None:
            whole = Plus((*before, now), now.span)
            yield whole
            yield Divide(whole, Num(Fraction(len(whole.terms)), 0, now.span), now.span)

    def carried(self, side: Term, digits: int, *, surely: bool = False) -> bool:
        """Whether a side goes on with a wrong result as it was printed; one of few digits may stand there by chance.

        ``surely``: with none that is the right result of something else as well.
        """
        found = (part for part in occurrences(side, Num) if part.decimals >= digits)
        return any(part.value in self.mistaken and not (surely and part.value in self.sound) for part in found)


def _variable(gradient: Nabla | Partial) -> Term:
    """What a gradient is by."""
    return gradient.by if isinstance(gradient, Partial) else gradient.of


def same(one: Term, other: Term) -> bool:
    """Whether two printed values are the same numbers."""
    return [part.value for part in occurrences(one, Num)] == [part.value for part in occurrences(other, Num)]
