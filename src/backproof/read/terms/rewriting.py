"""Terms taken apart and put together again: their parts, their names, and what is put in for these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter, is_
from typing import Any, Final, TypeVar, overload

from backproof.read.terms.terms import (
    NOWHERE,
    At,
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Element,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.records import replace

T = TypeVar("T")
U = TypeVar("U")
Change = Callable[[Term], Term]


def children(term: Term) -> tuple[Term, ...]:
    """The parts of a term, in the order of the text."""
    return CHILDREN[type(term)](term)


def _none(_: Num | Ref) -> tuple[Term, ...]:
    return ()


def _of_sum(term: Big) -> tuple[Term, ...]:
    bounds = tuple(bound for bound in (term.lower, term.upper) if bound is not None)
    return (*bounds, *term.conditions, term.body)


def _of_branches(term: Branches) -> tuple[Term, ...]:
    return tuple(part for value, conditions in term.rows for part in (value, *conditions))


def _of_entries(term: Entries) -> tuple[Term, ...]:
    return tuple(entry for row in term.rows for entry in row)


CHILDREN: Final[Mapping[type, Callable[[Any], tuple[Term, ...]]]] = {
    Num: _none,
    Ref: _none,
    Plus: attrgetter("terms"),
    Times: attrgetter("factors"),
    Divide: attrgetter("numerator", "denominator"),
    Raise: attrgetter("base", "exponent"),
    Call: attrgetter("arguments"),
    Big: _of_sum,
    Partial: attrgetter("of", "by"),
    Compare: attrgetter("left", "right"),
    Branches: _of_branches,
    Listed: attrgetter("items"),
    Transposed: lambda term: (term.base,),
    Element: lambda term: (term.base,),
    Nabla: lambda term: (term.of,),
    Ranged: lambda term: (term.body,),
    At: lambda term: (term.base, *term.values),
    Entries: _of_entries,
}


def walk(term: Term) -> Iterator[Term]:
    """The term and everything in it, parents first."""
    found = term.inside
    return chain((term,), inside(term) if found is None else found)


def inside(term: Term) -> tuple[Term, ...]:
    """Everything in a term, without the term itself: what remembers itself is freed by the garbage collector only."""
    found = term.inside
    if found is None:
        found = _inside(term)
        object.__setattr__(term, "inside", found)
    return found


def _inside(term: Term) -> tuple[Term, ...]:
    found, stack = [], [*CHILDREN[type(term)](term)[::-1]]
    while stack:
        part = stack.pop()
        found.append(part)
        if parts := CHILDREN[type(part)](part):
            stack.extend(parts[::-1])
    return tuple(found)


def has(term: Term, *kinds: type) -> bool:
    """Whether a term of one of some kinds is in a term, itself included.

    >>> has(Divide(Num(1, 0, NOWHERE), Num(2, 0, NOWHERE), NOWHERE), Num, Call), has(Num(1, 0, NOWHERE), Call)
    (True, False)
    """
    return not kinds_in(term).isdisjoint(kinds)


def kinds_in(term: Term) -> frozenset[type[Term]]:
    """Of what kinds the terms in a term are, itself included: most questions about a line end with that."""
    found = term.kinds
    if found is None:
        found = frozenset(map(type, walk(term)))
        object.__setattr__(term, "kinds", found)
    return found


@overload
def occurrences(term: Term, kind: type[T], /) -> Iterator[T]: ...
@overload
def occurrences(term: Term, kind: type[T], other: type[U], /) -> Iterator[T | U]: ...
def occurrences(term: Term, *kinds: type) -> Iterator[Any]:
    """The terms of some kinds in a term, itself included; nothing is walked through twice."""
    if kinds_in(term).isdisjoint(kinds):
        return iter(())
    known = term.parts
    if known is None:
        known = {}
        object.__setattr__(term, "parts", known)
    found = known.get(kinds)
    if found is None:
        found = known[kinds] = tuple([part for part in inside(term) if isinstance(part, kinds)])
    # Without the term itself, as what is inside of it.
    return chain((term,), found) if isinstance(term, kinds) else iter(found)


def references(term: Term) -> Iterator[Ref]:
    """Every name in a term, the names of calls included."""
    if isinstance(term, Ref):
        return iter((term,))
    found = term.named
    if found is None:
        found = tuple(_names(walk(term)))
        object.__setattr__(term, "named", found)
    return iter(found)


def _names(parts: Iterable[Term]) -> Iterator[Ref]:
    for part in parts:
        match part:
            case Ref():
                yield part
            case Call(name=name):
                yield name
            case Listed(name=Ref() as name):
                yield name
            case _:
                pass


def rebuilt(term: Term, change: Change) -> Term:
    """The same kind of term with each part changed, the sides of conditions too; names and numbers stay as they are.

    Where no part changes it is the very same term: what that one remembers of its parts need not be found again.
    """
    return REBUILT[type(term)](term, change)


def _each(parts: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """Parts with each of them changed; the very same ones where none is."""
    changed = tuple(map(change, parts))
    return parts if all(map(is_, changed, parts)) else changed


def _itself(term: Num | Ref, _: Change) -> Term:
    return term


def _plus(term: Plus, change: Change) -> Term:
    terms = _each(term.terms, change)
    return term if terms is term.terms else Plus(terms, term.span)


def _times(term: Times, change: Change) -> Term:
    factors = _each(term.factors, change)
    return term if factors is term.factors else Times(factors, term.span, term.signs)


def _divide(term: Divide, change: Change) -> Term:
    above, below = change(term.numerator), change(term.denominator)
    return term if above is term.numerator and below is term.denominator else Divide(above, below, term.span)


def _raise(term: Raise, change: Change) -> Term:
    base, exponent = change(term.base), change(term.exponent)
    return term if base is term.base and exponent is term.exponent else Raise(base, exponent, term.span)


def _call(term: Call, change: Change) -> Term:
    arguments = _each(term.arguments, change)
    return term if arguments is term.arguments else replace(term, arguments=arguments)


def _big(term: Big, change: Change) -> Term:
    body, conditions = change(term.body), _conditions(term.conditions, change)
    same = body is term.body and conditions is term.conditions
    return term if same else replace(term, body=body, conditions=conditions)


def _conditions(conditions: tuple[Compare, ...], change: Change) -> tuple[Compare, ...]:
    return _each(conditions, lambda each: _compare(each, change))


def _compare(term: Compare, change: Change) -> Compare:
    left, right = change(term.left), change(term.right)
    return term if left is term.left and right is term.right else replace(term, left=left, right=right)


def _inner(term: Partial | Nabla, change: Change) -> Term:
    inner = change(term.of)
    return term if inner is term.of else replace(term, of=inner)


def _base(term: Transposed | Element, change: Change) -> Term:
    base = change(term.base)
    return term if base is term.base else replace(term, base=base)


def _branches(term: Branches, change: Change) -> Term:
    rows = _each(term.rows, lambda row: _row(row, change))
    return term if rows is term.rows else replace(term, rows=rows)


def _row(row: tuple[Term, tuple[Compare, ...]], change: Change) -> tuple[Term, tuple[Compare, ...]]:
    value, conditions = change(row[0]), _conditions(row[1], change)
    return row if value is row[0] and conditions is row[1] else (value, conditions)


def _listed(term: Listed, change: Change) -> Term:
    items = _each(term.items, change)
    return term if items is term.items else replace(term, items=items)


def _entries(term: Entries, change: Change) -> Term:
    rows = _each(term.rows, lambda row: _each(row, change))
    return term if rows is term.rows else replace(term, rows=rows)


def _ranged(term: Ranged, change: Change) -> Term:
    body = change(term.body)
    return term if body is term.body else replace(term, body=body)


def _at(term: At, change: Change) -> Term:
    base, values = change(term.base), _each(term.values, change)
    return term if base is term.base and values is term.values else replace(term, base=base, values=values)


REBUILT: Final[Mapping[type, Callable[[Any, Change], Term]]] = {
    Num: _itself, Ref: _itself, Plus: _plus, Times: _times, Divide: _divide, Raise: _raise, Call: _call, Big: _big,
    Partial: _inner, Compare: _compare, Branches: _branches, Listed: _listed, Transposed: _base, Element: _base,
    Nabla: _inner, Ranged: _ranged, At: _at, Entries: _entries,
}  # fmt: skip


def renamed(term: Term, change: Callable[[Ref], Ref]) -> Term:
    """The term with each of its names changed, those of functions and of what is differentiated by included."""
    match term:
        case Ref():
            return _renamed(term, change)
        case Call(name=name):
            named = _renamed(name, change)
            arguments = _each(term.arguments, lambda part: renamed(part, change))
            same = named is name and arguments is term.arguments
            return term if same else replace(term, name=named, arguments=arguments)
        case Partial(of, by):
            inner, variable = renamed(of, change), _renamed(by, change)
            return term if inner is of and variable is by else replace(term, of=inner, by=variable)
        case _:
            return rebuilt(term, lambda part: renamed(part, change))


def _renamed(ref: Ref, change: Callable[[Ref], Ref]) -> Ref:
    found = change(ref)
    return ref if found == ref else found


def substituted(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with names replaced by terms."""
    match term:
        case Ref():
            return values.get(term.key) or _element(term, values)
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


