r"""Times or samples in parentheses behind every name, as in ``e_j(n) = d_j(n) - y_j(n)``.

A letter that stands nowhere but in parentheses behind names, and below sums, counts samples or times. A formula that
sums over it marks its names with it, ``e^{(n)}``; any other one speaks of one and the same, which says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from backproof.read.grammar.nodes import is_kind, items, name_of, rebuilt, subtrees
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script, Styled

LETTERS = frozenset("nkpsqm")
"""Letters that count samples or times; t is read where steps are."""
FEWEST = 3
"""So many names, one of them with an index, show that a letter counts."""


def without_times(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas without such letters, but for those of sums over them and of steps from one to the next."""
    rows = [row for tree in trees.values() for row in _rows(tree) if any(map(_is_fenced, row))]
    found = [letter for letter in sorted(LETTERS) if _counts(letter, rows, list(trees.values()))]
    for letter in found:
        trees = {at: _written(tree, letter) for at, tree in trees.items()}
    return dict(trees)


def _counts(letter: str, rows: Sequence[tuple[Node, ...]], trees: Sequence[Node]) -> bool:
    """Whether a letter stands behind names alone; ``rows`` are those with brackets."""
    applied = [pair for row in rows for pair in _applied(row, letter)]
    bases = {name_of(base.base if isinstance(base, Script) else base) for base, _ in applied}
    indexed = any(isinstance(base, Script) and base.sub is not None for base, _ in applied)
    if len(bases) < FEWEST or not indexed or bases & FUNCTION_WORDS.keys():
        return False
    stepped = (row for row in rows if _has_offset(row, letter))
    if not all(_steps(row, letter) or _changes(row, letter) for row in stepped):
        return False
    inside = {id(node) for _, fence in applied for node in subtrees(fence)}
    return not any(id(node) not in inside for tree in trees for node in _free(tree, letter))


def _rows(tree: Node) -> Iterator[tuple[Node, ...]]:
    return (node.items for node in subtrees(tree) if isinstance(node, Row))


def _is_fenced(node: Node) -> bool:
    return isinstance(node, Fence) or (isinstance(node, Script) and isinstance(node.base, Fence))


def _applied(row: tuple[Node, ...], letter: str) -> Iterator[tuple[Node, Fence]]:
    """The names of a row with ``(n)`` or an offset behind them."""
    for base, behind in pairwise(row):
        match behind:
            case Fence("(") as fence if _is_name(base) and _offset(fence, letter) is not None:
                yield base, fence
            case Script(Fence("(") as fence) if _is_name(base) and _offset(fence, letter) is not None:
                yield base, fence
            case _:
                pass


