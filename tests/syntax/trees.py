"""Random presentation trees in the form that the parser gives them, and walks over trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from hypothesis import strategies as st

from backproof.source import Span
from backproof.syntax.symbols import PARTNERS, SYMBOLS
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread

T = TypeVar("T")
AT = Span(0, 0)
_NOTHING = Row((), AT)
_NAMES = ("softmax", "bias", "log", "max", "ReLU", "out1")
_ALPHABETS = ("bold", "cal", "bb", "frak")
_ACCENTS = ("hat", "tilde", "bar", "vec", "dot", "ddot", "overline", "underline", "widehat")


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside of a node, in the order of the text as far as that is fixed."""
    match node:
        case Row(items):
            return items
        case Script(base, sub, sup):
            return tuple(part for part in (base, sub, sup) if part is not None)
        case Fraction(numerator, denominator):
            return (numerator, denominator)
        case Root(body, degree):
            return (body,) if degree is None else (degree, body)
        case Fence(_, body):
            return (body,)
        case Styled(_, base):
            return (base,)
        case Grid(_, rows):
            return tuple(cell for cells in rows for cell in cells)
        case Atom() | Unread():
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Every node of a tree."""
    yield node
    for child in children(node):
        yield from walk(child)


def unread(node: Node) -> list[Unread]:
    """What couldn't be read in a tree."""
    return [part for part in walk(node) if isinstance(part, Unread)]


def placeless(node: Node) -> Node:
    """The same tree with every span at 0, so that only what it says is compared."""
    match node:
        case Atom(kind, text):
            return Atom(kind, text, AT)
        case Row(items):
            return Row(tuple(map(placeless, items)), AT)
        case Script(base, sub, sup, primes):
            return Script(placeless(base), sub and placeless(sub), sup and placeless(sup), primes, AT)
        case Fraction(numerator, denominator):
            return Fraction(placeless(numerator), placeless(denominator), AT)
        case Root(body, degree):
            return Root(placeless(body), degree and placeless(degree), AT)
        case Fence(opening, body, closing):
            return Fence(opening, placeless(body), closing, AT)
        case Styled(style, base):
            return Styled(style, placeless(base), AT)
        case Grid(kind, rows, opening, closing):
            return Grid(kind, tuple(tuple(map(placeless, cells)) for cells in rows), opening, closing, AT)
        case Unread(text, reason):
            return Unread(text, reason, AT)


def _atom_entries() -> list[tuple[Kind, str]]:
    words = [(Kind.LETTER, letter) for letter in "abxyzWXijkldé误"] + [(Kind.NAME, name) for name in _NAMES]
    words += [(Kind.NUMBER, number) for number in ("0", "12", "0.5", ".25")]
    words += [(Kind.TEXT, text) for text in ("if ", "one-hot", "for all", " 50%")]
    return words * 5 + sorted({entry for entry in SYMBOLS.values() if entry != (Kind.LETTER, "prime")}, key=str)


_ATOMS = _atom_entries()
_GRIDS = (
    *(("matrix", *pair) for pair in (("", ""), ("(", ")"), ("[", "]"), ("|", "|"), ("langle", "rangle"), ("", "|"))),
    *(("cases", "{", ""), ("cases", "", "}"), ("aligned", "", "")),
)
_SIDES = (*PARTNERS.items(), ("", "|"), ("[", ")"), ("{", ""))


class _Grower:
    """Draws the parts of a tree, each a level smaller than the whole."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def _one_of(self, choices: Sequence[T]) -> T:
        return choices[self._draw(st.integers(0, len(choices) - 1))]

    def row(self, depth: int, least: int = 1) -> Node:
        items = tuple(self._part(depth) for _ in range(self._draw(st.integers(least, 3))))
        return items[0] if len(items) == 1 else Row(items, AT)

    def _part(self, depth: int) -> Node:
        if depth == 0 or self._draw(st.booleans()):
            return Atom(*self._one_of(_ATOMS), AT)
        grow = self._one_of(
            (
                self._script,
                self._fraction,
                self._root,
                self._fence,
                self._alphabet,
                self._accent,
                self._grid,
                self._group,
            )
        )
        return grow(depth - 1)

    def _maybe(self, depth: int) -> Node | None:
        return self.row(depth) if self._draw(st.booleans()) else None

    def _script(self, depth: int) -> Node:
        base = self._one_of((self.row(depth), _NOTHING))
        sub, sup = self._content(depth), self._content(depth)
        # Primes alone on nothing would be primes of the script that they stand in.
        primes = 0 if base == _NOTHING else self._draw(st.integers(0, 2))
        if _is_base(base) and (sub or sup or primes):
            return Script(base, sub, sup, primes, AT)
        return self._part(0)

    def _content(self, depth: int) -> Node | None:
        content = self._maybe(depth)
        return content if content and _is_base(content) else None

    def _fraction(self, depth: int) -> Node:
        return Fraction(self.row(depth), self.row(depth), AT)

    def _root(self, depth: int) -> Node:
        return Root(self.row(depth), self._maybe(depth), AT)

    def _fence(self, depth: int) -> Node:
        opening, closing = self._one_of(_SIDES)
        body = self.row(depth)
        bare = isinstance(body, Grid) and (body.kind, body.opening, body.closing) == ("matrix", "", "")
        return body if bare else Fence(opening, body, closing, AT)

    def _alphabet(self, depth: int) -> Node:
        return Styled(
            self._one_of(_ALPHABETS), self._one_of((Atom(Kind.LETTER, "x", AT), Atom(Kind.NUMBER, "1", AT))), AT
        )

    def _accent(self, depth: int) -> Node:
        return Styled(self._one_of(_ACCENTS), self.row(depth), AT)

    def _grid(self, depth: int) -> Node:
        kind, opening, closing = self._one_of(_GRIDS)
        width, height = self._draw(st.integers(2, 3)), self._draw(st.integers(1, 3))
        cells = tuple(tuple(self._maybe(depth) or _NOTHING for _ in range(width)) for _ in range(height))
        return Grid(kind, cells, opening, closing, AT)

    def _group(self, depth: int) -> Node:
        return self.row(depth, least=2)


def _is_base(node: Node) -> bool:
    """Whether a node can stand under a script; a script on nothing hangs on what stands before it."""
    return not (isinstance(node, Script) and node.base == _NOTHING)


@st.composite
def trees(draw: st.DrawFn) -> Node:
    """Trees with every kind of node, without parts that can't be read."""
    return _Grower(draw).row(3)
