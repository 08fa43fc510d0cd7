"""Values at a point: ``\\left. 6 x \\right|_{x = 2}``, ``[2 x, 3 y] \\Big|_{(1, 2)}``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from backproof.read.grammar.nodes import is_kind, items, split
from backproof.read.grammar.reader import Reader
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import At, Nabla, Partial, Plus, Ref, Term, Unreadable
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script

KINDS: Final = ("abc", "pqr", "rst", "uvw", "xyz")
"""Letters that are coordinates beside each other."""


def bar(node: Node | None) -> Node | None:
    """What stands below a vertical bar: the point."""
    match node:
        case Script(Atom(Kind.PUNCTUATION, "|"), sub, None, 0):
            return sub
        case _:
            return None


def behind(reader: Reader, term: Term) -> Term:
    """The term before a bar at its point; a bar behind a sum may be meant for its last term only."""
    point = bar(reader.here)
    if point is None:
        return term
    if isinstance(term, Plus):
        raise Unreadable("how far the bar reaches is not clear", point.span)
    reader.at += 1
    return at_point(reader, term, point)


def at_point(reader: Reader, term: Term, point: Node) -> Term:
    """A term at a point; coordinates without names are those of its letters, where their order is known."""
    refs = (ref for ref in references(term) if ref.key not in {"e", "pi"} and ref.base not in reader.lexicon.words)
    names = tuple(dict.fromkeys(ref.key for ref in refs))
    # What is differentiated depends on more letters than those that are written.
    plain = bool(names) and not has(term, Partial, Nabla)
    if any(is_kind(part, Kind.RELATION) for part in items(point)):
        values = named(reader, point)
    else:
        coordinates = placed(reader, point)
        ordered = ordering(names, reader.lexicon.argued) if plain and len(names) == len(coordinates) else None
        if ordered is None:
            return At(term, (), coordinates, term.span.join(point.span))
        values = dict(zip(ordered, coordinates, strict=True))
    explicit = plain and {*names} <= values.keys()
    return At(term, tuple(values), tuple(values.values()), term.span.join(point.span), explicit)


def ordering(names: Sequence[str], argued: Collection[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The letters in the order of their coordinates; None where it is not clear.

    A function that is defined with just these letters says it. Else it is that of the alphabet, where the letters are
    of one kind, as x and y are, or stand in this order themselves.
    """
    found = [each for each in argued if {*each} == {*names} and len(each) == len(names)]
    if len(found) > 1:
        return None
    alphabetic = tuple(sorted(names))
    alike = any({*names} <= {*kind} for kind in KINDS) or len({name[:1] for name in names}) == 1
    return found[0] if found else alphabetic if alike or alphabetic == tuple(names) else None


def named(reader: Reader, point: Node) -> Mapping[str, Term]:
    """``x = 2, y = 1``."""
    found: dict[str, Term] = {}
    for parts in split(items(point), {",", ";"}):
        match parts:
            case (name, Atom(Kind.RELATION, "="), *value) if value:
                ref = reader.read((name,))
                if isinstance(ref, Ref):
                    found[ref.key] = reader.read(tuple(value))
            case _:
                raise Unreadable("this point is not read yet", point.span)
    return found


def placed(reader: Reader, point: Node) -> tuple[Term, ...]:
    """``(1, 2)``: coordinates without names."""
    inner = point.body if isinstance(point, Fence) else point
    return tuple(reader.read(tuple(part)) for part in split(items(inner), {",", ";"}))
