"""Presentation trees as LaTeX that reads back as the same tree, and leaves no doubt to a person either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from backproof.syntax.symbols import SYMBOLS
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread

_STYLES: Mapping[str, str] = MappingProxyType({"bold": "mathbf", "cal": "mathcal", "bb": "mathbb", "frak": "mathfrak"})
_MATRICES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("", ""): "matrix",
        ("(", ")"): "pmatrix",
        ("[", "]"): "bmatrix",
        ("{", "}"): "Bmatrix",
        ("|", "|"): "vmatrix",
        (r"\|", r"\|"): "Vmatrix",
    }
)
# Names with limits that LaTeX itself does not have.
_STARRED = frozenset({"argmax", "argmin"})
_PLAIN = frozenset({("(", ")"), ("[", "]"), ("{", "}")})
_SPECIAL: Mapping[int, str] = MappingProxyType(
    {ord(sign): f"\\{sign}" for sign in "#$%&_{}"}
    | {ord(sign): rf"\{sign}{{}}" for sign in "^~"}
    | {ord("\\"): r"\textbackslash{}"}
)


def latex(node: Node) -> str:
    r"""The LaTeX of a tree, without delimiters.

    >>> from backproof.syntax.latex import parse
    >>> latex(parse(r"\frac12 \left( w_{ij}\right)^2"))
    '\\frac{1}{2} (w_{ij})^{2}'
    """
    match node:
        case Atom(kind, text):
            return _atom(kind, text)
        case Row(items):
            return _row(items)
        case Script(base, sub, sup, primes):
            below, above = _script("_", sub), _script("^", sup)
            # TeX takes a prime and a superscript for two superscripts unless one follows the other at once.
            return _base(base) + ("'" * primes + above + below if primes else below + above)
        case Fraction(numerator, denominator):
            return rf"\frac{{{latex(numerator)}}}{{{latex(denominator)}}}"
        case Root(body, degree):
            return rf"\sqrt{_degree(degree)}{{{latex(body)}}}"
        case Fence(opening, body, closing):
            return _fence(opening, body, closing)
        case Styled(style, base):
            return rf"\{_STYLES.get(style, style)}{{{latex(base)}}}"
        case Grid():
            return _grid(node)
        case Unread(text):
            return text


def _atom(kind: Kind, text: str) -> str:
    match kind:
        case Kind.TEXT:
            return rf"\text{{{text.translate(_SPECIAL)}}}"
        case Kind.NAME if text in _STARRED:
            return rf"\operatorname*{{{text}}}"
        case Kind.NAME if SYMBOLS.get(f"\\{text}") != (kind, text):
            return rf"\operatorname{{{text}}}"
        case Kind.PUNCTUATION if text == "|":
            return r"\mid"
        case _:
            return f"\\{text}" if SYMBOLS.get(f"\\{text}") == (kind, text) else text


def _row(items: Sequence[Node]) -> str:
    parts: list[str] = []
    for at, item in enumerate(items):
        if at and not _adjoin(items[at - 1], item) and not is_prefix(items[at - 1], items[at - 2] if at > 1 else None):
            parts.append(" ")
        parts.append(f"{{{latex(item)}}}" if isinstance(item, Row) else latex(item))
    return "".join(parts)


def _adjoin(left: Node, right: Node) -> bool:
    """Whether no space is needed between two parts, and none is usual."""
    match left, right:
        case Atom(Kind.LETTER, first), Atom(Kind.LETTER | Kind.NUMBER, second):
            return len(first) == 1 and (first + second).isascii() and (first + second).isalnum()
        case Atom(Kind.NUMBER), Atom(Kind.LETTER, second):
            return len(second) == 1
        case _, Atom(Kind.PUNCTUATION, "," | ";"):
            return True
        case Atom(Kind.LETTER | Kind.NAME | Kind.NUMBER) | Script() | Fence(), Fence("(", _, ")"):
            return True
        case _:
            return False


def is_prefix(sign: Node, before: Node | None) -> bool:
    """Whether a sign belongs to what follows it, given the part before it."""
    match sign, before:
        case Atom(Kind.OPERATOR, "+" | "-"), None | Atom(Kind.OPERATOR | Kind.RELATION | Kind.PUNCTUATION | Kind.SPACE):
            return True
        case _:
            return False


def _base(node: Node) -> str:
    match node:
        case Row() | Script():
            return f"{{{latex(node)}}}"
        case _:
            return latex(node)


def _script(mark: str, content: Node | None) -> str:
    return "" if content is None else f"{mark}{{{_label(content)}}}"


def _label(node: Node) -> str:
    """A node by itself: a word there is no operator."""
    match node:
        case Atom(Kind.NAME, text) if f"\\{text}" not in SYMBOLS:
            return rf"\text{{{text}}}"
        case _:
            return latex(node)


def _degree(node: Node | None) -> str:
    return "" if node is None else f"[{{{latex(node)}}}]"


def _fence(opening: str, body: Node, closing: str) -> str:
    inside = latex(body)
    if (opening, closing) in _PLAIN and not is_tall(body):
        return f"{_delimiter(opening)}{inside}{_delimiter(closing)}"
    return rf"\left{_delimiter(opening)} {inside} \right{_delimiter(closing)}"


def is_tall(node: Node) -> bool:
    """Whether brackets have to grow around a node."""
    match node:
        case Fraction() | Grid() | Root() | Atom(Kind.BIG) | Unread():
            return True
        case Row(items):
            return any(map(is_tall, items))
        case Script(base) | Styled(_, base):
            return is_tall(base)
        case Fence(_, body):
            return is_tall(body)
        case _:
            return False


def _delimiter(canonical: str) -> str:
    match canonical:
        case "":
            return "."
        case "{" | "}":
            return f"\\{canonical}"
        case _ if canonical.isalpha():
            return f"\\{canonical}"
        case _:
            return canonical


def _grid(grid: Grid) -> str:
    rows = r" \\ ".join(" & ".join(_cell(cell) for cell in row) for row in grid.rows)
    brackets = (grid.opening, grid.closing)
    match grid.kind:
        case "aligned":
            return _environment("aligned", rows)
        case "cases":
            return _environment("cases" if grid.opening else "rcases", rows)
        case _ if brackets in _MATRICES:
            return _environment(_MATRICES[brackets], rows)
        case _:
            inside = _environment("matrix", rows)
            return rf"\left{_delimiter(grid.opening)} {inside} \right{_delimiter(grid.closing)}"


def _cell(node: Node) -> str:
    """A cell; a bracket at its start must not look like the option of an environment."""
    text = _label(node)
    return f"{{}}{text}" if text.startswith("[") else text


def _environment(name: str, content: str) -> str:
    return rf"\begin{{{name}}} {content} \end{{{name}}}"
