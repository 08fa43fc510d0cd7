"""Terms: what a formula says before letters have ranges.

A term is a formula read by grammar alone: which parts are added, multiplied, summed, differentiated. It may be
ill-typed; only `check` decides, with the whole document in hand, which expression a term stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from backproof.source import Span


class Unreadable(Exception):
    """A part that grammar can't read: the reason, and the place."""

    def __init__(self, reason: str, span: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


@final
@dataclass(frozen=True, slots=True)
class Num:
    """A number as written; ``decimals`` counts the digits behind the point."""

    value: Fraction
    decimals: int
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Ref:
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
class Plus:
    """Terms added."""

    terms: tuple[Term, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Times:
    """Factors multiplied; ``signs`` are those between them (empty where none is written), where they were read."""

    factors: tuple[Term, ...]
    span: Span
    signs: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Divide:
    """A fraction."""

    numerator: Term
    denominator: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Raise:
    """A power."""

    base: Term
    exponent: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A name applied to arguments; ``primes`` counts derivatives, ``at`` is a subscript of the result."""

    name: Ref
    primes: int
    arguments: tuple[Term, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Big:
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
class Partial:
    """A derivative of a term by a name."""

    of: Term
    by: Ref
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Compare:
    """A condition; ``relation`` is one of ``= != < <= > >=``."""

    relation: str
    left: Term
    right: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Branches:
    """A definition by cases; a branch without conditions is "otherwise"."""

    rows: tuple[tuple[Term, tuple[Compare, ...]], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Listed:
    """Elements in brackets: ``[l_0, l_1, l_2]``, perhaps with a name: ``O = [...]``."""

    name: Ref | None
    items: tuple[Term, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Transposed:
    """A transpose."""

    base: Term
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Element:
    """One element of an array that is no name: ``[W x + b]_i``, ``(W^T)_{ij}``."""

    base: Term
    at: tuple[str, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Entries:
    """A matrix entered entry by entry, row by row."""

    rows: tuple[tuple[Term, ...], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Run:
    r"""A letter that runs over the entries between dots: from ``first`` to ``last``."""

    letter: str
    first: int
    last: Term


@final
@dataclass(frozen=True, slots=True)
class Ranged:
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
class At:
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
class Nabla:
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


def children(term: Term) -> tuple[Term, ...]:
    """The parts of a term, in the order of the text."""
    match term:
        case Num() | Ref():
            return ()
        case Plus(parts) | Times(parts):
            return parts
        case Divide(first, second) | Raise(first, second):
            return (first, second)
        case Call(arguments=arguments):
            return arguments
        case Big(lower=lower, upper=upper, conditions=conditions, body=body):
            bounds = tuple(bound for bound in (lower, upper) if bound is not None)
            return (*bounds, *conditions, body)
        case Partial(of, by):
            return (of, by)
        case Compare(_, left, right):
            return (left, right)
        case Branches(rows):
            return tuple(part for value, conditions in rows for part in (value, *conditions))
        case Listed(_, items):
            return items
        case Transposed(base) | Element(base) | Nabla(base) | Ranged(base):
            return (base,)
        case At(base, _, values):
            return (base, *values)
        case Entries(rows):
            return tuple(entry for row in rows for entry in row)


def walk(term: Term) -> Iterator[Term]:
    """The term and everything in it, parents first."""
    stack = [term]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(reversed(children(part)))


def references(term: Term) -> Iterator[Ref]:
    """Every name in a term, the names of calls included."""
    for part in walk(term):
        match part:
            case Ref():
                yield part
            case Call(name=name):
                yield name
            case Listed(name=Ref() as name):
                yield name
            case _:
                pass


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The same kind of term with each part changed; names, numbers and conditions stay as they are."""
    match term:
        case Plus(parts):
            return Plus(tuple(map(change, parts)), term.span)
        case Times(parts):
            return Times(tuple(map(change, parts)), term.span, term.signs)
        case Divide(above, below):
            return Divide(change(above), change(below), term.span)
        case Raise(base, exponent):
            return Raise(change(base), change(exponent), term.span)
        case Call(arguments=arguments):
            return replace(term, arguments=tuple(change(part) for part in arguments))
        case Big(body=body):
            return replace(term, body=change(body))
        case Partial(of=of):
            return replace(term, of=change(of))
        case Branches(rows):
            return replace(term, rows=tuple((change(value), conditions) for value, conditions in rows))
        case Listed(items=items):
            return replace(term, items=tuple(change(part) for part in items))
        case Transposed(base) | Element(base):
            return replace(term, base=change(base))
        case Nabla(of):
            return replace(term, of=change(of))
        case Ranged(body):
            return replace(term, body=change(body))
        case At(base, _, values):
            return replace(term, base=change(base), values=tuple(map(change, values)))
        case Entries(rows=entries):
            return replace(term, rows=tuple(tuple(change(entry) for entry in row) for row in entries))
        case _:
            return term


def substituted(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with names replaced by terms, in conditions too."""
    match term:
        case Ref():
            return values.get(term.key) or _element(term, values)
        case Compare(left=left, right=right):
            return replace(term, left=substituted(left, values), right=substituted(right, values))
        case Branches(rows):
            told = ((substituted(value, values), _compared(conditions, values)) for value, conditions in rows)
            return replace(term, rows=tuple(told))
        case _:
            return rebuilt(term, lambda part: substituted(part, values))


def put_in(term: Term) -> Term:
    """The term with points put in where what they are points of is explicit."""
    match term:
        case At(base, names, values) if term.explicit:
            return substituted(base, dict(zip(names, values, strict=True)))
        case _:
            return rebuilt(term, put_in)


def _element(term: Ref, values: Mapping[str, Term]) -> Ref:
    """An element of what a name is replaced by: ``x_j`` with x as ``x^{(i)}``."""
    match values.get(term.base):
        case Ref() as whole if term.subs or term.at:
            return replace(whole, subs=(*whole.subs, *term.subs), at=(*whole.at, *term.at), span=term.span)
        case None:
            return term
        case _:
            raise Unreadable(f"an element of an argument that is no name ({term.key}) is not read yet", term.span)


def _compared(conditions: tuple[Compare, ...], values: Mapping[str, Term]) -> tuple[Compare, ...]:
    found = (substituted(each, values) for each in conditions)
    return tuple(each for each in found if isinstance(each, Compare))


def alike(one: Term, other: Term) -> bool:
    """Whether two terms differ in their places only."""
    return bare(one) == bare(other)


def minus(term: Term, span: Span) -> Term:
    """The negative of a term."""
    return Times((Num(Fraction(-1), 0, span), term), span)


NOWHERE = Span(0, 0)


def bare(term: Term) -> Term:
    """A term without its places in the text, for comparisons."""
    match term:
        case Call(name=name):
            inner = tuple(bare(each) for each in term.arguments)
            return replace(term, name=replace(name, span=NOWHERE), arguments=inner, span=NOWHERE)
        case Big(lower=lower, upper=upper, body=body):
            bounds = (None if bound is None else bare(bound) for bound in (lower, upper))
            return replace(term, lower=next(bounds), upper=next(bounds), body=bare(body), span=NOWHERE)
        case Partial(of, by):
            return replace(term, of=bare(of), by=replace(by, span=NOWHERE), span=NOWHERE)
        case _:
            return replace(rebuilt(term, bare), span=NOWHERE)
