"""Values at a point: ``\\left. 6 x \\right|_{x = 2}``, ``[2 x, 3 y] \\Big|_{(1, 2)}``."""

from __future__ import annotations

from collections.abc import Mapping

from backproof.read.lexicon import items
from backproof.read.nodes import is_kind, split
from backproof.read.reader import Reader
from backproof.read.terms import Partial, Plus, Ref, Term, Unreadable, references, substituted, walk
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script


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
    """A term with the coordinates of a point put in; whatever else it names might depend on them."""
    names = {ref.key for ref in references(term) if ref.key not in {"e", "pi"} and ref.base not in reader.lexicon.words}
    values = named(reader, point) if any(is_kind(part, Kind.RELATION) for part in items(point)) else placed(
        reader, point, sorted(names)
    )  # fmt: skip
    if any(isinstance(part, Partial) for part in walk(term)) or not names or not names <= values.keys():
        raise Unreadable("a value at this point is not read yet", point.span)
    return substituted(term, values)


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


def placed(reader: Reader, point: Node, names: list[str]) -> Mapping[str, Term]:
    """``(1, 2)``: a value for each name, in the order of the alphabet."""
    inner = point.body if isinstance(point, Fence) else point
    parts = split(items(inner), {",", ";"})
    if len(parts) != len(names):
        raise Unreadable("this point is not read yet", point.span)
    return {name: reader.read(tuple(part)) for name, part in zip(names, parts, strict=True)}
