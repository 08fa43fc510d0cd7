"""Terms taken apart and put together again: their parts, their names, and what is put in for these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any, Final

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
    try:
        return chain((term,), term.inside)
    except AttributeError:
        object.__setattr__(term, "inside", _inside(term))
        return chain((term,), term.inside)


def _inside(term: Term) -> tuple[Term, ...]:
    # Without the term itself: what remembers itself is freed by the garbage collector only.
    found, stack = [], [*CHILDREN[type(term)](term)[::-1]]
    while stack:
        part = stack.pop()
        found.append(part)
        if inside := CHILDREN[type(part)](part):
            stack.extend(inside[::-1])
    return tuple(found)


def references(term: Term) -> Iterator[Ref]:
    """Every name in a term, the names of calls included."""
    if isinstance(term, Ref):
        return iter((term,))
    try:
        return iter(term.named)
    except AttributeError:
        object.__setattr__(term, "named", tuple(_names(walk(term))))
        return iter(term.named)


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


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The same kind of term with each part changed, the sides of conditions too; names and numbers stay as they are."""
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
        case Big(body=body, conditions=conditions):
            return replace(term, body=change(body), conditions=_changed(conditions, change))
        case Partial(of=of):
            return replace(term, of=change(of))
        case Compare(left=left, right=right):
            return replace(term, left=change(left), right=change(right))
        case Branches(rows):
            told = ((change(value), _changed(conditions, change)) for value, conditions in rows)
            return replace(term, rows=tuple(told))
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


def _changed(conditions: tuple[Compare, ...], change: Callable[[Term], Term]) -> tuple[Compare, ...]:
    return tuple(replace(each, left=change(each.left), right=change(each.right)) for each in conditions)


def renamed(term: Term, change: Callable[[Ref], Ref]) -> Term:
    """The term with each of its names changed, those of functions and of what is differentiated by included."""
    match term:
        case Ref():
            return change(term)
        case Call(name=name, arguments=arguments):
            return replace(term, name=change(name), arguments=tuple(renamed(each, change) for each in arguments))
        case Partial(of, by):
            return replace(term, of=renamed(of, change), by=change(by))
        case _:
            return rebuilt(term, lambda part: renamed(part, change))


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
    try:
        return term.placeless
    except AttributeError:
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
