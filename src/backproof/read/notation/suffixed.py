"""Names with their number behind them, ``w1`` for ``w_1``, as programs and plain text have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from backproof.read.grammar.nodes import items, rebuilt, starts_derivative, subtrees
from backproof.records import replace
from backproof.syntax.tree import Atom, Fraction, Kind, Node, Row, Script

EXPONENTS = frozenset("eE")
"""The letters of scientific notation."""
LONGEST = 2
"""Digits of the number of a name."""


def with_suffixes(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas in which a number directly behind a letter is its subscript, where the document names things so."""
    return {at: _with(tree) for at, tree in trees.items()} if _names_so(trees.values()) else dict(trees)


def _names_so(trees: Iterable[Node]) -> bool:
    """Whether such a name stands below a derivative, is written with a subscript, too, or several have two numbers."""
    behind: defaultdict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for node in (node for tree in trees for node in subtrees(tree)):
        match node:
            case Fraction(above, Row(parts)) if starts_derivative(items(above), parts) and any(_pairs(parts[1:])):
                return True
            case Row(parts):
                for letter, number in _pairs(parts):
                    behind[letter].add(number)
            case Script(Atom(Kind.LETTER, letter), Atom(Kind.NUMBER, number)):
                named.add(letter + number)
            case _:
                pass
    twice = [letter for letter, numbers in behind.items() if len(numbers) > 1]
    return len(twice) > 1 or any(letter + number in named for letter in behind for number in behind[letter])


def _pairs(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    """The letters of a row that a number directly follows, and these numbers."""
    for part, following in pairwise(parts):
        if (found := _suffixed(part, following)) is not None:
            yield found


def _suffixed(part: Node, following: Node) -> tuple[str, str] | None:
    match part, following:
        case Atom(Kind.LETTER, letter), Atom(Kind.NUMBER, number) | Script(Atom(Kind.NUMBER, number), None):
            near = part.span.end == following.span.start
            short = number.isdigit() and len(number) <= LONGEST
            return (letter, number) if near and short and letter not in EXPONENTS else None
        case _:
            return None


def _with(node: Node) -> Node:
    """The tree with these numbers as subscripts; scripts keep theirs (``w_{h1}``)."""
    match node:
        case Row(parts):
            return replace(node, items=tuple(_joined(tuple(map(_with, parts)))))
        case Script(base=base):
            return replace(node, base=_with(base))
        case _:
            return rebuilt(node, _with)


def _joined(parts: tuple[Node, ...]) -> Iterator[Node]:
    at = 0
    while at < len(parts):
        part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else parts[at]
        if _suffixed(part, following) is None:
            yield part
            at += 1
            continue
        span = part.span.join(following.span)
        match following:
            case Script(number, _, sup, primes):
                yield Script(part, number, sup, primes, span)
            case _:
                yield Script(part, following, None, 0, span)
        at += 2
