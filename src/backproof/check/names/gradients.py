r"""Gradients with what they depend on: ``g(w) = \nabla_w L`` is the gradient g, and ``g = X^T (X w - y)`` a claim.

As a function of w it would be one name, and g without its argument another one, of which any line is a definition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_LETTERS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such gradients without their argument, where all of the document has the same one."""
    gradients = {name for line in lines if (name := _gradient(line))}
    plain = gradients - _applied_otherwise(lines) if gradients else gradients
    return tuple(line.changed(lambda term: _bare(term, plain)) for line in lines) if plain else tuple(lines)


def _gradient(line: Line) -> str:
    """The letter that a line says to be a gradient."""
    match line.head, line.side:
        case Call(Ref(base), 0), (Partial() | Nabla()) if base in FUNCTION_LETTERS:
            return base
        case _:
            return ""


def _applied_otherwise(lines: Sequence[Line]) -> set[str]:
    """Functions that are applied to several things, to more than a name, or differentiated."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in (part for line in lines for term in line.sides for part in walk(term)):
        match part:
            case Call(Ref(base), 0, (Ref() as argument,)):
                found[base].add(argument.key)
            case Call(Ref(base)):
                found[base].update(("", " "))
            case _:
                pass
    return {base for base, arguments in found.items() if len(arguments) > 1}


def _bare(term: Term, names: Set[str]) -> Term:
    match term:
        case Call(Ref(base) as name, 0) if base in names:
            return name
        case _:
            return rebuilt(term, lambda part: _bare(part, names))
