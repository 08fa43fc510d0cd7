r"""Calls of NumPy inside formulas: ``dW = np.dot(dZ, A.T) / m`` and ``J = np.sum(Y * np.log(A))``.

Sums over an axis are left as they are: which one is meant would be told by the one line that may have the wrong one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from backproof.read.grammar.nodes import items, rebuilt, split
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

SIGN: Final = "np"
"""Formulas without it are left alone."""
PRODUCTS: Final = {"np.dot": "", "np.matmul": "", "np.multiply": "odot"}
FUNCTIONS: Final = frozenset({"np.exp", "np.log", "np.tanh"})
SUM: Final = "np.sum"
LONGEST: Final = 12
"""So many parts has the longest of these names, with its arguments."""


def with_array_calls(tree: Node, text: str) -> Node:
    """The tree of a formula with such calls as products, sums and functions."""
    return _with(tree) if SIGN in text else tree


def _with(node: Node) -> Node:
    node = rebuilt(node, _with)
    if not isinstance(node, Row):
        return node
    parts, at = _transposed(node.items), 0
    found: list[Node] = []
    while at < len(parts):
        behind, written = _call(parts, at)
        found += written or parts[at : at + 1]
        at = behind
    return replace(node, items=tuple(found))


def _transposed(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """A row with ``A.T`` as the transpose of A."""
    found: list[Node] = []
    for part in parts:
        match found, part:
            case [*_, Atom() | Script() as name, Atom(Kind.PUNCTUATION, ".")], Atom(Kind.LETTER, "T"):
                found[-2:] = [_above(name, part)]
            case _:
                found.append(part)
    return tuple(found)


def _above(name: Atom | Script, sign: Atom) -> Script:
    span = name.span.join(sign.span)
    if isinstance(name, Atom):
        return Script(name, None, sign, 0, span)
    sup = sign if name.sup is None else Row((*items(name.sup), sign), name.sup.span.join(sign.span))
    return replace(name, sup=sup, span=span)


def _call(parts: tuple[Node, ...], at: int) -> tuple[int, tuple[Node, ...]]:
    """The place behind what begins at a place, and the call that does, written out."""
    name = ""
    for end in range(at, min(at + LONGEST, len(parts))):
        match parts[end]:
            case Fence("(", _, _) as arguments if written := _written(name, arguments):
                return end + 1, written
            case Script(Fence("(")) as power if name in FUNCTIONS:
                return end + 1, (Atom(Kind.NAME, name.removeprefix("np."), power.span), power)
            case part:
                name += _text(part)
        if not name or not (name.startswith(SIGN) or SIGN.startswith(name)):
            break
    return at + 1, ()


def _text(part: Node) -> str:
    match part:
        case Atom(Kind.LETTER | Kind.NAME | Kind.TEXT | Kind.PUNCTUATION, text):
            return text
        case Row(inner):
            return "".join(map(_text, inner))
        case _:
            return ""


def _written(name: str, arguments: Fence) -> tuple[Node, ...]:
    """What a call means; nothing where it is none of these, or has other arguments."""
    span = arguments.span
    groups = split(items(arguments.body), {","})
    if name in PRODUCTS and len(groups) == 2:
        sign = (Atom(Kind.OPERATOR, PRODUCTS[name], span),) if PRODUCTS[name] else ()
        return (_fenced((_fenced(groups[0], span), *sign, _fenced(groups[1], span)), span),)
    if name in FUNCTIONS and len(groups) == 1:
        return (Atom(Kind.NAME, name.removeprefix("np."), span), arguments)
    whole = name == SUM and len(groups) == 1 and bool(groups[0])
    return (Atom(Kind.NAME, "sum", span), arguments) if whole else ()


def _fenced(parts: tuple[Node, ...], span: Span) -> Node:
    return parts[0] if len(parts) == 1 else Fence("(", Row(parts, span), ")", span)
