"""What a clash of letters may rest on that is only guessed: which array a letter names, and how a bare one lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import final

from backproof.check.definitions.errors import is_error
from backproof.check.doubts import implicit
from backproof.check.doubts.finding import Kind, Reason
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import Use, bound_of, resolved, uses
from backproof.check.verdicts.sides import Claim, Sides
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Raise, Ref, Term

MATRIX = 2


@final
@dataclass(frozen=True)
class Guesses:
    """The guesses about the names of one document."""

    book: Book

    def behind(self, claim: Claim) -> Reason | None:
        """What is guessed of the names of a claim; None where nothing is."""
        said = self.of_errors(claim) or self.of_arrays(claim) or self.of_units(claim) or self.of_ends(claim)
        said = said or self.of_inputs(claim) or implicit.said(claim, self.book)
        return self.of_layers(claim) or (Reason(said) if said else None)

    def of_arrays(self, claim: Claim) -> str:
        """Which array a name of a claim is, or how it lies, in a sentence; empty where nothing of it is guessed."""
        for ref in claim.names():
            name = resolved(self.book.names, ref)
            letters = {slot for slot in name.slots if isinstance(slot, str)}
            if letters and name.key in self.told and not letters & self.told[name.key]:
                return f"which {name.key} is meant by {', '.join(sorted(letters))} is not clear"
            if len(name.slots) >= MATRIX and name.key in self.bare:
                return f"which index of {name.key} comes first is not clear"
            if {name.key} == self.weights and self.told:
                return f"whether {name.key} is one matrix or that of each layer is not clear"
        return ""

    def of_units(self, claim: Claim) -> str:
        """Whether a letter tells units apart, in a sentence: it names another v than j does, and the same outputs e."""
        for (_, letter), key in self.book.names.families.items():
            names = [resolved(self.book.names, ref) for ref in claim.names()]
            if any(name.key == key for name in names):
                others = self.told[key.rstrip()] - {letter}
                same = (name.key for name in names if letter in name.slots)
                if letter in self.counted:
                    same = (each for each in same if letter in self.lettered[each])
                if found := next((each for each in same if self.lettered[each] & others), ""):
                    return f"whether {letter} names other units of {found} than elsewhere is not clear"
        return ""

    def of_ends(self, claim: Claim) -> str:
        """Whether a matrix is one, in a sentence: sums over one of its indices end at different names."""
        named = {resolved(self.book.names, ref).key for ref in claim.names()}
        own = self._ends((claim.left, claim.right))
        # A single sum of the claim may have its indices the wrong way round, unless it has those of a definition.
        both = {place: ends | own.get(place, set()) for place, ends in self.ends.items() if self._lies(place[0], claim)}
        for (key, _), several in (*self.ends.items(), *own.items(), *both.items()):
            if key in named and len(several) > 1:
                where = " and at ".join(sorted(several))
                return f"whether {key} is one matrix is not clear: sums over it end at {where}"
        return ""

    def _lies(self, key: str, claim: Claim) -> bool:
        """Whether a claim says what a name is by a sum over the index of a matrix over which its definition sums, too,
        with the letter of the name in the other one."""
        # A step in time above it may have been read as a power.
        name = claim.left.base if isinstance(claim.left, Raise) else claim.left
        if not isinstance(name, Ref):
            return False
        head = resolved(self.book.names, name)
        bodies = [each for each in self.book.definitions if each.key.rstrip() == head.key.rstrip()]
        own = self._layouts(key, head.slots, claim.right)
        return bool(own) and any(own == self._layouts(key, each.letters, each.body) for each in bodies)

    def _layouts(self, key: str, head: Iterable[str | int], body: Term) -> set[tuple[int, bool]]:
        """The indices of a matrix in a body, with whether a sum binds each of them or the head has it."""
        found = (use for use in uses(body, self.book.names) if isinstance(use, Use) and use.key == key)
        return {(use.slot, use.binder is not None) for use in found if use.binder is not None or use.letter in head}

    def of_inputs(self, claim: Claim) -> str:
        """Which units the one letter of a claim names, in a sentence, where definitions have it for what others add up
        under a letter of their own, and no line says what that is: y_j of the layer before, and y_k."""
        letters = {slot for ref in claim.names() for slot in resolved(self.book.names, ref).slots}
        for key, (bound, free) in self.undefined.items():
            if bound and len(letters) == 1 and letters <= free - bound:
                return (
                    f"whether {key} is of the same units under {', '.join(map(str, letters))} as in sums is not clear"
                )
        return ""

    @cached_property
    def undefined(self) -> Mapping[str, tuple[set[str], set[str]]]:
        """The letters that sums bind in definitions, and those that none binds, of each vector that no line defines."""
        known = {each.key for each in self.book.definitions}
        found: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for use in (use for each in self.book.definitions for use in uses(each.body, self.book.names)):
            match use:
                case Use(str() as letter, key) if key not in known and self.book.names.arity.get(key) == 1:
                    found[key][use.binder is None].add(letter)
                case _:
                    pass
        return found

    def of_errors(self, claim: Claim) -> str:
        r"""Which errors have a letter that no definition of them has, beside those of another layer: ``\delta_k``.

        Those of the other layer are in the line, on the left of another one that defines nothing, or in a sum.
        """
        letters: dict[str, set[str]] = {}
        for ref in filter(is_error, claim.names()):
            name = resolved(self.book.names, ref)
            letters.setdefault(name.key, set()).update(slot for slot in name.slots if isinstance(slot, str))
        own = frozenset(claim.left.subs) if isinstance(claim.left, Ref) else frozenset[str]()
        for key, found in letters.items():
            defined = {slot for each in self.book.definitions if each.key == key for slot in each.letters}
            unsaid = sorted(found - defined)
            others = {letter for error, letter in self.book.errors if error == key} - defined - own
            if (len(found) > 1 or others) and unsaid:
                return f"which {key} is meant by {', '.join(unsaid)} is not clear"
        return ""

    def of_layers(self, claim: Claim, sides: Sides | None = None) -> Reason | None:
        """Which names have no number of a layer here and one elsewhere; None where none has.

        ``sides``: what the claim rests on counts, too.
        """
        reached = frozenset().union(*sides.reached) if sides is not None else frozenset()
        named = {ref.base for ref in claim.names() if not ref.sups} | reached
        plain = sorted(named & self.layered)
        said = f"which layer {', '.join(plain)} without a superscript is of is not written"
        return Reason(said, Kind.WRITTEN_OTHERWISE) if plain else None

    def of_ranges(self, claim: Claim) -> bool:
        """Whether a matrix of which no definition knows says that two letters of a claim have different ranges.

        Where it is on the right alone it may be square, as the identity is under another letter.
        """
        left, right = (
            {name.key for ref in references(side) if len((name := resolved(self.book.names, ref)).slots) >= MATRIX}
            for side in (claim.left, claim.right)
        )
        return bool(right - left - self.weights - {each.key for each in self.book.definitions})

    @cached_property
    def told(self) -> dict[str, set[str]]:
        """The letters that tell the arrays of a name apart."""
        found: dict[str, set[str]] = {}
        for stem, letter in self.book.names.families:
            found.setdefault(stem, set()).add(letter)
        for each in self.book.definitions:
            if each.key in found:
                found[each.key].update(slot for slot in each.letters if isinstance(slot, str))
        return found

    @cached_property
    def lettered(self) -> Mapping[str, set[str]]:
        """The letters under which definitions are of each name that is not told apart by them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.book.definitions:
            if each.key not in self.told and each.key not in self.book.names.families.values():
                found[each.key].update(slot for slot in each.letters if isinstance(slot, str))
        return found

    @cached_property
    def ends(self) -> Mapping[tuple[str, int], set[str]]:
        """The names at which the sums of definitions over each index of a matrix end."""
        return self._ends(each.body for each in self.book.definitions)

    def _ends(self, terms: Iterable[Term]) -> Mapping[tuple[str, int], set[str]]:
        found: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for use in (use for term in terms for use in uses(term, self.book.names)):
            if isinstance(use, Use) and use.binder and self.book.names.arity.get(use.key, 0) >= MATRIX:
                end = bound_of(use.binder.upper)
                found[use.key, use.slot].update([end] if isinstance(end, str) else [])
        return found

    @cached_property
    def counted(self) -> frozenset[str]:
        """The letters that sums of definitions count to a name: they are of units of their own."""
        found = (use for each in self.book.definitions for use in uses(each.body, self.book.names))
        sums = {use.binder for use in found if isinstance(use, Use) and use.binder is not None}
        return frozenset(each.letter for each in sums if isinstance(bound_of(each.upper), str))

    @cached_property
    def layered(self) -> set[str]:
        """The matrices that definitions write with the number of a layer and without one."""
        bodies = (each.body for each in self.book.definitions)
        refs = [ref for body in bodies for ref in references(body) if len(ref.subs) >= MATRIX]
        numbered = {ref.base for ref in refs if any(sup.strip("()[]").isdigit() for sup in ref.sups)}
        return numbered & {ref.base for ref in refs if not ref.sups}

    @cached_property
    def weights(self) -> set[str]:
        """The matrices that definitions name: one alone beside arrays of two layers is that of all of them."""
        refs = (ref for each in self.book.definitions for ref in references(each.body))
        found = (resolved(self.book.names, ref) for ref in refs)
        return {each.key for each in found if len(each.slots) >= MATRIX}

    @cached_property
    def bare(self) -> frozenset[str]:
        """Matrices by their indices that definitions write without one: ``w x`` beside ``x_{ij}``."""
        names = self.book.names
        refs = (ref for each in self.book.definitions for ref in references(each.body))
        found = (resolved(names, ref) for ref in refs)
        return frozenset(each.key for each in found if not each.slots and names.arity.get(each.key, 0) >= MATRIX)
