"""Terms: what a formula says before letters have ranges.

A term is a formula read by grammar alone: which parts are added, multiplied, summed, differentiated. It may be
ill-typed; only `check` decides, with the whole document in hand, which expression a term stands for.
"""

from __future__ import annotations

from enum import Enum, auto
from fractions import Fraction
from typing import final

from backproof.records import Hashed, dataclass
from backproof.source import Span


class About(Enum):
    """What a reason is about, where what comes later depends on it."""

    WHOLE_ARRAYS = auto()
    """A name without indices that is an array by its look."""
    WRITTEN_OTHERWISE = auto()
    """A name that stands elsewhere with its step, its layer or its indices, and without, or the other way round."""
    PRIMED = auto()
    """A name with a prime, which many give the value after a step."""
    SQUARES = auto()
    LOGARITHMS = auto()
    """Words for a loss of squares, or of logarithms."""
    NEXT_NUMBER = auto()
    """A number for a name at the next step."""
    BOUND = auto()
    """A last element of a sum that is not the one of other lines."""


class Unreadable(Exception):
    """A part that grammar can't read: the reason, what this is about, and the place."""

    def __init__(self, reason: str, span: Span, about: About | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span
        self.about = about


class Known(Hashed):
    """What a term remembers once it was walked through: the same lines are asked for their names over and over."""

    __slots__ = ("inside", "kinds", "named", "parts", "placeless")
    inside: tuple[Term, ...] | None
    kinds: frozenset[type[Term]] | None
    named: tuple[Ref, ...] | None
    parts: dict[tuple[type, ...], tuple[Term, ...]] | None
    placeless: Term | None


@final
@dataclass(frozen=True, slots=True)
class Num(Known):
    """A number as written; ``decimals`` counts the digits behind the point."""

    value: Fraction
    decimals: int
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Ref(Known):
    """A name with its scripts, each a letter (``i``), a number (``0``) or a word (``bias``).

    ``at`` are the elements in brackets behind it: ``\\hat y[k]``. ``sample`` is the letter of its sample, which a
    document as a whole tells.
    """

    base: str
    subs: tuple[str, ...]
    sups: tuple[str, ...]
    span: Span
    at: tuple[str, ...] = ()
    sample: str | None = None

    @property
    def key(self) -> str:
        """Name and scripts in one string."""
        sub = f"_{{{','.join(self.subs)}}}" if self.subs else ""
        sup = f"^{{{','.join(self.sups)}}}" if self.sups else ""
        return f"{self.base}{sub}{sup}"


@final
@dataclass(frozen=True, slots=True)
class Plus(Known):
    """Terms added."""

    terms: tuple[Term, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Times(Known):
    """Factors multiplied; ``signs`` are those between them (empty where none is written), where they were read."""

    factors: tuple[Term, ...]
    span: Span
    signs: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Divide(Known):
    """A fraction."""

    numerator: Term
    denominator: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Raise(Known):
    """A power."""

    base: Term
    exponent: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Call(Known):
    """A name applied to arguments; ``primes`` counts derivatives, ``at`` is a subscript of the result."""

    name: Ref
    primes: int
    arguments: tuple[Term, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Big(Known):
    r"""``\sum`` or ``\prod``: the letter it binds, its bounds where written, its conditions, its body."""

    kind: str
    letter: str
    lower: Term | None
    upper: Term | None
    conditions: tuple[Compare, ...]
    body: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Partial(Known):
    """A derivative of a term by a name."""

    of: Term
    by: Ref
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Compare(Known):
    """A condition; ``relation`` is one of ``= != < <= > >=``."""

    relation: str
    left: Term
    right: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Branches(Known):
    """A definition by cases; a branch without conditions is "otherwise"."""

    rows: tuple[tuple[Term, tuple[Compare, ...]], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Listed(Known):
    """Elements in brackets: ``[l_0, l_1, l_2]``, perhaps with a name: ``O = [...]``."""

    name: Ref | None
    items: tuple[Term, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Transposed(Known):
    """A transpose."""

    base: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Element(Known):
    """One element of an array that is no name: ``[W x + b]_i``, ``(W^T)_{ij}``."""

    base: Term
    at: tuple[str, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Entries(Known):
    """A matrix entered entry by entry, row by row."""

    rows: tuple[tuple[Term, ...], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Run:
    r"""A letter that runs over the entries between dots: from ``first`` to ``last``.

    ``begun``: the letter that the first entry has for its number, where it is none.
    """

    letter: str
    first: int
    last: Term
    begun: str = ""


@final
@dataclass(frozen=True, slots=True)
class Ranged(Known):
    r"""Entries with dots between them: ``x_1, \dots, x_n``, each of them ``body`` with its number for a letter.

    ``listed``: a list between brackets, which is a row as well as a column.
    """

    body: Term
    rows: Run | None
    columns: Run | None
    span: Span
    listed: bool = False


@final
@dataclass(frozen=True, slots=True)
class At(Known):
    r"""The value of something at a point: ``\nabla f \big|_{x = 1}``; no names where the coordinates have none.

    ``explicit``: it depends on nothing but the coordinates, whatever the document says.
    """

    base: Term
    names: tuple[str, ...]
    values: tuple[Term, ...]
    span: Span
    explicit: bool = False


@final
@dataclass(frozen=True, slots=True)
class Nabla(Known):
    """``\\nabla f``: the gradient of a quantity by what it depends on, or of the loss by this quantity.

    ``each``: it is written ``dZ``, which may be the gradient of each sample's own loss.
    """

    of: Term
    span: Span
    each: bool = False


Term = (
    Num
    | Ref
    | Plus
    | Times
    | Divide
    | Raise
    | Call
    | Big
    | Partial
    | Compare
    | Branches
    | Listed
    | Transposed
    | Element
    | Entries
    | Ranged
    | At
    | Nabla
)


NOWHERE = Span(0, 0)
"""The place of what nobody wrote."""
AXES = 2
"""A matrix has so many of them."""


def one_over(term: Term) -> Term:
    """The reciprocal of a term."""
    return Divide(Num(Fraction(1), 0, term.span), term, term.span)


def minus(term: Term, span: Span) -> Term:
    """The negative of a term."""
    return Times((Num(Fraction(-1), 0, span), term), span)
