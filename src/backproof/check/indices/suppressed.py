"""Arrays that a document writes without their indices: ``z_1 = w_{ij} x + b_1`` for all units of a layer.

Read from definitions alone: a bare name that stands beside indexed ones fills the slot that they leave open. Two
orientations of a matrix are possible (which of its slots the bare vector is summed over); the document has the one
under which more of its lines can be proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import final

from backproof.check.indices.letters import SAMPLE, Use, resolved, uses
from backproof.check.indices.ranges import SlotOf
from backproof.check.names.names import Names
from backproof.read.terms.rewriting import has, occurrences, walk
from backproof.read.terms.terms import Big, Call, Plus, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS
from backproof.records import dataclass

TOTALS = frozenset({"CE", "BCE", "KL", "NLL", "MSE", "MAE", "SSE", "RSS"})
"""Losses that sum over the units of their arguments, or take the mean over them."""


@final
@dataclass(frozen=True, slots=True)
class Defined:
    """A definition as written: the key of its head, the letters in its slots, its right side, and where it stands.

    ``example``: it is written as a function of what it depends on (``f(x, y) = x y``), as examples are, or words say
    that it begins one ("now let"). ``assumes``: what it rests on where no line says it. ``parameters``: what it is
    written as a function of. ``until``: the line behind its item, where another item defines its name before.
    """

    key: str
    letters: tuple[str | int, ...]
    body: Term
    section: int
    line: int
    head: Term
    sample: str | None = None
    example: bool = False
    assumes: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    until: int = 0

    def is_meant_at(self, line: int) -> bool:
        """Whether a line means it rather than what its section says of its name before."""
        return self.line < line and (self.example or line < self.until)


@final
@dataclass(frozen=True, slots=True)
class UserFunction:
    """A function that the document defines: its parameters, its body, and the line."""

    key: str
    parameters: tuple[str, ...]
    body: Term
    line: int


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
    home: dict[str, str] = field(default_factory=dict)
    """The letter that a bare name has in its own definition."""

    def array(self, key: str, slot: SlotOf) -> None:
        """The bare name ``key`` is an array over the range of ``slot``."""
        self.arrays[key] = (key, 0)
        self.ties.append(((key, 0), slot))


def infer(definitions: Iterable[Defined], names: Names, *, first: bool) -> Suppressed:
    """What bare names stand for; ``first`` sums a matrix over its first slot, else over its last."""
    definitions = tuple(definitions)
    heads = {definition.key for definition in definitions}
    totals = {definition.key for definition in definitions if _is_total(definition)}
    found = Suppressed()
    for definition in definitions:
        if definition.letters:
            _contract(definition, names, found)
        if definition.letters or definition.key in totals:
            continue
        open_slots = {
            use.letter: (use.key, use.slot)
            for use in reversed(_open(definition.body, names))
            if isinstance(use.letter, str)
        }
        if not open_slots:
            _carry(definition, names, found)
        elif not _spread(definition, heads, names, found, first=first) and len(open_slots) == 1:
            letter, slot = next(iter(open_slots.items()))
            _whole(definition, letter, slot, names, found)
    return found


def _is_total(definition: Defined) -> bool:
    """``C = \\sum_j (a_j - y_j)^2``: a loss that is defined by a sum is one number, whatever else is said of it.

    So is ``CE(y, o)`` of whole arrays.
    """
    loss = isinstance(definition.head, Ref) and definition.head.base in LOSS_LETTERS | QUANTITY_WORDS
    return loss and any(isinstance(part, Big) or _sums(part) for part in walk(definition.body))


def _sums(term: Term) -> bool:
    return isinstance(term, Call) and term.name.base in TOTALS


def _whole(definition: Defined, letter: str, slot: SlotOf, names: Names, found: Suppressed) -> None:
    """``O = e^{z_i} / ...`` defines every ``O_i``: the one letter left open is the slot of the head."""
    if names.arity.get(definition.key, 1) != 1 or _is_product_of_two(definition, letter, names):
        return
    found.home[definition.key] = letter
    found.array(definition.key, slot)


def _is_product_of_two(definition: Defined, letter: str, names: Names) -> bool:
    """``y_i \\log \\hat y_i`` without a sum: the letter is meant to be summed, not to be a slot of the head."""
    return any(
        isinstance(part, Times) and sum(letter in _letters(factor, names) for factor in part.factors) > 1
        for part in walk(definition.body)
    )


def _letters(term: Term, names: Names) -> set[str | int]:
    return {use.letter for use in _open(term, names)}


def _open(term: Term, names: Names) -> list[Use]:
    """The indices that no sum binds; which sample is meant is no index of an array."""
    found = (use for use in uses(term, names) if isinstance(use, Use))
    return [use for use in found if use.binder is None and use.slot != SAMPLE]


def _contract(definition: Defined, names: Names, found: Suppressed) -> None:
    """``a_j = w_{ij} x``: the bare vector runs over the one letter of the matrix that the head has not.

    A number there is one weight, and what stands beside it one input.
    """
    added = definition.body.terms if isinstance(definition.body, Plus) else (definition.body,)
    for term in added:
        product = _matrix_times_vector(term, names)
        if product is None or not isinstance(term, Times):
            continue
        free = (use for use in _open(term, names) if isinstance(use.letter, str))
        open_slots = [(use.key, use.slot) for use in free if use.letter not in definition.letters]
        if len(open_slots) == 1:
            found.array(product[1], open_slots[0])


def _carry(definition: Defined, names: Names, found: Suppressed) -> None:
    """Element by element: the head is an array where a bare name of its body is one, and all of them run together."""
    if has(definition.body, Big):
        return
    whole = [resolved(names, part) for part in occurrences(definition.body, Ref)]
    arrays = [
        name.key for name in whole if not name.slots and (name.key in found.arrays or names.arity.get(name.key) == 1)
    ]
    if arrays:
        found.array(definition.key, (arrays[0], 0))
        found.ties.extend(((key, 0), (arrays[0], 0)) for key in arrays[1:])


def _spread(definition: Defined, heads: set[str], names: Names, found: Suppressed, *, first: bool) -> bool:
    """Whether the body is a matrix times a bare vector, perhaps with a bias; the slots that this fills are noted."""
    if names.arity.get(definition.key):
        return False
    added = definition.body.terms if isinstance(definition.body, Plus) else (definition.body,)
    products = [product for term in added if (product := _matrix_times_vector(term, names)) is not None]
    if not products:
        return False
    biases = [
        key
        for term in added
        if isinstance(term, Ref) and not (name := resolved(names, term)).slots and (key := name.key)
    ]
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
    return True


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
