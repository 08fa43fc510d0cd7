r"""Names for parts of what another line writes out: ``z = w x + b`` makes ``p = \sigma(w x + b)`` the sigmoid of z.

Values stay what they are; derivatives by such a name have a way to what is differentiated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, references, walk
from backproof.read.terms.terms import Partial, Ref, Term, Times

POINTS = frozenset({"", "cdot", "*", "ast"})
"""Signs of a product that may as well be left out."""
Name = tuple[str, tuple[str, ...]]
Parts = Mapping[Term, Term | None]
"""Names by what they stand for."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of parts in definitions, where something is differentiated by a name without a way."""
    said = {at: _name(line.head) for at, line in enumerate(lines) if isinstance(line.head, Ref) and _says(line)}
    times = Counter(said.values())
    once = {at: name for at, name in said.items() if times[name] == 1 and _makes(lines[at])}
    made = {name: frozenset(map(_name, references(_side(lines[at])))) for at, name in once.items()}
    slopes = {(_name(part.of), _name(part.by)) for part in _slopes(lines) if isinstance(part.of, Ref)}
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


def _name(ref: Ref) -> Name:
    """A name with its numbers, whatever its letters: of a layer, of a unit."""
    return ref.base, tuple(script for script in (*ref.subs, *ref.sups) if any(map(str.isdigit, script)))


def _within(of: Name, made: Mapping[Name, frozenset[Name]]) -> set[Name]:
    """All that a name is made of, and itself."""
    found, new = {of}, {of}
    while new:
        new = {key for each in new for key in made.get(each, ())} - found
        found |= new
    return found


def _named(lines: Sequence[Line], once: Collection[int]) -> tuple[int, Term] | None:
    """A definition of which a part has a name, and what it is with that name; None where there is none."""
    for at in once:
        side = _side(lines[at])
        parts = {_said(_side(lines[other])): lines[other].head for other in once if other != at}
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


def _says(line: Line) -> bool:
    """Whether a line says of a name what it is by others."""
    return line.relation in DEFINES and line.side is not None and any(True for _ in references(line.side))


def _makes(line: Line) -> bool:
    """Whether it makes the name of them: by no derivative, not of one alone, not of itself."""
    side = _side(line)
    if line.problem is not None or line.conditions or isinstance(side, Ref):
        return False
    if any(isinstance(part, Partial) for part in walk(side)):
        return False
    return isinstance(line.head, Ref) and line.head.key not in {ref.key for ref in references(side)}


def _side(line: Line) -> Term:
    assert line.side is not None
    return line.side
