r"""Functions that name a part of what they are: ``f(x) = x \tanh(s)`` beside ``s = \log(1 + e^x)``.

The derivative ``f'(x)`` goes through s as well, so s stands in the definition of f with what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, substituted, walk
from backproof.read.terms.terms import Call, Ref, Term

DEEPEST = 4
"""So many names are followed from one to the next."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such functions written out, where one is differentiated by primes."""
    parts = (part for line in lines for term in line.sides for part in walk(term))
    primed = {part.name.key for part in parts if isinstance(part, Call) and part.primes}
    if not primed:
        return tuple(lines)
    heads = Counter(line.head.key for line in lines if isinstance(line.head, Ref))
    named = {
        line.head.key: line.side
        for line in lines
        if isinstance(line.head, Ref) and line.side is not None and _defines(line) and heads[line.head.key] == 1
    }
    return tuple(_written_out(line, primed, named) for line in lines)


def _defines(line: Line) -> bool:
    return line.relation in DEFINES and not line.conditions and line.problem is None


def _written_out(line: Line, primed: set[str], named: Mapping[str, Term]) -> Line:
    match line:
        case Line(head=Call(name=name, primes=0, arguments=(Ref(subs=(), sups=()) as parameter,)), side=side) if (
            side is not None and name.key in primed and _defines(line)
        ):
            return replace(line, side=_through(side, parameter, named, DEEPEST))
        case _:
            return line


def _through(body: Term, parameter: Ref, named: Mapping[str, Term], deepest: int) -> Term:
    """A body with the names in it that depend on the parameter written out."""
    if not deepest:
        return body
    inner = {
        ref.key: _through(named[ref.key], parameter, named, deepest - 1)
        for ref in references(body)
        if ref.key in named and ref.key != parameter.key
    }
    depending = {key: side for key, side in inner.items() if any(ref.key == parameter.key for ref in references(side))}
    return substituted(body, depending) if depending else body
