r"""Bounds of a sum that all stand below it, put below and above it: ``\sum_{1 \le i \le n}``, ``\sum_{i=1, \dots, n}``,
``\sum_{i \in \{1, \dots, n\}}`` and ``\sum_{i \le n}``, where n is no index itself, as the i of ``\sum_{j \le i}`` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from backproof.read.grammar.nodes import is_kind, items, name_of, rebuilt, split, subtrees
from backproof.records import replace
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

BOUNDED: Final = re.compile(r"(?:sum|prod|limits|∑|∏)\s*_\s*\{(?:[^{}]|\\\{[^{}]*\})*(?:\\l[et]|[≤⩽<]|dots|…|\.\.)")
"""A sum with an inequality or dots below it; documents without one are left alone."""
DOTS: Final = frozenset({"ldots", "cdots", "dots"})
FROM: Final = frozenset({"0", "1"})
"""Where indices begin."""


def with_bounds(trees: Mapping[int, Node], texts: Iterable[str]) -> dict[int, Node]:
    """The formulas of a document with the bounds of its sums in the usual places; ``texts`` are what they were read
    from."""
    if not any(map(BOUNDED.search, texts)):
        return dict(trees)
    indices = frozenset(_indices(trees.values()))
    return {at: _with(tree, indices) for at, tree in trees.items()}


def _indices(trees: Iterable[Node]) -> Iterator[str]:
    """The letters below names, but for the last ones of lists: ``x_1, \\dots, x_n``."""
    for tree in trees:
        ends = {id(last) for node in subtrees(tree) if isinstance(node, Row) for last in _last(node.items)}
        for node in subtrees(tree):
            if isinstance(node, Script) and node.sub is not None and not is_kind(node.base, Kind.BIG):
                yield from (name for part in items(node.sub) if id(node) not in ends and (name := name_of(part)))


def _last(parts: tuple[Node, ...]) -> Iterator[Node]:
    """What stands behind dots and a comma."""
    for dots, comma, last in zip(parts, parts[1:], parts[2:], strict=False):
        if _are_dots(dots) and is_kind(comma, Kind.PUNCTUATION, Kind.OPERATOR):
            yield last


def _are_dots(part: Node) -> bool:
    return isinstance(part, Atom) and part.text in DOTS


def _with(node: Node, indices: Set[str]) -> Node:
    match node:
        case Script(Atom(Kind.BIG), Row(parts), None) if (found := _bounds(parts, indices)) is not None:
            below, above = found
            return replace(node, sub=below, sup=above)
        case _:
            return rebuilt(node, lambda part: _with(part, indices))


def _bounds(parts: tuple[Node, ...], indices: Set[str]) -> tuple[Node, Node] | None:
    """``i = 1`` and ``n``, or ``i`` and ``n`` where it is not said where i begins."""
    signs = [at for at, part in enumerate(parts) if is_kind(part, Kind.RELATION)]
    sides = [parts[start + 1 : end] for start, end in zip([-1, *signs], [*signs, len(parts)], strict=True)]
    match [parts[at] for at in signs], sides:
        case [Atom(text="=") as equal], [letters, listed] if _are_letters(letters):
            ends = _listed(listed)
            return None if ends is None else (_row(*letters, equal, ends[0]), ends[1])
        case [Atom(text="in") as sign], [letters, (Fence("{", Row(listed)),)] if _are_letters(letters):
            ends = _listed(listed)
            return None if ends is None else (_row(*letters, replace(sign, text="="), ends[0]), ends[1])
        case [Atom(text="leq" | "<") as sign], [(Atom(Kind.LETTER),) as letters, last] if last:
            counts = any(name in indices for part in last if (name := name_of(part)) is not None)
            return None if counts else (letters[0], _end(last, sign))
        case (
            [Atom(text="leq" | "<") as one, Atom(text="leq" | "<") as other],
            [(Atom(Kind.NUMBER, number) as start,), letters, last],
        ) if number in FROM and last and _are_letters(letters):
            lowest = replace(start, text=str(int(number) + (one.text == "<")))
            return _row(*letters, replace(one, text="="), lowest), _end(last, other)
        case _:
            return None


def _listed(parts: tuple[Node, ...]) -> tuple[Node, Node] | None:
    """The first and the last one of ``1, \\dots, n``, whose second one may be written, too."""
    match split(parts, {","}):
        case [(Atom(Kind.NUMBER, number) as first,), *_, (dots,), last] if number in FROM and last and _are_dots(dots):
            return first, _row(*last)
        case _:
            return None


def _end(last: tuple[Node, ...], sign: Atom) -> Node:
    """What a sum ends at: one less than what its letter is smaller than."""
    if sign.text != "<":
        return _row(*last)
    return _row(*last, Atom(Kind.OPERATOR, "-", sign.span), Atom(Kind.NUMBER, "1", sign.span))


def _row(*parts: Node) -> Node:
    if len(parts) == 1:
        return parts[0]
    span = parts[0].span
    for part in parts[1:]:
        span = span.join(part.span)
    return Row(parts, span)


def _are_letters(parts: tuple[Node, ...]) -> bool:
    """Whether nothing but letters stands between commas: one of them, or several with the same bounds."""
    groups = split(parts, {","})
    return bool(parts) and all(len(group) == 1 and is_kind(group[0], Kind.LETTER) for group in groups)