def alike(one: Term, other: Term) -> bool:
    """Whether two terms differ in their places only."""
    return bare(one) == bare(other)


def bare(term: Term) -> Term:
    """A term without its places in the text, for comparisons."""
    found = term.placeless
    if found is None:
        found = _bare(term)
        object.__setattr__(term, "placeless", found)
    return found


def _bare(term: Term) -> Term:
    match term:
        case Ref() | Num():
            return replace(term, span=NOWHERE)
        case Call(name=name):
            inner = tuple(bare(each) for each in term.arguments)
            return replace(term, name=replace(name, span=NOWHERE), arguments=inner, span=NOWHERE)
        case Big(lower=lower, upper=upper, body=body):
            bounds = (None if bound is None else bare(bound) for bound in (lower, upper))
            return replace(term, lower=next(bounds), upper=next(bounds), body=bare(body), span=NOWHERE)
        case Partial(of, by):
            return replace(term, of=bare(of), by=replace(by, span=NOWHERE), span=NOWHERE)
        case Ranged(body, rows, columns):
            down, across = (None if run is None else replace(run, last=bare(run.last)) for run in (rows, columns))
            return replace(term, body=bare(body), rows=down, columns=across, span=NOWHERE)
        case _:
            return replace(rebuilt(term, bare), span=NOWHERE)


def counts(letter: str, term: Term) -> bool:
    """Whether a letter stands in a term alone, as a number: what compares it with others is about places."""
    match term:
        case Ref(base, (), (), at=()):
            return base == letter
        case Compare():
            return False
        case _:
            return any(counts(letter, part) for part in children(term))
