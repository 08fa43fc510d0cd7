"""Small questions about the nodes of a row."""

from __future__ import annotations

from backproof.syntax.tree import Atom, Grid, Kind, Node, Script


def split(parts: tuple[Node, ...], separators: set[str]) -> list[tuple[Node, ...]]:
    """The parts between separators, without spaces."""
    groups: list[list[Node]] = [[]]
    for part in parts:
        if isinstance(part, Atom) and part.kind is Kind.PUNCTUATION and part.text in separators:
            groups.append([])
        elif not is_space(part):
            groups[-1].append(part)
    return [tuple(group) for group in groups]


def spaced(parts: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """The parts between spaces."""
    groups: list[list[Node]] = [[]]
    for part in parts:
        if is_space(part):
            groups.append([])
        else:
            groups[-1].append(part)
    return [tuple(group) for group in groups if group]


def strip(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Without spaces, and without punctuation at the end."""
    kept = [part for part in parts if not is_space(part)]
    while kept and is_kind(kept[-1], Kind.PUNCTUATION):
        kept.pop()
    return tuple(kept)


def is_space(part: Node) -> bool:
    """Whether a node is space that was written on purpose."""
    return is_kind(part, Kind.SPACE)


def is_kind(part: Node, kind: Kind) -> bool:
    """Whether a node is an atom of a kind."""
    return isinstance(part, Atom) and part.kind is kind


def starts_derivative(above: tuple[Node, ...], below: tuple[Node, ...]) -> bool:
    r"""Whether a fraction is a derivative: both its parts begin with ``\partial``, or both with ``d``."""
    if not above or len(below) < 2:
        return False
    match above[0], below[0]:
        case Atom(Kind.LETTER, "partial"), Atom(Kind.LETTER, "partial"):
            return True
        case Atom(Kind.LETTER, "d"), Atom(Kind.LETTER, "d"):
            return True
        case Script(Atom(Kind.LETTER, "partial" | "d" as sign), None, Atom(Kind.NUMBER)), Atom(Kind.LETTER, other):
            return sign == other
        case _:
            return False


def describe(node: Node) -> str:
    """A node in a few words, for messages."""
    match node:
        case Atom(text=text):
            return text if len(text) == 1 else f"\\{text}" if text.isalpha() else text
        case Grid(kind=kind):
            return f"a {kind} environment"
        case _:
            return f"a {type(node).__name__.lower()}"
