"""Arrays that a document writes without their indices: ``z_1 = w_{ij} x + b_1`` for all units of a layer.

Read from definitions alone: a bare name that stands beside indexed ones fills the slot that they leave open. Two
orientations of a matrix are possible (which of its slots the bare vector is summed over); the document has the one
under which more of its lines can be proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import final

from backproof.check.letters import Use, resolved, uses
from backproof.check.names import Names
from backproof.check.ranges import SlotOf
from backproof.read.terms import Plus, Ref, Term, Times, walk


@final
@dataclass(frozen=True, slots=True)
class Defined:
    """A definition as written: the key of its head, the letters in its slots, its right side, and where it stands."""

    key: str
    letters: tuple[str | int, ...]
    body: Term
    section: int
    line: int
    head: Term


@final
@dataclass(slots=True)
class Suppressed:
    """What the bare names of a document stand for.

    ``ties``: slots that bare names fill. ``contracted``: slots of matrices that a bare vector is summed over, with the
    bias that is added to that sum where there is one.
    """

    ties: list[tuple[SlotOf, SlotOf]] = field(default_factory=list)
    arrays: dict[str, SlotOf] = field(default_factory=dict)
    contracted: dict[SlotOf, str | None] = field(default_factory=dict)

    def array(self, key: str, slot: SlotOf) -> None:
        """The bare name ``key`` is an array over the range of ``slot``."""
        self.arrays[key] = (key, 0)
        self.ties.append(((key, 0), slot))


def infer(definitions: Iterable[Defined], names: Names, *, first: bool) -> Suppressed:
    """What bare names stand for; ``first`` sums a matrix over its first slot, else over its last."""
    definitions = tuple(definitions)
    heads = {definition.key for definition in definitions}
    found = Suppressed()
    for definition in definitions:
        if definition.letters:
            continue
        if names.arity.get(definition.key):
            _whole(definition, names, found)
            continue
        open_letters = {use.letter for use in uses(definition.body, names) if isinstance(use, Use) and use.binder is None}
        if any(isinstance(letter, str) for letter in open_letters):
            _spread(definition, heads, names, found, first=first)
        else:
            _carry(definition, names, found)
    return found


def _whole(definition: Defined, names: Names, found: Suppressed) -> None:
    """``O = e^{z_i} / ...`` defines every ``O_i``: the letters left open are the slots of the head."""
    slots: dict[str, SlotOf] = {}
    for use in uses(definition.body, names):
        if isinstance(use, Use) and use.binder is None and isinstance(use.letter, str):
            slots.setdefault(use.letter, (use.key, use.slot))
    if len(slots) == names.arity[definition.key] == 1:
        found.ties.append(((definition.key, 0), next(iter(slots.values()))))


def _carry(definition: Defined, names: Names, found: Suppressed) -> None:
    """Element by element: the head is an array where a bare name of its body is one, and all of them run together."""
    whole = [resolved(names, part) for part in walk(definition.body) if isinstance(part, Ref)]
    arrays = [name.key for name in whole if not name.slots and (name.key in found.arrays or names.arity.get(name.key) == 1)]
    if arrays:
        found.array(definition.key, (arrays[0], 0))
        found.ties.extend(((key, 0), (arrays[0], 0)) for key in arrays[1:])


def _spread(definition: Defined, heads: set[str], names: Names, found: Suppressed, *, first: bool) -> None:
    added = definition.body.terms if isinstance(definition.body, Plus) else (definition.body,)
    products = [product for term in added if (product := _matrix_times_vector(term, names)) is not None]
    if not products:
        return
    biases = [key for term in added if isinstance(term, Ref) and not (name := resolved(names, term)).slots and (key := name.key)]
    for (matrix, rank), vector in products:
        summed = 0 if first or rank == 1 else rank - 1
        found.array(vector, (matrix, summed))
        found.contracted[matrix, summed] = biases[0] if biases and biases[0] not in heads else None
        if rank == 2:
            kept = (matrix, 1 - summed)
            found.array(definition.key, kept)
            for bias in biases:
                if not names.arity.get(bias):
                    found.array(bias, kept)


def _matrix_times_vector(term: Term, names: Names) -> tuple[tuple[str, int], str] | None:
    """``w_{ij} x``: one indexed factor and one bare one."""
    factors = term.factors if isinstance(term, Times) else ()
    indexed = [name for name in _named(factors, names) if name[1]]
    bare = [name for name in _named(factors, names) if not name[1]]
    if len(factors) == 2 and len(indexed) == len(bare) == 1 and indexed[0][1] <= 2:
        return indexed[0], bare[0][0]
    return None


def _named(factors: tuple[Term, ...], names: Names) -> Iterator[tuple[str, int]]:
    for factor in factors:
        if isinstance(factor, Ref):
            name = resolved(names, factor)
            yield name.key, len(name.slots)


