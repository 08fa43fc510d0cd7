"""Presentation trees as LaTeX that reads back as the same tree, and leaves no doubt to a person either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

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
    return LATEX[type(node)](node)


def _atom(node: Atom) -> str:
    return _sign(node.kind, node.text)


@lru_cache(maxsize=1024)
def _sign(kind: Kind, text: str) -> str:
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


def _row(node: Row) -> str:
    parts: list[str] = []
    last, before = None, None
    for item in node.items:
        if last is not None and not _adjoin(last, item) and not is_prefix(last, before):
            parts.append(" ")
        parts.append(f"{{{latex(item)}}}" if isinstance(item, Row) else latex(item))
        last, before = item, last
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


def _scripts(node: Script) -> str:
    below, above = _script("_", node.sub), _script("^", node.sup)
    # TeX takes a prime and a superscript for two superscripts unless one follows the other at once.
    return _base(node.base) + ("'" * node.primes + above + below if node.primes else below + above)


def _fraction(node: Fraction) -> str:
    return rf"\frac{{{latex(node.numerator)}}}{{{latex(node.denominator)}}}"


def _root(node: Root) -> str:
    return rf"\sqrt{_degree(node.degree)}{{{latex(node.body)}}}"


def _styled(node: Styled) -> str:
    return rf"\{_STYLES.get(node.style, node.style)}{{{latex(node.base)}}}"


def _unread(node: Unread) -> str:
    return node.text


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


def _fence(node: Fence) -> str:
    opening, inside, closing = _delimiter(node.opening), latex(node.body), _delimiter(node.closing)
    if (node.opening, node.closing) in _PLAIN and not is_tall(node.body):
        return f"{opening}{inside}{closing}"
    return rf"\left{opening} {inside} \right{closing}"


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


LATEX: Final[Mapping[type, Callable[[Any], str]]] = {
    Atom: _atom, Row: _row, Script: _scripts, Fraction: _fraction, Root: _root, Fence: _fence, Styled: _styled,
    Grid: _grid, Unread: _unread,
}  # fmt: skip
