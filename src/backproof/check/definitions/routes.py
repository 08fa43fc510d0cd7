r"""Chain rules by their names alone: the ways from a variable to what is differentiated that a product of derivatives
goes.

``\frac{\partial E}{\partial y} \frac{\partial y}{\partial w}`` goes from w through y to E, whatever E and y are. A
factor that is upside down, left out or of another quantity leaves no way.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import product
from typing import Final, final

from backproof.read.terms.rewriting import bare
from backproof.read.terms.terms import Big, Call, Partial, Plus, Ref, Term, Times

LETTERS: Final = re.compile(r"(?<![A-Za-z\\])[a-z](?![A-Za-z0-9])")
"""Letters in a script: i of ``(i)``, l of ``l+1``, and none of ``total``."""
MOST: Final = 8
"""A sum with more products is not taken apart."""

Factor = tuple[Partial, frozenset[str]]
"""A derivative, and the letters that sums around it bind."""


@final
@dataclass(frozen=True, slots=True)
class Link:
    """One derivative on a way, and the letters that it has from outside."""

    of: Ref
    by: Ref
    letters: frozenset[str]


Route = tuple[Link, ...]
"""From what is differentiated down to the variable."""


def routes(head: Term, side: Term, indices: Collection[str]) -> tuple[Route, ...]:
    r"""The ways that a side goes from the variable of a derivative to its quantity; none where it is no chain rule.

    ``indices`` are letters that count. One that the head does not have has to be bound by a sum, and to be that of a
    quantity on the way.

    >>> from backproof.read.terms.terms import NOWHERE
    >>> e, y, w = (Ref(name, (), (), NOWHERE) for name in "Eyw")
    >>> upright = Times((Partial(e, y, NOWHERE), Partial(y, w, NOWHERE)), NOWHERE)
    >>> [[link.by.key for link in route] for route in routes(Partial(e, w, NOWHERE), upright, ())]
    [['y', 'w']]
    >>> routes(Partial(e, w, NOWHERE), Times((Partial(e, y, NOWHERE), Partial(w, y, NOWHERE)), NOWHERE), ())
    ()
    """
    start = named(head.of) if isinstance(head, Partial) else None
    if start is None or not isinstance(head, Partial):
        return ()
    free = _letters(start, indices) | _letters(head.by, indices)
    found: list[Route] = []
    for factors in _products(side, frozenset()) or ():
        route = _route(start, head.by, factors, free, indices)
        if route is None:
            return ()
        found.append(route)
    middles = [frozenset(bare(link.by) for link in route[:-1]) for route in found]
    # What goes through nothing is the head itself; what goes the same way twice is counted twice.
    return tuple(found) if all(middles) and len({*middles}) == len(found) else ()


def named(term: Term) -> Ref | None:
    """The name of a quantity, with or without its arguments."""
    match term:
        case Ref():
            return term
        case Call(name=name, primes=0):
            return name
        case _:
            return None


def _letters(ref: Ref, indices: Collection[str]) -> frozenset[str]:
    scripts = " ".join((*ref.subs, *ref.sups, *ref.at))
    return frozenset(letter for letter in LETTERS.findall(scripts) if letter in indices)


def _products(term: Term, bound: frozenset[str]) -> list[tuple[Factor, ...]] | None:
    """The products of derivatives that a side adds up, multiplied out; None where something else stands in it."""
    match term:
        case Partial():
            return [((term, bound),)]
        case Plus(terms):
            each = [_products(part, bound) for part in terms]
            parts = [part for part in each if part is not None]
            return [one for part in parts for one in part] if len(parts) == len(each) else None
        case Big(kind="sum", letter=letter, conditions=(), body=body) if letter not in bound:
            return _products(body, bound | {letter})
        case Times(factors):
            each = [_products(factor, bound) for factor in factors]
            parts = [part for part in each if part is not None]
            if len(parts) < len(each):
                return None
            multiplied = [tuple(factor for part in chosen for factor in part) for chosen in product(*parts)]
            return multiplied if len(multiplied) <= MOST else None
        case _:
            return None


def _route(
    start: Ref, end: Ref, factors: tuple[Factor, ...], free: frozenset[str], indices: Collection[str]
) -> Route | None:
    """The factors in the order of their way, where each is a step of it and its letters are those of one array."""
    steps: dict[Term, tuple[Ref, Ref, frozenset[str]]] = {}
    for each, bound in factors:
        of = named(each.of)
        if of is None or bare(of) in steps or bound & free:
            return None
        steps[bare(of)] = of, each.by, bound
    found: list[Link] = []
    at, around = start, frozenset[str]()
    summed: set[str] = set()
    while bare(at) in steps:
        of, by, bound = steps.pop(bare(at))
        own = _letters(of, indices)
        # Both derivatives that share a quantity are in the sum over its letters.
        if not own <= free | (bound & around if found else frozenset()) or not _letters(by, indices) <= free | bound:
            return None
        found.append(Link(of, by, free))
        summed |= own
        at, around = by, bound
    every = frozenset().union(*(bound for _, bound in factors))
    return tuple(found) if not steps and bare(at) == bare(end) and every <= summed else None
