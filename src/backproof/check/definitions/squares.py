r"""Definitions of a square: ``\sigma^2 = \frac1m \sum_i (x_i - \mu)^2`` says what sigma is, where nothing else does.

A name that no line defines and that has even powers only is the root of what stands for its square; not where that is
computed from the name itself: ``x^2 = \frac{d^2 L}{dw^2}`` speaks of a derivative.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.exponents import is_minus_one
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Num, Raise, Ref, Term

Name = tuple[str, tuple[str, ...]]
SQUARE = 2


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such names, and roots of what defines their squares."""
    opening = {at: name for at, line in enumerate(lines) if (name := _squared(line)) is not None}
    if not opening:
        return tuple(lines)
    defined = {_name(line.head) for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES}
    powers: defaultdict[Name, set[object]] = defaultdict(set)
    for part in (part for line in lines for term in line.sides for part in walk(term)):
        match part:
            case Raise(Ref(), exponent) if is_minus_one(exponent):
                # As 1/s does, s^{-1} says nothing of squares.
                pass
            case Raise(Ref() as base, Num(value)):
                powers[_name(base)].add(value % 2 == 0)
            case Raise(Ref() as base):
                powers[_name(base)].add(False)
            case _:
                pass
    rooted = {at for at, name in opening.items() if name not in defined and powers[name] == {True}}
    rooted = {at for at in rooted if opening[at] not in _computed_from(lines, at)}
    chains = {lines[at].chain for at in rooted} - {None}
    return tuple(
        _root(line) if at in rooted or (line.head is None and line.chain in chains) else line
        for at, line in enumerate(lines)
    )


def _squared(line: Line) -> Name | None:
    """The name of which a line defines the square."""
    match line:
        case Line(head=Raise(Ref() as name, Num(value)), side=side) if value == SQUARE and side is not None:
            inside = {_name(ref) for ref in references(side)}
            return _name(name) if line.relation in DEFINES and inside and _name(name) not in inside else None
        case _:
            return None


def _computed_from(lines: Sequence[Line], at: int) -> set[Name]:
    """The names that the right side of a line rests on."""
    below: defaultdict[Name, set[Name]] = defaultdict(set)
    for line in lines:
        if isinstance(line.head, Ref) and line.side is not None and line.relation in DEFINES:
            below[_name(line.head)].update(map(_name, references(line.side)))
    side = lines[at].side
    pending = set() if side is None else set(map(_name, references(side)))
    found: set[Name] = set()
    while pending:
        name = pending.pop()
        found.add(name)
        pending |= below[name] - found
    return found


def _name(ref: Ref) -> Name:
    return ref.base, ref.sups


def _root(line: Line) -> Line:
    head = line.head.base if isinstance(line.head, Raise) and isinstance(line.head.base, Ref) else line.head
    return replace(line, head=head, side=None if line.side is None else _root_of(line.side))


def _root_of(side: Term) -> Term:
    return Call(Ref("sqrt", (), (), side.span), 0, (side,), side.span)
