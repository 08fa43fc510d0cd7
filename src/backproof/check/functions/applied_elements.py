r"""Arrays by their elements that are applied: beside ``S_j = e^{a_j}/\sum_k e^{a_k}``, ``S(W x)`` is S where a is Wx.

No line defines a, and S is applied to one array alone: a is that array.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, has, rebuilt, references, walk
from backproof.read.terms.terms import Partial, Plus, Ref, Term, Times
from backproof.records import replace


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such an array for its application, and behind them what it is made of, which nobody wrote."""
    made = _made(lines)
    if not made:
        return tuple(lines)
    uses = [(line, each) for line in lines for side in line.sides for each in _applications(side, made)]
    arguments = {base: [(line, use.factors[1]) for line, use in uses if _name(use) == base] for base in made}
    once = {
        base: found[0]
        for base, found in arguments.items()
        if found and all(alike(found[0][1], each) for _, each in found)
    }
    if not once:
        return tuple(lines)
    told = (
        replace(line, head=Ref(made[base], (), (), line.span), relation="=", side=argument, chain=None)
        for base, (line, argument) in once.items()
    )
    return (*(line.changed(partial(_alone, made=once)) for line in lines), *told)


def _made(lines: Sequence[Line]) -> dict[str, str]:
    """The arrays that lines define by the elements of one other array, which no line defines, with that one."""
    defined = {line.head.base for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES}
    found: dict[str, set[str]] = {}
    for line in lines:
        match line.head, line.side:
            case Ref(base, (_,), ()), side if line.relation in DEFINES and side is not None and not has(side, Partial):
                elements = [each for each in references(side) if each.subs]
                plain = all(len(each.subs) == 1 and not each.sups for each in elements)
                found.setdefault(base, set()).update(each.base if plain else base for each in elements)
            case _:
                pass
    return {base: next(iter(of)) for base, of in found.items() if len(of) == 1 and not of & defined}


def _applications(term: Term, made: Mapping[str, object]) -> Iterator[Times]:
    return (part for part in walk(term) if isinstance(part, Times) and _name(part) in made)


def _name(product: Times) -> str:
    """The array that is applied to what stands in parentheses behind it; empty for any other product."""
    match product.factors:
        case (Ref(base, (), ()), Times() | Plus()) if not product.signs:
            return base
        case _:
            return ""


def _alone(term: Term, made: Mapping[str, object]) -> Term:
    term = rebuilt(term, partial(_alone, made=made))
    return term.factors[0] if isinstance(term, Times) and _name(term) in made else term
