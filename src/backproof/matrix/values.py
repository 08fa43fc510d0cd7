"""What a part of a formula in matrix notation stands for: an array with a row and a column axis, and its element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import final

from backproof.read.terms.rewriting import rebuilt
from backproof.read.terms.terms import Big, Call, Compare, Partial, Ref, Term
from backproof.read.terms.terms import Branches as BranchesTerm
from backproof.records import dataclass, replace

Ties = tuple[tuple[str, str], ...]
"""The extents that have to be equal."""


class Misfit(Exception):
    """The shapes of two parts do not fit together: both of them, in words.

    ``certain``: no other way of taking the parts exists; else they may be meant in a way that is not read.
    ``declared``: two extents differ that the document declares, whatever else it says.
    """

    def __init__(
        self, message: str, written: str = "", true: str = "", *, certain: bool = False, declared: bool = False
    ) -> None:
        super().__init__(message)
        self.written = written
        self.true = true
        self.certain = certain
        self.declared = declared


@final
@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of an array: the letter that runs over it, and the name of its extent."""

    letter: str
    dim: str


@final
@dataclass(frozen=True, slots=True)
class Array:
    """A scalar (no axis), a column (rows), a row (columns) or a matrix (both), as the term of its element."""

    rows: Axis | None
    columns: Axis | None
    body: Term

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes that are not one long."""
        if self.rows is None:
            return () if self.columns is None else (self.columns,)
        return (self.rows,) if self.columns is None else (self.rows, self.columns)

    @property
    def is_scalar(self) -> bool:
        return self.rows is None and self.columns is None

    @property
    def is_vector(self) -> bool:
        return (self.rows is None) != (self.columns is None)

    def holding(self, body: Term) -> Array:
        """An array with these axes and another term for its element."""
        return Array(self.rows, self.columns, body)

    def shape(self) -> str:
        """The shape in words, for messages."""
        rows, columns = (axis.dim.removeprefix("=") if axis is not None else "1" for axis in (self.rows, self.columns))
        return f"{rows} x {columns}"


@final
@dataclass(frozen=True, slots=True)
class Block:
    """A matrix entered entry by entry."""

    rows: tuple[tuple[Term, ...], ...]


@final
@dataclass(frozen=True, slots=True)
class Jet:
    """A derivative of an array by an array: the axes of both, and the term of one element.

    ``of`` and ``by`` are the names differentiated (None for what is no plain name); the shape of ``by`` and of ``of``
    is kept in ``rows`` and ``columns`` of :class:`Array` as they stand alone.
    """

    of: str | None
    above: Array
    by: str
    below: Array
    body: Term


Value = Array | Block | Jet


@final
@dataclass(frozen=True, slots=True)
class Shapes:
    """The arrays of a document with a letter for each of their extents: the same letter where two are equally long.

    ``counts``: how many elements arrays of an extent have that the document writes out in numbers; ``ends``: the letter
    of an extent that is declared, ``sizes`` how long an extent is that arrays are entered with; ``vectors``: the
    letters of names that stand with a sample, by their base and their other scripts.
    """

    arrays: tuple[Ref, ...] = ()
    counts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    vectors: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)


NO_SHAPES = Shapes()


@final
@dataclass(frozen=True, slots=True)
class Option:
    """One way to take a part: its value, how unusual that is, the extents that must be equal, and what it assumes."""

    value: Value
    cost: float = 0.0
    ties: Ties = ()
    notes: tuple[str, ...] = ()

    def joined(self, other: Option, value: Value, cost: float = 0.0, *notes: str) -> Option:
        """This option and another one together, with the value that they make."""
        return Option(value, self.cost + other.cost + cost, self.ties + other.ties, self.notes + other.notes + notes)

    def taken(self, value: Value) -> Option:
        """Another value, for the same cost."""
        return Option(value, self.cost, self.ties, self.notes)

    def tied(self, ties: Ties) -> Option:
        """The same value, with more extents that must be equal."""
        return Option(self.value, self.cost, self.ties + ties, self.notes)


def relettered(term: Term, letters: Mapping[str, str]) -> Term:
    """The term with other letters in the slots of its names and on its sums."""
    if not letters:
        return term
    match term:
        case Ref():
            return _ref(term, letters)
        case Call(name=name):
            arguments = tuple(relettered(each, letters) for each in term.arguments)
            return Call(_ref(name, letters), term.primes, arguments, term.span)
        case Big(letter=letter):
            conditions = tuple(_compared(each, letters) for each in term.conditions)
            body, bound = relettered(term.body, letters), letters.get(letter, letter)
            return Big(term.kind, bound, term.lower, term.upper, conditions, body, term.span)
        case Partial(of, by):
            return Partial(relettered(of, letters), _ref(by, letters), term.span)
        case Compare():
            return _compared(term, letters)
        case BranchesTerm(rows):
            return replace(
                term,
                rows=tuple(
                    (relettered(value, letters), tuple(_compared(each, letters) for each in conditions))
                    for value, conditions in rows
                ),
            )
        case _:
            return rebuilt(term, lambda part: relettered(part, letters))


def _ref(ref: Ref, letters: Mapping[str, str]) -> Ref:
    base = letters.get(ref.base, ref.base) if not ref.subs and not ref.sups else ref.base
    subs = tuple([letters.get(script, script) for script in ref.subs])
    if base == ref.base and subs == ref.subs:
        return ref
    return Ref(base, subs, ref.sups, ref.span, ref.at, ref.sample)


def _compared(compare: Compare, letters: Mapping[str, str]) -> Compare:
    left, right = relettered(compare.left, letters), relettered(compare.right, letters)
    return replace(compare, left=left, right=right)


def with_letters(array: Array, rows: str | None, columns: str | None) -> Array:
    """The array with other letters on its axes."""
    letters: dict[str, str] = {}
    new: list[Axis | None] = []
    for axis, letter in ((array.rows, rows), (array.columns, columns)):
        if axis is None or letter is None:
            new.append(axis)
            continue
        letters[axis.letter] = letter
        new.append(Axis(letter, axis.dim))
    return Array(new[0], new[1], relettered(array.body, letters))


def transposed(array: Array) -> Array:
    """Rows and columns exchanged."""
    return Array(array.columns, array.rows, array.body)
