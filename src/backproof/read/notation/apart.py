r"""Signs that stand apart and belong together: ``1 2`` and ``0 . 5`` where every sign does so, ``: =``, ``d Z``.

What scans pages puts a space between any two signs, and TeX prints none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from backproof.read.grammar.defining import separates
from backproof.read.grammar.nodes import is_kind, items, name_of, rebuilt, same, starts_derivative, subtrees
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script, Styled

_APART = re.compile(r"[_^] +\{ ")
_TOUCHING = re.compile(r"[_^](?:\{(?! )|[^\s{])")
_DIGITS = re.compile(r"[0-9] +(?:\. +)?[0-9]")
_WHOLE = re.compile(r"[0-9]{2}|[0-9]\.[0-9]")
_DEFINED = re.compile(r": +=")
_D = re.compile(r"(?<![A-Za-z\\])d +[A-Za-z\\]")


def with_whole_signs(trees: Mapping[int, Node], texts: Sequence[str]) -> dict[int, Node]:
    """Formulas by their number, and in the same order their texts, with what belongs together as one.

    >>> from backproof.syntax.latex import parse
    >>> text = "x _ { 1 } = 0 . 2 5"
    >>> with_whole_signs({0: parse(text)}, [text])[0].items[-1].text
    '0.25'
    """
    spread = _is_spread(texts)
    changed = [_DEFINED.search(text) is not None or (spread and _has_parts(text)) for text in texts]
    trees = {at: _whole(tree) if change else tree for (at, tree), change in zip(trees.items(), changed, strict=True)}
    if any(map(_D.search, texts)) and _names_gradients(trees.values()):
        return {at: _with_gradients(tree) for at, tree in trees.items()}
    return dict(trees)


def _is_spread(texts: Sequence[str]) -> bool:
    """Whether scripts and their braces mostly stand apart, as a scan has them."""
    apart, touching = (sum(len(sign.findall(text)) for text in texts) for sign in (_APART, _TOUCHING))
    return apart > touching


def _has_parts(text: str) -> bool:
    """Whether a formula has digits side by side, and none that touch."""
    return _DIGITS.search(text) is not None and _WHOLE.search(text) is None


def _whole(node: Node) -> Node:
    """The tree with digits side by side as one number, and ``: =`` as one sign; ``[1 2 3]`` may be a list."""
    if isinstance(node, Fence) and node.opening == "[":
        return node
    node = rebuilt(node, _whole)
    if not isinstance(node, Row):
        return node
    joined = tuple(_joined(node.items))
    return node if same(joined, node.items) else replace(node, items=joined)


def _joined(parts: tuple[Node, ...]) -> Iterator[Node]:
    at = 0
    while at < len(parts):
        part, at = parts[at], at + 1
        while at < len(parts) and (longer := _longer(part, parts[at : at + 2])) is not None:
            part, taken = longer
            at += taken
        yield part


def _longer(part: Node, behind: tuple[Node, ...]) -> tuple[Node, int] | None:
    """A sign with what follows it, and how many signs that takes; None where another thing follows."""
    match part, behind:
        case Atom(Kind.PUNCTUATION, ":"), (Atom(Kind.RELATION, "=", last), *_):
            return Atom(Kind.RELATION, ":=", part.span.join(last)), 1
        case Atom(Kind.NUMBER, text), (Atom(Kind.PUNCTUATION, "."), Atom(Kind.NUMBER, more)) if (text + more).isdigit():
            return Atom(Kind.NUMBER, f"{text}.{more}", part.span.join(behind[1].span)), 2
        case Atom(Kind.NUMBER, text), (Atom(Kind.NUMBER, more), *_) if more.isdigit():
            return Atom(Kind.NUMBER, text + more, part.span.join(behind[0].span)), 1
        case Atom(Kind.NUMBER, text), (Script(Atom(Kind.NUMBER, more) as last, None) as power, *_) if more.isdigit():
            base = Atom(Kind.NUMBER, text + more, part.span.join(last.span))
            return replace(power, base=base, span=part.span.join(power.span)), 1
        case _:
            return None


def _names_gradients(trees: Iterable[Node]) -> bool:
    """Whether an equation begins with ``d Z =``, and d never is a name by itself."""
    heads, own, others = 0, 0, 0
    for node in (node for tree in trees for node in subtrees(tree)):
        match node:
            case Fraction(above, below) if starts_derivative(items(above), items(below)):
                own += sum(_is_d(part) for part in (above, below))
            case Script(Atom(Kind.LETTER, "d"), None, Atom(Kind.NUMBER)):
                own += 1
            case Row(parts):
                own += sum(_is_d(part) and _is_named(behind) for part, behind in pairwise(parts))
                heads += _has_head(parts)
            case Atom(Kind.LETTER, "d"):
                others += 1
            case _:
                pass
    return heads > 0 and own == others


def _has_head(parts: tuple[Node, ...]) -> bool:
    starts = (at for at in range(len(parts) - 2) if not at or separates(parts[at - 1]))
    return any(_is_d(parts[at]) and _is_named(parts[at + 1]) and is_kind(parts[at + 2], Kind.RELATION) for at in starts)


def _is_d(node: Node) -> bool:
    """Whether a node is the plain letter d."""
    return isinstance(node, Atom) and node.kind is Kind.LETTER and node.text == "d"


def _is_named(node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Atom | Styled) and name_of(base) is not None and not is_kind(base, Kind.NUMBER)


def _with_gradients(node: Node) -> Node:
    """The tree with each d up to the name behind it."""
    node = rebuilt(node, _with_gradients)
    if not isinstance(node, Row):
        return node
    parts = tuple(_reaching(part, behind) for part, behind in pairwise((*node.items, None)) if part is not None)
    return node if same(parts, node.items) else replace(node, items=parts)


def _reaching(part: Node, behind: Node | None) -> Node:
    apart = behind is not None and _is_d(part) and _is_named(behind) and part.span.end < behind.span.start
    return replace(part, span=Span(part.span.start, behind.span.start)) if behind is not None and apart else part