def _is_name(node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node
    letter = isinstance(base, Styled) or (isinstance(base, Atom) and base.kind is Kind.LETTER)
    return letter and name_of(base) not in {None, "partial", "nabla", "sigma", "varphi", "phi"}


def _offset(fence: Fence, letter: str) -> int | None:
    """How far a time lies from that of the letter; None for anything else in parentheses."""
    first, *more = items(fence.body) or (fence,)
    if name_of(first) != letter or not isinstance(first, Atom):
        return None
    match more:
        case []:
            return 0
        case [Atom(Kind.OPERATOR, "+" | "-" as sign), Atom(Kind.NUMBER, "1")]:
            return 1 if sign == "+" else -1
        case _:
            return None


def _has_offset(row: tuple[Node, ...], letter: str) -> bool:
    return any(_offset(fence, letter) for _, fence in _applied(row, letter))


def _free(tree: Node, letter: str) -> Iterator[Node]:
    """Where a letter stands as a quantity or an index: not by itself, and not below a sum."""
    parts = items(tree)
    alone = [part for part in parts if isinstance(part, Atom)]
    if parts and name_of(parts[0]) == letter and len(alone) == len(parts):
        return
    stack: list[Node] = [tree]
    while stack:
        match stack.pop():
            case Script(Atom(Kind.BIG), _, above):
                stack.extend(each for each in (above,) if each is not None)
            case Script(Atom(Kind.LETTER), Row() | Atom() | Script() as sub, sup):
                # ``n_l`` is another name.
                stack.extend(each for each in (sub, sup) if each is not None)
            case Script(base, sub, sup):
                stack.extend(each for each in (base, sub, sup) if each is not None)
            case Atom(Kind.LETTER, text) as atom if text == letter:
                yield atom
            case Row(parts):
                stack.extend(parts)
            case Fence(body=body):
                stack.append(body)
            case Fraction(above, below):
                stack.extend((above, below))
            case other:
                stack.extend(each for each in subtrees(other) if each is not other and isinstance(each, Atom))


def _steps(row: tuple[Node, ...], letter: str) -> bool:
    """Whether the offsets of a row are those of a step: ``w(n+1) = w(n) + ...``, ``w(n) = w(n-1) + ...``."""
    match row:
        case (head, Fence() as after, Atom(Kind.RELATION), same, Fence() as before, Atom(Kind.OPERATOR), *rest):
            offsets = _offset(after, letter), _offset(before, letter)
            again = _has_offset(tuple(rest), letter)
            return _base(head) == _base(same) and offsets in {(1, 0), (0, -1)} and not again
        case _:
            return False


def _changes(row: tuple[Node, ...], letter: str) -> bool:
    r"""Whether a row says a change by the change before it, ``\Delta w(n) = \alpha \Delta w(n-1) + ...``: momentum."""
    behind = [
        row[at - 1]
        for at in range(1, len(row))
        if any(_offset(f, letter) for _, f in _applied(row[at : at + 2], letter))
    ]
    return bool(behind) and all(name_of(each) == "Delta" for each in behind)


def _base(node: Node) -> str | None:
    return name_of(node.base if isinstance(node, Script) else node)


def _written(tree: Node, letter: str) -> Node:
    """A formula without the letter, marked with it where it sums over it."""
    bigs = [node for node in subtrees(tree) if isinstance(node, Script) and is_kind(node.base, Kind.BIG)]
    below = [part for each in bigs if each.sub is not None for part in items(each.sub)]
    summed = any(name_of(part) == letter for part in below)

    def row(parts: tuple[Node, ...]) -> Iterator[Node]:
        if _changes(parts, letter):
            # Momentum is read with its times or not at all: without them it would be an equation of one change.
            yield from parts
            return
        stepped = _base(parts[0]) if _steps(parts, letter) else None
        at = 0
        while at < len(parts):
            if (pair := next(_applied(parts[at : at + 2], letter), None)) is None:
                yield parts[at]
                at += 1
                continue
            base, fence = pair
            if stepped is not None and _base(base) == stepped:
                yield base
                yield _counted(fence, letter, up=at == 0)
            else:
                named = _marked(base, fence) if summed else replace(base, span=base.span.join(fence.span))
                match parts[at + 1]:
                    case Script(_, None, power, primes, span):
                        yield Script(Fence("(", named, ")", named.span), None, power, primes, named.span.join(span))
                    case _:
                        yield named
            at += 2

    def change(node: Node) -> Node:
        changed = rebuilt(node, change)
        return replace(changed, items=tuple(row(changed.items))) if isinstance(changed, Row) else changed

    return change(tree)


def _counted(fence: Fence, letter: str, *, up: bool) -> Fence:
    """``(n+1)`` or ``(n)``, whichever of two following times is meant."""
    span = fence.body.span
    here = Atom(Kind.LETTER, letter, span)
    after = Row((here, Atom(Kind.OPERATOR, "+", span), Atom(Kind.NUMBER, "1", span)), span)
    return replace(fence, body=after if up else here)


def _marked(base: Node, fence: Fence) -> Node:
    """A name with its sample above it, behind its layer."""
    match base:
        case Script(sup=None):
            return replace(base, sup=fence, span=base.span.join(fence.span))
        case Script(sup=above) if above is not None:
            layer = above if isinstance(above, Fence) else Fence("(", above, ")", above.span)
            return replace(base, sup=Row((layer, fence), layer.span.join(fence.span)), span=base.span.join(fence.span))
        case _:
            return Script(base, None, fence, 0, base.span.join(fence.span))
