"""Small questions about the nodes of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from itertools import chain
from operator import is_
from typing import Any, TypeVar

from backproof.records import replace
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled

T = TypeVar("T")
N = TypeVar("N", Atom, Fence, Fraction, Grid, Root, Row, Script, Styled)
Change = Callable[[Node], Node]


def split(parts: tuple[Node, ...], separators: Set[str]) -> list[tuple[Node, ...]]:
    """The parts between separators, without spaces."""
    groups: list[list[Node]] = [[]]
    for part in parts:
        if is_kind(part, Kind.PUNCTUATION, Kind.RELATION) and isinstance(part, Atom) and part.text in separators:
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


def rebuilt(node: Node, change: Change) -> Node:
    """The same node with each part changed; the very same one where no part is another."""
    match node:
        case Row(parts):
            return having(node, items=each(parts, change))
        case Script(base, sub, sup):
            return having(node, base=change(base), sub=_changed(sub, change), sup=_changed(sup, change))
        case Fraction(above, below):
            return having(node, numerator=change(above), denominator=change(below))
        case Root(body, degree):
            return having(node, body=change(body), degree=_changed(degree, change))
        case Fence(body=body):
            return having(node, body=change(body))
        case Styled(base=base):
            return having(node, base=change(base))
        case Grid(rows=rows):
            return having(node, rows=each(rows, lambda row: each(row, change)))
        case _:
            return node


def having(node: N, **parts: Any) -> N:
    """A node with other parts; the very same one where none is another."""
    return node if all(getattr(node, name) is part for name, part in parts.items()) else replace(node, **parts)


def each(parts: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """Parts with each of them changed; the very same ones where none is another."""
    changed = tuple(map(change, parts))
    return parts if same(changed, parts) else changed


def same(changed: tuple[object, ...], parts: tuple[object, ...]) -> bool:
    """Whether parts are the very same ones as others."""
    return len(changed) == len(parts) and all(map(is_, changed, parts))


def _changed(node: Node | None, change: Change) -> Node | None:
    return None if node is None else change(node)


def is_space(part: Node) -> bool:
    """Whether a node is space that was written on purpose."""
    return is_kind(part, Kind.SPACE)


def is_kind(part: Node | None, *kinds: Kind) -> bool:
    """Whether a node is an atom of one of some kinds."""
    return isinstance(part, Atom) and part.kind in kinds


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


def items(node: Node) -> tuple[Node, ...]:
    """The parts of a row; a single node is a row of one."""
    return node.items if isinstance(node, Row) else (node,)


def subtrees(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    found = node.below
    if found is None:
        found = _below(node)
        object.__setattr__(node, "below", found)
    return chain((node,), found)


def _below(node: Node) -> tuple[Node, ...]:
    found: list[Node] = []
    stack = _parts(node)[::-1]
    while stack:
        part = stack.pop()
        found.append(part)
        if not isinstance(part, Atom):
            stack.extend(reversed(_parts(part)))
    return tuple(found)


def _parts(node: Node) -> list[Node]:
    """What stands directly below a node, in the order of the text."""
    match node:
        case Row(parts):
            return [*parts]
        case Script(base, sub, sup):
            return [child for child in (base, sub, sup) if child is not None]
        case Fraction(numerator, denominator):
            return [numerator, denominator]
        case Root(body, degree):
            return [child for child in (body, degree) if child is not None]
        case Fence(body=body) | Styled(base=body):
            return [body]
        case Grid(rows=rows):
            return [cell for row in rows for cell in row]
        case _:
            return []


def run_of_letters(parts: tuple[Node, ...], start: int) -> tuple[str, int]:
    """The longest word of adjacent single Latin letters at ``start``, and the position behind it.

    The last letter may carry scripts: ``softmax_k`` is the word ``softmax``.
    """
    word, at, end = "", start, -1
    while at < len(parts):
        part = parts[at]
        letter = part.base if isinstance(part, Script) else part
        if not (
            isinstance(letter, Atom) and letter.kind is Kind.LETTER and len(letter.text) == 1 and letter.text.isalpha()
        ):
            break
        if word and letter.span.start != end:
            break
        word, end, at = word + letter.text, letter.span.end, at + 1
        if isinstance(part, Script):
            break
    return word, at


def equations(node: Node) -> list[tuple[Node, ...]]:
    """What may be an equation: a row, and each line of a display."""
    match node:
        case Row(parts):
            return [parts]
        case Grid("aligned", rows):
            return [tuple(part for cell in cells for part in items(cell)) for cells in rows]
        case _:
            return []


STYLE_COMMANDS = {
    "bold": "mathbf", "cal": "mathcal", "bb": "mathbb", "frak": "mathfrak", "hat": "hat", "widehat": "hat",
    "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "overline": "bar", "vec": "vec", "dot": "dot",
    "ddot": "ddot", "underline": "underline",
}  # fmt: skip


ONES = r"\mathbf{1}"
"""The vector of ones, bold, in blackboard type or with an arrow."""


def name_of(node: Node) -> str | None:
    r"""The name that a letter, a word or a styled letter spells: ``w``, ``gamma``, ``\hat{y}``; None for anything else.

    Greek and other named letters carry no backslash here.
    """
    match node:
        case Atom(Kind.LETTER | Kind.NAME, text):
            return text
        case Styled("bold" | "bb" | "vec", Atom(Kind.NUMBER, "1")):
            return ONES
        case Styled(style, base):
            inner = name_of(base)
            return None if inner is None else f"\\{STYLE_COMMANDS.get(style, style)}{{{inner}}}"
        case Row((single,)):
            return name_of(single)
        case Script(Atom(Kind.LETTER, text), None, None, primes) if primes:
            return text + "'" * primes
        case _:
            return None
