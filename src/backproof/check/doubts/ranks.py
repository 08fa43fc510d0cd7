"""Doubts about how many values a name has: whether it is one number, one for each unit, or an element of an array."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.calculus.resolve import depends, expand
from backproof.check.elaboration.scope import Book
from backproof.check.elaboration.tensors import SINGLE, WHOLE
from backproof.check.indices.letters import resolved
from backproof.check.names.names import element
from backproof.check.names.totals import summed
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Index, Slot, Sum, Tensor
from backproof.expr.walk import tensors, walk
from backproof.read.grammar.naming import INDEX_LETTERS

NUMBERED = re.compile(r"(.+)_\{\d+\}")


@final
@dataclass(frozen=True)
class Ranks:
    """What the names of one document may be an array of."""

    book: Book

    def added_up(self, claim: Claim) -> str:
        """A name that nothing defines, which may be the sum of its elements, and may be an array, as an output is."""
        found = summed(claim.left, claim.right)
        key = "" if found is None else resolved(self.book.names, found[0]).key
        known = not key or self.book.candidates(key, claim.section)
        return "" if known else f"whether {key} is the sum of its elements is not said"

    def disputed(self, claim: Claim, sides: Sides) -> str:
        """Arrays without an index that the document defines in several ways, perhaps as one number in some."""
        reached = frozenset().union(*sides.reached)
        disputed = sorted(reached & (self.several | self.flat(claim, sides)))
        return f"whether {', '.join(disputed)} has one value or one for each unit is not clear" if disputed else ""

    def flat(self, claim: Claim, sides: Sides) -> frozenset[str]:
        """Arrays that other lines write with an index, defined as a single number, through which a derivative goes."""
        units = ((each, frozenset(_units(each.indices))) for each in sides.model)
        keys = (each.symbol.name for each, own in units if own and not own & each.body.free)
        scoped = ((key, self.book.in_scope(key, claim.section, claim.line)) for key in keys)
        single = frozenset(key for key, defined in scoped if defined is not None and not defined.letters)
        return frozenset(key for key in single if _goes_through(key, sides) or _has_lone_twin(key, sides))

    def elements(self, claim: Claim, sides: Sides) -> str:
        """Elements that are written out beside the array of their name, and may be its own or others."""
        found = {tensor for side in sides.resting for body in side for tensor in tensors(body)}
        arrays = {each.symbol.name for each in found if any(map(_counts_units, each.slots))}
        own = {element(stem, slots): stem for stem, slots in self.book.names.defined_elements}
        ranks = {each.symbol.name: each.symbol.rank for each in found}
        unclear = {name for name in ranks if own.get(name) in arrays}
        # q_1 = W x_1 beside q_i^T k_j: a vector of its own, or one of the q_i.
        numbered = ((name, NUMBERED.fullmatch(name)) for name in ranks if claim.lowered)
        unclear |= {name for name, match in numbered if match and ranks.get(match[1], 0) > ranks[name] > 0}
        # q_0 is defined, and q_1 beside it is an element of an array of which nothing is said.
        formed = {each.symbol.name for each in sides.model}
        named = ((name, NUMBERED.fullmatch(name)) for name in formed)
        unclear |= {name for name, match in named if match and match[1] in arrays - formed}
        return (
            f"whether {', '.join(sorted(unclear))} is an element of the array of its name is not clear"
            if unclear
            else ""
        )

    @cached_property
    def several(self) -> frozenset[str]:
        """Arrays without an index that some definitions make one number for each unit and others a single one."""
        found = set()
        for key in self.book.suppressed.arrays:
            own = self.book.candidates(key, 0)
            built = (self.book.build(each, self.book.reading(each.line)).definition for each in own)
            spread = {bool(each.body.free & set(each.indices)) for each in built if each is not None}
            if len(spread) > 1:
                found.add(key)
        return frozenset(found)

    def stacked(self, sides: Sides) -> str:
        """An array that may hold what its small letter names one by one: X beside ``x_i``, where nothing says so."""
        left, right = sides.reached
        free = (left | right) - {definition.symbol.name for definition in sides.model}
        arity = {key: self.book.ranges.arity(key) for key in free}
        capitals = (key for key in (left ^ right) & free if key.lower() != key and arity[key])
        found = sorted(key for key in capitals if arity.get(key.lower()) == arity[key])
        return f"whether {', '.join(found)} holds what its small letter names is not written" if found else ""


def diagonal(sides: Sides) -> str:
    r"""A matrix by a matrix element by element, where others matter, too: ``\\partial Z/\\partial W`` for Z = W A."""
    for each in sides.derivatives():
        own, by = each.by.slots, each.by.symbol
        if isinstance(each.of, Tensor) and each.of.slots == own and len(own) > 1:
            rested = expand(each.of, sides.model)
            if any(tensor.symbol == by and tensor.slots != own for tensor in tensors(rested)):
                return "the derivative of one array by the other is no array of their shape"
    return ""


def guessed(sides: Sides) -> str:
    """Names without an index inside of a sum over their range."""
    return f"whether the sum runs over {', '.join(sorted(sides.loose))} is not written" if sides.loose else ""


def _counts_units(slot: Slot) -> bool:
    return isinstance(slot, int) or slot.name.rstrip("'") in INDEX_LETTERS


def matrices(sides: Sides) -> str:
    """Capitals that were taken for numbers beside arrays: the difference may be one of shapes.

    Where all names are numbers, it refutes the line for matrices, too: those with one row and one column are numbers.
    """
    parts = [part for side in sides.resting for body in side for part in walk(body)]
    if not any((isinstance(part, Tensor) and part.slots) or isinstance(part, Sum) for part in parts):
        return ""
    taken = sorted(note.removesuffix(SINGLE) for note in {*sides.own, *sides.inherited} if note.endswith(f" {SINGLE}"))
    return f"{', '.join(each.strip() for each in taken)} {WHOLE}" if taken else ""


def _has_lone_twin(key: str, sides: Sides) -> bool:
    r"""Whether a name with another number is one number beside it: of h_j with ``h_1``, ``h_2`` both are elements."""
    own = NUMBERED.fullmatch(key)
    found = {tensor.symbol for side in sides.resting for body in side for tensor in tensors(body)}
    twins = (NUMBERED.fullmatch(each.name) for each in found if not each.rank and each.name != key)
    return own is not None and any(twin is not None and twin[1] == own[1] for twin in twins)


def _goes_through(key: str, sides: Sides) -> bool:
    """Whether a derivative of a claim needs the definition of a name."""
    without = replace(sides.model, definitions=tuple(each for each in sides.model if each.symbol.name != key))
    return any(
        depends(each.of, each.by.symbol, sides.model) and not depends(each.of, each.by.symbol, without)
        for each in sides.derivatives()
    )


def _units(indices: Sequence[Index]) -> Iterator[Index]:
    """Indices that are not those of samples."""
    return (each for each in indices if not each.name.startswith("("))
