"""Numbers in other spellings: ``0,5`` in a document that never writes ``0.5``, and percentages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from backproof.read.grammar.nodes import having, items, rebuilt, same, subtrees
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

GROUP = 3
"""Digits between the commas of thousands."""


def decimal_comma(trees: Iterable[Node]) -> bool:
    r"""Whether a document writes its decimals with a comma: it has ``0,5`` and no number with a point.

    Points, sets and subscripts such as ``(0,1)`` show nothing.

    >>> from backproof.syntax.latex import parse
    >>> decimal_comma([parse("z = 0,5 x")]), decimal_comma([parse("z = 0,5 x + 0.1")]), decimal_comma([parse("1{,}25")])
    (True, False, True)
    >>> decimal_comma([parse(r"f(0,1) = 2"), parse(r"y \in \{0,1\}")])
    False
    """
    commas = False
    for tree in trees:
        pairs: set[int] = set()
        for node in subtrees(tree):
            if isinstance(node, Atom) and node.kind is Kind.NUMBER and "." in node.text:
                if not _is_braced(node):
                    return False
                commas = True
            parts = items(node)
            pairs |= {id(fence.body) for fence in (*_pairs(parts), *_points(parts))}
            pairs |= {id(part.sub) for part in parts if isinstance(part, Script)}
            found = any(_begins_with_zero(parts, at) for at in range(len(parts)))
            commas = commas or (found and id(node) not in pairs)
    return commas


def with_decimal_points(node: Node) -> Node:
    """The tree with ``0,5`` as one number; scripts keep their lists (``w_{1,2}``)."""
    return _rewritten(node, _joined)


def braced_comma(trees: Iterable[Node]) -> bool:
    """Whether a document writes decimals with a comma in braces, of which ``0{,}25`` surely is one.

    >>> from backproof.syntax.latex import parse
    >>> braced_comma([parse("z = 0{,}25")]), braced_comma([parse("n = 1{,}000 + 0.25")])
    (True, False)
    """
    numbers = (node for tree in trees for node in subtrees(tree) if isinstance(node, Atom) and node.kind is Kind.NUMBER)
    return any("." in number.text and _is_braced(number) for number in numbers)


def with_braced_decimals(node: Node) -> Node:
    """The tree with ``2{,}718`` as a decimal, which alone would be read as thousands."""
    return _rewritten(node, lambda parts: map(_ungrouped, parts))


def _ungrouped(part: Node) -> Node:
    match part:
        case Atom(Kind.NUMBER, text) if text.isdigit() and _length(part) == len(text) + len("{,}"):
            return replace(part, text=f"{text[:-GROUP]}.{text[-GROUP:]}")
        case _:
            return part


def _is_braced(number: Atom) -> bool:
    """Whether the point of a number is a comma in braces in the document."""
    return _length(number) == len(number.text) + len("{,}") - 1


def _length(part: Node) -> int:
    """How many characters a number takes in the document."""
    return part.span.end - part.span.start


def with_percentages(node: Node) -> Node:
    """The tree with ``75\\%`` as the number 0.75."""
    return _rewritten(node, _hundredths)


def _pairs(parts: tuple[Node, ...]) -> Iterator[Fence]:
    """What a maximum or a minimum is taken of, where its one comma stands between two of them: ``\\max(0,1-z)``."""
    for name, fence in pairwise(parts):
        match name, fence:
            case Atom(text="max" | "min"), Fence(body=Row(inside)):
                if [_text(part) for part in inside if _text(part) in {",", ";"}] == [","]:
                    yield fence
            case _:
                pass


def _points(parts: tuple[Node, ...]) -> Iterator[Fence]:
    """Brackets around nothing but numbers with commas between them."""
    for part in parts:
        match part:
            case Fence(body=Row(inside)) if all(_text(each) in {",", "-"} or _is_number(each) for each in inside):
                yield part
            case _:
                pass


def _is_number(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind is Kind.NUMBER


def _rewritten(node: Node, join: Callable[[tuple[Node, ...]], Iterable[Node]]) -> Node:
    def inner(part: Node) -> Node:
        return _rewritten(part, join)

    def within(row: Node) -> Node:
        return rebuilt(row, inner)

    match node:
        case Row(parts):
            pairs = {id(fence) for fence in _pairs(parts)} if join is _joined else set()
            told = tuple(rebuilt(part, within) if id(part) in pairs else inner(part) for part in parts)
            joined = tuple(join(told))
            return node if same(joined, parts) else replace(node, items=joined)
        case Script(base=base, sup=sup):
            return having(node, base=inner(base), sup=None if sup is None else inner(sup))
        case _:
            return rebuilt(node, inner)


def _hundredths(parts: tuple[Node, ...]) -> Iterable[Node]:
    for part, following in zip_longest(parts, parts[1:]):
        match part, following:
            case Atom(Kind.NUMBER, text), Atom(Kind.TEXT, "%", span):
                yield Atom(Kind.NUMBER, f"{Decimal(text).scaleb(-2):f}", part.span.join(span))
            case Atom(Kind.TEXT, "%"), _:
                pass
            case _:
                yield part


def _joined(parts: tuple[Node, ...]) -> Iterable[Node]:
    at = 0
    while at < len(parts):
        number = _number(parts, at)
        yield parts[at] if number is None else number
        at += 1 if number is None else 3


def _number(parts: tuple[Node, ...], at: int) -> Node | None:
    """The number with a comma that begins here, or its power: ``0,25^2`` is that of all digits."""
    match parts[at : at + 3]:
        case (whole, _, Atom() as behind) if _is_decimal(parts, at):
            return _pointed(whole, behind)
        case (whole, comma, Script(base=Atom() as behind, sub=None) as power) if _is_decimal((whole, comma, behind)):
            return replace(power, base=_pointed(whole, behind), span=whole.span.join(power.span))
        case _:
            return None


def _pointed(whole: Node, behind: Node) -> Atom:
    return Atom(Kind.NUMBER, f"{_text(whole)}.{_text(behind)}", whole.span.join(behind.span))


def _is_decimal(parts: tuple[Node, ...], at: int = 0) -> bool:
    """A number, a comma and a number with nothing between them."""
    match parts[at : at + 3]:
        case (Atom(Kind.NUMBER) as whole, Atom(Kind.PUNCTUATION, ",") as comma, Atom(Kind.NUMBER) as behind):
            return whole.span.end == comma.span.start and comma.span.end == behind.span.start
        case _:
            return False


def _begins_with_zero(parts: tuple[Node, ...], at: int) -> bool:
    """``0,5``, and not a part of a list such as ``x,0,5``."""
    beside = (*parts[max(at - 1, 0) : at], *parts[at + 3 : at + 4])
    return _is_decimal(parts, at) and _text(parts[at]) == "0" and "," not in map(_text, beside)


def _text(part: Node) -> str:
    return part.text if isinstance(part, Atom) else ""
