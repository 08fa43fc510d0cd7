r"""Bounds of a sum as inequalities below it, ``\sum_{1 \le i \le n}``, put below and above it."""

from __future__ import annotations

import re
from typing import Final

from backproof.read.grammar.nodes import is_kind, rebuilt, split
from backproof.records import replace
from backproof.syntax.tree import Atom, Kind, Node, Row, Script

BOUNDED: Final = re.compile(r"_\s*\{[^{}]*(?:\\l[et]|[≤⩽<])[^{}]*(?:\\l[et]|[≤⩽<])")
"""Two inequalities below a sign; formulas without them are left alone."""
SIGNS: Final = frozenset({"leq", "<"})
FROM: Final = frozenset({"0", "1"})
"""Where indices begin."""


def with_bounds(tree: Node, text: str) -> Node:
    r"""The tree of a formula in which such sums begin with ``i=1`` and end with ``n``.

    >>> from backproof.syntax.latex import parse
    >>> one, other = r"\sum_{1 \le i \le n} x_i", r"\sum_{1 \le i < j \le n} x_{ij}"
    >>> [with_bounds(parse(each), each) == parse(each) for each in (one, other)]
    [False, True]
    """
    return _with(tree) if BOUNDED.search(text) else tree


def _with(node: Node) -> Node:
    match node:
        case Script(Atom(Kind.BIG), Row(parts), None) if (found := _bounds(parts)) is not None:
            below, above = found
            return replace(node, sub=below, sup=above)
        case _:
            return rebuilt(node, _with)


def _bounds(parts: tuple[Node, ...]) -> tuple[Node, Node] | None:
    """``i = 1`` and ``n`` for ``1 \\le i \\le n``, or one more and one less where the bounds are left out."""
    signs = [at for at, part in enumerate(parts) if is_kind(part, Kind.RELATION)]
    if len(signs) != 2:
        return None
    one, other = (parts[at] for at in signs)
    first, letters, last = parts[: signs[0]], parts[signs[0] + 1 : signs[1]], parts[signs[1] + 1 :]
    match first:
        case (Atom(Kind.NUMBER, number) as start,) if number in FROM and last and _are_letters(letters):
            pass
        case _:
            return None
    if not (isinstance(one, Atom) and isinstance(other, Atom) and {one.text, other.text} <= SIGNS):
        return None
    lowest = replace(start, text=str(int(number) + (one.text == "<")))
    equal = replace(one, text="=")
    less = (Atom(Kind.OPERATOR, "-", other.span), Atom(Kind.NUMBER, "1", other.span)) if other.text == "<" else ()
    above = (*last, *less)
    below = Row((*letters, equal, lowest), start.span.join(letters[-1].span))
    return below, above[0] if len(above) == 1 else Row(above, above[0].span.join(above[-1].span))


def _are_letters(parts: tuple[Node, ...]) -> bool:
    """Whether nothing but letters stands between commas: one of them, or several with the same bounds."""
    groups = split(parts, {","})
    return bool(parts) and all(len(group) == 1 and is_kind(group[0], Kind.LETTER) for group in groups)
