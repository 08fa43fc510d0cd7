r"""Values at a step by its number: behind ``b = 0.1``, ``b(1) = 0.1 + 0.1 \cdot 0.12`` is the next b, and no product.

Nobody defines a name times a number. Where an equation has one on its left, the number in parentheses is part of this
name throughout. A name that no line gives a value may be that of a derivative: ``DF(0)``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.names.names import labelled
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt
from backproof.read.terms.terms import Num, Ref, Term, Times


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such numbers in the names of what they step on."""
    given = {line.head.key for line in lines if isinstance(line.head, Ref)}
    stepped = frozenset(head.key for line in lines if (head := _stepped(line)) is not None and head.key in given)
    return tuple(line.changed(partial(_named, stepped=stepped)) for line in lines) if stepped else tuple(lines)


def _stepped(line: Line) -> Ref | None:
    """The name that an equation has on its left with a number in parentheses."""
    match line.head:
        case Times((Ref(subs=(), sups=(), at=()) as name, Num() as number)) if line.side is not None:
            return name if _is_at(name, number) else None
        case _:
            return None


def _is_at(name: Ref, number: Num) -> bool:
    """Whether a whole number stands directly behind a name, with a bracket between them."""
    return number.value.denominator == 1 and number.span.start - name.span.end == 1


def _named(term: Term, stepped: Set[str]) -> Term:
    """A term with names at a step."""
    term = rebuilt(term, partial(_named, stepped=stepped))
    if not isinstance(term, Times):
        return term
    factors: list[Term] = []
    for factor in term.factors:
        match factors[-1:], factor:
            case [Ref() as name], Num() as number if name.key in stepped and _is_at(name, number):
                factors[-1] = replace(name, base=labelled(name.base, (f"({number.value})",)))
            case _:
                factors.append(factor)
    if len(factors) == len(term.factors):
        return term
    return factors[0] if len(factors) == 1 else replace(term, factors=tuple(factors), signs=())
