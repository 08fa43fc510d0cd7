r"""Names for parts of what another line writes out: ``z = w x + b`` makes ``p = \sigma(w x + b)`` the sigmoid of z.

Values stay what they are; derivatives by such a name have a way to what is differentiated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, references, walk
from backproof.read.terms.terms import Partial, Ref, Term, Times

POINTS = frozenset({"", "cdot", "*", "ast"})
"""Signs of a product that may as well be left out."""
Parts = Mapping[Term, Ref]
"""Names by what they stand for."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of parts in definitions, where something is differentiated by a name without a way."""
    defining = {at: line.head for at, line in enumerate(lines) if isinstance(line.head, Ref) and _defines(line)}
    times = Counter(head.key for head in defining.values())
    once = {at: head for at, head in defining.items() if times[head.key] == 1}
    made = {head.key: frozenset(ref.key for ref in references(_side(lines[at]))) for at, head in once.items()}
    slopes = {(part.of.key, part.by.key) for part in _slopes(lines) if isinstance(part.of, Ref)}
    if not any(by in made and by not in _within(of, made) for of, by in slopes):
        return tuple(lines)
    found = list(lines)
    while (named := _named(found, once)) is not None:
        at, side = named
        found[at] = replace(found[at], side=side)
    return tuple(found)


def _slopes(lines: Sequence[Line]) -> Iterator[Partial]:
    for line in lines:
        yield from (part for side in line.sides for part in walk(side) if isinstance(part, Partial))


def _within(of: str, made: Mapping[str, frozenset[str]]) -> set[str]:
    """All that a name is made of, and itself."""
    found, new = {of}, {of}
    while new:
        new = {key for each in new for key in made.get(each, ())} - found
        found |= new
    return found


def _named(lines: Sequence[Line], once: Mapping[int, Ref]) -> tuple[int, Term] | None:
    """A definition of which a part has a name, and what it is with that name; None where there is none."""
    for at in once:
        side = _side(lines[at])
        parts = {_said(_side(lines[other])): head for other, head in once.items() if other != at}
        inner = _with_names(side, parts)
        if inner != side and not isinstance(inner, Ref):
            return at, inner
    return None


def _with_names(term: Term, parts: Parts) -> Term:
    name = parts.get(_said(term))
    return replace(name, span=term.span) if name is not None else rebuilt(term, lambda part: _with_names(part, parts))


def _said(term: Term) -> Term:
    """A term without places and points between factors, for comparisons."""
    match term:
        case Times(signs=signs) if signs and POINTS.issuperset(signs):
            return _said(replace(term, signs=()))
        case _:
            return bare(rebuilt(term, _said))


def _defines(line: Line) -> bool:
    """Whether a line says what a name is made of: no number, no other name alone, no derivative, not itself."""
    if line.relation not in DEFINES or line.side is None or line.problem is not None or line.conditions:
        return False
    if isinstance(line.side, Ref) or any(isinstance(part, Partial) for part in walk(line.side)):
        return False
    inside = {ref.key for ref in references(line.side)}
    return bool(inside) and isinstance(line.head, Ref) and line.head.key not in inside


def _side(line: Line) -> Term:
    assert line.side is not None
    return line.side
