"""Names replaced by their numbers, or by what defines them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import field
from fractions import Fraction
from typing import final

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import FINE_DIGITS, has_arrays, is_constant
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.check.numbers.extents import extent, length
from backproof.check.numbers.names import (
    at_numbers,
    element,
    found,
    gathered,
    key_of,
    picked,
    slope_element,
    unrolled,
    wholes,
)
from backproof.read.terms.rewriting import children, rebuilt, references, substituted, walk
from backproof.read.terms.terms import Big, Branches, Call, Compare, Listed, Nabla, Num, Partial, Ref, Term, Unreadable
from backproof.records import Remembering, dataclass, replace

SAMPLE = re.compile(r"\(\d+\)")
DEEPEST = 30
"""Definitions are followed so far, one inside of the other, to compute a name."""
HEAVIEST = 20_000
"""Parts of what a name is filled with: definitions that use each other twice double it again and again."""

Values = Mapping[str, Term]


class Opaque(Exception):
    """A number of many digits that no definition gives: what it depends on is not known."""


def _is_result(value: Term) -> bool:
    return any(isinstance(part, Num) and part.decimals >= FINE_DIGITS for part in walk(value))


def unresolved(term: Term) -> Term:
    """A derivative that has no value stays."""
    return term


@final
@dataclass(frozen=True, slots=True)
class Filling(Remembering):
    """How names get their numbers: ``values`` first, then definitions.

    Where ``exact``, what depends on a kept name is its definition. ``kept`` are keys that stay as they are; ``derived``
    says what a derivative without a value becomes; ``functions`` are those that the document defines. ``moved`` are the
    keys of what steps of training change, which depends on no other name, however many digits it has.
    """

    names: Names
    catalogue: Catalogue
    values: Values
    section: int
    exact: bool = False
    kept: frozenset[str] = frozenset()
    derived: Callable[[Term], Term] = unresolved
    functions: Mapping[str, tuple[tuple[str, ...], Term]] = field(default_factory=dict)
    moved: Set[str] = frozenset()
    _filled: dict[tuple[str, tuple[str, ...], str | None], Term] = field(default_factory=dict, init=False, repr=False)
    """Names with their values; one whose own definition leads back to it stays as it is."""
    _weights: dict[int, int] = field(default_factory=dict, init=False, repr=False)
    """The number of parts of each value, by its identity."""

    def of(self, term: Term, depth: int = 0) -> Term:
        """The term with everything replaced that is known."""
        key = key_of(term, self.names)
        if key is not None and (key in self.kept or self.is_of_kept(term)):
            return term
        match term:
            case Ref():
                return self.name(term, key or "", depth)
            case Partial() | Nabla():
                value = found(key, self.values) if key is not None else None
                if value is None and isinstance(term, Nabla):
                    value = slope_element(term, lambda whole: self.values.get(key_of(whole, self.names) or ""))
                return self.derived(term) if value is None else value
            case Call(name=name, primes=0) if name.key in self.functions and depth < DEEPEST:
                return self.called(term, depth)
            case Branches(rows):
                filled = (
                    (self.of(value, depth), tuple(self.compared(each, depth) for each in told)) for value, told in rows
                )
                return replace(term, rows=tuple(filled))
            case Big():
                written = unrolled(self.bounded(term, depth))
                return rebuilt(written, lambda part: self.of(part, depth))
            case _:
                return rebuilt(term, lambda part: self.of(part, depth))

    def bounded(self, big: Big, depth: int) -> Big:
        """A sum with the number that its upper bound is; without one it runs over the elements that have values."""
        if big.upper is not None:
            return replace(big, upper=self.of(big.upper, depth))
        count = extent(big, self.names, self.values) if big.lower is None and big.letter else None
        if not count:
            return big
        first, last = (Num(Fraction(each), 0, big.span) for each in (1, count))
        return replace(big, lower=first, upper=last)

    def compared(self, condition: Compare, depth: int) -> Compare:
        """A condition with its names replaced."""
        return replace(condition, left=self.of(condition.left, depth), right=self.of(condition.right, depth))

    def called(self, call: Call, depth: int) -> Term:
        """A function of the document at its arguments; one of elements that these do not have stays."""
        parameters, body = self.functions[call.name.key]
        if len(parameters) != len(call.arguments):
            return call
        try:
            value = substituted(body, dict(zip(parameters, call.arguments, strict=True)))
        except Unreadable:
            return call
        return self.of(value, depth + 1)

    def name(self, ref: Ref, key: str, depth: int) -> Term:
        """The value of a name, or its definition with everything replaced in it; each name once."""
        own = ref.key, ref.at, ref.sample
        if own not in self._filled:
            self._filled[own] = ref
            try:
                self._filled[own] = self.light(self.valued(ref, key, depth), ref)
            except Opaque:
                del self._filled[own]
                raise
        return self._filled[own]

    def light(self, value: Term, ref: Ref) -> Term:
        """The value where it is short enough to go on with, else the name; raises Opaque for what is exact."""
        stack, weight = [value], 0
        while stack and weight <= HEAVIEST:
            part = stack.pop()
            weight += self._weights.get(id(part), 1)
            stack.extend(() if id(part) in self._weights else children(part))
        if weight <= HEAVIEST:
            self._weights[id(value)] = weight
            return value
        if self.exact:
            raise Opaque
        return ref

    def valued(self, ref: Ref, key: str, depth: int) -> Term:
        """The value of a name that was not asked for before."""
        body = self.body(ref) if depth < DEEPEST else None
        value = found(key, self.values)
        if self.exact and body is not None:
            whole = self.of(body, depth + 1)
            return whole if value is None or self.mentions_kept(whole) else value
        if self.exact and value is not None and _is_result(value) and key not in self.moved:
            raise Opaque
        if value is None and not (self.exact and body is not None):
            value = element(ref, self.names, self.values)
        if value is None and body is None:
            value = gathered(ref, self.names, self.values)
        if value is not None:
            return value
        if body is None and not self.exact and depth < DEEPEST:
            body = self.by_elements(ref)
        return ref if body is None else self.of(body, depth + 1)

    def by_elements(self, ref: Ref) -> Term | None:
        """The entries of a vector of which a line defines each element, as many as the vectors in that line have."""
        name = resolved(self.names, ref)
        defined = None if ref.subs or ref.at or name.slots else self.defined(name.key)
        if defined is None or len(defined.letters) != 1 or defined.sample is not None:
            return None
        (letter,) = defined.letters
        count = length(defined.body, letter, self.names, self.values) if isinstance(letter, str) else None
        if not count or not isinstance(letter, str):
            return None
        entries = (at_numbers(defined.body, {letter: str(at + 1)}) for at in range(count))
        return Listed(None, tuple(entries), ref.span)

    def mentions_kept(self, term: Term) -> bool:
        """Whether a term depends on a name that stays as it is."""
        return any(key_of(ref, self.names) in self.kept or self.is_of_kept(ref) for ref in references(term))

    def is_of_kept(self, term: Term) -> bool:
        """Whether a term is an element of an array that stays as it is."""
        if not self.kept or not isinstance(term, Ref):
            return False
        arrays = ((key_of(whole, self.names), places) for whole, places in wholes(term))
        given = ((found(key, self.values), places) for key, places in arrays if key in self.kept and key is not None)
        return any(array is not None and picked(array, places) is not None for array, places in given)

    def defined(self, key: str) -> Defined | None:
        """The definition of a name; what a derivative rests on is a formula, not the numbers put into it."""
        candidates = self.catalogue.candidates(key, self.section)
        if self.exact:
            formulas = [each for each in candidates if not (is_constant(each.body) or has_arrays(each.body))]
            candidates = formulas or candidates
        return candidates[0] if candidates else None

    def body(self, ref: Ref) -> Term | None:
        """What defines a name or an element: the body of ``z_j`` with 2 for j defines ``z_2``."""
        if ref.at:
            return None
        name = resolved(self.names, ref)
        defined = self.defined(name.key)
        if defined is not None and defined.section > self.section and ref.key in self.functions:
            defined = None  # A later section gives the name of a function to something else.
        if defined is None and self.exact and ref.key in self.functions:
            return self.functions[ref.key][1]
        if defined is None and (sampled := self.of_a_sample(ref)) is not None:
            return sampled
        if defined is None or name.updated or name.change or len(defined.letters) != len(name.slots):
            return None
        # The o of ``net_o = w_5 h_1`` counts nothing: an element stays the one that is defined.
        digits = {
            letter: str(slot)
            for letter, slot in zip(defined.letters, name.slots, strict=True)
            if isinstance(letter, str) and letter != slot
        }
        return at_numbers(defined.body, digits) if all(each.isdigit() for each in digits.values()) else None

    def of_a_sample(self, ref: Ref) -> Term | None:
        """The body of ``z^{(i)}`` with 2 for i defines ``z^{(2)}``."""
        if not any(SAMPLE.fullmatch(script) for script in ref.sups):
            return None
        for each in self.catalogue.definitions:
            head = each.head
            if not isinstance(head, Ref) or (head.base, head.subs) != (ref.base, ref.subs):
                continue
            scripts = [pair for pair in zip(head.sups, ref.sups, strict=False) if pair[0] != pair[1]]
            if len(head.sups) == len(ref.sups) and len(scripts) == 1 and SAMPLE.fullmatch(scripts[0][1]):
                letter, number = (script.strip("()") for script in scripts[0])
                return at_numbers(each.body, {letter: number}) if letter.isalpha() else None
        return None
